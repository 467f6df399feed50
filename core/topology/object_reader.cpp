// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/topology/object_reader.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace causeway {
namespace {

constexpr std::size_t kLongestText = 1000, kLongestArray = 1000;

/// Levenshtein distance: how many letters must change to make one word the other.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const auto change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, change});
        }
    }
    return row[b.size()];
}

std::string advice(const std::string& key, const std::vector<std::string>& known) {
    if (key.size() <= 64)
        for (const auto& k : known)
            if (distance(toLower(key), k) <= 2)
                return "did you mean \"" + k + "\"?";
    return "known here: " + join(known, ", ");
}

} // namespace

ObjectReader::ObjectReader(const Json& json, std::string path) : json_(json), path_(std::move(path)) {
    if (!json_.is_object())
        throw Error(ErrorCode::Input,
                    path_.empty() ? "the file is not understood" : path_ + " is not understood",
                    std::string("an object is expected here, not ") + json_.type_name());
}

std::string ObjectReader::placeOf(std::string_view key) const {
    return path_.empty() ? std::string(key) : path_ + "." + std::string(key);
}

void ObjectReader::fail(std::string_view key, const std::string& why) const {
    throw Error(ErrorCode::Input, placeOf(key) + " is not understood", why);
}

const Json* ObjectReader::value(std::string_view key) {
    known_.emplace_back(key);
    const auto found = json_.find(std::string(key));
    return found == json_.end() ? nullptr : &*found;
}

double ObjectReader::number(std::string_view key, double fallback, double low, double high) {
    const auto* v = value(key);
    if (!v)
        return fallback;
    if (!v->is_number())
        fail(key, std::string("a number is expected, not ") + v->type_name());
    const auto n = v->get<double>();
    if (!std::isfinite(n) || n < low || n > high)
        fail(key, fmt::format("{} is outside {} to {}", n, low, high));
    return n;
}

int ObjectReader::integer(std::string_view key, int fallback, int low, int high) {
    const auto n = number(key, fallback, low, high);
    if (n != std::floor(n))
        fail(key, fmt::format("a whole number is expected, not {}", n));
    return int(n);
}

bool ObjectReader::boolean(std::string_view key, bool fallback) {
    const auto* v = value(key);
    if (v && !v->is_boolean())
        fail(key, std::string("true or false is expected, not ") + v->type_name());
    return v ? v->get<bool>() : fallback;
}

std::string ObjectReader::text(std::string_view key, std::string fallback) {
    const auto* v = value(key);
    if (!v)
        return fallback;
    if (!v->is_string())
        fail(key, std::string("a text is expected, not ") + v->type_name());
    auto t = v->get<std::string>();
    if (t.size() > kLongestText)
        fail(key, fmt::format("the text is longer than {} bytes", kLongestText));
    return t;
}

std::string ObjectReader::requiredText(std::string_view key) {
    auto t = text(key);
    if (t.empty())
        fail(key, "it is missing or empty");
    return t;
}

std::string ObjectReader::choice(std::string_view key, std::string fallback,
                                 const std::vector<std::string>& allowed) {
    auto t = text(key, std::move(fallback));
    if (std::find(allowed.begin(), allowed.end(), t) == allowed.end())
        fail(key, "\"" + printable(t, 60) + "\" is none of " + join(allowed, ", "));
    return t;
}

std::vector<const Json*> ObjectReader::array(std::string_view key) {
    const auto* v = value(key);
    if (!v)
        return {};
    if (!v->is_array())
        fail(key, std::string("a list is expected, not ") + v->type_name());
    if (v->size() > kLongestArray)
        fail(key, fmt::format("the list has more than {} entries", kLongestArray));
    std::vector<const Json*> out;
    for (const auto& e : *v)
        out.push_back(&e);
    return out;
}

std::vector<std::string> ObjectReader::texts(std::string_view key) {
    std::vector<std::string> out;
    for (const auto* e : array(key)) {
        if (!e->is_string() || e->get_ref<const std::string&>().size() > kLongestText)
            fail(key, "a list of short texts is expected");
        out.push_back(e->get<std::string>());
    }
    return out;
}

void ObjectReader::finish() const {
    for (const auto& item : json_.items())
        if (std::find(known_.begin(), known_.end(), item.key()) == known_.end())
            throw Error(ErrorCode::Input, placeOf(printable(item.key(), 60)) + " is not a known key",
                        advice(item.key(), known_));
}

void readSchema(ObjectReader& reader, const std::string& expected) {
    const auto schema = reader.text("schema", expected);
    if (schema != expected)
        reader.fail("schema", "\"" + printable(schema, 60) + "\" is another kind of file; expected \"" +
                                  expected + "\"");
}

} // namespace causeway
