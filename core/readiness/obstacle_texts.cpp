// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/obstacle_texts.h"

#include "core/base/effort_json.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/resources.h"
#include "core/base/text.h"

namespace causeway {

namespace {

constexpr std::size_t kMaxWordBytes = 600;

const Json& resource() {
    static const Json json = resourceJson("readiness/obstacles.json");
    return json;
}

Verdict readVerdict(const std::string& name) {
    for (const Verdict v : {Verdict::Automatic, Verdict::Assisted, Verdict::Manual})
        if (verdictName(v) == name)
            return v;
    throw Error(ErrorCode::Internal, "resources/readiness/obstacles.json", "unknown verdict " + name);
}

/// The name of a unit, or hours of the obstacle's own where no unit fits.
EffortUnit readUnit(const Json& effort) {
    if (effort.is_string())
        return effortUnit(effort.get<std::string>());
    return {effortFromJson(effort), {}, 0, 0};
}

std::map<std::string, ObstacleText, std::less<>> load() {
    std::map<std::string, ObstacleText, std::less<>> texts;
    for (const auto& [id, entry] : resource().at("obstacles").items()) {
        ObstacleText t;
        if (entry.at("number").is_number())
            t.number = entry.at("number").get<int>();
        t.verdict = readVerdict(entry.at("verdict").get<std::string>());
        t.unit = readUnit(entry.at("effort"));
        t.role = entry.value("role", roleOfFamily(id));
        t.title = entry.at("title").get<std::string>();
        t.why = entry.at("why").get<std::string>();
        t.action = entry.at("action").get<std::string>();
        t.message = entry.at("message").get<std::string>();
        t.question = entry.value("question", std::string());
        texts.emplace(id, std::move(t));
    }
    return texts;
}

/// One pass, so that a value that holds "{name}" is not filled in again.
std::string fill(std::string_view text, const ObstacleWords& words) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto close = text[i] == '{' ? text.find('}', i) : std::string_view::npos;
        if (close == std::string_view::npos) {
            out += text[i++];
            continue;
        }
        const auto name = text.substr(i + 1, close - i - 1);
        for (const auto& [word, value] : words)
            if (word == name)
                out += printable(value, kMaxWordBytes);
        i = close + 1;
    }
    return out;
}

} // namespace

const std::map<std::string, ObstacleText, std::less<>>& obstacleTexts() {
    static const auto texts = load();
    return texts;
}

Obstacle makeObstacle(std::string_view id, std::string object, const ObstacleWords& words, Place place) {
    const auto found = obstacleTexts().find(id);
    if (found == obstacleTexts().end())
        throw Error(ErrorCode::Internal, "no text for obstacle " + std::string(id));
    const ObstacleText& text = found->second;
    Obstacle o;
    o.id = std::string(id);
    o.verdict = text.verdict;
    o.object = std::move(object);
    o.message = fill(text.message, words);
    o.question = fill(text.question, words);
    o.place = place;
    o.effort = text.unit.whole();
    return o;
}

} // namespace causeway
