// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/collect/files/host_files.h"
#include "core/collect/files/host_text.h"
#include "core/collect/files/stamps.h"

#include <fmt/format.h>

namespace causeway {
namespace {

using std::chrono::milliseconds;

/// How far one report (one set of columns) has got: sar prints clock times only, so that a clock that falls
/// back by half a day or more means the next day.
struct Section {
    int day = 0;
    std::optional<milliseconds> last;
};

class SarReader {
public:
    explicit SarReader(HostFile& file) : file_(file) {}

    void line(std::string_view text) {
        if (const auto banner = parseSysstatBanner(text))
            return begin(*banner);
        if (!date_ || text.starts_with("Average:"))
            return;
        auto fields = blankFields(text);
        if (fields.size() < 2)
            return;
        const auto clock = takeClock(fields);
        if (!clock)
            return;
        if (isHeader(fields))
            header(fields, *clock);
        else if (!columns_.empty() && fields.size() == columns_.size())
            row(fields, *clock);
        else if (fields[0] != "LINUX")
            ++odd_;
    }
    void finish() {
        if (!found_)
            return;
        file_.kinds.push_back("sar");
        file_.remarks.push_back("sar's clock names no time zone: taken as UTC");
        if (odd_)
            file_.remarks.push_back(fmt::format("{} lines of sar's output do not fit their heading", odd_));
        if (ram_ && !file_.metrics.ramBytes)
            file_.metrics.ramBytes = ram_;
    }

private:
    void begin(const SysstatBanner& banner) {
        date_ = banner.date;
        sections_.clear();
        columns_.clear();
        file_.metrics.kernel = banner.kernel;
        if (banner.cpus)
            file_.metrics.cpus = banner.cpus;
    }
    static std::optional<milliseconds> takeClock(std::vector<std::string_view>& fields) {
        const bool half = fields[1] == "AM" || fields[1] == "PM";
        const auto clock =
            parseClock(half ? std::string(fields[0]) + " " + std::string(fields[1]) : std::string(fields[0]));
        fields.erase(fields.begin(), fields.begin() + (half ? 2 : 1));
        return fields.empty() ? std::nullopt : clock;
    }
    static bool isHeader(const std::vector<std::string_view>& fields) {
        for (const auto f : fields)
            if (figure(f) || f == "all" || f == "LINUX")
                return false;
        const auto last = fields.back();
        return fields.size() > 1 &&
               (last.find_first_of("%/-") != std::string_view::npos || last == "blocked" ||
                fields[0].find_first_of("/-") != std::string_view::npos || fields[0] == "CPU" ||
                fields[0].starts_with("kb"));
    }
    void header(const std::vector<std::string_view>& fields, milliseconds clock) {
        columns_.assign(fields.begin(), fields.end());
        auto& section = sections_[join(columns_, " ")];
        if (!section.last)
            section.last = clock;
    }
    void row(const std::vector<std::string_view>& fields, milliseconds clock) {
        auto& section = sections_[join(columns_, " ")];
        if (section.last && *section.last - clock > std::chrono::hours{12})
            ++section.day;
        section.last = clock;
        const Instant at = Instant{*date_} + std::chrono::days{section.day} + clock;
        HostSample probe;
        if (const auto it = file_.samples.find(at); it != file_.samples.end())
            probe = it->second;
        if (!applySysstatRow(columns_, fields, probe, ram_))
            return;
        file_.sample(at) = probe;
        file_.sample(at).at = at;
        found_ = true;
        if (!file_.captured || *file_.captured < at)
            file_.captured = at;
    }

    HostFile& file_;
    std::optional<Date> date_;
    std::map<std::string, Section> sections_;
    std::vector<std::string> columns_;
    std::optional<double> ram_;
    std::size_t odd_ = 0;
    bool found_ = false;
};

} // namespace

void readSar(std::string_view text, HostFile& file) {
    SarReader reader(file);
    LineCursor lines(text);
    for (std::string_view line; lines.next(line);)
        reader.line(line);
    reader.finish();
}

} // namespace causeway
