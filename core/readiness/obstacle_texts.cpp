// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/obstacle_texts.h"

#include "core/base/effort_json.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/resources.h"
#include "core/base/text.h"

#include <unordered_map>

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
    std::size_t size = text.size();
    for (const auto& word : words)
        size += word.second.size();
    out.reserve(size);
    for (;;) {
        const auto open = text.find('{');
        const auto close = open == std::string_view::npos ? open : text.find('}', open);
        if (close == std::string_view::npos)
            return out.append(text);
        out.append(text.substr(0, open));
        const auto name = text.substr(open + 1, close - open - 1);
        for (const auto& [word, value] : words)
            if (word == name)
                out += printable(value, kMaxWordBytes);
        text.remove_prefix(close + 1);
    }
}

} // namespace

const std::map<std::string, ObstacleText, std::less<>>& obstacleTexts() {
    static const auto texts = load();
    return texts;
}

const ObstacleText* obstacleText(std::string_view id) {
    static const auto byId = [] {
        std::unordered_map<std::string_view, const ObstacleText*> texts;
        for (const auto& [name, text] : obstacleTexts())
            texts.emplace(name, &text);
        return texts;
    }();
    const auto found = byId.find(id);
    return found == byId.end() ? nullptr : found->second;
}

Obstacle makeObstacle(std::string_view id, std::string object, const ObstacleWords& words, Place place) {
    const ObstacleText* found = obstacleText(id);
    if (!found)
        throw Error(ErrorCode::Internal, "no text for obstacle " + std::string(id));
    const ObstacleText& text = *found;
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
