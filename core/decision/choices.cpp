// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/choices.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/decision/tables.h"

#include <fmt/format.h>

#include <cmath>

namespace causeway {
namespace {

void require(bool known, const char* what, std::string_view id, const Json& list) {
    if (known)
        return;
    std::vector<std::string> ids;
    for (const auto& entry : list)
        ids.push_back(entry.at("id"));
    throw Error(ErrorCode::Usage, fmt::format("'{}' is no {} of the decision", printable(id), what), {},
                "one of: " + join(ids, ", "));
}

bool listed(const Json& list, std::string_view id) {
    for (const auto& entry : list)
        if (entry.at("id") == id)
            return true;
    return false;
}

/// "key=value" pieces between semicolons and line ends; blank ones are passed over.
std::vector<std::pair<std::string, std::string>> assignments(std::string_view text, const char* example) {
    std::vector<std::pair<std::string, std::string>> result;
    for (const auto line : split(text, '\n'))
        for (const auto piece : split(line, ';')) {
            if (trim(piece).empty())
                continue;
            const auto at = piece.find('=');
            if (at == std::string_view::npos)
                throw Error(ErrorCode::Usage, fmt::format("'{}' has no '='", printable(trim(piece))), {},
                            example);
            result.emplace_back(trim(piece.substr(0, at)), trim(piece.substr(at + 1)));
        }
    return result;
}

} // namespace

void DecisionChoices::setWeight(const std::string& criterion, double weight) {
    const auto& list = decision::criteriaTable().at("criteria");
    require(listed(list, criterion), "criterion", criterion, list);
    if (!(weight >= 0 && weight <= 100))
        throw Error(ErrorCode::Usage, fmt::format("the weight of {} is not from 0 to 100", criterion), {},
                    "for example " + criterion + "=20");
    weights[criterion] = weight;
}

void DecisionChoices::setMark(const std::string& option, const std::string& criterion, ConsultantMark mark) {
    const auto& options = decision::factTable().at("options");
    const auto& list = decision::criteriaTable().at("criteria");
    require(listed(options, option), "option", option, options);
    require(listed(list, criterion), "criterion", criterion, list);
    mark.reason = printable(trim(replaceAll(replaceAll(mark.reason, ";", ","), "\n", " ")), 500);
    if (!(mark.score >= 0 && mark.score <= 10) || mark.reason.empty())
        throw Error(
            ErrorCode::Usage,
            fmt::format("the mark of {}.{} needs a score from 0 to 10 and a reason", option, criterion), {},
            fmt::format("for example {}.{}=6 two people were trained", option, criterion));
    marks[{option, criterion}] = std::move(mark);
}

std::string DecisionChoices::weightText() const {
    std::vector<std::string> parts;
    for (const auto& [criterion, weight] : weights)
        parts.push_back(fmt::format("{}={:.10g}", criterion, weight));
    return join(parts, "; ");
}

std::string DecisionChoices::markText() const {
    std::vector<std::string> parts;
    for (const auto& [place, mark] : marks)
        parts.push_back(fmt::format("{}.{}={:.10g} {}", place.first, place.second, mark.score, mark.reason));
    return join(parts, "; ");
}

DecisionChoices DecisionChoices::parse(std::string_view weightText, std::string_view markText) {
    DecisionChoices choices;
    for (const auto& [key, value] : assignments(weightText, "for example no_loss=30; cost=10")) {
        double weight = 0;
        choices.setWeight(key, parseNumber(value, weight) ? weight : -1);
    }
    for (const auto& [key, value] :
         assignments(markText, "for example postgresql.skills=6 two were trained")) {
        const auto dot = key.find('.');
        const auto blank = value.find(' ');
        ConsultantMark mark{-1, blank == std::string::npos ? "" : value.substr(blank + 1)};
        if (double score = 0; parseNumber(value.substr(0, blank), score))
            mark.score = score;
        choices.setMark(key.substr(0, dot), dot == std::string::npos ? "" : key.substr(dot + 1),
                        std::move(mark));
    }
    return choices;
}

DecisionChoices DecisionChoices::of(const Criteria& criteria) {
    return parse(criteria.text("decision_weights").value_or(""),
                 criteria.text("decision_marks").value_or(""));
}

} // namespace causeway
