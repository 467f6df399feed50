// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/workload/pg_order.h"
#include "core/workload/pg_record.h"

#include <algorithm>
#include <charconv>

namespace causeway {
namespace {

constexpr std::size_t kMostRecord = 16 << 20;

/// Cuts records into events.
class PgCutter : public LogCutter {
public:
    explicit PgCutter(std::shared_ptr<const PgRecords> records) : records_(std::move(records)) {}

    std::size_t cut(const LogText& log, Shaper& shaper, LogEvents& out) override {
        const auto text = log.text;
        const bool ends = log.last || (records_->nextLineTells() && !log.next.empty());
        std::size_t at = 0;
        if (skipping_) {
            at = std::min(records_->boundary(text, 0), text.size());
            skipping_ = at == text.size() && !log.last;
        }
        while (at < text.size()) {
            PgRecord record;
            std::size_t end = at;
            auto result = records_->read(text, at, ends, record, end, out.arena);
            if (result == PgRecords::Result::More) {
                if (text.size() - at <= kMostRecord)
                    return at;
                // What there is of it counts; the rest of it is passed over.
                result = records_->read(text.substr(0, at + kMostRecord), at, true, record, end, out.arena);
                if (result == PgRecords::Result::Record || end >= at + kMostRecord) {
                    ++out.oddities[Odd::Shortened];
                    end = text.size();
                    skipping_ = true;
                }
            }
            if (result == PgRecords::Result::Record)
                take(record, shaper, out);
            else if (result == PgRecords::Result::Malformed)
                ++out.oddities[Odd::Malformed];
            else
                out.oddities[Odd::Stray] += !trim(text.substr(at, end - at)).empty();
            at = end;
        }
        if (log.last) {
            skipping_ = false;
            out.oddities[Odd::TruncatedEnd] |= !text.empty() && text.back() != '\n';
        }
        return text.size();
    }
    bool clean() const override { return !skipping_; }

private:
    void take(const PgRecord& record, Shaper& shaper, LogEvents& out) {
        using Kind = PgMessage::Kind;
        if (record.severity != PgSeverity::Log) {
            out.oddities[Odd::Foreign] += record.severity == PgSeverity::Unknown;
            return;
        }
        const auto message = PgWords::known().read(record.message);
        LogEvent event;
        event.text = message.statement;
        if (message.kind == Kind::Timed || message.kind == Kind::Duration) {
            event.timeNs = milliseconds(message.milliseconds);
            if (!event.timeNs) {
                ++out.oddities[Odd::Malformed];
                return;
            }
        }
        switch (message.kind) {
        case Kind::Timed:
        case Kind::Statement:
            return statement(record, event, message.kind == Kind::Timed, shaper, out);
        case Kind::Duration:
            return push(record, event, LogEvent::Kind::Duration, out);
        case Kind::Ended:
            return push(record, event, LogEvent::Kind::Ended, out);
        case Kind::Step:
            ++out.oddities[Odd::ParseAndBind];
            return;
        case Kind::Plan:
            ++out.oddities[Odd::Plans];
            return;
        case Kind::Malformed:
            ++out.oddities[Odd::Malformed];
            return;
        case Kind::Foreign:
            ++out.oddities[Odd::Foreign];
            return;
        case Kind::Other:
            return;
        }
    }

    void statement(const PgRecord& record, LogEvent& event, bool timed, Shaper& shaper, LogEvents& out) {
        event.text = trim(event.text);
        while (event.text.ends_with(';'))
            event.text = trim(event.text.substr(0, event.text.size() - 1));
        if (event.text.empty()) {
            ++out.oddities[Odd::Headless];
            return;
        }
        const auto skeleton = shaper.scanner().scan(event.text);
        out.oddities[Odd::Control] += skeleton.control;
        std::string_view built;
        event.shape = shaper.shape(event.text, skeleton, built);
        event.shapeText = out.arena.keep(built);
        push(record, event, timed ? LogEvent::Kind::Execution : LogEvent::Kind::Statement, out);
    }

