// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/source_scan.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/snapshot/snapshot_json.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace causeway {

namespace {

constexpr qint64 kMostFileBytes = 8 << 20;
constexpr std::size_t kMostFiles = 200000, kMostStatements = 100000, kMostStatementBytes = 64 << 10;
constexpr std::size_t kMostJoined = 4096; ///< bytes of code between two literals that are one string

constexpr std::array<std::string_view, 22> kEndings{
    "php", "phtml", "inc", "py", "java", "js", "jsx", "mjs",   "ts", "tsx", "cs",
    "go",  "rb",    "erb", "pl", "pm",   "kt", "kts", "scala", "c",  "cpp", "h"};
constexpr std::array<std::string_view, 6> kPassedOver{"node_modules", "vendor", "target",
                                                      "build",        "dist",   "__pycache__"};

bool isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool isName(char c) {
    return isNameStart(c) || (c >= '0' && c <= '9');
}

/// True for a text that begins as a statement does: "Select a file" is none.
bool looksLikeSql(std::string_view text) {
    const auto start = trim(text).substr(0, 2000);
    const auto verb = start.substr(0, start.find_first_not_of("abcdefghijklmnopqrstuvwxyz"
                                                              "ABCDEFGHIJKLMNOPQRSTUVWXYZ"));
    if (verb != toUpper(verb) && verb != toLower(verb))
        return false; // "Select a file from the list" is prose
    const std::string head = toUpper(start);
    const auto begins = [&](std::string_view word) {
        return head.starts_with(word) && head.size() > word.size() && !isName(head[word.size()]);
    };
    const auto holds = [&](std::string_view word) {
        const auto at = head.find(word);
        return at != std::string::npos && at > 0 && !isName(head[at - 1]) &&
               (at + word.size() >= head.size() || !isName(head[at + word.size()]));
    };
    if (begins("SELECT"))
        return holds("FROM") || head.find('(') != std::string::npos || head.find('@') != std::string::npos;
    if (begins("UPDATE"))
        return holds("SET");
    if (begins("WITH"))
        return holds("SELECT");
    for (const std::string_view two :
         {"INSERT INTO", "INSERT IGNORE", "REPLACE INTO", "DELETE FROM", "CREATE TABLE",
          "CREATE TEMPORARY TABLE", "ALTER TABLE", "DROP TABLE", "TRUNCATE TABLE", "LOCK TABLES", "LOAD DATA",
          "SHOW TABLES", "SHOW COLUMNS"})
        if (begins(two))
            return true;
    return begins("DELETE") && holds("FROM");
}

/// Reads one file's strings.
class Reader {
public:
    Reader(std::string_view text, const std::string& file) : text_(text), file_(file) {
        const auto dot = file.rfind('.');
        const std::string ending = dot == std::string::npos ? "" : toLower(file.substr(dot + 1));
        php_ = ending == "php" || ending == "phtml" || ending == "inc";
        python_ = ending == "py";
        hash_ = php_ || python_ || ending == "rb" || ending == "erb" || ending == "pl" || ending == "pm";
        dots_ = php_ || ending == "pl" || ending == "pm";
        backtick_ = ending == "js" || ending == "jsx" || ending == "mjs" || ending == "ts" ||
                    ending == "tsx" || ending == "go";
        characters_ = ending == "java" || ending == "cs" || ending == "c" || ending == "cpp" ||
                      ending == "h" || ending == "kt" || ending == "kts" || ending == "scala" ||
                      ending == "go";
    }

    std::vector<SourceStatement> all() {
        while (at_ < text_.size()) {
            if (skipComment() || !atLiteral()) {
                continue;
            }
            const Place place = placeOf(at_);
            // A placeholder in quotes is a value put in as text: a placeholder of the driver stands bare.
            std::string sql = replaceAll(joined(), "'?'", "?");
            if (sql.size() <= kMostStatementBytes && looksLikeSql(sql) && found_.size() < kMostStatements)
                found_.push_back({file_, place, std::string(trim(sql))});
        }
        return std::move(found_);
    }

private:
    bool startsWith(std::string_view word) const { return text_.substr(at_, word.size()) == word; }

