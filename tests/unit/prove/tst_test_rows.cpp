// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "core/prove/source_scratch.h"
#include "core/prove/test_rows.h"
#include "core/readiness/choices/choices.h"

#include <algorithm>
#include <set>
#endif

#include <QTest>

using namespace causeway;
using namespace causeway::prove;

namespace {

Column column(const char* name, const char* type, bool nullable, std::optional<std::uint32_t> length = {}) {
    Column c;
    c.name = name;
    c.type.name = c.type.full = type;
    c.type.length = length;
    c.nullable = nullable;
    return c;
}

Index primary(const char* name) {
    Index key;
    key.kind = IndexKind::Primary;
    key.parts = {{name, "", {}, false}};
    return key;
}

Catalog catalog() {
    Catalog c;
    Table child;
    child.schema = "shop";
    child.name = "invoice";
    child.columns = {column("id", "int", false), column("customer_id", "int", false),
                     column("total", "decimal", true, 10), column("due", "date", true)};
    child.columns[2].type.scale = 2;
    child.indexes = {primary("id")};
    ForeignKey key;
    key.name = "fk";
    key.columns = {"customer_id"};
    key.refTable = "customer";
    key.refColumns = {"id"};
    child.foreignKeys = {key};
    Table parent;
    parent.schema = "shop";
    parent.name = "customer";
    parent.columns = {column("id", "int", false), column("name", "varchar", true, 20),
                      column("level", "tinyint", false)};
    parent.columns[0].autoIncrement = true;
    parent.indexes = {primary("id")};
    c.schemas = {"shop"};
    c.tables = {child, parent}; // the child first: the order of insertion must not be the catalog's
    return c;
}

Conversion query(const char* sql) {
    Conversion c;
    c.kind = "query";
    c.schema = "shop";
    c.source = sql;
    return c;
}

std::vector<QueryWish> wishes(const Catalog& c, const std::vector<Conversion>& queries) {
    const TableIndex index(c);
    std::vector<QueryWish> out;
    for (const auto& q : queries)
        out.push_back(readWish(q, index, "shop"));
    return out;
}

std::vector<std::string> statements(const TestRows& rows) {
    std::vector<std::string> out;
    for (const auto& row : rows.rows)
        out.push_back(insertStatement(row, "shop"));
    return out;
}

} // namespace

/// Rows that a schema allows, that conversions stumble over, and that the queries find.
class TestTestRows : public QObject {
    Q_OBJECT

private slots:
    void theSameInputGivesTheSameRows() {
        const auto c = catalog();
        QCOMPARE(statements(makeTestRows(c, {}, {})), statements(makeTestRows(catalog(), {}, {})));
        QCOMPARE(makeTestRows(c, {}, {}).rows.size(), std::size_t(48));
    }
    void parentsComeFirstAndAreThere() {
        const auto c = catalog();
        std::set<std::string> parents;
        for (const auto& row : makeTestRows(c, {}, {}).rows)
            if (row.table->name == "customer")
                parents.insert(*row.values[0]);
            else
                QVERIFY2(parents.contains(*row.values[1]), row.values[1]->c_str());
    }
    void interestingValuesAreThere() {
        const auto c = catalog();
        std::set<std::string> names, levels;
        bool null = false;
        for (const auto& row : makeTestRows(c, {}, {}).rows) {
            if (row.table->name != "customer")
                continue;
            null = null || !row.values[1];
            names.insert(row.values[1].value_or("(null)"));
            levels.insert(row.values[2].value_or("(null)"));
        }
        QVERIFY(null);
        QVERIFY(!levels.contains("(null)"));
        QVERIFY(std::any_of(levels.begin(), levels.end(), [](const auto& t) { return t.starts_with("-"); }));
        QVERIFY(names.size() > 6 && names.size() < 24); // duplicates as well
    }
    void zeroDatesOnlyWhereTheyAreAllowed() {
        const auto c = catalog();
        const auto has = [&](const TestRowOptions& options) {
            const auto rows = makeTestRows(c, {}, options).rows;
            return std::any_of(rows.begin(), rows.end(), [](const auto& row) {
                return row.table->name == "invoice" && row.values[3] == "0000-00-00";
            });
        };
        QVERIFY(!has({}));
        TestRowOptions options;
        options.zeroDates = {columnKey("shop", "invoice", "due")};
        QVERIFY(has(options));
    }

