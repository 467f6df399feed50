// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/pg_record.h"

#include <charconv>

namespace causeway {
namespace {

constexpr std::string_view kStart = "{\"timestamp\":";

unsigned hexValue(std::string_view digits) {
    unsigned value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    return error == std::errc{} && end == digits.data() + digits.size() ? value : 0xFFFD;
}

std::size_t putUtf8(char* to, unsigned code) {
    if (code < 0x80) {
        to[0] = char(code);
        return 1;
    }
    if (code < 0x800) {
        to[0] = char(0xC0 | code >> 6);
        to[1] = char(0x80 | (code & 0x3F));
        return 2;
    }
    to[0] = char(0xE0 | code >> 12);
    to[1] = char(0x80 | (code >> 6 & 0x3F));
    to[2] = char(0x80 | (code & 0x3F));
    return 3;
}

/// A string's content without its escapes. PostgreSQL escapes control characters alone by number.
std::string_view unescaped(std::string_view text, TextArena& arena) {
    if (text.find('\\') == text.npos)
        return text;
    char* const to = arena.room(text.size());
    std::size_t n = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            to[n++] = text[i];
            continue;
        }
        constexpr std::string_view kNames = "bfnrt", kBytes = "\b\f\n\r\t";
        const char c = text[++i];
        if (c == 'u' && i + 4 < text.size()) {
            n += putUtf8(to + n, hexValue(text.substr(i + 1, 4)));
            i += 4;
        } else if (const auto at = kNames.find(c); at != kNames.npos)
            to[n++] = kBytes[at];
        else
            to[n++] = c;
    }
    return {to, n};
}

/// Goes through one flat object; no more is in the log.
class Object {
public:
    explicit Object(std::string_view line) : line_(line) {}
    /// The next member: its name and its raw value, without quotes. False at the end, `whole` tells which.
    bool next(std::string_view& key, std::string_view& value, bool& whole) {
        whole = false;
        blank();
        if (at() == '}') {
            whole = true;
            return false;
        }
        if (at() == ',')
            ++i_;
        blank();
        if (!string(key))
            return false;
        blank();
        if (at() != ':')
            return false;
        ++i_;
        blank();
        if (at() == '"')
            return string(value);
        const auto from = i_;
        while (i_ < line_.size() && line_[i_] != ',' && line_[i_] != '}')
            ++i_;
        value = line_.substr(from, i_ - from);
        return i_ < line_.size();
    }

private:
    char at() const { return i_ < line_.size() ? line_[i_] : '\0'; }
    void blank() {
        while (at() == ' ')
            ++i_;
    }
    bool string(std::string_view& out) {
        if (at() != '"')
            return false;
        const auto from = ++i_;
        for (; i_ < line_.size(); ++i_) {
            if (line_[i_] == '\\')
                ++i_;
            else if (line_[i_] == '"') {
                out = line_.substr(from, i_ - from);
                ++i_;
                return true;
            }
        }
        return false;
    }
    std::string_view line_;
    std::size_t i_ = 1;
};

class JsonRecords : public PgRecords {
public:
    std::string_view name() const override { return "PostgreSQL jsonlog"; }

    std::size_t boundary(std::string_view text, std::size_t from) const override {
        if (from == 0 && text.starts_with(kStart))
            return 0;
        for (auto at = text.find('\n', from ? from - 1 : 0); at != text.npos; at = text.find('\n', at + 1))
            if (text.substr(at + 1).starts_with(kStart))
                return at + 1;
        return text.npos;
    }

    Result read(std::string_view text, std::size_t at, bool last, PgRecord& record, std::size_t& end,
                TextArena& arena) const override {
        const auto newline = text.find('\n', at);
        if (newline == text.npos && !last)
            return Result::More;
        const auto line = text.substr(at, newline == text.npos ? newline : newline - at);
        end = newline == text.npos ? text.size() : newline + 1;
        if (!line.starts_with(kStart))
            return Result::Malformed;
        Object object(line);
        bool whole = false;
        for (std::string_view key, value; object.next(key, value, whole);) {
            if (key == "timestamp")
                record.time = value;
            else if (key == "user")
                record.user = unescaped(value, arena);
            else if (key == "dbname")
                record.database = unescaped(value, arena);
            else if (key == "error_severity")
                record.severity = PgWords::known().severity(value);
            else if (key == "message")
                record.message = unescaped(value, arena);
            else if (key == "pid") {
                std::uint64_t process = 0;
                if (std::from_chars(value.data(), value.data() + value.size(), process).ec == std::errc{})
                    record.process = process;
            }
        }
        return whole ? Result::Record : Result::Malformed;
    }
};

} // namespace

std::unique_ptr<PgRecords> pgJsonRecords() {
    return std::make_unique<JsonRecords>();
}

} // namespace causeway