    /// Passes one character or a comment; true when it was a comment.
    bool skipComment() {
        if (startsWith("/*")) {
            const auto end = text_.find("*/", at_ + 2);
            at_ = end == std::string_view::npos ? text_.size() : end + 2;
            return true;
        }
        const bool slashes = startsWith("//") && !python_ && (at_ == 0 || text_[at_ - 1] != ':');
        if (slashes || (hash_ && text_[at_] == '#' && !startsWith("#{"))) {
            const auto end = text_.find('\n', at_);
            at_ = end == std::string_view::npos ? text_.size() : end;
            return true;
        }
        return false;
    }

    /// True at the first mark of a literal; else one character is passed.
    bool atLiteral() {
        const char c = text_[at_];
        if (c == '"' || (c == '\'' && !characters_) || (c == '`' && backtick_) || (php_ && startsWith("<<<")))
            return true;
        if (c == '\'' && characters_) { // a character: '"' must not open a string
            const auto end = text_.find('\'', at_ + 2);
            if (end != std::string_view::npos && end - at_ <= 8)
                at_ = end;
        }
        ++at_;
        return false;
    }

    /// A literal with those that are joined to it.
    std::string joined() {
        std::string out = literal();
        for (;;) {
            const std::size_t before = at_;
            std::string between;
            if (!joint(between) || out.size() > kMostStatementBytes) {
                at_ = before;
                return out;
            }
            out += between;
            if (atEndOfString_)
                return out;
            out += literal();
        }
    }

    /// What stands between a literal and the next one that belongs to the same string: nothing, or ? for an
    /// expression. False when the string ends here.
    bool joint(std::string& between) {
        atEndOfString_ = false;
        skipBlanks();
        const char glue = dots_ ? '.' : '+';
        if (at_ < text_.size() && (text_[at_] == '"' || text_[at_] == '\'') && (python_ || characters_) &&
            !(text_[at_] == '\'' && characters_))
            return true; // literals side by side are one in Python, C and C++
        if (at_ >= text_.size() || text_[at_] != glue || (glue == '+' && startsWith("++")))
            return false;
        ++at_;
        skipBlanks();
        if (isQuote())
            return true;
        // An expression up to the next joint: names, calls, subscripts.
        const std::size_t start = at_;
        int depth = 0;
        while (at_ < text_.size() && at_ - start < kMostJoined) {
            const char c = text_[at_];
            if (c == '(' || c == '[' || c == '{')
                ++depth;
            else if ((c == ')' || c == ']' || c == '}') && depth-- == 0)
                break;
            else if (depth == 0 && (c == ';' || c == ',' || c == '\n'))
                break;
            else if (depth == 0 && c == glue && !isMember())
                break;
            else if (c == '"' || c == '\'') {
                literal();
                continue;
            }
            ++at_;
        }
        between = "?";
        const std::size_t end = at_;
        skipBlanks();
        if (at_ < text_.size() && text_[at_] == glue) {
            ++at_;
            skipBlanks();
            if (isQuote())
                return true;
        }
        at_ = end;
        atEndOfString_ = true;
        return true;
    }

