// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/readiness_text.h"

#include <QTest>

#include <algorithm>

using namespace causeway;

namespace {

/// A client's names are hostile: a formula, a mark-up and a cell's end.
ReadinessReport report() {
    ReadinessReport r;
    r.server = "db1";
    Conversion plain;
    plain.kind = "table";
    plain.schema = "shop";
    plain.name = "country";
    plain.proof = Proof::Ran;
    Conversion asked = plain;
    asked.name = "=cmd|' /C calc'!A0";
    asked.verdict = Verdict::Assisted;
    Obstacle question;
    question.id = "mysql.zero_date_default";
    question.verdict = Verdict::Assisted;
    question.message = "created: zero, \"by choice\"";
    question.question = "Is <b>NULL</b> | right?";
    question.place.line = 7;
    asked.obstacles = {question};
    Conversion manual = asked;
    manual.kind = "procedure";
    manual.name = "close_day";
    manual.verdict = Verdict::Manual;
    manual.obstacles[0].verdict = Verdict::Manual;
    manual.obstacles[0].question.clear();
    r.conversions = {plain, asked, manual};
    Obstacle general = question;
    general.id = "server.sql_mode";
    r.general = {general};
    r.names = {{"table", "shop", "Orders", "orders"}};
    return r;
}

std::size_t times(const std::string& text, std::string_view part) {
    std::size_t n = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++n;
    return n;
}

} // namespace

class TestReadinessText : public QObject {
    Q_OBJECT

private slots:
    void aRowForEachObstacle() {
        const auto csv = readinessCsv({report(), report()});
        QCOMPARE(times(csv, "\n"), std::size_t(9)); // the head, then four of each server
        QVERIFY(csv.starts_with("server,kind,schema,name,verdict,proof,obstacle,"));
        QVERIFY2(csv.find("db1,table,shop,country,automatic,ran,,,") != std::string::npos, csv.c_str());
        QVERIFY2(
            csv.find(",'=cmd|' /C calc'!A0,assisted,ran,mysql.zero_date_default,assisted,\"created: zero, "
                     "\"\"by choice\"\"\",") != std::string::npos,
            csv.c_str());
        QVERIFY(csv.find("db1,server,,db1,automatic,unchecked,server.sql_mode,assisted,") ==
                std::string::npos);
        QVERIFY(csv.find("db1,server,,db1,assisted,") != std::string::npos);
    }
    void markdownKeepsAClientsNamesAsText() {
        const auto md = readinessMarkdown(report());
        for (const char* head :
             {"# db1", "## Questions to answer", "## Manual work", "## Objects", "## Changed names"})
            QVERIFY2(md.find(head) != std::string::npos, head);
        QVERIFY2(md.find("Is \\<b\\>NULL\\</b\\> \\| right?") != std::string::npos, md.c_str());
        QVERIFY(md.find("<b>") == std::string::npos);
        for (const auto& line : split(md, '\n'))
            if (line.starts_with("| ")) { // every row has its four cells
                std::size_t bars = 0;
                for (std::size_t i = 0; i < line.size(); ++i)
                    bars += line[i] == '|' && (i == 0 || line[i - 1] != '\\');
                QVERIFY2(bars == 5, std::string(line).c_str());
            }
        auto smooth = report();
        smooth.conversions.resize(1);
        smooth.general.clear();
        smooth.names.clear();
        const auto none = readinessMarkdown(smooth);
        QVERIFY(none.find("## Manual") == std::string::npos &&
                none.find("## Questions") == std::string::npos);
    }
    void textTellsWhatIsNotAutomatic() {
        const auto text = readinessText(report());
        QVERIFY(text.find("1 objects automatic, 1 assisted, 1 manual") != std::string::npos);
        QVERIFY(text.find("country") == std::string::npos);
        QVERIFY(text.find("procedure close_day: manual, ran") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestReadinessText)
#include "tst_readiness_text.moc"
