// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/mysql/statement_splitter.h"

#include "core/base/text.h"
#include "core/sql/mysql/char_class.h"
#include "core/sql/mysql/plain_rows.h"
#include "core/sql/mysql/program_blocks.h"

#include <algorithm>

namespace causeway::mysql {

namespace {

constexpr std::size_t kLookahead = 32; ///< longer than any delimiter, keyword or comment opener
constexpr std::size_t kCommentMax = 500;
constexpr std::size_t kProgramMax = 1 << 20; ///< how far an END is looked for where the delimiter stays ";"
constexpr int kSurrenders = 8;               ///< after so many guesses the text is taken as it comes
constexpr auto kOpens = bytesOf("'\"`#-/");  ///< what a string, a name or a comment begins with

} // namespace

StatementSplitter::StatementSplitter(Refill refill, LexOptions options, std::size_t bound)
    : refill_(std::move(refill)), options_(options), bound_(std::max(bound, kHead)) {}

StatementSplitter::StatementSplitter(std::string_view script, LexOptions options)
    : StatementSplitter(
          [script, given = false]() mutable {
              const auto piece = given ? std::string_view{} : script;
              given = true;
              return piece;
          },
          options) {}

/// Appends the next piece, after what is done with has been dropped from the front.
bool StatementSplitter::refill() {
    if (eof_)
        return false;
    buffer_.erase(0, start_);
    bufferOffset_ += start_;
    pos_ -= start_;
    start_ = 0;
    const auto piece = refill_();
    buffer_.append(piece);
    eof_ = piece.empty();
    return !eof_;
}

/// At least `bytes` unread bytes, or false with what there is before the end.
bool StatementSplitter::need(std::size_t bytes) {
    while (buffer_.size() - pos_ < bytes)
        if (!refill())
            return false;
    return true;
}

void StatementSplitter::advanceTo(std::size_t pos) {
    for (auto i = start_; i < pos; ++i) {
        const auto hit = std::string_view(buffer_).substr(0, pos).find('\n', i);
        if (hit == std::string_view::npos) {
            place_.column += static_cast<std::uint32_t>(pos - i);
            break;
        }
        ++place_.line;
        place_.column = 1;
        i = hit;
    }
    start_ = pos_ = pos;
}

void StatementSplitter::skipPast(std::string_view end) {
    for (;;) {
        const auto hit = buffer_.find(end, pos_);
        if (hit != std::string::npos)
            return advanceTo(hit + end.size());
        const auto keep = std::min(buffer_.size() - pos_, end.size() - 1);
        advanceTo(buffer_.size() - keep);
        if (!refill())
            return advanceTo(buffer_.size());
    }
}

bool StatementSplitter::next(Statement& out) {
    out = {};
    advanceTo(resume_);
    if (!skipBetween())
        return false;
    begin();
    if (!clientCommand(out))
        scan(out);
    return true;
}

/// To the first byte of the next statement; false at the script's end.
bool StatementSplitter::skipBetween() {
    for (;;) {
        need(kLookahead);
        if (pos_ >= buffer_.size()) {
            resume_ = pos_;
            return false;
        }
        if (isClass(buffer_[pos_], kSpace) ||
            (bufferOffset_ + pos_ == 0 && rest().starts_with("\xEF\xBB\xBF"))) {
            const bool space = isClass(buffer_[pos_], kSpace);
            auto end = pos_ + (space ? 1 : 3);
            while (space && end < buffer_.size() && isClass(buffer_[end], kSpace))
                ++end;
            advanceTo(end);
        } else if (rest().starts_with(delimiter_)) {
            advanceTo(pos_ + delimiter_.size());
        } else if (atWord("DELIMITER")) {
            readDelimiter();
        } else if (!skipComment()) {
            return true;
        }
    }
}

bool StatementSplitter::skipComment() {
    const auto text = rest();
    if (text[0] == '#' ||
        (text.starts_with("--") && (text.size() == 2 || static_cast<unsigned char>(text[2]) <= ' '))) {
        need(kCommentMax);
        auto line = rest().substr(0, kCommentMax);
        line = line.substr(0, line.find('\n'));
        if (comment_)
            comment_(trim(line), place_);
        skipPast("\n");
        return true;
    }
    if (!text.starts_with("/*") ||
        ((text.starts_with("/*!") || text.starts_with("/*M!")) && !atDeadVersionedComment()))
        return false;
    advanceTo(pos_ + 2);
    skipPast("*/");
    return true;
}

/// At a versioned comment whose version is above the server's.
bool StatementSplitter::atDeadVersionedComment() {
    auto text = rest().substr(2);
    const bool mariadbOnly = text.starts_with('M');
    text.remove_prefix(mariadbOnly ? 2 : 1);
    std::uint32_t version = 0;
    std::size_t digits = 0;
    for (; digits < 6 && digits < text.size() && isClass(text[digits], kDigit); ++digits)
        version = version * 10 + static_cast<std::uint32_t>(text[digits] - '0');
    return !versionedCommentIsCode(digits < 5 ? 0 : version, mariadbOnly, options_);
}

bool StatementSplitter::atWord(std::string_view upperWord) const {
    const auto text = rest();
    return text.size() >= upperWord.size() && equalsIgnoreCase(text.substr(0, upperWord.size()), upperWord) &&
           (text.size() == upperWord.size() || !isClass(text[upperWord.size()], kNameChar));
}

void StatementSplitter::readDelimiter() {
    need(kCommentMax);
    auto line = rest().substr(0, kCommentMax);
    line = trim(line.substr(0, line.find('\n'))).substr(std::string_view("DELIMITER").size());
    line = trim(line);
    line = line.substr(0, line.find_first_of(" \t"));
    if (!line.empty() && line.size() < kLookahead / 2)
        delimiter_ = std::string(line);
    skipPast("\n");
}

/// USE and SOURCE end with their line when the delimiter is not on it.
bool StatementSplitter::clientCommand(Statement& out) {
    if (!atWord("USE") && !atWord("SOURCE") && !rest().starts_with("\\."))
        return false;
    need(kCommentMax);
    auto line = rest().substr(0, kCommentMax);
    const auto end = line.find('\n');
    line = line.substr(0, end);
    if ((end == std::string_view::npos && line.size() == kCommentMax) ||
        line.find(delimiter_) != std::string_view::npos)
        return false;
    finish(out, pos_ + line.size(), 0);
    return true;
}

void StatementSplitter::begin() {
    state_ = State::Code;
    values_ = Values::Before;
    insert_ = atWord("INSERT") || atWord("REPLACE");
    programKnown_ = program_ = cut_ = false;
    parens_ = blocks_ = 0;
    blocksScanned_ = firstEnd_ = 0;
    rows_ = 0;
    offset_ = bufferOffset_ + pos_;
    statementPlace_ = place_;
    head_.clear();
}

void StatementSplitter::scan(Statement& out) {
    for (;;) {
        if (blocks_ > 0 && pos_ - start_ > kProgramMax && giveUp(out))
            return;
        if (pos_ - start_ > bound_)
            cutStatement();
        if (!need(kLookahead) && pos_ >= buffer_.size()) {
            const bool open = blocks_ > 0 || (state_ != State::Code && state_ != State::Line);
            if (open && giveUp(out))
                return;
            finish(out, buffer_.size(), 0);
            out.unfinished = open;
            return;
        }
        const auto limit = eof_ ? buffer_.size() : buffer_.size() - kLookahead + 1;
        // Rows go by in blocks; one that is not plain is read byte by byte, then blocks are tried again.
        const bool plain = skipRows(limit);
        const auto until = plain ? std::min(limit, pos_ + kRowBlock) : limit;
        if (state_ != State::Code) {
            scanQuoted(until);
        } else if (scanCode(until)) {
            const auto end = pos_;
            if (!blockOpen(end))
                return finish(out, end, delimiter_.size());
            pos_ += delimiter_.size();
        }
    }
}

/// Among the rows of an INSERT: steps over what is plain there. False elsewhere.
bool StatementSplitter::skipRows(std::size_t limit) {
    const bool string = state_ == State::Single;
    if (values_ != Values::Inside || parens_ > 1 || (!string && state_ != State::Code) || delimiter_ != ";")
        return false;
    RowScan rows{string, parens_ == 1};
    pos_ = skipPlainRows(buffer_, pos_, limit, !options_.mode.noBackslashEscapes, rows);
    state_ = rows.inString ? State::Single : State::Code;
    parens_ = rows.inRow ? 1 : 0;
    rows_ += rows.rows;
    return true;
}

/// Code up to `limit`; true at a delimiter.
bool StatementSplitter::scanCode(std::size_t limit) {
    const char first = delimiter_.front();
    const std::string_view text = buffer_;
    while (pos_ < limit) {
        if (!insert_) { // no rows to count: plain bytes go by
            auto i = pos_;
            while (i < limit && !kOpens[static_cast<unsigned char>(text[i])] && text[i] != first)
                ++i;
            pos_ = i;
            if (i == limit)
                return false;
        }
        const char c = text[pos_];
        if (c == first && rest().starts_with(delimiter_))
            return true;
        switch (c) {
        case '\'':
            state_ = State::Single;
            break;
        case '"':
            state_ = State::Double;
            break;
        case '`':
            state_ = State::Backtick;
            break;
        case '#':
        case '-':
        case '/':
            openComment();
            break;
        default:
            if (insert_)
                countRows(c);
        }
        ++pos_;
        if (state_ != State::Code)
            return false;
    }
    return false;
}

void StatementSplitter::openComment() {
    const auto text = rest();
    if (text[0] == '#' ||
        (text.starts_with("--") && (text.size() == 2 || static_cast<unsigned char>(text[2]) <= ' ')))
        state_ = State::Line;
    else if (text.starts_with("/*") &&
             ((!text.starts_with("/*!") && !text.starts_with("/*M!")) || atDeadVersionedComment())) {
        state_ = State::Block;
        ++pos_; // so that /*/ does not end what it begins
    }
}

/// The rest of a string, name or comment.
void StatementSplitter::scanQuoted(std::size_t limit) {
    const auto text = std::string_view(buffer_);
    if (state_ == State::Line || state_ == State::Block) {
        const std::string_view end = state_ == State::Line ? "\n" : "*/";
        const auto hit = text.find(end, pos_);
        if (hit == std::string_view::npos) {
            pos_ = eof_ ? text.size() : std::max(pos_, text.size() - end.size() + 1);
            need(kLookahead + text.size() - pos_);
            return;
        }
        pos_ = hit + end.size();
        state_ = State::Code;
        return;
    }
    const char quote = state_ == State::Single ? '\'' : state_ == State::Double ? '"' : '`';
    const bool escapes = !options_.mode.noBackslashEscapes && state_ != State::Backtick &&
                         !(state_ == State::Double && options_.mode.ansiQuotes);
    auto i = pos_;
    while (i < limit && state_ != State::Code) {
        const char c = text[i++];
        if (c == quote) // a doubled quote closes and opens again, which comes to the same
            state_ = State::Code;
        else if (c == '\\' && escapes && i < text.size())
            ++i;
    }
    pos_ = i;
}

void StatementSplitter::countRows(char c) {
    if (c == '(') {
        if (parens_++ == 0 && values_ == Values::Inside)
            ++rows_;
    } else if (c == ')') {
        parens_ = std::max(0, parens_ - 1);
    } else if (parens_ == 0 && values_ != Values::Over && isClass(c, kNameChar)) {
        valuesWord();
    }
}

/// A bare word outside parentheses: VALUES opens the rows, any other word than ROW after them closes them.
void StatementSplitter::valuesWord() {
    auto word = rest().substr(0, kLookahead);
    std::size_t size = 0;
    while (size < word.size() && isClass(word[size], kNameChar))
        ++size;
    word = word.substr(0, size);
    if (values_ == Values::Before) {
        if (equalsIgnoreCase(word, "VALUES") || equalsIgnoreCase(word, "VALUE"))
            values_ = Values::Inside;
        else if (equalsIgnoreCase(word, "SELECT") || equalsIgnoreCase(word, "WITH"))
            values_ = Values::Over;
        else if (equalsIgnoreCase(word, "SET")) {
            values_ = Values::Over;
            rows_ = 1;
        }
    } else if (!equalsIgnoreCase(word, "ROW")) {
        values_ = Values::Over;
    }
    pos_ += size - 1;
}

/// Does the delimiter at `end` stand inside the BEGIN ... END of a stored program?
bool StatementSplitter::blockOpen(std::size_t end) {
    if (insert_ || cut_ || delimiter_ != ";" || surrenders_ >= kSurrenders)
        return false;
    const auto text = std::string_view(buffer_).substr(start_, end - start_);
    if (!programKnown_) {
        programKnown_ = true;
        program_ = createsProgram(text, options_);
    }
    if (!program_)
        return false;
    blocks_ = std::max(0, blocks_ + blockBalance(text.substr(blocksScanned_), options_));
    blocksScanned_ = end - start_ + delimiter_.size();
    if (blocks_ > 0 && firstEnd_ == 0)
        firstEnd_ = end - start_;
    return blocks_ > 0;
}

/// Keeps the head of a statement that is too long, and forgets what has been scanned.
void StatementSplitter::cutStatement() {
    if (!cut_)
        head_ = buffer_.substr(start_, kHead);
    cut_ = true;
    blocks_ = 0;
    advanceTo(pos_);
}

/// Ends a statement that has lost its END or its closing quote at the first place that looks like its end,
/// so that the statements after it are not lost with it.
bool StatementSplitter::giveUp(Statement& out) {
    if (cut_ || surrenders_ >= kSurrenders)
        return false;
    auto end = firstEnd_;
    if (blocks_ == 0) {
        const auto text = std::string_view(buffer_).substr(start_);
        end = std::min(text.find(delimiter_ + "\n"), text.find(delimiter_ + "\r"));
        if (end == std::string_view::npos)
            return false;
    }
    ++surrenders_;
    finish(out, start_ + end, delimiter_.size());
    out.unfinished = true;
    return true;
}

void StatementSplitter::finish(Statement& out, std::size_t end, std::size_t delimiterSize) {
    out.text = cut_ ? std::string_view(head_) : std::string_view(buffer_).substr(start_, end - start_);
    if (out.text.size() > bound_) {
        cut_ = true;
        out.text = out.text.substr(0, kHead);
    }
    while (!cut_ && !out.text.empty() && isClass(out.text.back(), kSpace))
        out.text.remove_suffix(1);
    out.place = statementPlace_;
    out.offset = offset_;
    out.bytes = bufferOffset_ + end - offset_;
    out.delimiter = delimiterSize ? delimiter_ : std::string();
    out.cut = cut_;
    out.rows = rows_;
    resume_ = end + delimiterSize;
}

} // namespace causeway::mysql
