// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/collect/script/recording.h"

namespace causeway::script {
namespace {

constexpr std::size_t kMostColumns = 4096; ///< a bound against hostile files
constexpr std::string_view kEnd = "causeway_end ";

/// One record of CSV. Values are quoted, NULL is empty without quotes; names and marks are not quoted.
struct Record {
    std::vector<std::optional<std::string>> cells;
    bool quoted = false; ///< its first cell was
    std::string cell(std::size_t i) const {
        return i < cells.size() ? cells[i].value_or(std::string()) : std::string();
    }
};

class Reader {
public:
    explicit Reader(std::string_view text) : text_(text) {}

    /// The next whole record; nothing at the end, or where the text is cut short.
    std::optional<Record> next() {
        if (at_ >= text_.size())
            return std::nullopt;
        Record record;
        for (;;) {
            if (record.cells.size() >= kMostColumns)
                throw Error(ErrorCode::Input, "the script's output cannot be read",
                            "too many values in a row at byte " + std::to_string(at_));
            if (!readCell(record))
                return std::nullopt;
            if (at_ >= text_.size())
                return std::nullopt; // no line end: cut short
            const char c = text_[at_++];
            if (c == '\n')
                return record;
            if (c == '\r' && at_ < text_.size() && text_[at_] == '\n') {
                ++at_;
                return record;
            }
            if (c != ',')
                throw Error(ErrorCode::Input, "the script's output cannot be read",
                            "a comma or a line end was expected at byte " + std::to_string(at_ - 1),
                            "give the file as psql wrote it, without its messages");
        }
    }

private:
    bool readCell(Record& record) {
        if (at_ < text_.size() && text_[at_] == '"') {
            record.quoted = record.quoted || record.cells.empty();
            return readQuoted(record);
        }
        const auto end = std::min(text_.find_first_of(",\r\n", at_), text_.size());
        const auto cell = text_.substr(at_, end - at_);
        at_ = end;
        record.cells.push_back(cell.empty() ? std::nullopt : std::optional(toValidUtf8(cell)));
        return true;
    }

    bool readQuoted(Record& record) {
        std::string value;
        for (++at_; at_ < text_.size(); ++at_) {
            if (text_[at_] != '"') {
                value += text_[at_];
            } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
                value += text_[at_++];
            } else {
                ++at_;
                record.cells.push_back(toValidUtf8(value));
                return true;
            }
        }
        return false;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

/// "causeway_end 42501" as a record of one unquoted cell.
std::optional<std::string> endMark(const Record& record) {
    const auto text = record.cell(0);
    if (record.quoted || record.cells.size() != 1 || !text.starts_with(kEnd))
        return std::nullopt;
    return text.substr(kEnd.size());
}

/// The section's answer: names, rows, and the code that psql noted behind them. False when it is cut short.
bool readAnswer(Reader& reader, RecordedAnswer& answer) {
    while (auto record = reader.next()) {
        if (const auto code = endMark(*record)) {
            answer.error = *code == "00000" ? "" : printable(*code);
            return true;
        }
        if (!answer.answered) {
            answer.answered = true;
            for (auto& name : record->cells)
                answer.columns.push_back(toLower(printable(name.value_or(std::string()), 200)));
        } else {
            record->cells.resize(answer.columns.size());
            answer.rows.push_back(std::move(record->cells));
        }
    }
    return false;
}

} // namespace

Recording readCsvRecording(std::string_view text) {
    Recording recording;
    recording.engine = Engine::PostgreSQL;
    Reader reader(text);
    while (auto head = reader.next()) {
        if (head->quoted || head->cell(0) != "causeway_section")
            continue; // a notice of the client between two sections
        const auto mark = reader.next();
        if (!mark)
            break;
        RecordedAnswer answer;
        answer.id = mark->cell(0);
        answer.at = parseInstant(mark->cell(1)).value_or(Instant{});
        recording.whole = answer.id == "end";
        if (answer.id == "begin")
            recording.versionText = printable(mark->cell(2));
        else if (!recording.whole && readAnswer(reader, answer))
            recording.answers.push_back(std::move(answer));
    }
    return recording;
}

} // namespace causeway::script
