// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "core/base/error.h"
#include "core/collect/files/dump.h"
#include "core/collect/files/text_source.h"
#include "core/readiness/convert_query.h"
#include "core/readiness/readiness.h"
#endif

#include <QRegularExpression>
#include <QTemporaryFile>
#include <QtTest>

using namespace causeway;

namespace {

/// Every name of it begins with zq_, which PostgreSQL does not know.
constexpr const char* kShop = R"(USE `zq_shop`;
CREATE TABLE `zq_person` (
  `zq_id` int NOT NULL AUTO_INCREMENT, `zq_name` varchar(40) NOT NULL, `zq_state` enum('a','b') DEFAULT 'a',
  `zq_flags` set('x','y') DEFAULT NULL, `zq_age` int unsigned DEFAULT NULL COMMENT 'years',
  `zq_body` text, `zq_next` int GENERATED ALWAYS AS (`zq_age` + 1) STORED,
  `zq_seen` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  PRIMARY KEY (`zq_id`), UNIQUE KEY `zq_by_name` (`zq_name`), KEY `zq_by_part` (`zq_body`(10)),
  FULLTEXT KEY `zq_words` (`zq_body`), CONSTRAINT `zq_adult` CHECK (`zq_age` > 17)) COMMENT='people';
CREATE TABLE `zq_part` (`zq_k` int NOT NULL, `zq_person` int, PRIMARY KEY (`zq_k`),
  CONSTRAINT `zq_of` FOREIGN KEY (`zq_person`) REFERENCES `zq_person` (`zq_id`) ON DELETE CASCADE);
CREATE TABLE `zq_log` (`zq_day` int NOT NULL, `zq_text` text) PARTITION BY RANGE (`zq_day`)
 (PARTITION zq_p0 VALUES LESS THAN (10), PARTITION zq_p1 VALUES LESS THAN MAXVALUE);
CREATE VIEW `zq_list` AS SELECT `p`.`zq_id` AS `zq_number`, UPPER(`p`.`zq_name`) AS `zq_upper`
 FROM `zq_person` `p` JOIN `zq_part` USING (`zq_person`);
CREATE VIEW `zq_plain` AS SELECT `zq_id` AS `zq_number`, `zq_name` FROM `zq_person`;
DELIMITER ;;
CREATE FUNCTION `zq_twice`(`zq_n` int) RETURNS int DETERMINISTIC BEGIN
  DECLARE zq_sum INT DEFAULT 0;
  SELECT COUNT(*) INTO zq_sum FROM zq_person WHERE zq_age > zq_n;
  SET zq_sum = zq_sum * 2; RETURN zq_sum; END;;
CREATE PROCEDURE `zq_walk`(IN `zq_from` int, OUT `zq_total` int) BEGIN
  DECLARE zq_done INT DEFAULT 0; DECLARE zq_one INT;
  DECLARE zq_cursor CURSOR FOR SELECT zq_id FROM zq_person WHERE zq_id >= zq_from;
  DECLARE CONTINUE HANDLER FOR NOT FOUND SET zq_done = 1;
  SET zq_total = 0; OPEN zq_cursor;
  zq_loop: LOOP
    FETCH zq_cursor INTO zq_one;
    IF zq_done THEN LEAVE zq_loop; END IF;
    SET zq_total = zq_total + zq_twice(zq_one);
  END LOOP;
  CLOSE zq_cursor; END;;
CREATE PROCEDURE `zq_outer`() BEGIN
  DECLARE zq_t INT; CALL zq_walk(1, zq_t); INSERT INTO zq_log (zq_day, zq_text) VALUES (zq_t, 'x'); END;;
CREATE TRIGGER `zq_before` BEFORE UPDATE ON `zq_person` FOR EACH ROW BEGIN
  SET NEW.zq_name = TRIM(NEW.zq_name); INSERT INTO zq_log SET zq_day = OLD.zq_id, zq_text = NEW.zq_name; END;;
CREATE EVENT `zq_nightly` ON SCHEDULE EVERY 1 DAY DO DELETE FROM zq_log WHERE zq_day < 5;;
DELIMITER ;
)";

