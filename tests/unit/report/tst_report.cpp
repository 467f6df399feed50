// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/builder.h"
#include "unit/roadmap/engagements.h"

#include <QtTest>

#include <cstdio>
#include <ctime>
#include <set>
#include <sstream>

using namespace causeway;
using namespace causeway::report;
using causeway::testing::clinic;
using causeway::testing::Engagement;
using causeway::testing::retailer;

namespace {

Document reportOf(const Engagement& e) {
    const auto in = e.input();
    return buildReport(in, buildRoadmap(in));
}

const Section* section(const Document& d, std::string_view id) {
    for (const auto& s : d.sections)
        if (s.id == id)
            return &s;
    return nullptr;
}

void collect(const RichText& text, std::set<std::string>& targets) {
    for (const auto& s : text)
        if (s.style == Span::Style::Link)
            targets.insert(s.target);
}

std::set<std::string> linksOf(const Document& d) {
    std::set<std::string> targets;
    for (const auto& s : d.sections)
        for (const auto& block : s.blocks) {
            if (const auto* p = std::get_if<Paragraph>(&block))
                collect(p->text, targets);
            if (const auto* l = std::get_if<BulletList>(&block))
                for (const auto& item : l->items)
                    collect(item, targets);
            const auto* beside = std::get_if<Beside>(&block);
            const auto* t = beside ? &beside->table : std::get_if<TableSpec>(&block);
            if (t) {
                for (const auto& row : t->rows)
                    for (const auto& c : row) {
                        collect(c.text, targets);
                        collect(withEvidenceLinks(c.second), targets);
                    }
                collect(withEvidenceLinks(t->source), targets);
            }
            if (beside)
                collect(withEvidenceLinks(beside->chart.source), targets);
            if (const auto* c = std::get_if<ChartSpec>(&block))
                collect(withEvidenceLinks(c->source), targets);
        }
    return targets;
}

std::set<std::string> anchorsOf(const Document& d) {
    std::set<std::string> ids;
    for (const auto& s : d.sections) {
        ids.insert(s.id);
        for (const auto& block : s.blocks) {
            if (const auto* h = std::get_if<Heading>(&block))
                ids.insert(h->anchor);
            if (const auto* t = std::get_if<TableSpec>(&block))
                for (const auto& row : t->rows)
                    for (const auto& c : row)
                        ids.insert(c.anchor);
        }
    }
    return ids;
}

/// The document's own sentences: no headings, table heads, rules of tables, code, anchors or rule texts.
std::vector<std::string> sentences(const Document& d) {
    std::vector<std::string> out;
    std::istringstream lines(toMarkdown(d));
    std::string line, before;
    bool fenced = false;
    const auto add = [&](std::string text) {
        for (std::size_t at = 0; at < text.size();) {
            auto end = text.find(". ", at);
            end = end == std::string::npos ? text.size() : end + 1;
            const std::string one(trim(std::string_view(text).substr(at, end - at)));
            if (std::count(one.begin(), one.end(), ' ') >= 3 && one.find("Rule text") == std::string::npos)
                out.push_back(one);
            at = end;
        }
    };
    std::vector<std::string> body;
    while (std::getline(lines, line)) {
        if (line.starts_with("```"))
            fenced = !fenced;
        if (!fenced && line.starts_with("|---") && !body.empty())
            body.pop_back(); // the table's head above its rule
        else if (!fenced && !line.empty() && line[0] != '#' && !line.starts_with("<a id") &&
                 !line.starts_with("```"))
            body.push_back(line);
    }
    for (const auto& text : body) {
        if (text[0] == '|') {
            for (const auto part : split(text, '|'))
                add(std::string(trim(part)));
        } else
            add(text);
    }
    return out;
}

} // namespace

class TestReport : public QObject {
    Q_OBJECT

private slots:
    void everyLinkHasItsAnchor() {
        for (const auto& e : {retailer(), clinic()}) {
            const auto d = reportOf(e);
            const auto anchors = anchorsOf(d);
            const auto links = linksOf(d);
            QVERIFY(links.size() > 5);
            for (const auto& target : links)
                QVERIFY2(target.starts_with("https://") || anchors.contains(target), target.c_str());
        }
    }