    /// PHP and Perl join by a dot, which in numbers stands between digits.
    bool isMember() const {
        return dots_ && at_ > 0 && at_ + 1 < text_.size() && text_[at_ - 1] >= '0' && text_[at_ - 1] <= '9' &&
               text_[at_ + 1] >= '0' && text_[at_ + 1] <= '9';
    }
    bool isQuote() const {
        return at_ < text_.size() &&
               (text_[at_] == '"' || text_[at_] == '\'' || (text_[at_] == '`' && backtick_));
    }
    void skipBlanks() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' ||
                                      text_[at_] == '\r' || text_[at_] == '\\'))
            ++at_;
    }

    std::string literal() {
        if (php_ && startsWith("<<<"))
            return heredoc();
        const char quote = text_[at_];
        const std::string three(3, quote);
        if (quote != '`' && startsWith(three) && !php_) {
            at_ += 3;
            const auto end = text_.find(three, at_);
            const auto body = text_.substr(at_, end == std::string_view::npos ? end : end - at_);
            at_ = end == std::string_view::npos ? text_.size() : end + 3;
            return filled(body, true);
        }
        const std::size_t start = ++at_;
        while (at_ < text_.size() && text_[at_] != quote) {
            if (text_[at_] == '\n' && quote != '`' && !php_)
                return {}; // an apostrophe in prose, not a string
            at_ += text_[at_] == '\\' ? 2 : 1;
        }
        at_ = std::min(at_, text_.size());
        const auto body = text_.substr(start, at_ - start);
        if (at_ < text_.size())
            ++at_;
        return filled(body, quote != '\'' || python_);
    }

    std::string heredoc() {
        at_ += 3;
        std::size_t start = at_;
        while (start < text_.size() && (text_[start] == ' ' || text_[start] == '"' || text_[start] == '\''))
            ++start;
        const bool plain = start > at_ && text_[start - 1] == '\'';
        std::size_t end = start;
        while (end < text_.size() && isName(text_[end]))
            ++end;
        const std::string word(text_.substr(start, end - start));
        const auto line = text_.find('\n', end);
        if (word.empty() || line == std::string_view::npos) {
            at_ = end;
            return {};
        }
        for (auto at = text_.find(word, line); at != std::string_view::npos; at = text_.find(word, at + 1)) {
            const auto first = text_.rfind('\n', at) + 1;
            if (!trim(text_.substr(first, at - first)).empty())
                continue;
            const auto body = text_.substr(line + 1, first > line + 1 ? first - line - 2 : 0);
            at_ = at + word.size();
            return filled(body, !plain);
        }
        at_ = line;
        return {};
    }

    /// The text with escapes undone and what is put in at run time as ?.
    std::string filled(std::string_view body, bool interpolates) const {
        std::string out;
        for (std::size_t i = 0; i < body.size();) {
            const char c = body[i];
            const char next = i + 1 < body.size() ? body[i + 1] : '\0';
            if (c == '\\' && next != '\0') {
                out += next == 'n' || next == 'r' || next == 't' ? ' ' : next;
                i += 2;
            } else if (interpolates && ((c == '$' && next == '{') || (c == '#' && next == '{') ||
                                        (c == '{' && (next == '$' || (python_ && isNameStart(next)))))) {
                i = closing(body, c == '{' ? i : i + 1);
                out += '?';
            } else if (interpolates && php_ && c == '$' && isNameStart(next)) {
                i = variableEnd(body, i + 1);
                out += '?';
            } else if (c == '%' &&
                       (next == 's' || next == 'd' || next == 'i' || next == 'f' || next == 'u')) {
                out += '?';
                i += 2;
            } else if (python_ && c == '%' && next == '(') {
                const auto end = body.find(')', i);
                i = end == std::string_view::npos ? body.size() : std::min(body.size(), end + 2);
                out += '?';
            } else if (c == ':' && isNameStart(next) && (i == 0 || !isName(body[i - 1])) &&
                       (i == 0 || body[i - 1] != ':')) {
                i = nameEnd(body, i + 1);
                out += '?';
            } else {
                out += c;
                ++i;
            }
        }
        return out;
    }

    static std::size_t nameEnd(std::string_view body, std::size_t at) {
        while (at < body.size() && isName(body[at]))
            ++at;
        return at;
    }
    /// PHP's $name, $name->field and $name[key].
    static std::size_t variableEnd(std::string_view body, std::size_t at) {
        at = nameEnd(body, at);
        if (body.substr(at, 2) == "->" && at + 2 < body.size() && isNameStart(body[at + 2]))
            return nameEnd(body, at + 2);
        if (at < body.size() && body[at] == '[') {
            const auto end = body.find(']', at);
            return end == std::string_view::npos ? at : end + 1;
        }
        return at;
    }
    static std::size_t closing(std::string_view body, std::size_t at) {
        int depth = 0;
        for (; at < body.size(); ++at) {
            if (body[at] == '{')
                ++depth;
            else if (body[at] == '}' && --depth == 0)
                return at + 1;
        }
        return body.size();
    }

    Place placeOf(std::size_t offset) {
        for (; counted_ < offset; ++counted_)
            if (text_[counted_] == '\n') {
                ++line_;
                lineStart_ = counted_ + 1;
            }
        return {line_, std::uint32_t(offset - lineStart_ + 1)};
    }

    std::string_view text_;
    const std::string& file_;
    bool php_ = false, python_ = false, hash_ = false, dots_ = false, backtick_ = false, characters_ = false;
    bool atEndOfString_ = false;
    std::size_t at_ = 0, counted_ = 0, lineStart_ = 0;
    std::uint32_t line_ = 1;
    std::vector<SourceStatement> found_;
};

