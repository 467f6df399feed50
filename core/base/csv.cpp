// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/csv.h"

#include "core/base/text.h"

namespace causeway {
namespace {

std::string csvCell(std::string text) {
    if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos)
        text.insert(text.begin(), '\'');
    if (text.find_first_of(",\"\n\r") == std::string::npos)
        return text;
    return "\"" + replaceAll(std::move(text), "\"", "\"\"") + "\"";
}

} // namespace

std::string csvRow(const std::vector<std::string>& cells) {
    std::vector<std::string> out;
    for (const auto& cell : cells)
        out.push_back(csvCell(cell));
    return join(out, ",") + "\n";
}

} // namespace causeway