    void sectionsAreUniqueNumberedAndConclude() {
        const auto d = reportOf(retailer());
        std::set<std::string> ids, numbers;
        for (const auto& s : d.sections) {
            QVERIFY2(ids.insert(s.id).second, s.id.c_str());
            QVERIFY2(numbers.insert(s.number).second, s.number.c_str());
            QVERIFY2(!s.headline.empty() && !s.title.empty() && !s.blocks.empty(), s.id.c_str());
        }
        for (const auto* id : {"summary",      "scorecard",    "roadmap",
                               "scope",        "estate",       "workload",
                               "findings",     "sheets",       "decision",
                               "availability", "security",     "capacity",
                               "readiness",    "architecture", "effort",
                               "plan",         "risks",        "queries",
                               "sources",      "glossary",     "all-queries-shop-db-1"})
            QVERIFY2(section(d, id), id);
        QVERIFY(section(d, "finding:dur.trx_commit@shop-db-1"));
        QVERIFY(!section(d, "finding:idx.duplicate@shop-db-1/shop.orders.ix_a")); // medium: no sheet
        QCOMPARE(section(d, "summary")->number, std::string("1"));
    }

    void whatHasNoEvidenceIsAbsentAndNamed() {
        auto e = retailer();
        e.parts.lab.clear();
        e.parts.growth.reset();
        e.snapshot.servers[0].workload.reset();
        const auto d = reportOf(e);
        for (const auto* id : {"availability", "architecture", "capacity", "workload", "formulas"})
            QVERIFY2(!section(d, id), id);
        const auto md = toMarkdown(d);
        const auto scope = md.substr(md.find("Not assessed for Kvitka Online"));
        for (const auto* word : {"Workload of shop-db-1", "Target architecture for", "Capacity and growth of",
                                 "Availability and recovery after"})
            QVERIFY2(scope.find(word) != std::string::npos, word);
    }

    void longTablesMoveToAnAppendix() {
        const auto d = reportOf(retailer());
        for (const auto& s : d.sections) {
            const bool appendix = !s.number.empty() && s.number[0] >= 'A';
            for (const auto& block : s.blocks)
                if (const auto* t = std::get_if<TableSpec>(&block))
                    QVERIFY2(appendix || t->rows.size() <= 20, s.id.c_str());
        }
        const auto* whole = section(d, "all-queries-shop-db-1");
        QCOMPARE(std::get<TableSpec>(whole->blocks.front()).rows.size(), std::size_t(30));
        const auto* inventory = section(d, "inventory-shop-db-1");
        QCOMPARE(std::get<TableSpec>(inventory->blocks.front()).rows.size(), std::size_t(33));
    }

    void theSummaryFitsOnePage() {
        for (const auto& e : {retailer(), clinic()}) {
            const auto d = reportOf(e);
            const auto& s = d.sections.front();
            QVERIFY(s.headline.size() <= 110);
            bool figures = false, gantt = false, ask = false;
            for (const auto& block : s.blocks) {
                figures |= std::holds_alternative<FigureRow>(block);
                gantt |= std::holds_alternative<GanttSpec>(block);
                if (const auto* c = std::get_if<Callout>(&block)) {
                    ask = true;
                    QVERIFY2(c->text.front().text.size() < 700, c->text.front().text.c_str());
                }
                if (const auto* t = std::get_if<TableSpec>(&block))
                    QVERIFY(t->rows.size() <= 5);
            }
            QVERIFY(figures && gantt && ask);
        }
    }

    void twoEngagementsShareFewSentences() {
        const auto a = sentences(reportOf(retailer())), b = sentences(reportOf(clinic()));
        const std::set<std::string> one(a.begin(), a.end()), two(b.begin(), b.end());
        std::size_t shared = 0;
        for (const auto& s : two)
            if (one.contains(s)) {
                ++shared;
                if (qEnvironmentVariableIsSet("CAUSEWAY_SHOW_SHARED"))
                    std::printf("shared: %s\n", s.c_str());
            }
        const double share = double(shared) / double(std::min(one.size(), two.size()));
        qInfo("%zu of %zu and %zu sentences are shared: %.1f %%", shared, one.size(), two.size(),
              100 * share);
        QVERIFY(one.size() > 100 && two.size() > 60);
        QVERIFY2(share < 0.30,
                 qPrintable(QString("%1 of %2 and %3").arg(shared).arg(one.size()).arg(two.size())));
        QVERIFY2(share < 0.15,
                 qPrintable(QString("%1 of %2 and %3").arg(shared).arg(one.size()).arg(two.size())));
    }

