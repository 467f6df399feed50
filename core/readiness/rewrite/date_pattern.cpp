// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/rewrite/rewriter.h"

#include <array>

namespace causeway::rewrite {

namespace {

struct Specifier {
    char mysql;
    std::string_view postgres;
};
/// MySQL manual, DATE_FORMAT; PostgreSQL manual, Data Type Formatting Functions.
constexpr std::array kSpecifiers{
    Specifier{'Y', "YYYY"}, Specifier{'y', "YY"},         Specifier{'m', "MM"},
    Specifier{'c', "FMMM"}, Specifier{'M', "FMMonth"},    Specifier{'b', "Mon"},
    Specifier{'d', "DD"},   Specifier{'e', "FMDD"},       Specifier{'D', "FMDDth"},
    Specifier{'j', "DDD"},  Specifier{'W', "FMDay"},      Specifier{'a', "Dy"},
    Specifier{'H', "HH24"}, Specifier{'k', "FMHH24"},     Specifier{'h', "HH12"},
    Specifier{'I', "HH12"}, Specifier{'l', "FMHH12"},     Specifier{'i', "MI"},
    Specifier{'s', "SS"},   Specifier{'S', "SS"},         Specifier{'f', "US"},
    Specifier{'p', "AM"},   Specifier{'T', "HH24:MI:SS"}, Specifier{'r', "HH12:MI:SS AM"},
    Specifier{'v', "IW"},   Specifier{'x', "IYYY"}};

bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

} // namespace

std::string charPattern(std::string_view format) {
    std::string out, quoted;
    const auto flush = [&] {
        if (!quoted.empty())
            out += "\"" + replaceAll(replaceAll(quoted, "\\", "\\\\"), "\"", "\\\"") + "\"";
        quoted.clear();
    };
    for (std::size_t i = 0; i < format.size(); ++i) {
        const char c = format[i];
        if (c != '%' || i + 1 == format.size()) {
            if (isLetter(c) || c == '"' || c == '\\' || !quoted.empty())
                quoted += c;
            else
                out += c;
            continue;
        }
        const char specifier = format[++i];
        if (specifier == '%') {
            quoted += '%';
            continue;
        }
        flush();
        const auto* found = std::find_if(kSpecifiers.begin(), kSpecifiers.end(),
                                         [&](const Specifier& s) { return s.mysql == specifier; });
        if (found == kSpecifiers.end())
            throw Unsupported(std::string("the date format %") + specifier + " has no counterpart");
        out += found->postgres;
    }
    flush();
    return out;
}

} // namespace causeway::rewrite