Catalog read(const std::string& dump) {
    QTemporaryFile file;
    if (!file.open() || file.write(dump.c_str()) < 0)
        throw Error(ErrorCode::Internal, "no temporary file");
    file.close();
    Progress progress;
    auto source = TextSource::open(file.fileName().toStdString());
    return readDump(source, progress).catalog;
}

ConversionOptions chosen(const char* choices) {
    ConversionOptions options;
    options.choices = ConversionChoices::parse(choices);
    return options;
}

/// The first name of the schema that stands without quotes, outside of comments and strings; else empty.
QString unquoted(const std::string& sql) {
    QString text = QString::fromStdString(sql);
    text.remove(QRegularExpression("--[^\n]*"));
    text.remove(QRegularExpression("'[^']*'"));
    text.remove(QRegularExpression("\"[^\"]*\""));
    const auto found = QRegularExpression("\\bzq_\\w*").match(text);
    return found.hasMatch() ? text.mid(std::max(0, int(found.capturedStart()) - 60), 120) : QString();
}

const NameChange* change(const ReadinessReport& report, const std::string& kind, const std::string& from) {
    for (const auto& n : report.names)
        if (n.kind == kind && n.from == from)
            return &n;
    return nullptr;
}

} // namespace

/// How names are spelled and quoted, and the list of those that had to change.
class TestNamePolicy : public QObject {
    Q_OBJECT

private slots:
    void everyNameIsQuoted() {
        Progress progress;
        const auto source = read(kShop);
        for (const char* extra : {"", "; enum=type", "; enum=lookup; text_case=citext; names=lower"}) {
            const auto report =
                convertSchema(source, chosen((std::string("quotes=always") + extra).c_str()), progress);
            QVERIFY(report.conversions.size() > 10);
            for (const auto& c : report.conversions) {
                QVERIFY2(unquoted(c.target).isEmpty(), qPrintable(unquoted(c.target)));
                if (c.name != "zq_list")
                    QVERIFY2(c.verdict != Verdict::Manual && c.proof == Proof::Parsed,
                             (c.proofMessage + c.target).c_str());
            }
            QVERIFY(unquoted(report.preamble).isEmpty());
        }
        const auto plain = convertSchema(source, {}, progress);
        for (const auto& c : plain.conversions)
            if (c.verdict != Verdict::Manual)
                QVERIFY2(c.target.find("\"zq_") == std::string::npos || c.kind == "view", c.target.c_str());
    }

    void queriesQuoteToo_data() {
        QTest::addColumn<QString>("query");
        for (const char* query :
             {"SELECT zq_name, COUNT(*) AS zq_n FROM zq_person zq_p WHERE zq_p.zq_age = '5' GROUP BY zq_name "
              "HAVING zq_n > 1 ORDER BY zq_n DESC",
              "SELECT zq_d.zq_m FROM (SELECT MAX(zq_id) AS zq_m FROM zq_person) zq_d",
              "WITH zq_c (zq_x) AS (SELECT zq_id FROM zq_person) SELECT zq_x FROM zq_c",
              "SELECT zq_person.* FROM zq_person JOIN zq_part USING (zq_person)",
              "INSERT INTO zq_person (zq_name, zq_age) VALUES ('a', 1) ON DUPLICATE KEY UPDATE zq_age = "
              "VALUES(zq_age) + zq_person.zq_age",
              "REPLACE INTO zq_part (zq_k, zq_person) VALUES (1, 2)",
              "UPDATE zq_person p JOIN zq_part q ON q.zq_person = p.zq_id SET p.zq_age = q.zq_k WHERE q.zq_k "
              "> 3",
              "UPDATE zq_person SET zq_age = zq_age + 1 ORDER BY zq_id LIMIT 2",
              "DELETE p FROM zq_person p JOIN zq_part q ON q.zq_person = p.zq_id",
              "SELECT zq_twice(zq_age), ROW_NUMBER() OVER zq_w FROM zq_person WINDOW zq_w AS (ORDER BY "
              "zq_id)",
              "SELECT zq_number FROM zq_plain WHERE zq_name = 'A'", "TRUNCATE TABLE zq_log",
              "CREATE TEMPORARY TABLE zq_tmp (zq_a int)", "SAVEPOINT zq_point",
              "INSERT INTO zq_person (zq_name) VALUES ('a')"})
            QTest::newRow(query) << query;
    }
    void queriesQuoteToo() {
        QFETCH(QString, query);
        const auto source = read(kShop);
        QueryConverter converter(&source, chosen("quotes=always"), "zq_shop");
        const auto c = converter.convert(query.toStdString());
        if (query.contains("USING")) // its other side has no such column
            return;
        QVERIFY2(c.verdict != Verdict::Manual && c.proof == Proof::Parsed,
                 (c.proofMessage + c.target).c_str());
        QVERIFY2(unquoted(c.target).isEmpty(), c.target.c_str());
        QVERIFY2(c.target.find("\"zq_") != std::string::npos, c.target.c_str());
        // Without a schema as well.
        const auto open = QueryConverter(nullptr, chosen("quotes=always")).convert(query.toStdString());
        if (open.verdict != Verdict::Manual)
            QVERIFY2(unquoted(open.target).isEmpty(), open.target.c_str());
    }