    void evidenceLeadsToItsRowAndBack() {
        const auto d = reportOf(retailer());
        const auto links = linksOf(d);
        QVERIFY(links.contains("E-001") && links.contains("finding:dur.trx_commit@shop-db-1"));
        const auto& rows = std::get<TableSpec>(section(d, "queries")->blocks.front()).rows;
        QCOMPARE(rows[0][0].anchor, std::string("E-001"));
        std::set<std::string> back;
        collect(rows[0].back().text, back);
        QVERIFY(back.contains("finding:dur.trx_commit@shop-db-1"));
        QVERIFY(rows[1].back().text.front().text.empty()); // nothing rests on the second probe
        const auto linked = withEvidenceLinks("a [E-12] b [S3] c [E-x] d [4]");
        QCOMPARE(linked.size(), std::size_t(5));
        QCOMPARE(linked[1].target, std::string("E-12"));
        QCOMPARE(linked[3].target, std::string("S3"));
    }

    void scaledFiguresSayWhatTheyComeFrom() {
        auto e = retailer();
        e.parts.criteria.clear("volume");
        e.parts.criteria.set("capture_scale", "10");
        e.parts.growth = forecast(e.parts.criteria, &e.snapshot, *parseDate("2026-11-20"));
        const auto in = e.input();
        const auto d = buildReport(in, buildRoadmap(in));
        const auto volume = formatBytes(in.growth->input("volume")->value);
        int noted = 0;
        for (const auto& s : d.sections) {
            Document alone;
            alone.sections = {s};
            const auto text = toMarkdown(alone);
            const bool note =
                text.find(" read × 10: the files come from a smaller copy") != std::string::npos;
            noted += note;
            QVERIFY2(note || text.find(volume) == std::string::npos, s.id.c_str());
        }
        QVERIFY(noted >= 5);
        QVERIFY(toMarkdown(d).find("× 10 = 600") != std::string::npos); // order_item, 60 GB read
        QVERIFY(toMarkdown(reportOf(retailer())).find("smaller copy") == std::string::npos);
    }

    void chartsStandBesideTheirEvidence() {
        auto e = retailer();
        auto& query = e.snapshot.servers[0].workload->queries[1];
        query.rowsExamined = 5000000;
        for (const auto& [rule, object] : std::vector<std::pair<std::string, std::string>>{
                 {"wl.dominant", query.id}, {"wl.rows_ratio", query.id}})
            e.parts.audit->checks.push_back(testing::found(testing::finding(
                rule, "shop-db-1", Severity::High, "Workload", "T " + rule, "w", 1, object)));
        const auto d = reportOf(e);
        const auto chartOf = [&](const std::string& id) -> const ChartSpec* {
            for (const auto& block : section(d, id)->blocks)
                if (const auto* beside = std::get_if<Beside>(&block))
                    return &beside->chart;
            return nullptr;
        };
        const auto* share = chartOf("finding:wl.dominant@shop-db-1/" + query.id);
        QVERIFY(share && share->series.back().points.front().x == 1); // the second of all
        const auto* rows = chartOf("finding:wl.rows_ratio@shop-db-1/" + query.id);
        QVERIFY(rows && rows->title.find("rows are read") != std::string::npos);
        QVERIFY(!chartOf("finding:sec.any_host@shop-db-1/root@%")); // nothing to draw
    }

    void numbersAgreeWithTheRoadmap() {
        const auto e = retailer();
        const auto in = e.input();
        const auto r = buildRoadmap(in);
        const auto md = toMarkdown(buildReport(in, r));
        const auto total = formatEffort(r.effort().low, r.effort().high);
        QVERIFY(md.find(total + " of work in") != std::string::npos);
        QVERIFY(md.find("58 / 100") != std::string::npos);
        QVERIFY(md.find("\\<b\\>") == std::string::npos); // a statement's markup stays inside code
        for (const auto& t : r.tasks)
            QVERIFY(md.find(t.id + " ") != std::string::npos);
    }

