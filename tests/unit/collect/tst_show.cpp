// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/files/show_output.h"
#include "unit/collect/test_files.h"

#include <random>

using namespace causeway;
using Kind = ShowBlock::Kind;

class TestShow : public QObject {
    Q_OBJECT
private slots:
    void tabbedVariables();
    void sameAnswerInEveryForm();
    void statusSamplesWithDates();
    void mysqladminOutput();
    void withoutHeaderAndDates();
    void batchEscapesAndEmptyValues();
    void mysqlNineNames();
    void timesWithoutStamps();
    void dateLines_data();
    void dateLines();
    void otherTextIsNothing();
    void hostileBytes();
};

void TestShow::tabbedVariables() {
    const auto text = capture("show/mariadb-variables.tsv");
    for (const auto& variant : {text, QString::fromStdString(text).replace("\n", "\r\n").toStdString(),
                                text.substr(text.find('\n') + 1)}) {
        const auto output = readShowOutput(variant);
        QCOMPARE(output.blocks.size(), std::size_t(1));
        const auto& block = output.blocks.front();
        QCOMPARE(block.kind, Kind::Variables);
        // Every line but the header is a variable.
        QCOMPARE(block.values.size(), std::size_t(std::count(text.begin(), text.end(), '\n') - 1));
        QCOMPARE(block.values.at("max_connections"), std::string("151"));
        QCOMPARE(block.values.at("innodb_buffer_pool_size"), std::string("67108864"));
        QCOMPARE(block.values.at("init_connect"), std::string());
        QVERIFY(block.values.at("version").starts_with("10.11."));
        QVERIFY(output.remarks.empty());
    }
}

void TestShow::sameAnswerInEveryForm() {
    const auto box = readShowOutput(capture("show/mariadb-variables.box"));
    const auto vertical = readShowOutput(capture("show/mariadb-variables.vertical"));
    const auto tab = readShowOutput(capture("show/mariadb-variables.tsv"));
    QCOMPARE(box.blocks.size(), std::size_t(1));
    QCOMPARE(vertical.blocks.size(), std::size_t(1));
    QCOMPARE(box.blocks[0].kind, Kind::Variables);
    QVERIFY(box.blocks[0].values == vertical.blocks[0].values);
    QVERIFY(box.blocks[0].values.size() > 15);
    for (const auto& [name, value] : box.blocks[0].values)
        QCOMPARE(value, tab.blocks[0].values.at(name));
}

void TestShow::statusSamplesWithDates() {
    for (const char* name : {"show/mariadb-status-3.tsv", "show/mariadb-status-2.box"}) {
        const auto output = readShowOutput(capture(name));
        QCOMPARE(output.blocks.size(), std::size_t(QByteArray(name).contains("-3") ? 3 : 2));
        std::vector<const ShowBlock*> blocks;
        for (const auto& block : output.blocks) {
            QCOMPARE(block.kind, Kind::Status);
            QVERIFY(block.stamp.has_value());
            blocks.push_back(&block);
        }
        // The server's own clock agrees with the date lines to the second.
        const auto uptime = [&](std::size_t i) {
            return std::stoll(output.blocks[i].values.at("uptime"));
        };
        const auto last = blocks.size() - 1;
        const auto seconds =
            std::chrono::duration_cast<std::chrono::seconds>(blocks[last]->stamp->at - blocks[0]->stamp->at);
        QVERIFY(std::abs(seconds.count() - (uptime(last) - uptime(0))) <= 1);
        QCOMPARE(statusTimes(blocks, {})[0], blocks[0]->stamp->at);
    }
}

void TestShow::mysqladminOutput() {
    const auto text =
        std::string("+---------------+--------+\n| Variable_name | Value  |\n+---------------+--------+\n"
                    "| Uptime        | 100    |\n| Questions     | 5      |\n+---------------+--------+\n\n"
                    "+---------------+--------+\n| Variable_name | Value  |\n+---------------+--------+\n"
                    "| Uptime        | 110    |\n| Questions     | 25     |\n+---------------+--------+\n");
    const auto output = readShowOutput(text);
    QCOMPARE(output.blocks.size(), std::size_t(2));
    QCOMPARE(output.blocks[1].values.at("questions"), std::string("25"));
    QCOMPARE(output.blocks[1].line, 11u);
}

void TestShow::withoutHeaderAndDates() {
    const auto output = readShowOutput(
        "Aborted_clients\t1\nUptime\t10\nQuestions\t7\nAborted_clients\t1\nUptime\t20\nQuestions\t9\n");
    QCOMPARE(output.blocks.size(), std::size_t(2));
    QCOMPARE(output.blocks[0].values.at("uptime"), std::string("10"));
    QCOMPARE(output.blocks[1].values.at("uptime"), std::string("20"));
}

