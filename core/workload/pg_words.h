// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace causeway {

/// A record's severity, as far as it matters here. Unknown: in a language that is not known.
enum class PgSeverity : std::uint8_t { Unknown, Log, Other };

/// What a message of severity LOG says of statements. Views point into the message.
struct PgMessage {
    enum class Kind : std::uint8_t {
        Other,     ///< nothing of statements
        Statement, ///< a statement that begins
        Timed,     ///< a statement with its time
        Duration,  ///< the time of a statement logged before
        Step,      ///< the time of a parse or bind step
        Plan,      ///< of auto_explain
        Ended,     ///< a session's end
        Malformed, ///< a time that cannot be read
        Foreign    ///< a time with words that are not known
    };
    Kind kind = Kind::Other;
    std::string_view milliseconds; ///< as written: "75.268"
    std::string_view statement;
};

/// How PostgreSQL words its log, in each language that lc_messages may name
/// (resources/postgresql/log_words.json).
class PgWords {
public:
    static const PgWords& known();

    /// The severity as a field of its own.
    PgSeverity severity(std::string_view word) const;
    /// The severity or another label ("STATEMENT:  ") that the text begins with; `rest` follows it.
    PgSeverity label(std::string_view text, std::string_view& rest) const;
    PgMessage read(std::string_view message) const;

private:
    PgWords();
    using Words = std::vector<std::string>;
    struct Language {
        Words duration, unit, timedStatement, timedExecute, timedCall, statement, execute, ended;
    };
    struct Label {
        std::string text;
        PgSeverity severity;
    };
    static bool timed(const Language& language, std::string_view rest, PgMessage& message);

    std::vector<Language> languages_;            ///< English first
    std::array<std::vector<Label>, 256> labels_; ///< by their first byte
};

} // namespace causeway
