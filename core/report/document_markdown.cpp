// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/markdown.h"
#include "core/base/text.h"
#include "core/base/units.h"
#include "core/report/document.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace causeway::report {
namespace {

constexpr std::size_t kChartRows = 9; ///< a chart becomes a table of at most this many of its points

std::string slug(std::string_view anchor) {
    std::string out;
    for (const char c : anchor)
        out += std::isalnum(static_cast<unsigned char>(c)) ? char(std::tolower(static_cast<unsigned char>(c)))
                                                           : '-';
    return out;
}

std::string address(std::string_view target) {
    if (!target.starts_with("https://") && !target.starts_with("http://"))
        return "#" + slug(target);
    std::string out;
    for (const char c : target)
        if (c > ' ' && std::string_view("()<>\"\\`|").find(c) == std::string_view::npos)
            out += c;
        else
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    return out;
}

/// Stars must touch the text they embrace; blanks at its ends stay outside.
std::string emphasised(const std::string& body) {
    const auto from = body.find_first_not_of(' '), to = body.find_last_not_of(' ');
    if (from == std::string::npos)
        return body;
    return body.substr(0, from) + "**" + body.substr(from, to - from + 1) + "**" + body.substr(to + 1);
}

std::string text(const RichText& spans, bool inTable = false) {
    std::string out;
    for (const auto& s : spans) {
        const auto body = markdownText(s.text);
        switch (s.style) {
        case Span::Style::Strong:
            out += emphasised(body);
            break;
        case Span::Style::Code:
            out += markdownCode(s.text, inTable);
            break;
        case Span::Style::Link:
            out += "[" + body + "](" + address(s.target) + ")";
            break;
        case Span::Style::Plain:
        case Span::Style::Muted:
            out += body;
        }
    }
    return out;
}

std::string axisText(const ChartAxis& axis, double x) {
    if (axis.kind == ChartAxis::Kind::Date)
        return longDate(Date{std::chrono::days{long(x)}});
    if (axis.kind == ChartAxis::Kind::Category && x >= 0 && std::size_t(x) < axis.categories.size())
        return markdownText(axis.categories[std::size_t(x)]);
    return formatNumber(x, x == double(long(x)) ? 0 : 1);
}

class Writer {
public:
    std::string out;
    int sectionLevel = 1; ///< of the section whose blocks are written

    void operator()(const Heading& h) {
        anchor(h.anchor);
        line(std::string(std::size_t(std::clamp(h.level + sectionLevel, 3, 6)), '#') + " " +
             markdownText(h.text));
    }
    void operator()(const Paragraph& p) { line(text(p.text)); }
    void operator()(const BulletList& list) {
        int n = 0;
        for (const auto& item : list.items)
            out += (list.numbered ? std::to_string(++n) + ". " : "- ") + text(item) + "\n";
        out += "\n";
    }
    void operator()(const FigureRow& row) {
        std::vector<std::string> labels, values, notes;
        for (const auto& f : row.figures) {
            labels.push_back(markdownText(f.label));
            values.push_back("**" + markdownText(f.value) + "**");
            notes.push_back(markdownText(f.note));
        }
        tableHead(labels, {});
        tableRow(values);
        tableRow(notes);
        out += "\n";
    }
    void operator()(const TableSpec& t) {
        if (!t.title.empty())
            line("**" + markdownText(t.title) + "**");
        std::vector<std::string> titles;
        std::vector<bool> rights;
        for (const auto& c : t.columns) {
            titles.push_back(markdownText(c.title));
            rights.push_back(c.align == TableColumn::Align::Right);
        }
        tableHead(titles, rights);
        for (const auto& row : t.rows) {
            std::vector<std::string> cells;
            for (const auto& c : row)
                cells.push_back(cellText(c));
            tableRow(cells);
        }
        out += "\n";
        source(t.source);
    }
    void operator()(const Beside& b) {
        (*this)(b.table);
        (*this)(b.chart);
    }
    void operator()(const ChartSpec& c) {
        line("**" + markdownText(c.title) + "**");
        if (!c.subtitle.empty())
            line(markdownText(c.subtitle));
        for (const auto& s : c.series)
            chartSeries(c, s);
        for (const auto& t : c.thresholds)
            out += "- " + markdownText(t.label) +
                   (t.crossedAtX ? ": reached " + axisText(c.x, *t.crossedAtX) : std::string()) + "\n";
        if (!c.thresholds.empty())
            out += "\n";
        source(c.source);
    }
    void operator()(const GanttSpec& g) {
        if (!g.title.empty())
            line("**" + markdownText(g.title) + "**");
        tableHead({"", "From", "To"}, {});
        for (const auto& b : g.bars) {
            const auto label = markdownText(b.label);
            tableRow({b.role == GanttBar::Role::Phase || b.role == GanttBar::Role::Gate ? "**" + label + "**"
                                                                                        : label,
                      b.role == GanttBar::Role::Gate ? "gate" : longDate(b.start), longDate(b.finish)});
        }
        for (const auto& [label, date] : g.limits)
            tableRow({markdownText(label), "limit", longDate(date)});
        out += "\n";
    }
    void operator()(const CodeBlock& c) { out += markdownBlock(c.code, c.language) + "\n"; }
    void operator()(const Callout& c) {
        out += "> **" + markdownText(c.title) + "**\n>\n> " + text(c.text) + "\n\n";
    }
    void operator()(const PageBreak&) {}