    void sameInputSameText() {
        const auto e = retailer();
        QCOMPARE(toMarkdown(reportOf(e)), toMarkdown(reportOf(e)));
        QCOMPARE(toJson(reportOf(e)).dump(), toJson(reportOf(e)).dump());
        if (const auto path = qEnvironmentVariable("CAUSEWAY_WRITE_REPORT"); !path.isEmpty()) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(QByteArray::fromStdString(toMarkdown(reportOf(e)) + "\n\n=====\n\n" +
                                                 toMarkdown(reportOf(clinic()))));
        }
    }

    void criteriaAloneMakeADocument() {
        RoadmapInput in;
        in.criteria.set("volume", "100GB");
        in.criteria.set("growth", "50%/quarter");
        in.criteria.set("ram", "16GB");
        in.growth = forecast(in.criteria, nullptr, *parseDate("2026-11-20"));
        const auto d = buildReport(in, buildRoadmap(in));
        QVERIFY(section(d, "capacity"));
        QVERIFY(!section(d, "estate"));
        QVERIFY(!section(d, "findings"));
        QVERIFY(toMarkdown(d).find("No server of the client was read") != std::string::npos);
    }

    void findingsOfOneRuleShareASheet() {
        auto e = retailer();
        for (int i = 0; i < 30; ++i)
            e.parts.audit->checks.push_back(testing::found(
                testing::finding("schema.no_pk", "shop-db-1", Severity::High, "Schema",
                                 "A table has no primary key", "w", 0.5, "shop.t" + std::to_string(i))));
        const auto d = reportOf(e);
        const auto anchors = anchorsOf(d);
        const auto sheets = std::count_if(d.sections.begin(), d.sections.end(),
                                          [](const auto& s) { return s.id.starts_with("finding:"); });
        QCOMPARE(sheets, 4);
        for (const auto& target : linksOf(d))
            QVERIFY2(target.starts_with("https://") || anchors.contains(target), target.c_str());
    }

    void whatIsWaivedIsListedWithReasonAuthorAndDay() {
        auto e = retailer();
        const auto waived = e.parts.audit->checks.front().findings.front();
        QVERIFY(toMarkdown(reportOf(e)).find("waived") == std::string::npos);
        const auto day = std::chrono::floor<std::chrono::days>(e.snapshot.taken);
        applyWaivers(*e.parts.audit, {{waived.key, "The cache has a battery", "Olena Koval", {}, day}}, day);
        const auto d = reportOf(e);
        const auto* s = section(d, "findings");
        QVERIFY(s);
        const TableSpec* list = nullptr;
        for (const auto& block : s->blocks)
            if (const auto* t = std::get_if<TableSpec>(&block);
                t && t->title.find("waived") != std::string::npos)
                list = t;
        QVERIFY(list);
        QCOMPARE(list->rows.size(), std::size_t(1));
        const auto md = toMarkdown(d);
        for (const auto& said : {waived.title, std::string("The cache has a battery"),
                                 std::string("Olena Koval"), longDate(day)})
            QVERIFY2(md.find(said) != std::string::npos, said.c_str());
        QVERIFY(!section(d, "finding:" + waived.key)); // no sheet: nobody is asked to mend it
    }

    void aLargeAuditIsQuick() {
        auto e = retailer();
        for (int i = 0; i < 3000; ++i)
            e.parts.audit->checks.push_back(
                testing::found(testing::finding("r." + std::to_string(i % 40), "shop-db-1", Severity::Medium,
                                                "Family " + std::to_string(i % 9), "T " + std::to_string(i),
                                                "w", 0.1, "o" + std::to_string(i))));
        // The processor's time, not the wall's: other work on the machine is no fault of the report's.
        const auto before = std::clock();
        const auto md = toMarkdown(reportOf(e));
        const double seconds = double(std::clock() - before) / CLOCKS_PER_SEC;
        QVERIFY2(seconds < 2, qPrintable(QString::number(seconds)));
        QVERIFY(md.size() > 100000);
    }
};

QTEST_APPLESS_MAIN(TestReport)
#include "tst_report.moc"
