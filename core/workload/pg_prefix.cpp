// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/pg_prefix.h"

#include "core/base/text.h"

#include <algorithm>
#include <charconv>

namespace causeway {
namespace {

constexpr int kMostTries = 64; ///< of placing the ends of names, for one line

bool digit(char c) {
    return c >= '0' && c <= '9';
}

/// "2026-11-22 17:53:55" with or without ".630", a blank and a zone.
std::size_t timeSize(std::string_view text, bool fraction) {
    constexpr std::string_view kForm = "dddd-dd-dd dd:dd:dd";
    if (text.size() < kForm.size())
        return 0;
    for (std::size_t i = 0; i < kForm.size(); ++i)
        if (kForm[i] == 'd' ? !digit(text[i]) : text[i] != kForm[i])
            return 0;
    auto at = kForm.size();
    if (fraction != (at < text.size() && text[at] == '.'))
        return 0;
    if (fraction)
        for (++at; at < text.size() && digit(text[at]);)
            ++at;
    if (at < text.size() && text[at] == ' ' && at + 1 < text.size()) {
        const auto zone = text.find_first_not_of(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+-0123456789:", at + 1);
        auto end = std::min(zone, text.size());
        while (end > at + 1 && text[end - 1] == ':') // the prefix's own
            --end;
        // "UTC:10.0.0.1:" : a zone with a colon is "+05:45" alone
        const auto word = text.substr(at + 1, end - at - 1);
        const auto colon = word.find(':');
        if (colon != word.npos && !(word.size() == 6 && colon == 3 && (word[0] == '+' || word[0] == '-')))
            end = at + 1 + colon;
        at = end;
    }
    return at;
}

} // namespace

PgPrefix::PgPrefix(std::string_view pattern) {
    parts_.push_back({});
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] != '%' || i + 1 == pattern.size()) {
            parts_.back().literal += pattern[i];
            continue;
        }
        const auto mark = i++;
        while (i + 1 < pattern.size() && (pattern[i] == '-' || digit(pattern[i])))
            ++i;
        if (pattern[i] == '%')
            parts_.back().literal += '%';
        else
            parts_.push_back({pattern[i], {}, i > mark + 1});
    }
}

/// The length of a value whose form tells it, or npos where only what follows can tell.
std::size_t PgPrefix::fixedSize(char escape, std::string_view rest) {
    const auto run = [&](std::string_view of) {
        return std::min(rest.find_first_not_of(of), rest.size());
    };
    switch (escape) {
    case 't':
    case 's':
        return timeSize(rest, false);
    case 'm':
        return timeSize(rest, true);
    case 'n':
        return run("0123456789.") >= 14 ? run("0123456789.") : 0;
    case 'p':
    case 'l':
    case 'P':
    case 'x':
        return run("0123456789");
    case 'Q':
        return run("-0123456789");
    default:
        return std::string_view::npos;
    }
}

void PgPrefix::assign(char escape, std::string_view value, PgRecord& record) {
    value = trim(value);
    switch (escape) {
    case 't':
    case 'm':
    case 'n':
        record.time = value;
        break;
    case 'u':
        record.user = value == "[unknown]" ? std::string_view() : value;
        break;
    case 'd':
        record.database = value == "[unknown]" ? std::string_view() : value;
        break;
    case 'p': {
        std::uint64_t process = 0;
        if (std::from_chars(value.data(), value.data() + value.size(), process).ec == std::errc{})
            record.process = process;
        break;
    }
    default:
        break;
    }
}

bool PgPrefix::matchFrom(std::size_t number, std::string_view rest, PgRecord& record, int& tries) const {
    if (number == parts_.size()) {
        record.severity = PgWords::known().label(rest, record.message);
        return record.severity != PgSeverity::Unknown;
    }
    const Part& part = parts_[number];
    const auto literal = [&](std::string_view from) {
        return from.starts_with(part.literal);
    };
    if (part.escape == 0 || part.escape == 'q') {
        if (part.escape == 'q' && matchFrom(parts_.size(), rest, record, tries))
            return true; // a process without a session stops here
        return literal(rest) && matchFrom(number + 1, rest.substr(part.literal.size()), record, tries);
    }
    if (part.padded)
        rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    if (auto size = fixedSize(part.escape, rest); size != std::string_view::npos) {
        while (part.padded && size < rest.size() && rest[size] == ' ' && !literal(rest.substr(size)))
            ++size;
        const bool empty = size == 0 && part.escape != 'P' && part.escape != 'x';
        if (empty || !literal(rest.substr(size)))
            return false;
        assign(part.escape, rest.substr(0, size), record);
        return matchFrom(number + 1, rest.substr(size + part.literal.size()), record, tries);
    }
    // A name: it ends where the rest fits.
    const auto most = std::min<std::size_t>(rest.size(), 256);
    for (auto end = part.literal.empty() ? 0 : rest.find(part.literal); end <= most && --tries > 0;
         end = part.literal.empty() ? end + 1 : rest.find(part.literal, end + 1)) {
        assign(part.escape, rest.substr(0, end), record);
        if (matchFrom(number + 1, rest.substr(end + part.literal.size()), record, tries))
            return true;
    }
    return false;
}

bool PgPrefix::match(std::string_view line, PgRecord& record) const {
    int tries = kMostTries;
    record = {};
    return matchFrom(0, line, record, tries);
}

} // namespace causeway
