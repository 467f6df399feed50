// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/slow_log.h"

#include "core/workload/slow_log_clock.h"
#include "core/workload/slow_log_cutter.h"
#include "core/workload/slow_log_header.h"

#include <string>

namespace causeway {
namespace {

/// Times from two clocks; schemas from the "use" lines, which the server writes only when they change.
class SlowLogOrder : public LogOrder {
public:
    void startLog() override {
        clock_.nextLog();
        schema_.clear();
    }

    bool settle(LogEvent& event, std::optional<Instant>& at) override {
        if (event.clockRead)
            clock_.header(event.clock, event.zoned);
        if (event.kind == LogEvent::Kind::Start)
            schema_.clear();
        if (!event.use.empty())
            schema_ = event.use;
        if (event.kind != LogEvent::Kind::Execution)
            return false;
        if (!event.use.empty() || !event.schemaStated)
            event.schema = schema_;
        at = clock_.entry(event.stamp, event.timeNs.value_or(0));
        return true;
    }

    LogOddities oddities() const override {
        LogOddities odd;
        odd[Odd::ClockBackwards] = clock_.backwards();
        odd[Odd::StampForged] = clock_.forged();
        odd[Odd::LocalTime] = clock_.usedLocalTime();
        return odd;
    }

private:
    SlowLogClock clock_;
    std::string schema_;
};

} // namespace

/// A header's first line stands behind a line that is none.
std::size_t SlowLog::boundary(std::string_view text, std::size_t from) const {
    const SlowLogLines lines;
    for (auto at = text.find('#', from); at != text.npos; at = text.find('#', at + 1)) {
        if (at > 0 && text[at - 1] != '\n')
            continue;
        const auto line = text.substr(at, 16);
        if (!lines.looksLike(line))
            continue;
        if (at < 2)
            return at;
        const auto before = text.rfind('\n', at - 2);
        if (text[before == text.npos ? 0 : before + 1] != '#')
            return at;
    }
    return text.npos;
}

std::unique_ptr<LogCutter> SlowLog::cutter() const {
    return std::make_unique<SlowLogCutter>();
}
std::unique_ptr<LogOrder> SlowLog::order() const {
    return std::make_unique<SlowLogOrder>();
}

} // namespace causeway