    /// The rows of one query meet all its conditions at once, and join.
    void aQueryFindsItsRows() {
        const auto c = catalog();
        const auto asked = wishes(c, {query("SELECT i.total FROM invoice i JOIN customer c ON c.id = "
                                            "i.customer_id WHERE c.name = 'Ann' AND c.level = 9 AND i.due > "
                                            "'2024-02-28' AND c.id = 77")});
        QCOMPARE(asked[0].refusal, std::string());
        const auto rows = makeTestRows(c, asked, {}).rows;
        QVERIFY(std::any_of(rows.begin(), rows.end(), [](const auto& row) {
            return row.table->name == "customer" && row.values[0] == "77" && row.values[1] == "Ann" &&
                   row.values[2] == "9";
        }));
        QVERIFY(std::any_of(rows.begin(), rows.end(), [](const auto& row) {
            return row.table->name == "invoice" && row.values[1] == "77" && row.values[3] == "2024-02-29";
        }));
    }
    void parametersGetValuesThatAreThere() {
        const auto c = catalog();
        const auto asked = wishes(c, {query("SELECT id FROM customer WHERE name = ? AND level > ? LIMIT ?")});
        const auto made = makeTestRows(c, asked, {});
        QCOMPARE(made.parameters[0].size(), std::size_t(3));
        QVERIFY(std::any_of(made.rows.begin(), made.rows.end(), [&](const auto& row) {
            return row.table->name == "customer" && row.values[1] == made.parameters[0][0];
        }));
        QCOMPARE(made.parameters[0][2], std::string("5"));
        QCOMPARE(withValues("a = ? LIMIT ?", {"o'x\\", "5"}), std::string("a = 'o''x\\\\' LIMIT 5"));
        QCOMPARE(withNumberedValues("a = $2 OR b = '$1' OR c = $1", {"x'", "5"}),
                 std::string("a = '5' OR b = '$1' OR c = 'x'''"));
    }

    void onlyPlainReadingIsPutToServers_data() {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<bool>("taken");
        QTest::newRow("select") << "SELECT 1" << true;
        QTest::newRow("union") << "(SELECT 1) UNION SELECT id FROM customer" << true;
        QTest::newRow("update") << "UPDATE customer SET level = 1" << false;
        QTest::newRow("outfile") << "SELECT 1 INTO OUTFILE '/tmp/x'" << false;
        QTest::newRow("file") << "SELECT load_file('/etc/passwd')" << false;
        QTest::newRow("sleep") << "SELECT Sleep(100)" << false;
        QTest::newRow("nested") << "SELECT id FROM customer WHERE level IN (SELECT SLEEP(1))" << false;
        QTest::newRow("variable") << "SELECT @a" << false;
        QTest::newRow("drop") << "DROP TABLE customer" << false;
        QTest::newRow("call") << "CALL p()" << false;
        QTest::newRow("nonsense") << "SELECT FROM WHERE" << false;
    }
    void onlyPlainReadingIsPutToServers() {
        QFETCH(QString, sql);
        QFETCH(bool, taken);
        const auto c = catalog();
        const auto asked = query(sql.toUtf8().constData());
        QCOMPARE(readWish(asked, TableIndex(c), "shop").refusal.empty(), taken);
    }

    void theOrderThatIsPromised() {
        const auto c = catalog();
        const auto promise = [&](const char* sql, std::vector<std::string> columns) {
            const auto asked = query(sql);
            return orderPromise(readWish(asked, TableIndex(c), "shop"), columns);
        };
        QVERIFY(promise("SELECT id, name FROM customer ORDER BY name, id", {"id", "name"}).total);
        const auto some = promise("SELECT id, name FROM customer ORDER BY 2, level LIMIT 3", {"id", "name"});
        QVERIFY(some.ordered && !some.total && some.limited && !some.allKeys);
        QCOMPARE(some.keys, std::vector<std::size_t>{1});
        QVERIFY(!promise("SELECT id FROM customer", {"id"}).ordered);
        const auto two = promise("SELECT c.id FROM customer c, invoice i ORDER BY c.id", {"id"});
        QVERIFY(two.ordered && !two.total && two.allKeys);
    }

    void theCopyOfATable() {
        const auto c = catalog();
        QCOMPARE(createTableStatement(c.tables[1], "x"),
                 std::string("CREATE TABLE `x`.`customer` (\n  `id` int NOT NULL AUTO_INCREMENT,\n  `name` "
                             "varchar NULL,\n  `level` tinyint NOT NULL,\n  PRIMARY KEY (`id`)\n) "
                             "ENGINE=InnoDB"));
        Table hostile = c.tables[1];
        hostile.name = "a`b";
        hostile.charset = "x; DROP DATABASE mysql";
        const auto sql = createTableStatement(hostile, "x");
        QVERIFY(sql.find("`a``b`") != std::string::npos);
        QVERIFY(sql.find("DROP") == std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestTestRows)
#include "tst_test_rows.moc"
