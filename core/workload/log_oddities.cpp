// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/log_oddities.h"

#include <fmt/format.h>

namespace causeway {
namespace {

struct Sentence {
    Odd odd;
    const char *one, *many; ///< after the number; without `many`, `one` is the whole sentence
};

constexpr Sentence kSentences[] = {
    {Odd::TruncatedEnd, "the log ends in the middle of an entry", nullptr},
    {Odd::CutShort, "entry is cut short", "entries are cut short"},
    {Odd::Headless, "header has no statement", "headers have no statement"},
    {Odd::Untimed, "statement has no Query_time", "statements have no Query_time"},
    {Odd::Malformed, "record is not whole or not understood", "records are not whole or not understood"},
    {Odd::Stray, "line stands outside any entry", "lines stand outside any entry"},
    {Odd::Imitation, "line within a statement looks like a header",
     "lines within statements look like headers"},
    {Odd::Control, "statement holds control bytes", "statements hold control bytes"},
    {Odd::ImpossibleTime, "entry has an impossible time, taken as 0",
     "entries have an impossible time, taken as 0"},
    {Odd::Shortened, "statement is longer than 16 MiB and was cut",
     "statements are longer than 16 MiB and were cut"},
    {Odd::ClockBackwards, "step of the log's clock is backwards", "steps of the log's clock are backwards"},
    {Odd::TimeUnreadable, "time cannot be read", "times cannot be read"},
    {Odd::StampForged, "SET timestamp is far from the log's own time",
     "SET timestamps are far from the log's own time"},
    {Odd::LocalTime, "times without a zone are taken as UTC", nullptr},
    {Odd::NoDuration, "execution has no time in the log and counts as 0 s",
     "executions have no time in the log and count as 0 s"},
    {Odd::LoneDuration, "duration belongs to no statement of the log",
     "durations belong to no statement of the log"},
    {Odd::ParseAndBind, "parse or bind step is left out: executions alone are counted",
     "parse and bind steps are left out: executions alone are counted"},
    {Odd::Foreign, "record is in a language that is not known: SET lc_messages = 'C' for the log",
     "records are in a language that is not known: SET lc_messages = 'C' for the log"},
    {Odd::Plans, "plan of auto_explain is left out", "plans of auto_explain are left out"},
};

} // namespace

std::uint64_t LogOddities::skipped() const {
    return (*this)[Odd::CutShort] + (*this)[Odd::Headless] + (*this)[Odd::Untimed] + (*this)[Odd::Malformed] +
           (*this)[Odd::Foreign];
}

std::vector<std::string> LogOddities::remarks() const {
    std::vector<std::string> list;
    for (const auto& [odd, one, many] : kSentences) {
        const auto n = (*this)[odd];
        if (n)
            list.push_back(many ? fmt::format("{} {}", n, n == 1 ? one : many) : std::string(one));
    }
    return list;
}

} // namespace causeway
