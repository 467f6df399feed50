// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/workload/shape_facts.h"

#include "core/base/text.h"
#include "core/base/units.h"
#include "core/workload/touched_tables.h"
#include "ui/charts/chart_view.h"
#include "ui/kit/buttons.h"
#include "ui/kit/chip.h"
#include "ui/kit/code_view.h"
#include "ui/kit/label.h"
#include "ui/kit/share_line.h"
#include "ui/pages/workload/load_charts.h"
#include "ui/pages/workload/shape_findings.h"
#include "ui/pages/workload/shape_words.h"

#include <QGridLayout>
#include <QHBoxLayout>

#include <algorithm>
#include <set>

namespace causeway::ui {
namespace {

constexpr int kLongestText = 12;        ///< lines of a text shown before it scrolls
constexpr std::size_t kMostTables = 12; ///< listed by name
constexpr qsizetype kMostSample = 8192;

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

QString language(const WorkloadSource& source) {
    return source.postgresql() ? QStringLiteral("sql") : QStringLiteral("mysql");
}

/// Lines behind the first that hold one of the columns as a word: what searches or sorts by them.
std::set<int> linesWith(const QString& text, const std::vector<std::string>& columns) {
    std::set<int> lines;
    const auto all = text.split('\n');
    for (int i = 1; i < all.size(); ++i) {
        const auto& line = all[i];
        const bool searches = line.startsWith("where", Qt::CaseInsensitive) ||
                              line.startsWith("order by", Qt::CaseInsensitive) ||
                              line.contains("join", Qt::CaseInsensitive);
        for (const auto& column : columns)
            if (searches && containsIgnoreCase(line.toStdString(), column))
                lines.insert(i + 1);
    }
    return lines;
}

const Table* tableOf(const ServerEvidence& server, const QueryClass& shape, const std::string& name) {
    if (!server.catalog)
        return nullptr;
    const auto dot = name.find_last_of('.');
    const auto schema = dot == std::string::npos ? shape.schema : name.substr(0, dot);
    const auto bare = dot == std::string::npos ? name : name.substr(dot + 1);
    const Table* any = nullptr;
    for (const auto& table : server.catalog->tables)
        if (equalsIgnoreCase(table.name, bare)) {
            if (equalsIgnoreCase(table.schema, schema))
                return &table;
            any = any ? any : &table;
        }
    return dot == std::string::npos ? any : nullptr;
}

QString tableWords(const Table& table) {
    QStringList words;
    if (table.rows)
        words << ShapeFacts::tr("%1 rows").arg(countText(double(*table.rows)));
    if (table.dataBytes)
        words << qt(formatBytes(double(*table.dataBytes + table.indexBytes.value_or(0))));
    return words.join(", ");
}

} // namespace

ShapeFacts::ShapeFacts(QWidget* parent) : ScrollBox(parent) {
    column()->setContentsMargins(metrics().inside, metrics().gap, metrics().inside, metrics().inside);
    column()->setSpacing(6);
}

void ShapeFacts::show(const WorkloadSource& source, const QueryClass& shape,
                      const std::vector<const Finding*>& findings) {
    clear();
    addText(source, shape, findings);
    for (const auto* finding : findings)
        addFinding(*finding);
    addFigures(source, shape);
    addCharts(shape);
    addNames(tr("By schema"), shape.fromSchemas, shape.schema, shape.count, shape.totalNs);
    addNames(tr("By user"), shape.fromUsers, shape.user, shape.count, shape.totalNs);
    addTables(source, shape);
    addSample(source, shape);
    column()->addStretch(1);
}

void ShapeFacts::addTitle(const QString& title) {
    column()->addSpacing(8);
    column()->addWidget(makeLabel(title, TextRole::SmallStrong, "muted", this));
}

void ShapeFacts::addText(const WorkloadSource& source, const QueryClass& shape,
                         const std::vector<const Finding*>& findings) {
    auto* code = new CodeView(this);
    code->setObjectName("fingerprint");
    code->setAccessibleName(tr("The query's shape"));
    const auto text = laidOut(shape.fingerprint);
    code->setCode(text, language(source));
    code->fitLines(kLongestText);
    for (const auto* finding : findings)
        if (const auto columns = indexColumns(*finding); finding->rule == "idx.missing" && !columns.empty()) {
            code->setChangedLines(linesWith(text, columns));
            break;
        }
    column()->addWidget(code);
}

void ShapeFacts::addFinding(const Finding& finding) {
    column()->addSpacing(4);
    auto* head = new QHBoxLayout;
    head->addWidget(Chip::severity(std::string(severityName(finding.severity)), this));
    head->addStretch(1);
    auto* open = makeButton(tr("Open in Audit"), "audit", ButtonKind::Link, this);
    connect(open, &QPushButton::clicked, this, [this, key = qt(finding.key)] { emit openFinding(key); });
    head->addWidget(open);
    column()->addLayout(head);
    column()->addWidget(makeParagraph(qt(finding.title), TextRole::BodyStrong, "text", this));
    if (finding.rule != "idx.missing")
        return;
    for (std::size_t i = 1; i < finding.evidence.size(); ++i) { // the first is the query, shown above
        const auto& line = finding.evidence[i];
        column()->addWidget(
            makeParagraph(qt(line.label) + ": " + qt(line.value), TextRole::Small, "muted", this));
    }
    auto* fix = new CodeView(this);
    fix->setObjectName("index-fix");
    fix->setCode(qt(finding.fix), qt(finding.fixLanguage));
    fix->fitLines(4);
    column()->addWidget(fix);
}

void ShapeFacts::addFigures(const WorkloadSource& source, const QueryClass& shape) {
    const bool timed = source.digest->totalNs() > 0;
    const auto seconds = [](std::uint64_t ns) {
        return qt(formatSeconds(double(ns) / 1e9));
    };
    const auto unknown = tr("not known");
    std::vector<std::pair<QString, QString>> figures{{tr("Calls"), countText(double(shape.count))}};
    if (timed) {
        figures.insert(figures.end(), {{tr("Total"), seconds(shape.totalNs)},
                                       {tr("Mean"), millisecondsText(meanNs(shape)) + " ms"},
                                       {tr("Median"), shape.p50Ns ? seconds(shape.p50Ns) : unknown},
                                       {tr("p95"), shape.p95Ns ? seconds(shape.p95Ns) : unknown},
                                       {tr("p99"), shape.p99Ns ? seconds(shape.p99Ns) : unknown},
                                       {tr("Longest"), seconds(shape.maxNs)},
                                       {tr("V/M"), qt(formatNumber(shape.varianceToMean, 3)) + " s"}});
        if (shape.lockNs)
            figures.emplace_back(tr("Waited for locks"), seconds(shape.lockNs));
    }
    if (shape.rowsExamined)
        figures.emplace_back(tr("Rows examined"), countText(double(shape.rowsExamined)));
    if (shape.rowsSent)
        figures.emplace_back(tr("Rows sent"), countText(double(shape.rowsSent)));
    if (shape.rowsAffected)
        figures.emplace_back(tr("Rows changed"), countText(double(shape.rowsAffected)));
    if (const auto ratio = examinedPerSent(shape))
        figures.emplace_back(tr("Read per row sent"), countText(*ratio));
    if (shape.fullScanKnown)
        figures.emplace_back(tr("Without an index"), countText(double(shape.fullScans)));
    if (shape.tempDisk)
        figures.emplace_back(tr("Temporary on disk"), countText(double(shape.tempDisk)));
    if (shape.filesort)
        figures.emplace_back(tr("Sorted"), countText(double(shape.filesort)));
    if (shape.longestRunSameThread > 1)
        figures.emplace_back(tr("In a row, one thread"), countText(double(shape.longestRunSameThread)));
    addTitle(shape.first && shape.last
                 ? tr("Figures, %1 to %2").arg(momentText(*shape.first), momentText(*shape.last))
                 : tr("Figures"));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(3);
    const int rows = int(figures.size() + 1) / 2;
    for (int i = 0; i < int(figures.size()); ++i) {
        const int at = i < rows ? 0 : 2;
        grid->addWidget(new ElidedLabel(figures[std::size_t(i)].first, TextRole::Body, "muted", this),
                        i % rows, at);
        grid->addWidget(makeLabel(figures[std::size_t(i)].second, TextRole::Number, "text", this), i % rows,
                        at + 1, Qt::AlignRight);
    }
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(2, 1);
    column()->addLayout(grid);
}

void ShapeFacts::addCharts(const QueryClass& shape) {
    const auto add = [&](const report::ChartSpec& spec, const QString& title, const char* name, int height) {
        addTitle(title);
        auto* chart = new ChartView(this);
        chart->setObjectName(name);
        chart->setFixedHeight(height);
        chart->setSpec(spec);
        column()->addWidget(chart);
    };
    if (!shape.latency.empty() && shape.maxNs > 0)
        add(latencyChart(shape), tr("Executions by time, log scale; beyond p95 in the second colour"),
            "latency-chart", 150);
    if (shape.timeline.size() > 1)
        add(rateChart(shape.timeline, shape.bucketSeconds),
            tr("Executions a second, over %1").arg(qt(formatSeconds(double(shape.bucketSeconds)))),
            "shape-load-chart", 130);
    if (shape.timeline.size() > 1 && shape.totalNs > 0)
        add(responseChart(shape.timeline, shape.bucketSeconds), tr("Mean time of an execution, ms"),
            "shape-response-chart", 130);
    if (shape.latency.empty() && shape.timeline.empty()) {
        addTitle(tr("Latencies and load over time"));
        column()->addWidget(makeParagraph(
            tr("The source counts them for the whole, or only for the 500 queries with the most time."),
            TextRole::Body, "muted", this));
    }
}

void ShapeFacts::addNames(const QString& title, const std::vector<NamedLoad>& names, const std::string& only,
                          std::uint64_t count, std::uint64_t shapeNs) {
    if (names.empty() && only.empty())
        return;
    addTitle(title);
    const auto name = [&](const std::string& text) {
        return text.empty() ? tr("not stated") : oneLine(text, 80);
    };
    if (names.empty())
        column()->addWidget(makeParagraph(name(only), TextRole::Body, "text", this));
    std::uint64_t totalNs = 0; // snapshots of older versions and general logs have no times here
    for (const auto& one : names)
        totalNs += one.totalNs;
    for (const auto& one : names) {
        const double calls = count ? double(one.count) / double(count) : 0;
        const double time = shapeNs ? double(one.totalNs) / double(shapeNs) : 0;
        const auto words =
            totalNs
                ? tr("%1 of its time, %2 of its calls").arg(qt(formatPercent(time)), qt(formatPercent(calls)))
                : tr("%1 of its calls").arg(qt(formatPercent(calls)));
        column()->addWidget(new ShareLine(name(one.name), totalNs ? time : calls, words, this));
    }
}

void ShapeFacts::addTables(const WorkloadSource& source, const QueryClass& shape) {
    const auto names = touchedTables(std::string_view(shape.fingerprint).substr(0, 1 << 16));
    if (names.empty())
        return;
    addTitle(tr("Tables it touches"));
    for (std::size_t i = 0; i < std::min(kMostTables, names.size()); ++i) {
        const auto* table = tableOf(*source.server, shape, names[i]);
        auto* row = new QHBoxLayout;
        if (table) {
            auto* link = makeButton(oneLine(table->qualifiedName(), 60), {}, ButtonKind::Link, this);
            connect(link, &QPushButton::clicked, this,
                    [this, name = qt(table->qualifiedName())] { emit openTable(name); });
            row->addWidget(link);
            row->addStretch(1);
            row->addWidget(makeLabel(tableWords(*table), TextRole::Number, "muted", this));
        } else {
            row->addWidget(makeLabel(oneLine(names[i], 60), TextRole::Body, "text", this));
            row->addStretch(1);
            row->addWidget(
                makeLabel(source.server->catalog ? tr("not in the schema") : tr("schema not collected"),
                          TextRole::Small, "muted", this));
        }
        column()->addLayout(row);
    }
    if (names.size() > kMostTables)
        column()->addWidget(
            makeLabel(tr("and %1 more").arg(names.size() - kMostTables), TextRole::Small, "muted", this));
}

void ShapeFacts::addSample(const WorkloadSource& source, const QueryClass& shape) {
    if (shape.sample.empty() || shape.sample == shape.fingerprint)
        return;
    addTitle(shape.maxNs ? tr("Its slowest execution, %1").arg(qt(formatSeconds(double(shape.maxNs) / 1e9)))
                         : tr("One execution"));
    auto* code = new CodeView(this);
    code->setObjectName("sample");
    code->setAccessibleName(tr("A sample of the query"));
    code->setCode(plainText(shape.sample, kMostSample), language(source));
    code->fitLines(kLongestText);
    column()->addWidget(code);
}

} // namespace causeway::ui
