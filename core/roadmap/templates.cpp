// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/roadmap/templates.h"

#include "core/base/effort_json.h"
#include "core/base/error.h"
#include "core/base/resources.h"
#include "core/base/text.h"
#include "core/base/units.h"

#include <fmt/format.h>

#include <array>
#include <cctype>

namespace causeway::plan {
namespace {

const Json& texts() {
    static const Json file = resourceJson("roadmap/plan.en.json");
    return file;
}

} // namespace

std::string fill(std::string_view text, const Words& words) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto open = text.find('{', at);
        out += text.substr(at, open - at);
        if (open == std::string_view::npos)
            break;
        const auto close = text.find('}', open);
        const auto name = text.substr(open + 1, close - open - 1);
        const bool capitalised = !name.empty() && std::isupper(static_cast<unsigned char>(name[0]));
        std::string key(name);
        if (capitalised)
            key[0] = char(std::tolower(static_cast<unsigned char>(key[0])));
        const auto it = words.find(key);
        if (close == std::string_view::npos || it == words.end())
            throw Error(ErrorCode::Internal, "a plan text lacks the value for {" + std::string(name) + "}");
        out += capitalised ? capital(it->second) : it->second;
        at = close + 1;
    }
    return out;
}

Task taskFromTemplate(std::string_view id, const Words& words, double units) {
    const Json& t = texts().at("tasks").at(std::string(id));
    const auto text = [&](const char* key) {
        return fill(t.at(key).get<std::string>(), words);
    };
    Task task;
    task.title = text("title");
    task.phase = t.at("phase").get<std::string>();
    task.reason = text("reason");
    task.role = t.at("role").get<std::string>();
    task.acceptance = text("acceptance");
    task.effort = effortFromJson(t.at("effort"));
    if (t.contains("per_unit"))
        task.effort += effortFromJson(t.at("per_unit")) * units;
    return task;
}

double daysFromTemplate(std::string_view id) {
    return texts().at("tasks").at(std::string(id)).value("days", 0.0);
}

std::vector<Phase> phasesFromTemplate(const Words& words) {
    std::vector<Phase> phases;
    for (const auto& p : texts().at("phases"))
        phases.push_back({p.at("id").get<std::string>(),
                          p.at("title").get<std::string>(),
                          fill(p.at("goal").get<std::string>(), words),
                          fill(p.at("gate").get<std::string>(), words),
                          {},
                          {}});
    return phases;
}

std::vector<std::string> taskTemplates() {
    std::vector<std::string> ids;
    for (const auto& [id, body] : texts().at("tasks").items())
        ids.push_back(id);
    return ids;
}

std::string numberWord(std::size_t n) {
    static constexpr std::array words{"no",    "one",   "two",  "three", "four",   "five",  "six",
                                      "seven", "eight", "nine", "ten",   "eleven", "twelve"};
    return n < words.size() ? words[n] : std::to_string(n);
}

std::string counted(std::size_t n, std::string_view singular, std::string_view plural) {
    const std::string many = plural.empty() ? std::string(singular) + "s" : std::string(plural);
    return fmt::format("{} {}", formatNumber(double(n)), n == 1 ? std::string(singular) : many);
}

std::string listed(const std::vector<std::string>& names, std::size_t limit) {
    if (names.size() <= limit)
        return join(names, ", ");
    const std::vector<std::string> head(names.begin(), names.begin() + std::ptrdiff_t(limit));
    return fmt::format("{} and {} more", join(head, ", "), formatNumber(double(names.size() - limit)));
}

std::string capital(std::string text) {
    if (!text.empty())
        text[0] = char(std::toupper(static_cast<unsigned char>(text[0])));
    return text;
}

} // namespace causeway::plan
