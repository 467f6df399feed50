// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sql/mysql/lexer.h"

#include <functional>
#include <string>
#include <string_view>

namespace causeway::mysql {

/// One statement of a script, without its delimiter.
struct Statement {
    std::string_view text;    ///< valid until the splitter's next call; only the head when `cut`
    Place place;              ///< of the first byte of text
    std::uint64_t offset = 0; ///< of the first byte, from the script's start
    std::uint64_t bytes = 0;  ///< of the whole statement
    std::string delimiter;    ///< what ended it; empty at the end of the script or of a client command
    bool cut = false;         ///< longer than the bound: text holds the first part
    std::uint64_t rows = 0;   ///< INSERT or REPLACE ... VALUES or SET: rows given
    bool unfinished = false;  ///< the script ended inside its string, comment or BEGIN ... END
};

/// Cuts a script into statements as MySQL's client does (DELIMITER, strings, comments), and keeps the
/// BEGIN ... END of a stored program together even where the script leaves the delimiter at ";".
/// Memory stays bounded whatever the script holds.
class StatementSplitter {
public:
    /// Gives the next piece of the script; an empty view ends it. A piece must live until the next call.
    using Refill = std::function<std::string_view()>;
    using CommentListener = std::function<void(std::string_view line, Place place)>;

    static constexpr std::size_t kBound = 4 << 20; ///< a longer statement is cut
    static constexpr std::size_t kHead = 4096;     ///< bytes that are kept of a statement that is cut

    explicit StatementSplitter(Refill refill, LexOptions options = {}, std::size_t bound = kBound);
    /// The whole script at once; the view must outlive the splitter.
    explicit StatementSplitter(std::string_view script, LexOptions options = {});

    /// False at the script's end.
    bool next(Statement& out);
    /// For what follows the current statement: a SET sql_mode was read.
    void setOptions(const LexOptions& options) { options_ = options; }
    /// Is told every one-line comment that stands between statements, cut to 500 bytes.
    void onComment(CommentListener listener) { comment_ = std::move(listener); }
    const std::string& delimiter() const { return delimiter_; }

private:
    enum class State : std::uint8_t { Code, Single, Double, Backtick, Line, Block };

    // The buffer
    bool need(std::size_t bytes);
    bool refill();
    void advanceTo(std::size_t pos);
    void skipPast(std::string_view end);
    std::string_view rest() const { return std::string_view(buffer_).substr(pos_); }

    // Between statements
    bool skipBetween();
    bool skipComment();
    bool atDeadVersionedComment();
    bool atWord(std::string_view upperWord) const;
    void readDelimiter();
    bool clientCommand(Statement& out);

    // Inside a statement
    void begin();
    void scan(Statement& out);
    bool skipRows(std::size_t limit);
    bool scanCode(std::size_t limit);
    void scanQuoted(std::size_t limit);
    void openComment();
    void countRows(char c);
    void valuesWord();
    bool blockOpen(std::size_t end);
    void cutStatement();
    bool giveUp(Statement& out);
    void finish(Statement& out, std::size_t end, std::size_t delimiterSize);

    Refill refill_;
    LexOptions options_;
    CommentListener comment_;
    std::size_t bound_;
    std::string buffer_;
    std::string delimiter_ = ";";
    bool eof_ = false;
    std::size_t start_ = 0;          ///< of the statement, or of what is left of it, in buffer_
    std::size_t pos_ = 0;            ///< scanned so far
    std::size_t resume_ = 0;         ///< where the next statement begins
    std::uint64_t bufferOffset_ = 0; ///< of buffer_[0] in the script
    Place place_{1, 1};              ///< of buffer_[start_]
    int surrenders_ = 0;             ///< statements that had to be ended by a guess

    // The statement at hand
    enum class Values : std::uint8_t { Before, Inside, Over };
    State state_ = State::Code;
    Values values_ = Values::Before;
    bool insert_ = false, programKnown_ = false, program_ = false, cut_ = false;
    int parens_ = 0, blocks_ = 0;
    std::size_t blocksScanned_ = 0; ///< relative to start_
    std::size_t firstEnd_ = 0;      ///< where the first delimiter stood, relative to start_; 0: none
    std::uint64_t rows_ = 0, offset_ = 0;
    Place statementPlace_;
    std::string head_;
};

} // namespace causeway::mysql
