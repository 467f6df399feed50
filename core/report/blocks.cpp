// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/blocks.h"

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
    for (auto at = text.find("[E-"); at != std::string::npos; at = text.find("[E-", at + 1)) {
        auto end = at + 3;
        while (end < text.size() && text[end] >= '0' && text[end] <= '9')
            ++end;
        if (end == at + 3 || end >= text.size() || text[end] != ']')
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

double axisDay(Date date) {
    return double(date.time_since_epoch().count());
}

} // namespace causeway::report
