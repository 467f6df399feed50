// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/topology/export/yaml.h"

#include <algorithm>
#include <cctype>

namespace causeway {
namespace {

bool isPlainKey(const std::string& key) {
    static const std::vector<std::string> words{"on", "off", "yes", "no", "true", "false", "null", "y", "n"};
    return !key.empty() && std::isalpha(static_cast<unsigned char>(key[0])) &&
           std::all_of(key.begin(), key.end(),
                       [](unsigned char c) { return std::isalnum(c) || c == '_' || c == '-'; }) &&
           std::find(words.begin(), words.end(), key) == words.end();
}

/// JSON's escapes are a part of YAML's in double quotes.
std::string keyText(const std::string& key) {
    return isPlainKey(key) ? key : Json(key).dump();
}

void write(const Json& value, std::size_t indent, std::string& out);

void writeChild(const Json& value, std::size_t indent, std::string& out) {
    if (value.is_structured() && !value.empty()) {
        out += '\n';
        write(value, indent, out);
    } else {
        out += ' ' + value.dump() + '\n';
    }
}

void write(const Json& value, std::size_t indent, std::string& out) {
    const std::string margin(indent, ' ');
    if (value.is_object()) {
        for (const auto& [key, child] : value.items()) {
            out += margin + keyText(key) + ':';
            writeChild(child, indent + 2, out);
        }
        return;
    }
    for (const auto& element : value) {
        if (element.is_object() && element.size() == 1 && !element.begin()->is_structured()) {
            out += margin + "- " + keyText(element.begin().key()) + ": " + element.begin()->dump() + '\n';
            continue;
        }
        out += margin + '-';
        writeChild(element, indent + 2, out);
    }
}

} // namespace

std::string toYaml(const Json& value) {
    std::string out;
    write(value, 0, out);
    return out;
}

} // namespace causeway
