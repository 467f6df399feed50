// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/markdown.h"

#include "core/base/text.h"

#include <algorithm>
#include <cctype>

namespace causeway {
namespace {

std::size_t longestRun(std::string_view text, char c) {
    std::size_t best = 0, run = 0;
    for (const char x : text)
        best = std::max(best, run = x == c ? run + 1 : 0);
    return best;
}

} // namespace

std::string markdownText(std::string_view text) {
    std::string out;
    for (const char c : toValidUtf8(text)) {
        if (c == '\n' || c == '\r' || c == '\t') {
            out += ' ';
            continue;
        }
        if (std::string_view("\\`*_[]<>|&~$").find(c) != std::string_view::npos)
            out += '\\';
        out += c;
    }
    // At a line's start some more characters would begin a list, a heading or a rule.
    std::size_t digits = 0;
    while (digits < out.size() && std::isdigit(static_cast<unsigned char>(out[digits])))
        ++digits;
    if (!out.empty() && std::string_view("-+#=").find(out[0]) != std::string_view::npos)
        out.insert(0, "\\");
    else if (digits > 0 && digits < out.size() && (out[digits] == '.' || out[digits] == ')') &&
             (digits + 1 == out.size() || out[digits + 1] == ' '))
        out.insert(digits, "\\");
    return out;
}

std::string markdownCode(std::string_view text, bool inTable) {
    auto body = replaceAll(replaceAll(toValidUtf8(text), "\n", " "), "\r", " ");
    if (inTable) // a bar would end the cell even inside code
        body = replaceAll(std::move(body), "|", "\\|");
    const std::string fence(longestRun(body, '`') + 1, '`');
    const bool pad = !body.empty() && (body.front() == '`' || body.back() == '`');
    return body.empty() ? "" : fence + (pad ? " " : "") + body + (pad ? " " : "") + fence;
}

std::string markdownBlock(std::string_view text, std::string_view language) {
    const std::string fence(std::max<std::size_t>(3, longestRun(text, '`') + 1), '`');
    return fence + std::string(language) + "\n" + toValidUtf8(text) + (text.ends_with('\n') ? "" : "\n") +
           fence + "\n";
}

} // namespace causeway