    void anchor(const std::string& id) {
        if (!id.empty())
            out += "<a id=\"" + slug(id) + "\"></a>\n\n";
    }
    void line(const std::string& body) { out += body + "\n\n"; }
    void tableHead(const std::vector<std::string>& titles, const std::vector<bool>& rights) {
        tableRow(titles);
        out += "|";
        for (std::size_t i = 0; i < titles.size(); ++i)
            out += i < rights.size() && rights[i] ? "---:|" : "---|";
        out += "\n";
    }
    void tableRow(const std::vector<std::string>& cells) {
        out += "|";
        for (const auto& c : cells)
            out += " " + c + " |";
        out += "\n";
    }

private:
    void source(const std::string& body) {
        if (!body.empty())
            line("*" + text(withEvidenceLinks(body)) + "*");
    }
    static std::string cellText(const Cell& c) {
        auto body = text(c.text, true);
        if (!c.severity.empty())
            body = "**" + markdownText(c.severity == "na" ? "not assessed" : c.severity) + "**" +
                   (body.empty() ? "" : " " + body);
        if (!c.second.empty())
            body += (body.empty() ? "" : "<br>") + text(withEvidenceLinks(c.second), true);
        if (!c.anchor.empty())
            body = "<a id=\"" + slug(c.anchor) + "\"></a>" + body;
        return body;
    }
    void chartSeries(const ChartSpec& c, const ChartSeries& s) {
        if (s.points.empty())
            return;
        const auto step = std::max<std::size_t>(1, (s.points.size() + kChartRows - 2) / (kChartRows - 1));
        tableHead({markdownText(c.x.unit), markdownText(s.name + (c.y.unit.empty() ? "" : ", " + c.y.unit)),
                   s.band ? "80 % band" : ""},
                  {false, true, true});
        std::vector<std::size_t> shown;
        for (std::size_t i = 0; i < s.points.size(); i += step)
            shown.push_back(i);
        if (shown.back() + 1 != s.points.size())
            shown.push_back(s.points.size() - 1);
        for (const auto i : shown) {
            const auto& p = s.points[i];
            const auto number = [](double v) {
                return formatNumber(v, v < 100 ? 1 : 0);
            };
            tableRow(
                {axisText(c.x, p.x), number(p.y), s.band ? number(p.low) + " to " + number(p.high) : ""});
        }
        out += "\n";
    }
};

} // namespace

std::string toMarkdown(const Document& d) {
    Writer w;
    w.line("# " + markdownText(d.cover.title));
    if (!d.cover.client.empty())
        w.line("**" + markdownText(d.cover.client) + "** " + markdownText(d.cover.subtitle));
    std::vector<std::string> labels, values;
    for (const auto& s : d.cover.stations) {
        labels.push_back(markdownText(s.name));
        values.push_back(s.built ? "**" + markdownText(s.result) + "**" : "not assessed");
    }
    if (!labels.empty()) {
        w.tableHead(labels, {});
        w.tableRow(values);
        w.out += "\n";
    }
    w.tableHead({"Document", ""}, {});
    for (const auto& [label, value] : d.cover.control)
        w.tableRow({markdownText(label), markdownText(value)});
    w.out += "\n";
    for (const auto& s : d.sections) {
        w.anchor(s.id);
        const std::string marks(std::size_t(std::clamp(s.level + 1, 2, 4)), '#');
        w.line(marks + " " + (s.number.empty() ? "" : s.number + " ") +
               markdownText(s.headline.empty() ? s.title : s.headline));
        w.sectionLevel = s.level;
        for (const auto& b : s.blocks)
            std::visit(w, b);
    }
    return w.out;
}

} // namespace causeway::report