    /// Names over 63 bytes, names that meet in one name space of PostgreSQL, and names of system columns.
    void changedNamesAreListed() {
        const std::string a = std::string(60, 'x') + "four", b = std::string(60, 'x') + "five";
        std::string cyrillic;
        for (int i = 0; i < 40; ++i)
            cyrillic += "\u0436";
        const auto source = read("USE `S`; CREATE TABLE `" + a + "` (`xmin` int, `" + cyrillic +
                                 "` int, `n` int, KEY `k` (`n`));\n"
                                 "CREATE TABLE `" +
                                 b + "` (`n` int, `" + a + "` int, KEY `k` (`n`), UNIQUE KEY `one` (`" + a +
                                 "`));\n"
                                 "CREATE TABLE `c` (`n` int, UNIQUE KEY `uq` (`n`), CONSTRAINT `uq` "
                                 "FOREIGN KEY (`n`) REFERENCES `" +
                                 b + "` (`" + a +
                                 "`), CONSTRAINT `Pos` CHECK (`n` > 0));\n"
                                 "CREATE VIEW `" +
                                 std::string(64, 'v') + "` AS SELECT `" + cyrillic + "` FROM `" + a +
                                 "`;\n"
                                 "DELIMITER ;;\nCREATE PROCEDURE `work`() BEGIN DELETE FROM c; END;;\n"
                                 "CREATE FUNCTION `work`() RETURNS int DETERMINISTIC RETURN 1;;\n"
                                 "CREATE PROCEDURE `run`() BEGIN CALL work(); END;;\nDELIMITER ;\n");
        Progress progress;
        const auto report = convertSchema(source, {}, progress);
        for (const auto& [kind, from] :
             std::vector<std::pair<std::string, std::string>>{{"table", a},
                                                              {"table", b},
                                                              {"column", "xmin"},
                                                              {"column", cyrillic},
                                                              {"column", a},
                                                              {"index", "k"},
                                                              {"constraint", "uq"},
                                                              {"view", std::string(64, 'v')},
                                                              {"function", "work"}}) {
            const auto* n = change(report, kind, from);
            QVERIFY2(n, (kind + " " + from).c_str());
            QVERIFY(n->to != from && n->to.size() <= 63);
            QVERIFY2(report.preamble.find(n->to) != std::string::npos, report.preamble.c_str());
            QVERIFY(report.script().find(n->to) != std::string::npos);
        }
        const auto json = toJson(report);
        QCOMPARE(json.at("names").size(), report.names.size());
        QCOMPARE(json.at("names")[0].at("target").get<std::string>(), report.names[0].to);
        for (const auto& c : report.conversions)
            QVERIFY2(c.verdict != Verdict::Manual && c.proof == Proof::Parsed,
                     (c.proofMessage + c.target).c_str());
        // Queries find what is renamed.
        for (const std::string& query : {"SELECT `" + cyrillic + "` FROM `" + std::string(64, 'v') + "`",
                                         "SELECT xmin FROM `" + a + "`", std::string("SELECT work()")}) {
            const auto c = QueryConverter(&source, {}, "S").convert(query);
            QVERIFY2(c.verdict != Verdict::Manual, c.target.c_str());
        }
        const auto call = QueryConverter(&source, {}, "S").convert("SELECT work()");
        QVERIFY2(call.target.find("work_2()") != std::string::npos, call.target.c_str());
    }

