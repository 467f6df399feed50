// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/criteria/growth_plan.h"

#include "core/base/text.h"

namespace causeway {
namespace {

/// The next word, taken from the front of the text.
std::string_view takeWord(std::string_view& text) {
    text = trim(text);
    const auto word = text.substr(0, text.find_first_of(" \t"));
    text = trim(text.substr(word.size()));
    return word;
}

/// "+30%" or "+30 %" as 1.3.
std::optional<double> takeFactor(std::string_view& text) {
    auto word = takeWord(text);
    if (!word.empty() && word.back() == '%')
        word.remove_suffix(1);
    else if (takeWord(text) != "%")
        return std::nullopt;
    if (word.size() < 2 || (word.front() != '+' && word.front() != '-'))
        return std::nullopt;
    double percent = 0;
    if (!parseNumber(word.substr(1), percent) || percent < 0)
        return std::nullopt;
    const double factor = 1 + (word.front() == '-' ? -percent : percent) / 100;
    return factor >= 0 && factor <= 101 ? std::optional(factor) : std::nullopt;
}

std::optional<GrowthEvent> parseEvent(std::string_view text) {
    GrowthEvent event;
    const auto days = takeWord(text);
    const auto dots = days.find("..");
    const auto from = parseDate(days.substr(0, dots));
    if (!from)
        return std::nullopt;
    event.from = *from;
    if (dots != std::string_view::npos) {
        event.until = parseDate(days.substr(dots + 2));
        if (!event.until || *event.until < *from)
            return std::nullopt;
    }
    const auto factor = takeFactor(text);
    if (!factor)
        return std::nullopt;
    event.factor = *factor;
    event.name = std::string(text);
    return event;
}

std::optional<ArchivePolicy> parsePolicy(std::string_view text) {
    ArchivePolicy policy;
    policy.table = std::string(takeWord(text));
    double months = 0;
    const auto number = takeWord(text), unit = takeWord(text);
    if (policy.table.empty() || !parseNumber(number, months) || months < 1 || months > 600 ||
        months != double(int(months)) || (unit != "months" && unit != "month") || !text.empty())
        return std::nullopt;
    policy.months = int(months);
    return policy;
}

template <typename T>
std::optional<std::vector<T>> parseAll(std::string_view text, std::optional<T> (*parse)(std::string_view)) {
    std::vector<T> all;
    for (const auto piece : split(text, ';')) {
        if (trim(piece).empty())
            continue;
        auto one = parse(piece);
        if (!one)
            return std::nullopt;
        all.push_back(std::move(*one));
    }
    return all.empty() ? std::nullopt : std::optional(std::move(all));
}

} // namespace

std::optional<std::vector<GrowthEvent>> parseGrowthEvents(std::string_view text) {
    return parseAll<GrowthEvent>(text, parseEvent);
}

std::optional<std::vector<ArchivePolicy>> parseArchivePolicies(std::string_view text) {
    return parseAll<ArchivePolicy>(text, parsePolicy);
}

} // namespace causeway
