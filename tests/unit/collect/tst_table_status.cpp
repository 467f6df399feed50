// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h" // first: moc 6.4 stumbles where <compare> comes before <string>
#include "core/collect/files/table_status.h"

#include <QTest>

using namespace causeway;

class TestTableStatus : public QObject {
    Q_OBJECT
private slots:
    void readsWhatMysqlWrites() {
        const auto rows =
            readTableStatus("Name\tEngine\tVersion\tRow_format\tRows\tAvg_row_length\tData_length\tMax_data_"
                            "length\tIndex_length\t"
                            "Data_free\tAuto_increment\tCreate_time\n"
                            "orders\tInnoDB\t10\tDynamic\t600123\t90\t54591488\t0\t20480000\t4194304\t600001"
                            "\t2026-11-22 14:57:59\r\n"
                            "counter\tMyISAM\t10\tFixed\t0\t0\t0\t0\t1024\t0\tNULL\t2026-11-22\n");
        QCOMPARE(rows.size(), std::size_t(2));
        QCOMPARE(rows[0].name, std::string("orders"));
        QCOMPARE(rows[0].indexBytes, std::optional<std::uint64_t>(20480000));
        QCOMPARE(rows[0].autoIncrement, std::optional<std::uint64_t>(600001));
        QVERIFY(!rows[1].autoIncrement);
    }
    void viewsAreNoTables() {
        const auto rows = readTableStatus("Name\tEngine\tVersion\tRow_format\tRows\tComment\n"
                                          "customer_list\tNULL\tNULL\tNULL\tNULL\tVIEW\n"
                                          "broken\tNULL\tNULL\tNULL\tNULL\tIncorrect key file for table\n"
                                          "VIEW\tInnoDB\t10\tDynamic\t4\tVIEW\n");
        QCOMPARE(rows.size(), std::size_t(2));
        QCOMPARE(rows[0].name, std::string("broken"));
        QCOMPARE(rows[1].name, std::string("VIEW"));
    }
    void otherTextIsNot() {
        QVERIFY(readTableStatus("Variable_name\tValue\nAborted_clients\t0\n").empty());
        QVERIFY(readTableStatus("").empty());
        QVERIFY(readTableStatus("Name\tEngine\tVersion\tRow_format\tRows\tx\n").empty());
        QVERIFY(
            readTableStatus(std::string(3, '\0') + "\nName\tEngine\tVersion\tRow_format\tRows\n\t\t\t\t\n")
                .empty());
    }
    void countedRowsStay() {
        Catalog catalog;
        catalog.tables.resize(2);
        catalog.tables[0].name = "orders";
        catalog.tables[0].rows = 12;
        catalog.tables[0].rowsExact = true;
        catalog.tables[1].name = "counter";
        catalog.tables[1].rows = 0;
        catalog.tables[1].rowsExact = true;
        QCOMPARE(applyTableStatus(catalog, {{"orders", 500, 1000, 200, 0, 13},
                                            {"counter", 7, 10, 0, 0, {}},
                                            {"gone", 1, 1, 1, 1, 1}}),
                 std::size_t(2));
        QCOMPARE(catalog.tables[0].rows, std::optional<std::uint64_t>(12));
        QCOMPARE(catalog.tables[0].dataBytes, std::optional<std::uint64_t>(1000));
        QCOMPARE(catalog.tables[1].rows, std::optional<std::uint64_t>(7));
        QVERIFY(!catalog.tables[1].rowsExact);
        QCOMPARE(catalog.totalBytes(), std::optional<std::uint64_t>(1210));
    }
};

QTEST_APPLESS_MAIN(TestTableStatus)
#include "tst_table_status.moc"
