// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/topology/import/yaml_read.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>

namespace causeway {
namespace {

constexpr std::size_t kMostBytes = 1 << 20, kMostValues = 20000;
constexpr int kDeepest = 32;

class Reader {
public:
    explicit Reader(std::string name) : name_(std::move(name)) {}

    Json read(const YAML::Node& node, int depth = 0) {
        if (depth > kDeepest)
            fail(node.Mark(), fmt::format("it is nested deeper than {} levels", kDeepest));
        if (++values_ > kMostValues)
            fail(node.Mark(), fmt::format("it holds more than {} values", kMostValues));
        switch (node.Type()) {
        case YAML::NodeType::Map:
            return readMap(node, depth);
        case YAML::NodeType::Sequence: {
            Json out = Json::array();
            for (const auto& element : node)
                out.push_back(read(element, depth + 1));
            return out;
        }
        case YAML::NodeType::Scalar:
            return scalar(node);
        default:
            return nullptr;
        }
    }

    [[noreturn]] void fail(const YAML::Mark& mark, const std::string& why) const {
        throw Error(ErrorCode::Input, "cannot read " + name_,
                    mark.is_null()
                        ? why
                        : fmt::format("line {}, column {}: {}", mark.line + 1, mark.column + 1, why));
    }

private:
    Json readMap(const YAML::Node& node, int depth) {
        Json out = Json::object();
        for (const auto& entry : node) {
            if (!entry.first.IsScalar())
                fail(entry.first.Mark(), "a key is no word");
            out[toValidUtf8(entry.first.Scalar())] = read(entry.second, depth + 1);
        }
        return out;
    }

    static Json scalar(const YAML::Node& node) {
        static constexpr std::array kTrue{"true", "yes", "on"}, kFalse{"false", "no", "off"};
        const auto text = toValidUtf8(node.Scalar());
        if (node.Tag() != "?") // quoted, or tagged by hand
            return text;
        const auto lower = toLower(text);
        if (lower.empty() || lower == "~" || lower == "null")
            return nullptr;
        if (std::find(kTrue.begin(), kTrue.end(), lower) != kTrue.end())
            return true;
        if (std::find(kFalse.begin(), kFalse.end(), lower) != kFalse.end())
            return false;
        long long whole = 0;
        if (parseNumber(text, whole))
            return whole;
        double number = 0;
        if (text.find_first_not_of("0123456789.-+eE") == std::string::npos && parseNumber(text, number))
            return number;
        return text;
    }

    std::string name_;
    std::size_t values_ = 0;
};

} // namespace

Json fromYaml(const std::string& text, const std::string& name) {
    Reader reader(name);
    if (text.size() > kMostBytes)
        throw Error(ErrorCode::Input, "cannot read " + name, "it is larger than 1 MiB");
    try {
        return reader.read(YAML::Load(text));
    } catch (const YAML::Exception& e) {
        reader.fail(e.mark, e.msg);
    }
}

} // namespace causeway
