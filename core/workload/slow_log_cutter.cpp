// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/slow_log_cutter.h"

#include "core/base/text.h"

#include <algorithm>
#include <utility>

namespace causeway {
namespace {

constexpr std::string_view kAdmin = "# administrator command: ";
constexpr std::size_t kMostLine = 1 << 20;  ///< of a header's line
constexpr std::size_t kMostText = 16 << 20; ///< of a statement

char lastOf(std::string_view text) {
    const auto at = text.find_last_not_of(" \t\r\n");
    return at == text.npos ? ' ' : text[at];
}

} // namespace

std::size_t SlowLogCutter::cut(const LogText& text, Shaper& shaper, LogEvents& out) {
    log_ = text;
    shaper_ = &shaper;
    out_ = &out;
    const auto done = cutText();
    shapeWaiting();
    return done;
}

std::size_t SlowLogCutter::cutText() {
    at_ = entryAt_ = headerEnd_ = 0;
    beforeEntry_ = out_->oddities;
    if (std::exchange(skipLine_, false)) {
        const auto newline = log_.text.find('\n');
        at_ = newline == log_.text.npos ? log_.text.size() : newline + 1;
        skipLine_ = newline == log_.text.npos;
    }
    if (long_ && !goOnWithStatement(0))
        return end_.end();
    while (at_ < log_.text.size())
        if (!oneEntry())
            return unfinished();
    if (log_.last) {
        finishLog();
        return log_.text.size();
    }
    if (!log_.next.empty())
        afterBanner_ = false; // what follows is an entry
    if (state_ == State::Outside || !header_.begun) {
        if (header_.event.clockRead)
            push(LogEvent::Kind::Clock);
        state_ = State::Outside;
        return log_.text.size();
    }
    return unfinished();
}

/// One line of a header, or a whole statement. False when the text ends in the middle.
bool SlowLogCutter::oneEntry() {
    std::string_view line;
    if (state_ == State::Outside) {
        entryAt_ = at_;
        beforeEntry_ = out_->oddities;
    }
    if (!takeLine(line))
        return false;
    headerLine(line);
    if (state_ == State::Text)
        return statement();
    headerEnd_ = at_;
    if (skipLine_) {
        const auto newline = log_.text.find('\n', at_);
        at_ = newline == log_.text.npos ? log_.text.size() : newline + 1;
        skipLine_ = newline == log_.text.npos;
    }
    return true;
}

/// The next line; of a very long one its beginning. False when its end is not in the text.
bool SlowLogCutter::takeLine(std::string_view& line) {
    const auto rest = log_.text.substr(at_);
    const auto newline = rest.substr(0, kMostLine + 1).find('\n');
    skipLine_ = newline == rest.npos && rest.size() > kMostLine;
    if (newline == rest.npos && !skipLine_ && !log_.last)
        return false;
    line = rest.substr(0, skipLine_ ? kMostLine : newline);
    lineAt_ = at_;
    at_ += line.size() + (newline != rest.npos);
    if (newline != rest.npos && line.ends_with('\r'))
        line.remove_suffix(1);
    return true;
}

/// The text ends within an entry: it is read again from its beginning, or what is known of it is kept when it
/// is long.
std::size_t SlowLogCutter::unfinished() {
    const auto size = log_.text.size();
    if (state_ == State::Text && size - lineAt_ > kMostText) {
        keepHeader();
        long_ = true;
        appendHead(log_.text.substr(lineAt_, end_.end() - lineAt_));
        return end_.end();
    }
    if (state_ == State::Header && header_.begun && (skipLine_ || at_ - entryAt_ > kMostLine)) {
        keepHeader();
        return at_;
    }
    if (state_ == State::Outside && skipLine_)
        return at_;
    if (keptHeader_) { // it cannot be read again
        keepHeader();
        return std::exchange(state_, State::Header) == State::Text ? lineAt_ : at_;
    }
    state_ = State::Outside;
    header_ = {};
    useLine_ = {};
    skipLine_ = false;
    out_->oddities = beforeEntry_;
    return entryAt_;
}

void SlowLogCutter::keepHeader() {
    keptHeader_ = true;
    LogEvent& e = header_.event;
    e.user = kept_.keep(e.user);
    e.schema = kept_.keep(e.schema);
    e.use = kept_.keep(e.use);
    useLine_ = kept_.keep(useLine_);
}

void SlowLogCutter::appendHead(std::string_view text) {
    head_ += text.substr(0, kMostText - std::min(kMostText, head_.size()));
}

/// The end of a statement that begins at `from`, when it is easily told: a header line right behind a
/// semicolon that stands in no string and no comment. npos when it takes more.
std::size_t SlowLogCutter::quickEnd(std::size_t from, Skeleton& skeleton) const {
    const auto text = log_.text;
    auto end = text.find('#', from + 1);
    while (end != text.npos && !(text[end - 1] == '\n' && lines_.looksLike(text.substr(end, 16))))
        end = text.find('#', end + 1);
    if (end == text.npos) {
        if (log_.last || !log_.next.starts_with('#') || !lines_.looksLike(log_.next))
            return text.npos;
        end = text.size();
    }
    const auto statement = text.substr(from, end - from);
    if (lastOf(statement) != ';' || statement.size() > kMostText)
        return text.npos;
    skeleton = shaper_->scanner().scan(statement);
    return skeleton.inside ? text.npos : end;
}

/// Takes the statement that begins in the last line read.
bool SlowLogCutter::statement() {
    skipLine_ = false;
    Skeleton skeleton;
    const bool administrative = log_.text.substr(lineAt_, kAdmin.size()) == kAdmin;
    const auto end = administrative ? log_.text.npos : quickEnd(lineAt_, skeleton);
    if (end == log_.text.npos) {
        end_.restart();
        return goOnWithStatement(lineAt_);
    }
    at_ = end;
    closeEntry(log_.text.substr(lineAt_, end - lineAt_), &skeleton, false);
    return true;
}

bool SlowLogCutter::goOnWithStatement(std::size_t from) {
    const bool found = end_.find(log_, from);
    auto text = log_.text.substr(from, end_.end() - from);
    if (!found) {
        if (long_)
            appendHead(text);
        return false;
    }
    at_ = end_.droppedPartial() ? log_.text.size() : end_.end();
    out_->oddities[Odd::Imitation] += end_.lookalikes();
    const bool owned = long_ || keptHeader_;
    if (std::exchange(long_, false)) {
        appendHead(text);
        text = head_;
    }
    // The end of the log is no end of a statement by itself.
    const auto skippedBefore = out_->oddities.skipped();
    closeEntry(text, nullptr, owned);
    if (log_.last && at_ == log_.text.size())
        out_->oddities[Odd::TruncatedEnd] |=
            end_.droppedPartial() || out_->oddities.skipped() > skippedBefore;
    if (owned) {
        head_ = {};
        kept_.clear();
    }
    return true;
}

void SlowLogCutter::headerLine(std::string_view line) {
    if (line.starts_with('#') && line.size() > 1) {
        afterBanner_ = false;
        if (line.starts_with(kSlowLogTime))
            return timeLine(line);
        if (line.starts_with(kAdmin) && header_.begun) {
            state_ = State::Text;
            return;
        }
        const bool second = (line.starts_with(kSlowLogUser) && header_.begun) ||
                            (line.starts_with(kSlowLogQuery) && header_.event.timeNs);
        if (second)
            dropHeader();
        if (state_ == State::Outside && !lines_.looksLike(line))
            return; // a comment outside any entry
        state_ = State::Header;
        readHeaderLine(line, header_);
        return;
    }
    if (isServerBanner(line))
        return banner(line);
    if (state_ == State::Header && header_.begun) {
        if (!prefix(line))
            state_ = State::Text;
        return;
    }
    const bool bannerLine =
        line.starts_with("Tcp port:") || line.starts_with("Time ") || line.starts_with("Time\t");
    out_->oddities[Odd::Stray] += !(trim(line).empty() || (bannerLine && afterBanner_));
}

void SlowLogCutter::timeLine(std::string_view line) {
    if (header_.begun)
        dropHeader();
    auto time = line.substr(kSlowLogTime.size());
    const auto user = time.find(kSlowLogUser); // some versions put both on one line
    LogEvent& e = header_.event;
    e.clockRead = true;
    e.clock = slowLogTime(time.substr(0, user), e.zoned);
    out_->oddities[Odd::TimeUnreadable] += !e.clock;
    state_ = State::Header;
    if (user != time.npos)
        readHeaderLine(time.substr(user), header_);
}

/// What the server itself writes between the header and the statement.
bool SlowLogCutter::prefix(std::string_view line) {
    LogEvent& e = header_.event;
    if (line.empty() || line == "#" || (line.front() <= ' ' && trim(line).empty()))
        return true;
    if (e.stamp)
        return false;
    if ((e.stamp = setTimestamp(line)))
        return true;
    if (!useLine_.empty() || usedSchema(line).empty())
        return false;
    useLine_ = line;
    e.use = usedSchema(line);
    return true;
}

void SlowLogCutter::banner(std::string_view line) {
    dropHeader();
    header_.event.text = bannerVersion(line).substr(0, 100);
    push(LogEvent::Kind::Start);
    afterBanner_ = true;
}

/// Hands the event out and begins anew.
void SlowLogCutter::push(LogEvent::Kind kind) {
    header_.event.kind = kind;
    out_->events.push_back(header_.event);
    begin();
}

void SlowLogCutter::pushExecution(const Skeleton& seen) {
    shaper_->prefetch(seen);
    waiting_[waits_++] = {out_->events.size(), seen};
    push(LogEvent::Kind::Execution);
    if (waits_ == waiting_.size())
        shapeWaiting();
}

void SlowLogCutter::shapeWaiting() {
    for (std::size_t i = 0; i < waits_; ++i) {
        const auto& [number, skeleton] = waiting_[i];
        LogEvent& e = out_->events[number];
        std::string_view built;
        e.shape = shaper_->shape(e.text, skeleton, built);
        e.shapeText = out_->arena.keep(built);
    }
    waits_ = 0;
}

void SlowLogCutter::begin() {
    header_ = {};
    useLine_ = {};
    state_ = State::Outside;
    keptHeader_ = false;
}

/// Ends a header that no statement followed.
void SlowLogCutter::dropHeader() {
    if (state_ == State::Header && header_.begun) {
        if (!useLine_.empty() && !header_.event.stamp) {
            // the client's own USE, of a version without SET timestamp
            closeEntry(useLine_, nullptr, false);
            return;
        }
        ++out_->oddities[Odd::Headless];
        header_.event.use = {};
    }
    if (header_.event.clockRead)
        push(LogEvent::Kind::Clock);
    begin();
}

/// `owned`: the text and the header's views are the cutter's, and do not outlive the entry.
void SlowLogCutter::closeEntry(std::string_view text, const Skeleton* skeleton, bool owned) {
    LogOddities& odd = out_->oddities;
    LogEvent& e = header_.event;
    const bool whole = lastOf(text) == ';';
    const bool shortened = text.size() >= kMostText;
    text = trim(text.substr(0, kMostText));
    while (text.ends_with(';'))
        text = trim(text.substr(0, text.size() - 1));
    const Skeleton seen = skeleton ? *skeleton : shaper_->scanner().scan(text);
    odd[Odd::Control] += seen.control;
    if (owned) {
        e.user = out_->arena.keep(e.user);
        e.schema = out_->arena.keep(e.schema);
        e.use = out_->arena.keep(e.use);
    }
    const bool empty = text.empty();
    if (!whole && !shortened)
        ++odd[Odd::CutShort];
    else if (empty)
        ++odd[Odd::Headless];
    else if (!e.timeNs)
        ++odd[Odd::Untimed];
    else {
        odd[Odd::ImpossibleTime] += header_.impossibleTime;
        odd[Odd::Shortened] += shortened;
        e.text = owned ? out_->arena.keep(text) : text;
        return pushExecution(seen);
    }
    push(LogEvent::Kind::Clock); // its time and its schema hold for what follows
}

/// The last line may have no end.
void SlowLogCutter::finishLog() {
    const auto before = out_->oddities.skipped();
    const auto text = log_.text;
    const bool partialLine = headerEnd_ == text.size() && !text.empty() && text.back() != '\n' &&
                             !trim(text.substr(text.rfind('\n') + 1)).empty();
    dropHeader();
    out_->oddities[Odd::TruncatedEnd] |= out_->oddities.skipped() > before || partialLine;
    afterBanner_ = skipLine_ = false;
    kept_.clear();
}

} // namespace causeway
