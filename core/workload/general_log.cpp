// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/general_log.h"

#include "core/base/text.h"
#include "core/workload/slow_log_header.h"
#include "core/workload/statement_end.h"

#include <algorithm>
#include <unordered_map>

namespace causeway {
namespace {

constexpr std::size_t kMostText = 16 << 20, kMostThreads = 4096;

std::string_view lineAt(std::string_view text, std::size_t at) {
    const auto newline = text.find('\n', at);
    auto line = text.substr(at, newline == text.npos ? newline : newline - at);
    return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

class GeneralLogLines : public HeaderLines {
public:
    bool looksLike(std::string_view line) const override {
        return generalLogLine(line).has_value() || isServerBanner(line);
    }
    bool isWhole(std::string_view line) const override { return looksLike(line); }
    bool semicolons() const override { return false; }
};

class GeneralLogCutter : public LogCutter {
public:
    GeneralLogCutter() : end_(lines_) {}
    std::size_t cut(const LogText& log, Shaper& shaper, LogEvents& out) override;
    bool clean() const override { return !long_; }

private:
    std::size_t quickEnd(const LogText& log, std::size_t from, Shaper& shaper, Skeleton& skeleton) const;
    bool entry(const LogText& log, std::size_t& at, Shaper& shaper, LogEvents& out);
    void add(const GeneralLogLine& line, std::string_view text, const Skeleton* skeleton, Shaper& shaper,
             LogEvents& out) const;
    bool goOn(const LogText& log, std::size_t& at, Shaper& shaper, LogEvents& out);

    const GeneralLogLines lines_;
    StatementEnd end_;
    bool long_ = false; ///< a statement that began in an earlier text; head_ is its beginning
    std::string head_, firstLine_;
    GeneralLogLine line_;
};

/// A statement of few lines that ends before a header outside any string; npos when it takes more.
std::size_t GeneralLogCutter::quickEnd(const LogText& log, std::size_t from, Shaper& shaper,
                                       Skeleton& skeleton) const {
    const auto text = log.text;
    for (auto newline = text.find('\n', from); newline != text.npos; newline = text.find('\n', newline + 1)) {
        const auto at = newline + 1;
        if (at == text.size() && (log.last || log.next.empty()))
            return text.npos;
        if (!lines_.looksLike(at < text.size() ? lineAt(text, at).substr(0, 512) : log.next))
            continue;
        if (at - from > kMostText)
            return text.npos;
        skeleton = shaper.scanner().scan(text.substr(from, at - from));
        return skeleton.inside ? text.npos : at;
    }
    return text.npos;
}

void GeneralLogCutter::add(const GeneralLogLine& line, std::string_view text, const Skeleton* skeleton,
                           Shaper& shaper, LogEvents& out) const {
    LogEvent event;
    event.thread = line.thread;
    if (!line.time.empty()) {
        event.clockRead = true;
        event.clock = slowLogTime(line.time, event.zoned);
        out.oddities[Odd::TimeUnreadable] += !event.clock;
    }
    out.oddities[Odd::Shortened] += text.size() > kMostText;
    text = trim(text.substr(0, kMostText));
    while (text.ends_with(';'))
        text = trim(text.substr(0, text.size() - 1));
    event.kind = LogEvent::Kind::Clock;
    const bool query = line.command == "Query";
    if (query && equalsIgnoreCase(text.substr(0, 8), "execute ") &&
        !equalsIgnoreCase(text.substr(0, 17), "execute immediate")) {
        // The server writes the statement itself as well, as Execute: that one counts.
    } else if (query || line.command == "Execute") {
        if (text.empty())
            ++out.oddities[Odd::Headless];
        else {
            const auto seen = skeleton ? *skeleton : shaper.scanner().scan(text);
            out.oddities[Odd::Control] += seen.control;
            std::string_view built;
            event.shape = shaper.shape(text, seen, built);
            event.shapeText = out.arena.keep(built);
            event.text = text;
            event.kind = LogEvent::Kind::Execution;
            if (text.size() < 300 && equalsIgnoreCase(text.substr(0, 4), "use "))
                event.use = usedSchema(out.arena.keep(std::string(text) + ";"));
        }
    } else if (line.command == "Init DB") {
        event.kind = LogEvent::Kind::Schema;
        event.schema = text.substr(0, 128);
    } else if (line.command == "Connect" || line.command == "Change user") {
        event.kind = LogEvent::Kind::Session;
        event.user = text.substr(0, std::min<std::size_t>(text.find('@'), 128));
        const auto on = text.find(" on ");
        if (on != text.npos)
            event.schema =
                trim(text.substr(on + 4, text.rfind(" using ") - std::min(on + 4, text.rfind(" using "))));
    } else if (line.command == "Quit")
        event.kind = LogEvent::Kind::Ended;
    out.events.push_back(event);
}

/// Goes on with a statement that is not ended quickly. False: more text is needed.
bool GeneralLogCutter::goOn(const LogText& log, std::size_t& at, Shaper& shaper, LogEvents& out) {
    const bool found = end_.find(log, at);
    auto text = log.text.substr(at, end_.end() - at);
    if (long_) {
        head_ += text.substr(0, kMostText + 1 - std::min(kMostText + 1, head_.size()));
        text = head_;
    }
    if (!found) {
        if (!long_ && log.text.size() - at <= kMostText)
            return false; // read again, longer
        if (!long_) {
            head_ = text;
            firstLine_ = std::string(line_.time) + '\n' + std::string(line_.command);
            line_.time = std::string_view(firstLine_).substr(0, line_.time.size());
            line_.command = std::string_view(firstLine_).substr(line_.time.size() + 1);
        }
        long_ = true;
        at = end_.end();
        return false;
    }
    at = end_.end();
    out.oddities[Odd::Imitation] += end_.lookalikes();
    if (long_)
        text = out.arena.keep(head_);
    GeneralLogLine line = line_;
    line.time = out.arena.keep(line.time);
    add(line, text, nullptr, shaper, out);
    long_ = false;
    head_.clear();
    return true;
}

/// The entry that begins at `at`, or one line of something else.
bool GeneralLogCutter::entry(const LogText& log, std::size_t& at, Shaper& shaper, LogEvents& out) {
    const auto text = log.text;
    const auto newline = text.find('\n', at);
    const bool whole = newline != text.npos || log.last;
    if (!whole && text.size() - at <= kMostText)
        return false;
    const auto head = lineAt(text, at).substr(0, 1024);
    const auto line = generalLogLine(head);
    if (!line) {
        if (isServerBanner(head)) {
            LogEvent event;
            event.kind = LogEvent::Kind::Start;
            event.text = bannerVersion(head);
            out.events.push_back(event);
        } else
            out.oddities[Odd::Stray] += !(trim(head).empty() || head.starts_with("Tcp port:") ||
                                          head.starts_with("Time ") || head.starts_with("Time\t"));
        at = newline == text.npos ? text.size() : newline + 1;
        return true;
    }
    line_ = *line;
    const auto from = std::size_t(line->argument.data() - text.data());
    Skeleton skeleton;
    const auto end = quickEnd(log, from, shaper, skeleton);
    if (end != text.npos) {
        add(*line, text.substr(from, end - from), &skeleton, shaper, out);
        at = end;
        return true;
    }
    end_.restart();
    auto statement = from;
    if (!goOn(log, statement, shaper, out)) {
        if (long_)
            at = statement;
        return false;
    }
    at = statement;
    return true;
}

std::size_t GeneralLogCutter::cut(const LogText& log, Shaper& shaper, LogEvents& out) {
    std::size_t at = 0;
    if (long_ && !goOn(log, at, shaper, out))
        return at;
    while (at < log.text.size())
        if (!entry(log, at, shaper, out))
            return at;
    if (log.last)
        out.oddities[Odd::TruncatedEnd] |= !log.text.empty() && log.text.back() != '\n';
    return log.text.size();
}

/// Times stand on the first entry of a second alone; users and schemas on a thread's connecting.
class GeneralLogOrder : public LogOrder {
public:
    void startLog() override {
        time_.reset();
        threads_.clear();
    }

    bool settle(LogEvent& event, std::optional<Instant>& at) override {
        if (event.clockRead)
            readClock(event);
        at = time_;
        if (event.kind == LogEvent::Kind::Start)
            threads_.clear();
        if (!event.thread)
            return false;
        switch (event.kind) {
        case LogEvent::Kind::Session:
            if (Session* session = of(*event.thread))
                *session = {std::string(event.user), std::string(event.schema)};
            return false;
        case LogEvent::Kind::Schema:
            if (Session* session = of(*event.thread))
                session->schema = event.schema;
            return false;
        case LogEvent::Kind::Ended:
            threads_.erase(*event.thread);
            return false;
        case LogEvent::Kind::Execution:
            break;
        default:
            return false;
        }
        if (Session* session = event.use.empty() ? find(*event.thread) : of(*event.thread)) {
            if (!event.use.empty())
                session->schema = event.use;
            event.user = session->user;
            event.schema = session->schema;
        }
        return true;
    }
    LogOddities oddities() const override { return oddities_; }

private:
    struct Session {
        std::string user, schema;
    };
    void readClock(const LogEvent& event) {
        if (!event.clock)
            return;
        oddities_[Odd::LocalTime] |= !event.zoned;
        oddities_[Odd::ClockBackwards] += time_ && *event.clock + std::chrono::seconds{1} < *time_;
        time_ = event.clock;
    }
    Session* find(std::uint64_t thread) {
        const auto found = threads_.find(thread);
        return found == threads_.end() ? nullptr : &found->second;
    }
    /// The thread's session, made when there is room.
    Session* of(std::uint64_t thread) {
        Session* const known = find(thread);
        return known || threads_.size() >= kMostThreads ? known : &threads_[thread];
    }

    std::optional<Instant> time_;
    std::unordered_map<std::uint64_t, Session> threads_; ///< looked up only
    LogOddities oddities_;
};

} // namespace

std::size_t GeneralLog::boundary(std::string_view text, std::size_t from) const {
    if (from == 0 && generalLogLine(lineAt(text, 0).substr(0, 512)))
        return 0;
    for (auto line = text.find('\n', from ? from - 1 : 0); line != text.npos;
         line = text.find('\n', line + 1))
        if (generalLogLine(lineAt(text, line + 1).substr(0, 512)))
            return line + 1;
    return text.npos;
}

std::unique_ptr<LogCutter> GeneralLog::cutter() const {
    return std::make_unique<GeneralLogCutter>();
}
std::unique_ptr<LogOrder> GeneralLog::order() const {
    return std::make_unique<GeneralLogOrder>();
}

} // namespace causeway
