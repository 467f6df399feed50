// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/collect/script/recording.h"

#include <charconv>

namespace causeway::script {
namespace {

constexpr std::size_t kMostColumns = 4096; ///< a bound against hostile files

using Row = std::vector<std::optional<std::string>>;

/// One <resultset>: names of the first row, values of all.
struct ResultSet {
    std::vector<std::string> columns;
    std::vector<Row> rows;
    std::string value(std::string_view column) const {
        for (std::size_t i = 0; i < columns.size() && !rows.empty(); ++i)
            if (columns[i] == column && i < rows[0].size())
                return rows[0][i].value_or(std::string());
        return {};
    }
    bool has(std::string_view column) const { return !columns.empty() && columns[0] == column; }
};

void addCodePoint(std::string& out, std::uint32_t code) {
    if (code < 0x80) {
        out += char(code);
    } else if (code < 0x800) {
        out += char(0xC0 | code >> 6);
        out += char(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        out += char(0xE0 | code >> 12);
        out += char(0x80 | (code >> 6 & 0x3F));
        out += char(0x80 | (code & 0x3F));
    } else if (code < 0x110000) {
        out += char(0xF0 | code >> 18);
        out += char(0x80 | (code >> 12 & 0x3F));
        out += char(0x80 | (code >> 6 & 0x3F));
        out += char(0x80 | (code & 0x3F));
    }
}

/// Text between tags with its entities resolved; what is no entity stays as written.
std::string unescaped(std::string_view text) {
    static constexpr std::pair<std::string_view, char> kNamed[] = {
        {"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}};
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const auto amp = text.find('&');
        out.append(text.substr(0, amp));
        if (amp == std::string_view::npos)
            break;
        text.remove_prefix(amp);
        const auto end = text.substr(0, 12).find(';');
        const auto name = end == std::string_view::npos ? std::string_view() : text.substr(1, end - 1);
        bool known = false;
        for (const auto& [word, c] : kNamed)
            if (name == word) {
                out += c;
                known = true;
            }
        if (name.size() > 1 && name[0] == '#') {
            const bool hex = name[1] == 'x';
            std::uint32_t code = 0;
            const auto* first = name.data() + (hex ? 2 : 1);
            const auto [stop, failed] =
                std::from_chars(first, name.data() + name.size(), code, hex ? 16 : 10);
            known = failed == std::errc{} && stop == name.data() + name.size();
            if (known)
                addCodePoint(out, code);
        }
        if (!known)
            out += '&';
        text.remove_prefix(known ? end + 1 : 1);
    }
    return toValidUtf8(out);
}

/// Reads the flat XML that the mysql client writes: <resultset><row><field name="...">...</field>...
class Reader {
public:
    explicit Reader(std::string_view text) : text_(text) {}

    /// The next whole result set; nothing at the end of the text, or where it is cut short.
    std::optional<ResultSet> next() {
        const auto open = text_.find("<resultset", at_);
        if (open == std::string_view::npos)
            return std::nullopt;
        at_ = open;
        std::string_view tag;
        if (!readTag(tag))
            return std::nullopt;
        ResultSet set;
        for (;;) {
            skipSpace();
            if (!readTag(tag))
                return std::nullopt;
            if (tag == "</resultset")
                return set;
            if (tag != "<row")
                bad("a row was expected");
            if (!readRow(set))
                return std::nullopt;
        }
    }

private:
    [[noreturn]] void bad(const std::string& why) const {
        throw Error(ErrorCode::Input, "the script's output cannot be read",
                    why + " at byte " + std::to_string(at_),
                    "give the file as 'mysql --xml --force' wrote it");
    }

    void skipSpace() {
        while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos)
            ++at_;
    }

    /// Reads "<name attributes>"; `tag` is "<name". False where the text ends first. Quoted attributes may
    /// hold a '>'.
    bool readTag(std::string_view& tag) {
        const auto start = at_;
        if (at_ >= text_.size())
            return false;
        if (text_[at_] != '<')
            bad("a tag was expected");
        bool quoted = false;
        for (; at_ < text_.size(); ++at_) {
            quoted = quoted != (text_[at_] == '"');
            if (text_[at_] == '>' && !quoted)
                break;
        }
        if (at_ >= text_.size())
            return false;
        const auto whole = text_.substr(start, at_ - start);
        attributes_ = whole.substr(std::min(whole.find_first_of(" \t\r\n"), whole.size()));
        tag = whole.substr(0, whole.size() - attributes_.size());
        ++at_;
        return true;
    }

    bool readRow(ResultSet& set) {
        const bool first = set.rows.empty();
        Row row;
        std::string_view tag;
        for (;;) {
            skipSpace();
            if (!readTag(tag))
                return false;
            if (tag == "</row")
                break;
            if (tag != "<field" || row.size() >= kMostColumns)
                bad("a field was expected");
            if (first)
                set.columns.push_back(toLower(printable(unescaped(attribute("name")), 200)));
            if (attributes_.ends_with("/")) {
                const bool null = attributes_.find("xsi:nil=\"true\"") != std::string_view::npos;
                row.push_back(null ? std::nullopt : std::optional(std::string()));
                continue;
            }
            const auto end = text_.find("</field>", at_);
            if (end == std::string_view::npos)
                return false;
            row.push_back(unescaped(text_.substr(at_, end - at_)));
            at_ = end + std::string_view("</field>").size();
        }
        row.resize(set.columns.size());
        set.rows.push_back(std::move(row));
        return true;
    }

    std::string_view attribute(std::string_view name) const {
        const auto start = attributes_.find(std::string(name) + "=\"");
        if (start == std::string_view::npos)
            return {};
        const auto from = start + name.size() + 2;
        return attributes_.substr(from, attributes_.find('"', from) - from);
    }

    std::string_view text_, attributes_;
    std::size_t at_ = 0;
};

} // namespace

Recording readXmlRecording(std::string_view text) {
    Recording recording;
    Reader reader(text);
    std::optional<RecordedAnswer> open;
    while (auto set = reader.next()) {
        if (set->has("causeway_section")) {
            const auto id = set->value("causeway_section");
            if (id == "begin")
                recording.versionText = printable(set->value("version"));
            recording.whole = id == "end";
            open.emplace();
            open->id = id;
            open->at = parseInstant(set->value("at")).value_or(Instant{});
        } else if (set->has("causeway_end")) {
            if (open && open->id == set->value("causeway_end")) {
                open->error = printable(set->value("errno"));
                open->message = printable(set->value("message"), 500);
                recording.answers.push_back(std::move(*open));
            }
            open.reset();
        } else if (open && !open->answered) {
            open->answered = true;
            open->columns = std::move(set->columns);
            open->rows = std::move(set->rows);
        }
    }
    recording.engine = parseServerVersion(recording.versionText, Engine::MySQL).engine;
    return recording;
}

} // namespace causeway::script
