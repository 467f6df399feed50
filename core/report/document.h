// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/base/time.h"

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// A report as data: what stands in it, free of how a PDF, a page of Markdown or a window draws it.
namespace causeway::report {

struct Span {
    enum class Style { Plain, Strong, Code, Muted, Link };
    std::string text;
    Style style = Style::Plain;
    std::string target; ///< Link: an anchor id ("finding:dur.trx_commit@db1") or an https address
    bool operator==(const Span&) const = default;
};
using RichText = std::vector<Span>;

struct Heading {
    int level = 2; ///< 2 or 3: inside a section
    std::string text, anchor;
    int keep = 0; ///< this many blocks below it stand on the same page, where they fit on one
};
struct Paragraph {
    RichText text;
    bool lead = false; ///< the muted lead below a section's headline
};
struct BulletList {
    std::vector<RichText> items;
    bool numbered = false;
};
struct Figure {
    std::string label, value, note;
    bool accent = false;
};
/// Two to five large figures in a row.
struct FigureRow {
    std::vector<Figure> figures;
};
struct Cell {
    RichText text;
    std::string second;        ///< a smaller, muted second line
    std::string severity;      ///< "critical".."info", "ok", "na" or empty: drawn as shape and word
    std::optional<double> bar; ///< 0..1: a share drawn as a bar beside the number
    std::string anchor{};      ///< links may lead to this row
};
struct TableColumn {
    std::string title;
    enum class Align { Left, Right } align = Align::Left;
    double weight = 1; ///< share of the width
};
struct TableSpec {
    std::string title; ///< the conclusion; may be empty
    std::vector<TableColumn> columns;
    std::vector<std::vector<Cell>> rows;
    std::string source; ///< "Source: ..., 20 Nov 2026 [E-31]"
};
struct ChartPoint {
    double x = 0, y = 0, low = 0, high = 0; ///< x: number, or days since 1970-01-01 on a date axis
};
struct ChartSeries {
    enum class Role { Measured, Forecast, Plain, Muted };
    std::string name;
    Role role = Role::Plain;
    std::vector<ChartPoint> points;
    bool band = false; ///< draw low..high
};
struct ChartAxis {
    enum class Kind { Number, Date, Category } kind = Kind::Number;
    std::string unit; ///< "GB", "%", "s", "runs"
    bool log = false;
    std::vector<std::string> categories;
};
struct Threshold {
    std::string label;
    double value = 0;
    bool vertical = false;
    std::optional<double> crossedAtX; ///< where the forecast meets it: a dot, a drop line, the date
};
/// One chart, one message. Drawn by ui/charts alike on screen and in print.
struct ChartSpec {
    enum class Kind { Line, Bar, HorizontalBar, Histogram, Range } kind = Kind::Line;
    std::string id;
    std::string title;    ///< the conclusion
    std::string subtitle; ///< measure, unit, period
    std::string source;
    ChartAxis x, y;
    std::vector<ChartSeries> series;
    std::vector<Threshold> thresholds;
};
/// A table with the one chart that belongs to it at its right.
struct Beside {
    TableSpec table;
    ChartSpec chart;
};
struct GanttBar {
    std::string label;
    Date start{}, finish{};
    enum class Role { Phase, Critical, Slack, Gate } role = Role::Phase;
};
struct GanttSpec {
    std::string title;
    std::vector<GanttBar> bars;
    std::vector<std::pair<std::string, Date>> limits; ///< red lines: "memory limit, 9 Jan"
};
struct CodeBlock {
    std::string code, language; ///< "sql", "ini", "sh", "text"
};
/// The tinted box: a decision asked for, or a warning.
struct Callout {
    std::string title;
    RichText text;
};
struct PageBreak {};

using Block = std::variant<Heading, Paragraph, BulletList, FigureRow, TableSpec, ChartSpec, Beside, GanttSpec,
                           CodeBlock, Callout, PageBreak>;

struct Section {
    std::string id;       ///< anchor: "summary", "findings", "finding:<key>"
    std::string number;   ///< "1", "8.3", "A"; empty for unnumbered
    std::string title;    ///< short, for contents, header and bookmarks: "Executive summary"
    std::string headline; ///< the conclusion that stands on the page; equals title where there is none
    int level = 1;        ///< 1 or 2 in contents and bookmarks
    bool newPage = true;
    std::vector<Block> blocks;
};

struct Station {
    std::string name, result; ///< "Audit", "58 / 100"
    bool built = true;        ///< solid stretch; false: dotted
};
struct Cover {
    std::string client, title, subtitle, consultancy, confidentiality;
    std::vector<Station> stations;
    std::vector<std::pair<std::string, std::string>> control; ///< document control: label, value
};

struct Document {
    std::string language = "en";
    std::string environment; ///< "production"...; the strip at the page's top edge
    std::string snapshotId;
    std::optional<Instant> snapshotTaken;
    Cover cover;
    std::vector<Section> sections;
};

/// The text with each "[E-012]" and "[S2]" in it as a link to that row of the evidence or the sources.
RichText withEvidenceLinks(const std::string& text, Span::Style style = Span::Style::Plain);

std::string toMarkdown(const Document& document);
Json toJson(const Document& document);

} // namespace causeway::report
