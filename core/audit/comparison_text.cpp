// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/comparison.h"
#include "core/audit/words.h"

#include <fmt/format.h>

#include <array>

namespace causeway {
namespace {

constexpr std::size_t kLongestList = 20;

/// The text as sections of lines; the terminal and Markdown differ in marks only.
struct Section {
    std::string title;
    std::vector<std::string> lines;
};

std::string valueOr(const Words& words, const std::optional<std::string>& value) {
    return value ? *value : words.phrase("compare.absent");
}

std::string wordOf(const Words& words, const ValueChange& change, const std::string& value) {
    if (change.name == "severity" || change.name == "confidence")
        return words.phrase(change.name + "." + value);
    return change.name == "waiver" ? words.phrase("compare." + value) : value;
}

std::string changeLine(const Words& words, const ValueChange& change) {
    const bool known = change.name == "severity" || change.name == "confidence" || change.name == "waiver";
    const auto side = [&](const std::optional<std::string>& value) {
        return value && known ? wordOf(words, change, *value) : valueOr(words, value);
    };
    return fmt::format("{}: {} → {}", known ? words.phrase("compare." + change.name) : change.name,
                       side(change.before), side(change.after));
}

std::string findingLine(const Words& words, const Finding& f) {
    return fmt::format("{}: {} ({})", words.phrase("severity." + std::string(severityName(f.severity))),
                       f.title, f.key);
}

Section listOf(const Words& words, const char* title, const std::vector<Finding>& findings) {
    Section section{words.phrase(title), {}};
    for (const auto& f : findings)
        section.lines.push_back(findingLine(words, f));
    return section;
}

std::string amount(const Words& words, const std::optional<std::uint64_t>& value, bool bytes) {
    if (!value)
        return words.phrase("compare.absent");
    return bytes ? words.bytes(double(*value)) : words.number(double(*value));
}

std::string volumeLine(const Words& words, const VolumeChange& v) {
    std::string text = v.server + " " + (v.table.empty() ? words.phrase("compare.total") : v.table) + ": " +
                       amount(words, v.bytesBefore, true) + " → " + amount(words, v.bytesAfter, true);
    if (v.rowsBefore || v.rowsAfter)
        text += fmt::format(", {}: {} → {}", words.phrase("compare.rows"), amount(words, v.rowsBefore, false),
                            amount(words, v.rowsAfter, false));
    return text;
}

std::string schemaLine(const Words& words, const SchemaChange& s) {
    constexpr std::array kKinds{"added", "removed", "changed"};
    std::string text = fmt::format("{} {} {}: {}", s.server, words.phrase("kind." + s.type), s.object,
                                   words.phrase(std::string("change.") + kKinds[std::size_t(s.kind)]));
    if (s.kind == SchemaChange::Kind::Changed)
        text += ", " + s.before + " → " + s.after;
    return text;
}

std::vector<Section> sectionsOf(const Words& words, const Comparison& c) {
    std::vector<Section> sections;
    Section servers{words.phrase("compare.servers"), {}};
    for (const auto& s : c.serversGone)
        servers.lines.push_back(words.phrase("compare.gone_server", {{"server", s}}));
    for (const auto& s : c.serversNew)
        servers.lines.push_back(words.phrase("compare.new_server", {{"server", s}}));
    sections.push_back(std::move(servers));
    sections.push_back(listOf(words, "compare.new", c.added));
    sections.push_back(listOf(words, "compare.first_seen", c.firstSeen));
    sections.push_back(listOf(words, "compare.fixed", c.fixed));
    Section moved{words.phrase("compare.moved"), {}};
    for (const auto& m : c.moved) {
        std::string line = findingLine(words, m.after);
        for (const auto& change : m.changes)
            line += "; " + changeLine(words, change);
        moved.lines.push_back(std::move(line));
    }
    sections.push_back(std::move(moved));
    Section unknown{words.phrase("compare.unknown"), {}};
    for (const auto& u : c.unknown)
        unknown.lines.push_back(findingLine(words, u.before) + (u.reason.empty() ? "" : ": " + u.reason));
    sections.push_back(std::move(unknown));
    Section settings{words.phrase("compare.settings"), {}};
    for (const auto& s : c.settings)
        settings.lines.push_back(fmt::format("{} {}: {} → {}", s.server, s.value.name,
                                             valueOr(words, s.value.before), valueOr(words, s.value.after)));
    sections.push_back(std::move(settings));
    Section schema{words.phrase("compare.schema"), {}};
    for (const auto& s : c.schema)
        schema.lines.push_back(schemaLine(words, s));
    sections.push_back(std::move(schema));
    Section volume{words.phrase("compare.volume"), {}};
    for (const auto& v : c.volume)
        volume.lines.push_back(volumeLine(words, v));
    sections.push_back(std::move(volume));
    sections.push_back(listOf(words, "compare.unchanged", c.unchanged));
    return sections;
}

std::string titleOf(const Words& words, const Comparison& c) {
    return words.phrase("compare.title", {{"new", words.number(double(c.added.size() + c.firstSeen.size()))},
                                          {"fixed", words.number(double(c.fixed.size()))},
                                          {"moved", words.number(double(c.moved.size()))},
                                          {"unchanged", words.number(double(c.unchanged.size()))},
                                          {"before", words.number(c.scoreBefore)},
                                          {"after", words.number(c.scoreAfter)}});
}

std::string betweenOf(const Words& words, const Comparison& c) {
    return words.phrase("compare.from_to", {{"before", c.before + " (" + toIso(c.takenBefore) + ")"},
                                            {"after", c.after + " (" + toIso(c.takenAfter) + ")"}});
}

std::string markdownText(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (std::string_view("\\`*_[]<>|#").find(c) != std::string_view::npos)
            out += '\\';
        out += c == '\n' ? ' ' : c;
    }
    return out;
}

std::string rest(const Words& words, std::size_t lines) {
    return words.phrase("compare.more", {{"n", words.count(double(lines - kLongestList))}});
}

} // namespace

std::string comparisonPlain(const Comparison& c, std::string_view language) {
    const Words& words = wordsIn(language);
    std::string text = titleOf(words, c) + "\n" + betweenOf(words, c) + "\n";
    for (const auto& section : sectionsOf(words, c)) {
        if (section.lines.empty())
            continue;
        text += fmt::format("\n{} ({})\n", section.title, section.lines.size());
        for (std::size_t i = 0; i < std::min(section.lines.size(), kLongestList); ++i)
            text += "  " + section.lines[i] + "\n";
        if (section.lines.size() > kLongestList)
            text += "  " + rest(words, section.lines.size()) + "\n";
    }
    return text;
}

std::string comparisonMarkdown(const Comparison& c, std::string_view language) {
    const Words& words = wordsIn(language);
    std::string text = "# " + titleOf(words, c) + "\n\n" + betweenOf(words, c) + "\n";
    for (const auto& section : sectionsOf(words, c)) {
        if (section.lines.empty())
            continue;
        text += fmt::format("\n## {} ({})\n\n", section.title, section.lines.size());
        for (std::size_t i = 0; i < std::min(section.lines.size(), kLongestList); ++i)
            text += "- " + markdownText(section.lines[i]) + "\n";
        if (section.lines.size() > kLongestList)
            text += "- " + rest(words, section.lines.size()) + "\n";
    }
    return text;
}

} // namespace causeway