    void wordsArePartedByUnderscores_data() {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        for (const auto& [from, to] :
             std::vector<std::pair<const char*, const char*>>{{"OrderItems", "order_items"},
                                                              {"orderItemID", "order_item_id"},
                                                              {"HTMLText", "html_text"},
                                                              {"SKUs", "skus"},
                                                              {"IDsOfAll", "ids_of_all"},
                                                              {"ORDER_ITEMS", "order_items"},
                                                              {"Order_Items", "order_items"},
                                                              {"order-items", "order_items"},
                                                              {" order  items ", "order_items"},
                                                              {"line2Item", "line2_item"},
                                                              {"__v", "__v"},
                                                              {"a__b", "a__b"},
                                                              {"A", "a"},
                                                              {"АдресID", "Адрес_id"},
                                                              {"---", "---"}})
            QTest::newRow(from) << from << to;
    }
    void wordsArePartedByUnderscores() {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QCOMPARE(QString::fromStdString(spellName(NameStyle::Snake, from.toStdString())), to);
    }

    /// Names that meet are numbered and listed, in tables and in the queries that ask for them.
    void snakeCaseEverywhere() {
        const auto source =
            read("USE `Shop`; CREATE TABLE `OrderItems` (`orderItemId` int PRIMARY KEY, `unitPrice` int, "
                 "`unit_price` int, KEY `byPrice` (`unitPrice`));\n"
                 "CREATE VIEW `TopItems` AS SELECT `unitPrice` FROM `OrderItems` AS `theItems`;\n");
        Progress progress;
        const auto report = convertSchema(source, chosen("names=snake"), progress);
        const auto script = report.script();
        for (const char* part : {"CREATE TABLE shop.order_items", "order_item_id", "unit_price_2", "by_price",
                                 "VIEW shop.top_items"})
            QVERIFY2(script.find(part) != std::string::npos, script.c_str());
        QVERIFY(change(report, "column", "unit_price"));
        QVERIFY2(report.preamble.find("OrderItems -> order_items") != std::string::npos,
                 report.preamble.c_str());
        for (const auto& c : report.conversions)
            QVERIFY2(c.target.find('"') == std::string::npos && c.proof == Proof::Parsed, c.target.c_str());
        const auto query =
            QueryConverter(&source, chosen("names=snake"), "Shop")
                .convert("SELECT oI.orderItemId, unit_price FROM OrderItems oI WHERE oI.unitPrice > 3");
        QVERIFY2(query.target.find("o_i.unit_price > 3") != std::string::npos, query.target.c_str());
        QVERIFY2(query.target.find("unit_price_2") != std::string::npos, query.target.c_str());
    }

    /// Lower case by choice reaches every kind of name.
    void lowerCaseEverywhere() {
        std::string upper = kShop;
        for (std::size_t at = upper.find("zq_"); at != std::string::npos; at = upper.find("zq_", at))
            upper.replace(at, 3, "Zq_");
        Progress progress;
        const auto source = read(upper);
        const auto report = convertSchema(source, chosen("names=lower"), progress);
        const QRegularExpression capital("\"Zq_\\w*\"");
        for (const auto& c : report.conversions) {
            if (c.verdict == Verdict::Manual)
                continue;
            QString text = QString::fromStdString(c.target);
            text.remove(
                QRegularExpression("AS \"Zq_\\w*\"")); // a view's query; its columns are named above it
            QVERIFY2(!capital.match(text).hasMatch(), c.target.c_str());
        }
        QVERIFY(change(report, "column", "Zq_id")->onlyCase());
        QVERIFY(report.preamble.find("only changed to lower case") != std::string::npos);
        QVERIFY(report.preamble.find("Zq_id ->") == std::string::npos);
        const auto view = QueryConverter(&source, chosen("names=lower"), "Zq_shop")
                              .convert("SELECT P.Zq_Number FROM Zq_plain P");
        QVERIFY2(view.target.find('"') == std::string::npos, view.target.c_str());
    }
};

QTEST_GUILESS_MAIN(TestNamePolicy)
#include "tst_name_policy.moc"
