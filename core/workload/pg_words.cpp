// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/pg_words.h"

#include "core/base/resources.h"
#include "core/base/text.h"

#include <algorithm>

namespace causeway {
namespace {

constexpr std::string_view kBehindSeverity = ":  ";
constexpr std::string_view kDigits = "0123456789";

/// Takes the first of the words that the text begins with off it.
bool take(const std::vector<std::string>& words, std::string_view& text) {
    for (const auto& word : words)
        if (text.starts_with(word)) {
            text.remove_prefix(word.size());
            return true;
        }
    return false;
}

/// "name/portal: SELECT 1" and "name : SELECT 1": what follows the name.
std::string_view behindName(std::string_view text) {
    const auto colon = text.find(": ");
    return colon == text.npos ? std::string_view() : text.substr(colon + 2);
}

/// Words and a number with three decimals, as every wording of a duration begins.
bool looksTimed(std::string_view message) {
    const auto from = message.substr(0, 64).find_first_of(kDigits);
    if (from == message.npos || from < 3)
        return false;
    const auto dot = message.find_first_not_of(kDigits, from);
    if (dot == message.npos || message[dot] != '.')
        return false;
    const auto end = message.find_first_not_of(kDigits, dot + 1);
    return end == dot + 4 && message[end] == ' ';
}

} // namespace

PgWords::PgWords() {
    const Json& data = resourceJson("postgresql/log_words.json");
    const auto words = [](const Json& from, const char* key) {
        return from.at(key).get<Words>();
    };
    for (const Json& one : data.at("languages")) {
        languages_.push_back({words(one, "duration"), words(one, "unit"), words(one, "timed_statement"),
                              words(one, "timed_execute"), words(one, "timed_call"), words(one, "statement"),
                              words(one, "execute"), words(one, "ended")});
        const auto add = [&](const std::string& text, PgSeverity severity) {
            auto& list = labels_[static_cast<unsigned char>(text.at(0))];
            if (std::none_of(list.begin(), list.end(), [&](const Label& l) { return l.text == text; }))
                list.push_back({text, severity});
        };
        for (const auto& word : words(one, "log"))
            add(word + std::string(kBehindSeverity), PgSeverity::Log);
        for (const auto& word : words(one, "other"))
            add(word + std::string(kBehindSeverity), PgSeverity::Other);
        for (const auto& label : words(one, "labels"))
            add(label, PgSeverity::Other);
    }
}

const PgWords& PgWords::known() {
    static const PgWords words;
    return words;
}

PgSeverity PgWords::severity(std::string_view word) const {
    if (word.empty())
        return PgSeverity::Unknown;
    for (const Label& label : labels_[static_cast<unsigned char>(word.front())])
        if (label.text.size() == word.size() + kBehindSeverity.size() && label.text.starts_with(word))
            return label.severity;
    return PgSeverity::Unknown;
}

PgSeverity PgWords::label(std::string_view text, std::string_view& rest) const {
    if (text.empty())
        return PgSeverity::Unknown;
    for (const Label& label : labels_[static_cast<unsigned char>(text.front())])
        if (text.starts_with(label.text)) {
            rest = text.substr(label.text.size());
            return label.severity;
        }
    return PgSeverity::Unknown;
}

/// What follows the number of a duration.
bool PgWords::timed(const Language& language, std::string_view rest, PgMessage& message) {
    auto text = rest;
    message.kind = PgMessage::Kind::Timed;
    if (take(language.timedStatement, text) || take(language.timedCall, text)) {
        message.statement = text;
    } else if (take(language.timedExecute, text)) {
        message.statement = behindName(text);
    } else if (take(language.unit, text)) {
        const auto more = trim(text);
        message.kind = more.empty()                ? PgMessage::Kind::Duration
                       : more.starts_with("plan:") ? PgMessage::Kind::Plan
                                                   : PgMessage::Kind::Step;
    } else {
        return false;
    }
    return true;
}

PgMessage PgWords::read(std::string_view message) const {
    PgMessage result;
    for (const Language& language : languages_) {
        auto text = message;
        if (take(language.duration, text)) {
            const auto end = std::min(text.find_first_not_of("0123456789."), text.size());
            result.milliseconds = text.substr(0, end);
            if (end > 0 && timed(language, text.substr(end), result))
                return result;
            result.kind = PgMessage::Kind::Malformed;
        } else if (take(language.statement, text)) {
            return {PgMessage::Kind::Statement, {}, text};
        } else if (take(language.execute, text)) {
            return {PgMessage::Kind::Statement, {}, behindName(text)};
        } else if (take(language.ended, text)) {
            return {PgMessage::Kind::Ended, {}, {}};
        }
    }
    if (result.kind == PgMessage::Kind::Other && looksTimed(message))
        result.kind = PgMessage::Kind::Foreign;
    return result;
}

} // namespace causeway