void TestShow::batchEscapesAndEmptyValues() {
    const auto output = readShowOutput(
        "Variable_name\tValue\nbasedir\tC:\\\\Program Files\\\\MySQL\\\\\ninit_connect\nport\t3306\n"
        "ft_boolean_syntax\t+ -><()~*:\"\"&|\nversion\t5.6.24-log\n");
    QCOMPARE(output.blocks.size(), std::size_t(1));
    const auto& values = output.blocks[0].values;
    QCOMPARE(values.at("basedir"), std::string("C:\\Program Files\\MySQL\\"));
    QCOMPARE(values.at("init_connect"), std::string());
    QCOMPARE(values.at("ft_boolean_syntax"), std::string("+ -><()~*:\"\"&|"));
    const auto box = readShowOutput("| Variable_name | Value |\n| ft_boolean_syntax | + -><()~*:\"\"&| |\n| "
                                    "port | 3306 |\n| version | 8.4.1 |\n");
    QCOMPARE(box.blocks[0].values.at("ft_boolean_syntax"), std::string("+ -><()~*:\"\"&|"));
}

void TestShow::mysqlNineNames() {
    const auto tab = readShowOutput(
        "Variable_name\tValue\nUptime\t5\nQuestions\t1\noption_tracker_usage:Binary Log\t0\nCom_select\t2\n");
    QCOMPARE(tab.blocks[0].kind, Kind::Status);
    QCOMPARE(tab.blocks[0].values.at("option_tracker_usage:binary log"), std::string("0"));
    const auto box = readShowOutput("| Variable_name | Value |\n| Caching_sha2_password_rsa_public_key | "
                                    "-----BEGIN\nabc\n-----END\n |\n| Uptime | 5 |\n");
    QCOMPARE(box.blocks[0].values.at("uptime"), std::string("5"));
    QCOMPARE(box.blocks[0].values.at("caching_sha2_password_rsa_public_key"),
             std::string("-----BEGIN\nabc\n-----END"));
}

void TestShow::timesWithoutStamps() {
    ShowBlock a, b, c;
    a.values["uptime"] = "100";
    b.values["uptime"] = "160";
    const Instant file = *parseInstant("2026-11-20T10:00:00Z");
    const auto times = statusTimes({&a, &b}, file);
    QCOMPARE(times[1], file);
    QCOMPARE(times[0], file - std::chrono::seconds(60));
    a.stamp = Stamp{file, true};
    QCOMPARE(statusTimes({&a, &b, &c}, {})[1], file + std::chrono::seconds(60));
}

void TestShow::dateLines_data() {
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("iso");
    QTest::newRow("comment") << "# 2026-11-20 09:14:03"
                             << "2026-11-20T09:14:03Z";
    QTest::newRow("one digit hour") << "2026-11-20  9:14:03"
                                    << "2026-11-20T09:14:03Z";
    QTest::newRow("iso zone") << "2026-11-20T09:14:03+02:00"
                              << "2026-11-20T07:14:03Z";
    QTest::newRow("iso basic zone") << "2026-11-20T09:14:03+0200"
                                    << "2026-11-20T07:14:03Z";
    QTest::newRow("date in C") << "Fri Nov 20 09:14:03 UTC 2026"
                               << "2026-11-20T09:14:03Z";
    QTest::newRow("date in en_US") << "Fri 20 Nov 2026 09:14:03 PM EET"
                                   << "2026-11-20T21:14:03Z";
    QTest::newRow("epoch") << "1795166043"
                           << "2026-11-20T09:14:03Z";
    QTest::newRow("ts") << "TS 1795166043.5 2026"
                        << "2026-11-20T09:14:03.500Z";
    QTest::newRow("none") << "Uptime 1234"
                          << "";
    QTest::newRow("bad day") << "# 2026-02-31 09:14:03"
                             << "";
}

void TestShow::dateLines() {
    QFETCH(QString, line);
    QFETCH(QString, iso);
    const auto stamp = findStamp(line.toStdString());
    QCOMPARE(stamp ? QString::fromStdString(toIso(stamp->at)) : QString(), iso);
}

void TestShow::otherTextIsNothing() {
    QVERIFY(readShowOutput("").blocks.empty());
    QVERIFY(readShowOutput("CREATE TABLE t (a int);\nINSERT INTO t VALUES (1);\n").blocks.empty());
    QVERIFY(readShowOutput("a\tb\nc\td\n").blocks.empty());
    QVERIFY(readShowOutput("+---+\n| a |\n+---+\n| 1 |\n").blocks.empty());
}

void TestShow::hostileBytes() {
    std::mt19937 random(7);
    const std::string pieces[] = {"| ",
                                  " |",
                                  "\t",
                                  "\n",
                                  "Variable_name",
                                  "*** 1. row ***\n",
                                  "Uptime",
                                  ": ",
                                  "\\",
                                  std::string(1, '\0'),
                                  "\xff",
                                  "+-"};
    for (int run = 0; run < 300; ++run) {
        std::string text;
        for (int i = 0; i < 200; ++i)
            text += pieces[random() % std::size(pieces)];
        readShowOutput(text);
    }
    readShowOutput("Variable_name\tValue\n" + std::string(4 << 20, 'x') + "\t" + std::string(4 << 20, 'y'));
    readShowOutput("| a | " + std::string(1 << 20, '\n'));
}

QTEST_APPLESS_MAIN(TestShow)
#include "tst_show.moc"
