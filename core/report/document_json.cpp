// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/document.h"

#include <array>

namespace causeway::report {
namespace {

Json richJson(const RichText& text) {
    static constexpr std::array<std::string_view, 5> styles{"plain", "strong", "code", "muted", "link"};
    Json spans = Json::array();
    for (const auto& s : text) {
        Json span{{"text", s.text}, {"style", styles[std::size_t(s.style)]}};
        if (!s.target.empty())
            span["target"] = s.target;
        spans.push_back(std::move(span));
    }
    return spans;
}

Json axisJson(const ChartAxis& a) {
    static constexpr std::array<std::string_view, 3> kinds{"number", "date", "category"};
    return {
        {"kind", kinds[std::size_t(a.kind)]}, {"unit", a.unit}, {"log", a.log}, {"categories", a.categories}};
}

struct BlockJson {
    Json operator()(const Heading& h) const {
        return {{"type", "heading"}, {"level", h.level}, {"text", h.text}, {"anchor", h.anchor}};
    }
    Json operator()(const Paragraph& p) const {
        return {{"type", "paragraph"}, {"lead", p.lead}, {"text", richJson(p.text)}};
    }
    Json operator()(const BulletList& l) const {
        Json items = Json::array();
        for (const auto& i : l.items)
            items.push_back(richJson(i));
        return {{"type", "list"}, {"numbered", l.numbered}, {"items", items}};
    }
    Json operator()(const FigureRow& r) const {
        Json figures = Json::array();
        for (const auto& f : r.figures)
            figures.push_back(
                {{"label", f.label}, {"value", f.value}, {"note", f.note}, {"accent", f.accent}});
        return {{"type", "figures"}, {"figures", figures}};
    }
    Json operator()(const TableSpec& t) const {
        Json columns = Json::array(), rows = Json::array();
        for (const auto& c : t.columns)
            columns.push_back(
                {{"title", c.title}, {"align", c.align == TableColumn::Align::Right ? "right" : "left"}});
        for (const auto& row : t.rows) {
            Json cells = Json::array();
            for (const auto& c : row) {
                Json one{{"text", richJson(c.text)}};
                if (!c.second.empty())
                    one["second"] = c.second;
                if (!c.severity.empty())
                    one["severity"] = c.severity;
                if (c.bar)
                    one["share"] = *c.bar;
                if (!c.anchor.empty())
                    one["anchor"] = c.anchor;
                cells.push_back(std::move(one));
            }
            rows.push_back(std::move(cells));
        }
        return {{"type", "table"},
                {"title", t.title},
                {"columns", columns},
                {"rows", rows},
                {"source", t.source}};
    }
    Json operator()(const Beside& b) const {
        return {{"type", "beside"}, {"table", (*this)(b.table)}, {"chart", (*this)(b.chart)}};
    }
    Json operator()(const ChartSpec& c) const {
        static constexpr std::array<std::string_view, 5> kinds{"line", "bar", "horizontal-bar", "histogram",
                                                               "range"};
        static constexpr std::array<std::string_view, 4> roles{"measured", "forecast", "plain", "muted"};
        Json series = Json::array(), thresholds = Json::array();
        for (const auto& s : c.series) {
            Json points = Json::array();
            for (const auto& p : s.points)
                points.push_back(s.band ? Json{p.x, p.y, p.low, p.high} : Json{p.x, p.y});
            series.push_back({{"name", s.name},
                              {"role", roles[std::size_t(s.role)]},
                              {"band", s.band},
                              {"points", points}});
        }
        for (const auto& t : c.thresholds)
            thresholds.push_back({{"label", t.label},
                                  {"value", t.value},
                                  {"vertical", t.vertical},
                                  {"crossed_at", t.crossedAtX ? Json(*t.crossedAtX) : Json(nullptr)}});
        return {{"type", "chart"},
                {"kind", kinds[std::size_t(c.kind)]},
                {"id", c.id},
                {"title", c.title},
                {"subtitle", c.subtitle},
                {"source", c.source},
                {"x", axisJson(c.x)},
                {"y", axisJson(c.y)},
                {"series", series},
                {"thresholds", thresholds}};
    }
    Json operator()(const GanttSpec& g) const {
        static constexpr std::array<std::string_view, 4> roles{"phase", "critical", "slack", "gate"};
        Json bars = Json::array(), limits = Json::array();
        for (const auto& b : g.bars)
            bars.push_back({{"label", b.label},
                            {"start", toIso(b.start)},
                            {"finish", toIso(b.finish)},
                            {"role", roles[std::size_t(b.role)]}});
        for (const auto& [label, date] : g.limits)
            limits.push_back({{"label", label}, {"date", toIso(date)}});
        return {{"type", "gantt"}, {"title", g.title}, {"bars", bars}, {"limits", limits}};
    }
    Json operator()(const CodeBlock& c) const {
        return {{"type", "code"}, {"language", c.language}, {"code", c.code}};
    }
    Json operator()(const Callout& c) const {
        return {{"type", "callout"}, {"title", c.title}, {"text", richJson(c.text)}};
    }
    Json operator()(const PageBreak&) const { return {{"type", "page-break"}}; }
};

Json coverJson(const Cover& c) {
    Json stations = Json::array(), control = Json::array();
    for (const auto& s : c.stations)
        stations.push_back({{"name", s.name}, {"result", s.result}, {"built", s.built}});
    for (const auto& [label, value] : c.control)
        control.push_back({{"label", label}, {"value", value}});
    return {{"client", c.client},
            {"title", c.title},
            {"subtitle", c.subtitle},
            {"consultancy", c.consultancy},
            {"confidentiality", c.confidentiality},
            {"stations", stations},
            {"control", control}};
}

} // namespace

Json toJson(const Document& d) {
    Json sections = Json::array();
    for (const auto& s : d.sections) {
        Json blocks = Json::array();
        for (const auto& b : s.blocks)
            blocks.push_back(std::visit(BlockJson{}, b));
        sections.push_back({{"id", s.id},
                            {"number", s.number},
                            {"title", s.title},
                            {"headline", s.headline},
                            {"level", s.level},
                            {"blocks", blocks}});
    }
    return {
        {"schema", "causeway.report/1"},
        {"language", d.language},
        {"environment", d.environment},
        {"snapshot",
         {{"id", d.snapshotId}, {"taken", d.snapshotTaken ? Json(toIso(*d.snapshotTaken)) : Json(nullptr)}}},
        {"cover", coverJson(d.cover)},
        {"sections", sections}};
}

} // namespace causeway::report
