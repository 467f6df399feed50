// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/builder.h"
#include "unit/roadmap/engagements.h"

#include <QtTest>

#include <cstdio>
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
            if (const auto* t = std::get_if<TableSpec>(&block))
                for (const auto& row : t->rows)
                    for (const auto& c : row)
                        collect(c.text, targets);
        }
    return targets;
}

std::set<std::string> anchorsOf(const Document& d) {
    std::set<std::string> ids;
    for (const auto& s : d.sections) {
        ids.insert(s.id);
        for (const auto& block : s.blocks)
            if (const auto* h = std::get_if<Heading>(&block))
                ids.insert(h->anchor);
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
        for (const auto* id :
             {"summary",  "scorecard", "roadmap",      "scope",        "estate",
              "workload", "findings",  "sheets",       "availability", "security",
              "capacity", "readiness", "architecture", "effort",       "plan",
              "risks",    "queries",   "sources",      "glossary",     "all-queries-shop-db-1"})
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
        QVERIFY(one.size() > 100 && two.size() > 60);
        QVERIFY2(share < 0.30,
                 qPrintable(QString("%1 of %2 and %3").arg(shared).arg(one.size()).arg(two.size())));
        QVERIFY2(share < 0.15,
                 qPrintable(QString("%1 of %2 and %3").arg(shared).arg(one.size()).arg(two.size())));
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

    void aLargeAuditIsQuick() {
        auto e = retailer();
        for (int i = 0; i < 3000; ++i)
            e.parts.audit->checks.push_back(
                testing::found(testing::finding("r." + std::to_string(i % 40), "shop-db-1", Severity::Medium,
                                                "Family " + std::to_string(i % 9), "T " + std::to_string(i),
                                                "w", 0.1, "o" + std::to_string(i))));
        QElapsedTimer timer;
        timer.start();
        const auto md = toMarkdown(reportOf(e));
        QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
        QVERIFY(md.size() > 100000);
    }
};

QTEST_APPLESS_MAIN(TestReport)
#include "tst_report.moc"