bool isSource(const QString& path) {
    const std::string ending = QFileInfo(path).suffix().toLower().toStdString();
    return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

bool isPassedOver(const QString& relative) {
    const auto parts = relative.split('/');
    return std::any_of(parts.begin(), parts.end() - 1, [](const QString& part) {
        const auto name = part.toStdString();
        return name.starts_with('.') ||
               std::find(kPassedOver.begin(), kPassedOver.end(), name) != kPassedOver.end();
    });
}

} // namespace

std::vector<SourceStatement> statementsIn(std::string_view text, const std::string& file) {
    return Reader(text, file).all();
}

SourceScan scanSourceTree(const std::string& folder, Progress& progress) {
    const QDir root(QString::fromStdString(folder));
    if (!root.exists() || !root.isReadable())
        throw Error(ErrorCode::Input, "cannot read the folder " + folder, "it is missing or not readable");
    QStringList files;
    SourceScan scan;
    // Links are not followed, so that no file outside the folder is read.
    QDirIterator it(root.path(), QDir::Files | QDir::NoSymLinks | QDir::Hidden, QDirIterator::Subdirectories);
    while (it.hasNext() && !scan.cut) {
        const auto path = root.relativeFilePath(it.next());
        if (isSource(path) && !isPassedOver(path))
            files << path;
        scan.cut = std::size_t(files.size()) >= kMostFiles;
    }
    files.sort();
    for (qsizetype i = 0; i < files.size(); ++i) {
        progress.report("Reading the application's source", std::uint64_t(i), std::uint64_t(files.size()));
        QFile file(root.filePath(files[i]));
        if (file.size() > kMostFileBytes || !file.open(QIODevice::ReadOnly)) {
            ++scan.skipped;
            continue;
        }
        const std::string text = toValidUtf8(file.read(kMostFileBytes).toStdString());
        ++scan.files;
        for (auto& statement : statementsIn(text, files[i].toStdString())) {
            if (scan.statements.size() >= kMostStatements) {
                scan.cut = true;
                return scan;
            }
            scan.statements.push_back(std::move(statement));
        }
    }
    return scan;
}

ProbeResult applicationProbe(const SourceScan& scan, const std::string& folderName) {
    ProbeResult probe;
    probe.id = kApplicationProbe;
    probe.query = fmt::format("SQL strings of {} source files of {}", scan.files, folderName);
    probe.columns = {"file", "line", "column", "statement"};
    if (scan.cut)
        probe.message = "the scan ended at its bounds: not all of the source was read";
    for (const auto& s : scan.statements)
        probe.rows.push_back({s.file, std::to_string(s.place.line), std::to_string(s.place.column), s.sql});
    return probe;
}

Snapshot withApplication(Snapshot snapshot, const std::vector<std::string>& serverIds, const SourceScan& scan,
                         const std::string& folderName, Instant at) {
    auto probe = applicationProbe(scan, folderName);
    probe.at = at;
    auto source = std::find_if(snapshot.sources.begin(), snapshot.sources.end(), [&](const Source& s) {
        return s.kind == "application" && s.label == folderName;
    });
    if (source == snapshot.sources.end()) {
        int n = 1;
        while (snapshot.source("S" + std::to_string(n)))
            ++n;
        Source fresh;
        fresh.id = "S" + std::to_string(n);
        fresh.kind = "application";
        fresh.label = folderName;
        source = snapshot.sources.insert(snapshot.sources.end(), std::move(fresh));
    }
    source->captured = at;
    source->remark = fmt::format("{} files read, {} passed over, {} SQL strings", scan.files, scan.skipped,
                                 scan.statements.size());
    probe.source = source->id;
    for (auto& server : snapshot.servers) {
        if (std::find(serverIds.begin(), serverIds.end(), server.id) == serverIds.end())
            continue;
        std::erase_if(server.probes, [](const ProbeResult& p) { return p.id == kApplicationProbe; });
        server.probes.push_back(probe);
    }
    seal(snapshot);
    return snapshot;
}

} // namespace causeway
