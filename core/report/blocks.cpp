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
    return Paragraph{plain(std::move(text)), false};
}
Block lead(std::string text) {
    return Paragraph{plain(std::move(text)), true};
}

Block bullets(const std::vector<std::string>& items) {
    BulletList list;
    for (const auto& item : items)
        list.items.push_back(plain(item));
    return list;
}

Cell cell(std::string text, std::string second) {
    return {plain(std::move(text)), std::move(second), {}, {}};
}
Cell cell(RichText text, std::string second) {
    return {std::move(text), std::move(second), {}, {}};
}
Cell severity(std::string word, std::string text) {
    return {plain(std::move(text)), {}, std::move(word), {}};
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

double axisDay(Date date) {
    return double(date.time_since_epoch().count());
}

} // namespace causeway::report