    static void push(const PgRecord& record, LogEvent& event, LogEvent::Kind kind, LogEvents& out) {
        event.kind = kind;
        event.user = record.user;
        event.schema = record.database;
        event.thread = record.process;
        event.clock = pgLogTime(record.time, event.zoned);
        out.oddities[Odd::TimeUnreadable] += !event.clock && !record.time.empty();
        out.events.push_back(event);
    }

    /// "75.268" in nanoseconds; nothing above ten years.
    static std::optional<std::uint64_t> milliseconds(std::string_view text) {
        const auto dot = std::min(text.find('.'), text.size());
        std::uint64_t whole = 0, thousandths = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + dot, whole);
        if (error != std::errc{} || end != text.data() + dot || whole > 10ull * 366 * 86'400'000)
            return std::nullopt;
        auto part = text.substr(std::min(dot + 1, text.size())).substr(0, 3);
        for (std::uint64_t scale = 100; !part.empty() && part[0] >= '0' && part[0] <= '9'; scale /= 10) {
            thousandths += std::uint64_t(part[0] - '0') * scale;
            part.remove_prefix(1);
        }
        return whole * 1'000'000 + thousandths * 1000;
    }

    std::shared_ptr<const PgRecords> records_;
    bool skipping_ = false;
};

bool digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<int> number(std::string_view text, std::size_t at, std::size_t size) {
    if (text.size() < at + size || !digits(text.substr(at, size)))
        return std::nullopt;
    int value = 0;
    std::from_chars(text.data() + at, text.data() + at + size, value);
    return value;
}

/// Minutes east of UTC of "UTC", "+03", "-0530", "+05:45"; nothing for a name.
std::optional<int> zoneMinutes(std::string_view zone) {
    if (zone == "UTC" || zone == "GMT" || zone == "Z")
        return 0;
    if (zone.size() < 3 || (zone[0] != '+' && zone[0] != '-'))
        return std::nullopt;
    const auto hours = number(zone, 1, 2);
    const auto minutes = zone.size() == 3 ? 0 : number(zone, zone[3] == ':' ? 4 : 3, 2);
    if (!hours || !minutes)
        return std::nullopt;
    return (zone[0] == '-' ? -1 : 1) * (*hours * 60 + *minutes);
}

std::optional<Instant> epochTime(std::string_view text) {
    const auto dot = text.find('.');
    long long seconds = 0;
    if (!parseNumber(text.substr(0, dot), seconds) || seconds < 0 || seconds > 100'000'000'000)
        return std::nullopt;
    const auto ms = dot == text.npos ? std::optional(0) : number(text, dot + 1, 3);
    return ms ? std::optional(Instant{std::chrono::milliseconds{seconds * 1000 + *ms}}) : std::nullopt;
}

} // namespace

std::optional<Instant> pgLogTime(std::string_view text, bool& zoned) {
    using namespace std::chrono;
    zoned = true;
    if (text.size() < 19 || text[4] != '-')
        return epochTime(text);
    const auto y = number(text, 0, 4), mo = number(text, 5, 2), d = number(text, 8, 2),
               h = number(text, 11, 2), mi = number(text, 14, 2), s = number(text, 17, 2);
    if (!y || !mo || !d || !h || !mi || !s || *h > 23 || *mi > 59 || *s > 60)
        return std::nullopt;
    const year_month_day date{year(*y), month(unsigned(*mo)), day(unsigned(*d))};
    if (!date.ok())
        return std::nullopt;
    auto rest = text.substr(19);
    int ms = 0;
    if (rest.starts_with('.')) {
        ms = number(rest, 1, 3).value_or(0);
        rest.remove_prefix(std::min(rest.find_first_not_of("0123456789", 1), rest.size()));
    }
    const auto zone = zoneMinutes(trim(rest));
    zoned = zone.has_value();
    return Instant{sys_days{date}} + hours{*h} + minutes{*mi} + seconds{*s} + milliseconds{ms} -
           minutes{zone.value_or(0)};
}

std::unique_ptr<LogCutter> PgLog::cutter() const {
    return std::make_unique<PgCutter>(records_);
}
std::unique_ptr<LogOrder> PgLog::order() const {
    return std::make_unique<PgOrder>();
}

} // namespace causeway
