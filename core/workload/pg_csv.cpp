// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/pg_record.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace causeway {
namespace {

constexpr std::size_t kTime = 0, kUser = 1, kDatabase = 2, kProcess = 3, kSeverity = 11, kMessage = 13,
                      kFields = 14; ///< those behind the message are passed over
constexpr int kMostLookalikes = 8;  ///< beginnings of records within one field

/// "2026-11-22 17:53:55.630 UTC,": what no line but the first of a record begins with, as a rule.
bool isRecordStart(std::string_view text) {
    constexpr std::string_view kForm = "dddd-dd-dd dd:dd:dd.ddd ";
    if (text.size() < kForm.size())
        return false;
    for (std::size_t i = 0; i < kForm.size(); ++i)
        if (kForm[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != kForm[i])
            return false;
    const auto comma = text.substr(kForm.size(), 8).find(',');
    return comma != text.npos && comma > 0;
}

/// A field in quotes, whose quotes are doubled.
std::string_view unquoted(std::string_view field, TextArena& arena) {
    if (field.find('"') == field.npos)
        return field;
    char* const to = arena.room(field.size());
    std::size_t n = 0;
    for (std::size_t i = 0; i < field.size(); ++i) {
        to[n++] = field[i];
        i += field[i] == '"';
    }
    return {to, n};
}

/// Takes one record apart.
class Fields {
public:
    enum class State { Whole, Open, Broken };
    Fields(std::string_view text, std::size_t at, bool last) : text_(text), at_(at), last_(last) {}

    State read() {
        for (;;) {
            const State field = at() == '"' ? quoted() : bare();
            if (field != State::Whole)
                return field;
            if (at_ >= text_.size())
                return last_ ? State::Broken : State::Open;
            const char c = text_[at_++];
            if (c == '\r' && at() == '\n')
                continue;
            if (c == '\n')
                return count_ >= kFields ? State::Whole : State::Broken;
            if (c != ',')
                return State::Broken;
        }
    }
    std::string_view operator[](std::size_t i) const { return fields_[i]; }
    std::size_t end() const { return at_; }

private:
    char at() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    State keep(std::string_view field) {
        if (count_ < kFields)
            fields_[count_] = field;
        ++count_;
        return State::Whole;
    }
    State bare() {
        const auto stop = std::min(text_.find_first_of(",\r\n", at_), text_.size());
        const auto field = text_.substr(at_, stop - at_);
        at_ = stop;
        return keep(field);
    }
    State quoted() {
        auto close = at_ + 1;
        for (auto from = close;; from = close += 2) {
            close = text_.find('"', close);
            if (swallows(text_.substr(from, close == text_.npos ? close : close - from)))
                return State::Broken;
            if (close == text_.npos || (close + 1 == text_.size() && !last_))
                return last_ ? State::Broken : State::Open;
            if (close + 1 == text_.size() || text_[close + 1] != '"')
                break;
        }
        const auto field = text_.substr(at_ + 1, close - at_ - 1);
        at_ = close + 1;
        return keep(field);
    }
    /// A field without its end would take in the records behind it.
    bool swallows(std::string_view piece) {
        for (auto line = piece.find('\n'); line != piece.npos; line = piece.find('\n', line + 1))
            if (isRecordStart(piece.substr(line + 1)) && ++lookalikes_ > kMostLookalikes)
                return true;
        return false;
    }

    std::string_view text_;
    std::size_t at_;
    bool last_;
    int lookalikes_ = 0;
    std::size_t count_ = 0;
    std::array<std::string_view, kFields> fields_{};
};

class CsvRecords : public PgRecords {
public:
    std::string_view name() const override { return "PostgreSQL csvlog"; }
    bool nextLineTells() const override { return false; } // it may stand in a field

    std::size_t boundary(std::string_view text, std::size_t from) const override {
        if (from == 0 && isRecordStart(text))
            return 0;
        for (auto line = text.find('\n', from ? from - 1 : 0); line != text.npos;
             line = text.find('\n', line + 1))
            if (isRecordStart(text.substr(line + 1)))
                return line + 1;
        return text.npos;
    }

    Result read(std::string_view text, std::size_t at, bool last, PgRecord& record, std::size_t& end,
                TextArena& arena) const override {
        const auto newline = text.find('\n', at);
        if (newline == text.npos && !last)
            return Result::More;
        end = newline == text.npos ? text.size() : newline + 1;
        if (!isRecordStart(text.substr(at)))
            return Result::Stray;
        Fields fields(text, at, last);
        const auto state = fields.read();
        if (state == Fields::State::Open)
            return Result::More;
        if (state == Fields::State::Broken) { // the next record is not to be lost with it
            end = std::min(boundary(text, at + 1), text.size());
            return Result::Malformed;
        }
        end = fields.end();
        record.time = fields[kTime];
        record.user = unquoted(fields[kUser], arena);
        record.database = unquoted(fields[kDatabase], arena);
        record.severity = PgWords::known().severity(fields[kSeverity]);
        record.message = unquoted(fields[kMessage], arena);
        std::uint64_t process = 0;
        const auto digits = fields[kProcess];
        if (std::from_chars(digits.data(), digits.data() + digits.size(), process).ec == std::errc{})
            record.process = process;
        return Result::Record;
    }
};

} // namespace

std::unique_ptr<PgRecords> pgCsvRecords() {
    return std::make_unique<CsvRecords>();
}

} // namespace causeway
