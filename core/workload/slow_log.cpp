// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/slow_log.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <charconv>
#include <cstring>
#include <utility>

namespace causeway {
namespace {

constexpr std::string_view kTime = "# Time: ", kUser = "# User@Host: ", kQuery = "# Query_time: ";
constexpr std::string_view kAdmin = "# administrator command: ";
constexpr std::size_t kMostLookalikes = 8;

/// "/usr/sbin/mysqld, Version: 5.7.12-log ((Ubuntu)). started with:"; a quote before the version belongs to a
/// statement that speaks of such a line.
bool isBanner(std::string_view line) {
    if (line.size() > 512 || !line.ends_with("started with:"))
        return false;
    const auto version = line.find(", Version: ");
    return version != std::string_view::npos &&
           line.substr(0, version).find_first_of("'\"`") == std::string_view::npos;
}

/// A line that begins an entry or a server's start.
bool looksLikeBoundary(std::string_view line) {
    if (line.starts_with('#'))
        return line.starts_with(kTime) || line.starts_with(kUser) || line.starts_with(kQuery);
    return isBanner(line);
}

/// More than a likeness: needed where the statement before has no end.
bool isWholeHeader(std::string_view line) {
    bool zoned = false;
    if (line.starts_with(kUser))
        return line.find("] @ ") != std::string_view::npos;
    if (line.starts_with(kTime))
        return slowLogTime(line.substr(kTime.size()), zoned).has_value();
    return isBanner(line) || line.find("Lock_time: ") != std::string_view::npos;
}

/// "SET timestamp=1197996507;", also with insert_id and last_insert_id before it, as the server writes it.
std::optional<Instant> setTimestamp(std::string_view line) {
    if (!line.starts_with("SET ") || !line.ends_with(';') || line.size() > 200)
        return std::nullopt;
    line = line.substr(4, line.size() - 5);
    for (const auto part : split(line, ',')) {
        const auto equals = part.find('=');
        const auto name = part.substr(0, equals);
        double value = 0;
        if (equals == std::string_view::npos || !parseNumber(part.substr(equals + 1), value) || !(value >= 0))
            return std::nullopt;
        if (name == "timestamp")
            return value < 1e11
                       ? std::optional(Instant{std::chrono::milliseconds{std::int64_t(value * 1000)}})
                       : std::nullopt;
        if (name != "insert_id" && name != "last_insert_id")
            return std::nullopt;
    }
    return std::nullopt;
}

/// The schema of "use shop;" or "use `my shop`;", as the server writes it; empty for anything else.
std::string usedSchema(std::string_view line) {
    if (line.size() < 6 || line.size() > 300 || !equalsIgnoreCase(line.substr(0, 4), "use ") ||
        !line.ends_with(';'))
        return {};
    auto name = trim(line.substr(4, line.size() - 5));
    if (name.size() > 1 && name.front() == '`' && name.back() == '`')
        name = name.substr(1, name.size() - 2);
    else if (name.find(' ') != std::string_view::npos)
        return {};
    return toValidUtf8(name.substr(0, 128));
}

} // namespace

void SlowLogReader::feed(std::string_view chunk) {
    if (std::exchange(fresh_, false))
        version_.clear();
    buffer_ += chunk;
    process(false);
    const auto kept = std::min(at_, doubtAt_);
    buffer_.erase(0, kept);
    at_ -= kept;
    if (doubtAt_ != kNoDoubt)
        doubtAt_ -= kept;
}

/// Goes through the buffer line by line. A line longer than kPiece is taken in pieces of just that size, so
/// that the cuts do not depend on the chunks.
void SlowLogReader::process(bool atEnd) {
    while (at_ < buffer_.size()) {
        const std::size_t left = buffer_.size() - at_;
        const char* from = buffer_.data() + at_;
        const auto* newline = static_cast<const char*>(std::memchr(from, '\n', std::min(left, kPiece + 1)));
        if (!newline && left <= kPiece && !atEnd)
            return;
        const bool last = newline || left <= kPiece;
        const std::size_t size = newline ? std::size_t(newline - from) : std::min(left, kPiece);
        lineAt_ = at_;
        at_ += size + (newline != nullptr);
        std::string_view text(from, size);
        if (last && text.ends_with('\r'))
            text.remove_suffix(1);
        const bool first = !middle_;
        middle_ = !last;
        piece(text, first, last);
    }
}

/// One line, or one piece of a very long one. False when it made the reader go back.
bool SlowLogReader::piece(std::string_view text, bool first, bool last) {
    if (!first) {
        if (middleIsText_)
            addText(text, last);
        return !middleIsText_ || !quotes_.odd() || doubtAt_ == kNoDoubt || giveUpString();
    }
    middleIsText_ = true;
    if (state_ == State::Text && !textLine(text))
        return false;
    if (state_ != State::Text)
        headerLine(text);
    if (state_ == State::Text)
        addText(text, last);
    middleIsText_ = state_ == State::Text;
    if (doubtAt_ != kNoDoubt && (quotes_.odd() || at_ - doubtAt_ > kMostDoubt))
        return giveUpString();
    return true;
}

/// Decides whether the line ends the statement before it. False when it made the reader go back.
bool SlowLogReader::textLine(std::string_view line) {
    if (!looksLikeBoundary(line))
        return true;
    if (!quotes_.inside() && endsHere(line)) {
        imitations_ += lookalikes_;
        closeEntry();
        return true;
    }
    if (!quotes_.inside())
        return true;
    if (doubtAt_ == kNoDoubt) {
        doubtAt_ = lineAt_;
        doubtText_ = text_.size();
        quotes_.forgetOdd();
    }
    return ++lookalikes_ <= kMostLookalikes || giveUpString();
}

bool SlowLogReader::endsHere(std::string_view line) const {
    return lastChar_ == ';' || isWholeHeader(line);
}

/// The string was no string: the header line that seemed to be data begins the next entry. The statement
/// before it is cut short, unless it ends as statements do: then its quotes follow other rules
/// (NO_BACKSLASH_ESCAPES, or a charset with quotes in its letters).
bool SlowLogReader::giveUpString() {
    at_ = doubtAt_;
    middle_ = false;
    text_.resize(std::min(text_.size(), doubtText_));
    const auto rest = trim(text_);
    lastChar_ = rest.empty() ? ' ' : rest.back();
    closeEntry();
    return false;
}

void SlowLogReader::addText(std::string_view piece, bool lineEnds) {
    quotes_.feed(piece);
    if (lineEnds)
        quotes_.feed("\n");
    const auto end = piece.find_last_not_of(" \t");
    if (end != std::string_view::npos)
        lastChar_ = piece[end];
    if (text_.size() < kMostText) {
        text_ += piece.substr(0, kMostText - text_.size());
        if (lineEnds)
            text_ += '\n';
    }
}

void SlowLogReader::headerLine(std::string_view line) {
    if (line.starts_with('#') && line.size() > 1) {
        if (line.starts_with(kTime))
            return timeLine(line);
        if (line.starts_with(kAdmin) && header_.begun)
            return startText();
        const bool second =
            (line.starts_with(kUser) && header_.begun) || (line.starts_with(kQuery) && header_.queryNs);
        if (second)
            dropHeader();
        if (!looksLikeBoundary(line) && state_ == State::Outside && !clock_.hasHeader())
            return; // a comment before the first entry
        state_ = State::Header;
        readHeaderLine(line, header_);
        return;
    }
    if (isBanner(line))
        return banner(line);
    if (state_ == State::Header && header_.begun) {
        if (!prefix(line))
            startText();
        return;
    }
    const bool bannerLine =
        line.starts_with("Tcp port:") || line.starts_with("Time ") || line.starts_with("Time\t");
    stray_ += !(trim(line).empty() || (bannerLine && afterBanner_));
}

void SlowLogReader::timeLine(std::string_view line) {
    if (header_.begun)
        dropHeader();
    auto time = line.substr(kTime.size());
    const auto user = time.find(kUser); // some versions put both on one line
    clock_.header(time.substr(0, user));
    state_ = State::Header;
    if (user != std::string_view::npos)
        readHeaderLine(time.substr(user), header_);
}

/// What the server itself writes between the header and the statement.
bool SlowLogReader::prefix(std::string_view line) {
    if (trim(line).empty() || line == "#")
        return true;
    if (statementTime_)
        return false;
    if (const auto at = setTimestamp(line)) {
        statementTime_ = at;
        return true;
    }
    if (!useLine_.empty() || usedSchema(line).empty())
        return false;
    useLine_ = line;
    return true;
}

void SlowLogReader::startText() {
    state_ = State::Text;
    text_.clear();
    quotes_.reset();
    lastChar_ = ' ';
}

void SlowLogReader::banner(std::string_view line) {
    constexpr std::string_view kVersion = ", Version: ";
    dropHeader();
    const auto from = line.find(kVersion) + kVersion.size();
    const auto text = line.substr(from, line.rfind(". started with:") - from);
    version_ = printable(text.substr(0, text.find(' ')), 100);
    currentSchema_.clear();
    afterBanner_ = true;
}

/// Ends a header that no statement followed.
void SlowLogReader::dropHeader() {
    if (state_ == State::Header && header_.begun) {
        if (!useLine_.empty() &&
            !statementTime_) { // the client's own USE, of a version without SET timestamp
            currentSchema_ = usedSchema(useLine_);
            text_ = std::exchange(useLine_, {});
            lastChar_ = ';';
            closeEntry();
            return;
        }
        ++headless_;
    }
    header_ = {};
    useLine_.clear();
    statementTime_.reset();
    state_ = State::Outside;
}

void SlowLogReader::closeEntry() {
    if (!useLine_.empty())
        currentSchema_ = usedSchema(useLine_);
    std::string_view text = trim(text_);
    const bool whole = lastChar_ == ';';
    while (text.ends_with(';'))
        text = trim(text.substr(0, text.size() - 1));
    control_ += quotes_.control();
    if (!whole)
        ++cut_;
    else if (text.empty())
        ++headless_;
    else if (!header_.queryNs)
        ++untimed_;
    else {
        impossible_ += header_.impossibleTime;
        shortened_ += text_.size() >= kMostText;
        if (!useLine_.empty() || !header_.schemaStated)
            header_.schema = currentSchema_;
        sink_({&header_, text, clock_.entry(statementTime_, *header_.queryNs)});
    }
    header_ = {};
    useLine_.clear();
    statementTime_.reset();
    text_.clear();
    quotes_.reset();
    doubtAt_ = kNoDoubt;
    lookalikes_ = 0;
    state_ = State::Outside;
}

void SlowLogReader::endOfLog() {
    const auto partial = trim(std::string_view(buffer_).substr(at_));
    const bool partialLine = !partial.empty();
    // The beginning of a header line that was not written to its end is no part of the statement before it.
    if (state_ == State::Text && !quotes_.inside() && lastChar_ == ';' && !middle_ &&
        partial.starts_with('#') && !looksLikeBoundary(partial)) {
        closeEntry();
        at_ = buffer_.size();
    }
    process(true);
    // What a string has swallowed up to the end is read again, from the first header line in it on.
    while (state_ == State::Text && doubtAt_ != kNoDoubt && (quotes_.inside() || lastChar_ != ';')) {
        giveUpString();
        process(true);
    }
    const auto before = skipped();
    const bool inText = state_ == State::Text;
    if (inText) {
        imitations_ += lookalikes_;
        closeEntry();
    } else
        dropHeader();
    truncatedEnd_ |= skipped() > before || (partialLine && !inText);
    buffer_.clear();
    at_ = 0;
    middle_ = afterBanner_ = false;
    fresh_ = true;
    state_ = State::Outside;
    currentSchema_.clear();
    clock_.nextLog();
}

std::vector<std::string> SlowLogReader::remarks() const {
    std::vector<std::string> list;
    const auto say = [&](std::uint64_t n, const char* one, const char* many) {
        if (n)
            list.push_back(fmt::format("{} {}", n, n == 1 ? one : many));
    };
    if (truncatedEnd_)
        list.push_back("the log ends in the middle of an entry");
    say(cut_, "entry is cut short", "entries are cut short");
    say(headless_, "header has no statement", "headers have no statement");
    say(untimed_, "statement has no Query_time", "statements have no Query_time");
    say(stray_, "line stands outside any entry", "lines stand outside any entry");
    say(imitations_, "line within a statement looks like a header",
        "lines within statements look like headers");
    say(control_, "statement holds control bytes", "statements hold control bytes");
    say(impossible_, "entry has an impossible time, taken as 0",
        "entries have an impossible time, taken as 0");
    say(shortened_, "statement is longer than 16 MiB and was cut",
        "statements are longer than 16 MiB and were cut");
    say(clock_.backwards(), "step of the log's clock is backwards", "steps of the log's clock are backwards");
    say(clock_.unreadable(), "time cannot be read", "times cannot be read");
    say(clock_.forged(), "SET timestamp is far from the log's own time",
        "SET timestamps are far from the log's own time");
    if (clock_.usedLocalTime())
        list.push_back("times without a zone are taken as UTC");
    return list;
}

} // namespace causeway
