// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/blocks.h"

#include <string_view>

namespace causeway::report {

RichText plain(std::string text) {
    return {{std::move(text), Span::Style::Plain, {}}};
}
RichText strong(std::string text) {
    return {{std::move(text), Span::Style::Strong, {}}};
}
RichText code(std::string text) {
    return {{std::move(text), Span::Style::Code, {}}};
}
RichText muted(std::string text) {
    return {{std::move(text), Span::Style::Muted, {}}};
}
RichText link(std::string text, std::string target) {
    return {{std::move(text), Span::Style::Link, std::move(target)}};
}

RichText operator+(RichText a, const RichText& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

Block paragraph(std::string text) {
    return Paragraph{withEvidenceLinks(text), false};
}
Block lead(std::string text) {
    return Paragraph{withEvidenceLinks(text), true};
}

Block bullets(const std::vector<std::string>& items) {
    BulletList list;
    for (const auto& item : items)
        list.items.push_back(withEvidenceLinks(item));
    return list;
}

Cell cell(std::string text, std::string second) {
    return {withEvidenceLinks(text), std::move(second), {}, {}, {}};
}
Cell cell(RichText text, std::string second) {
    return {std::move(text), std::move(second), {}, {}, {}};
}
Cell severity(std::string word, std::string text, std::string second) {
    return {plain(std::move(text)), std::move(second), std::move(word), {}, {}};
}

Cell share(std::string text, double part, double whole) {
    Cell c = cell(std::move(text));
    if (whole > 0)
        c.bar = part / whole;
    return c;
}

TableColumn left(std::string title, double weight) {
    return {std::move(title), TableColumn::Align::Left, weight};
}
TableColumn right(std::string title, double weight) {
    return {std::move(title), TableColumn::Align::Right, weight};
}

RichText withEvidenceLinks(const std::string& text, Span::Style style) {
    RichText out;
    const auto add = [&](std::size_t from, std::size_t to) {
        if (to > from)
            out.push_back({text.substr(from, to - from), style, {}});
    };
    std::size_t from = 0;
    for (auto at = text.find('['); at != std::string::npos; at = text.find('[', at + 1)) {
        const std::string_view rest = std::string_view(text).substr(at + 1);
        const auto digits = at + 1 + (rest.starts_with("E-") ? 2 : rest.starts_with("S") ? 1 : rest.size());
        auto end = digits;
        while (end < text.size() && text[end] >= '0' && text[end] <= '9')
            ++end;
        if (end == digits || end >= text.size() || text[end] != ']')
            continue;
        add(from, at + 1);
        const auto id = text.substr(at + 1, end - at - 1);
        out.push_back({id, Span::Style::Link, id});
        from = end;
    }
    add(from, text.size());
    if (out.empty())
        out.push_back({text, style, {}});
    return out;
}

std::string brief(const std::string& text, std::size_t most) {
    if (text.size() <= most)
        return text;
    auto end = text.rfind(' ', most);
    if (end == std::string::npos || end < most / 2)
        for (end = most; end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80;)
            --end;
    auto cut = text.substr(0, end);
    while (!cut.empty() && (cut.back() == ',' || cut.back() == ' '))
        cut.pop_back();
    return cut + " …";
}

double axisDay(Date date) {
    return double(date.time_since_epoch().count());
}

} // namespace causeway::report
