// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/topology/export/patroni_check.h"

#include "core/base/error.h"
#include "core/base/resources.h"
#include "core/base/text.h"
#include "core/topology/topology.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway {
namespace {

/// Deeper than any setting; a hostile file ends here.
constexpr int kDeepest = 12;

class Checker {
public:
    Checker(const Json& facts, std::string version)
        : facts_(facts), name_(std::move(version)), version_(patroniVersion(name_)) {}

    void object(const Json& value, const Json& keys, const std::string& path, int depth);
    void times(const Json& config);
    std::vector<ConfigProblem> problems;

private:
    void setting(const Json& value, const Json& fact, const std::string& path, int depth);
    bool known(const Json& fact, const std::string& path);
    void typed(const Json& value, const Json& fact, const std::string& path);
    void range(double value, const Json& fact, const std::string& path);
    void add(const std::string& key, std::string message) { problems.push_back({key, std::move(message)}); }

    const Json& facts_;
    std::string name_;
    int version_;
};

std::string textOf(const Json& fact, const char* key) {
    const auto found = fact.find(key);
    return found == fact.end() ? std::string() : found->get<std::string>();
}

bool Checker::known(const Json& fact, const std::string& path) {
    const auto since = textOf(fact, "since"), before = textOf(fact, "before");
    if (!since.empty() && version_ < patroniVersion(since))
        add(path, fmt::format("needs Patroni {} or later; {} ignores it", since, name_));
    else if (!before.empty() && version_ >= patroniVersion(before))
        add(path, fmt::format("is gone since Patroni {}; {} ignores it", before, name_));
    else
        return true;
    return false;
}

/// The last row of "limits" whose version has been reached holds instead of the fact's own range.
void Checker::range(double value, const Json& fact, const std::string& path) {
    Json low = fact.value("min", Json()), high = fact.value("max", Json());
    for (const auto& limit : fact.value("limits", Json::array()))
        if (version_ >= patroniVersion(limit.at("since").get<std::string>())) {
            low = limit.value("min", low);
            high = limit.value("max", high);
        }
    if (!low.is_null() && value < low.get<double>())
        add(path, fmt::format("is {}; Patroni {} takes {} or more", value, name_, low.dump()));
    if (!high.is_null() && value > high.get<double>())
        add(path, fmt::format("is {}; Patroni {} takes {} or less", value, name_, high.dump()));
}

void Checker::typed(const Json& value, const Json& fact, const std::string& path) {
    const auto type = textOf(fact, "type");
    const bool fits = type == "integer"   ? value.is_number_integer()
                      : type == "number"  ? value.is_number()
                      : type == "boolean" ? value.is_boolean()
                      : type == "list"    ? value.is_array()
                      : type == "map"     ? value.is_object()
                      : type == "text"    ? value.is_string()
                                          : true;
    if (!fits)
        return add(path, fmt::format("is {}; {} {} is expected", printable(value.dump(), 60),
                                     type == "integer" ? "an" : "a", type));
    if (value.is_number())
        range(value.get<double>(), fact, path);
    const auto one = fact.find("one_of");
    if (one == fact.end())
        return;
    std::string choices;
    for (const auto& choice : *one) {
        const auto since = choice.is_object() ? textOf(choice, "since") : "";
        if (!since.empty() && version_ < patroniVersion(since))
            continue;
        const auto& word = choice.is_object() ? choice.at("value") : choice;
        if (word == value)
            return;
        choices += (choices.empty() ? "" : ", ") + word.dump();
    }
    add(path, fmt::format("is {}; Patroni {} takes {}", printable(value.dump(), 60), name_, choices));
}

void Checker::setting(const Json& value, const Json& fact, const std::string& path, int depth) {
    if (!known(fact, path))
        return;
    const auto keys = fact.find("keys");
    if (keys == fact.end())
        return typed(value, fact, path);
    if (value.is_object())
        object(value, *keys, path, depth + 1);
    else
        add(path, "is no section; keys are expected below it");
}

void Checker::object(const Json& value, const Json& keys, const std::string& path, int depth) {
    if (depth > kDeepest)
        return add(path, "is nested too deeply");
    for (const auto& [key, child] : value.items()) {
        const auto place = (path.empty() ? "" : path + ".") + printable(key, 60);
        const auto fact = keys.find(key);
        if (fact == keys.end())
            add(place, fmt::format("is no setting of Patroni {}", name_));
        else
            setting(child, fact->is_string() ? facts_.at("shared").at(fact->get<std::string>()) : *fact,
                    place, depth);
    }
    for (const auto& [key, fact] : keys.items())
        if (fact.is_object() && fact.value("required", false) && !value.contains(key))
            add((path.empty() ? "" : path + ".") + key, "is missing");
}

/// Without the rule a leader may lose its lease while it is still allowed to try.
void Checker::times(const Json& config) {
    const auto dcs = config.value(Json::json_pointer("/bootstrap/dcs"), Json::object());
    const auto seconds = [&](const char* key, double usual) {
        const auto found = dcs.is_object() ? dcs.find(key) : dcs.end();
        return dcs.is_object() && found != dcs.end() && found->is_number() ? found->get<double>() : usual;
    };
    const double ttl = seconds("ttl", 30), wait = seconds("loop_wait", 10),
                 retry = seconds("retry_timeout", 10);
    if (wait + 2 * retry > ttl)
        add("bootstrap.dcs.ttl",
            fmt::format("is {}, below loop_wait + 2 × retry_timeout = {}", ttl, wait + 2 * retry));
}

} // namespace

std::vector<ConfigProblem> checkPatroniConfig(const Json& config, const std::string& version) {
    const auto& facts = resourceJson("topology/patroni_keys.json");
    const auto oldest = facts.at("oldest").get<std::string>();
    if (patroniVersion(version) < patroniVersion(oldest))
        throw Error(ErrorCode::Input, "Patroni " + printable(version, 30) + " is too old",
                    "its settings are not known here", "Use " + oldest + " or later.");
    if (!config.is_object())
        throw Error(ErrorCode::Input, "the configuration of Patroni is not understood",
                    "it is no set of keys");
    Checker checker(facts, version);
    checker.object(config, facts.at("keys"), "", 0);
    checker.times(config);
    return checker.problems;
}

} // namespace causeway
