// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "core/base/error.h"
#include "core/collect/files/dump.h"
#include "core/collect/files/text_source.h"
#include "core/readiness/convert_query.h"
#include "core/readiness/readiness.h"
#endif

#include <QTemporaryFile>
#include <QtTest>

using namespace causeway;

namespace {

constexpr const char* kDump = R"(USE `shop`;
CREATE TABLE `Orders` (
  `Id` bigint unsigned NOT NULL AUTO_INCREMENT,
  `paid` tinyint(1) NOT NULL DEFAULT '0',
  `Status` enum('new','sent') NOT NULL DEFAULT 'new',
  `flags` set('a','b') DEFAULT NULL,
  `amount` bigint unsigned DEFAULT NULL,
  `made` datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  `seen` timestamp NULL DEFAULT NULL,
  `email` varchar(40) NOT NULL,
  PRIMARY KEY (`Id`),
  UNIQUE KEY `email` (`email`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
)";

Catalog catalog() {
    QTemporaryFile file;
    if (!file.open() || file.write(kDump) < 0)
        throw Error(ErrorCode::Internal, "no temporary file");
    file.close();
    Progress progress;
    auto source = TextSource::open(file.fileName().toStdString());
    return readDump(source, progress).catalog;
}

ConversionOptions chosen(const QString& choices) {
    ConversionOptions options;
    options.choices = ConversionChoices::parse(choices.toStdString());
    return options;
}

bool has(const std::string& text, const QString& part) {
    return QString::fromStdString(text).contains(part);
}

} // namespace

/// What a type map may choose, and what comes of each choice.
class TestChoices : public QObject {
    Q_OBJECT

private slots:
    void everyChoiceHasADefaultAndAnother() {
        for (const auto& definition : choiceDefinitions()) {
            QVERIFY2(definition.values.size() >= 2, definition.key.c_str());
            QCOMPARE(ConversionChoices().of(definition.key), definition.values.front().value);
            for (const auto& value : definition.values)
                QVERIFY2(!value.label.empty() && !value.effect.empty(), value.value.c_str());
        }
    }
    void theDefaultIsForgotten() {
        ConversionChoices choices;
        choices.set("enum", "type");
        choices.set("enum", "text");
        QVERIFY(choices.empty());
    }
    void textAndJsonComeBack() {
        ConversionChoices choices;
        choices.set("enum", "lookup");
        choices.set("Shop.Orders.PAID", "boolean");
        QCOMPARE(choices.text(), std::string("enum=lookup; shop.orders.paid=boolean"));
        QVERIFY(ConversionChoices::parse(choices.text()) == choices);
        QVERIFY(ConversionChoices::parse("enum=lookup # remark\n\nshop.orders.paid = boolean") == choices);
        QVERIFY(ConversionChoices::fromJson(choices.toJson()) == choices);
        QCOMPARE(choices.of("tinyint1", "shop.orders.paid"), std::string("boolean"));
        QCOMPARE(choices.of("tinyint1", "shop.orders.other"), std::string("smallint"));
        // A column's value belongs to the choice that has it, and to no other.
        QCOMPARE(choices.of("enum", "shop.orders.paid"), std::string("lookup"));
    }
    void refused_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("said");
        QTest::newRow("unknown choice") << "colour=red"
                                        << "choice colour is not known";
        QTest::newRow("unknown value") << "enum=red"
                                       << "value red of enum";
        QTest::newRow("unknown value of a column") << "a.b.c=red"
                                                   << "red of a.b.c";
        QTest::newRow("not by column") << "a.b.c=refuse"
                                       << "refuse of a.b.c";
        QTest::newRow("no value") << "enum"
                                  << "has no value";
    }
    void refused() {
        QFETCH(QString, text);
        QFETCH(QString, said);
        try {
            ConversionChoices::parse(text.toStdString());
            QFAIL("not refused");
        } catch (const Error& e) {
            QCOMPARE(e.code(), ErrorCode::Usage);
            QVERIFY2(QString(e.what()).contains(said), e.what());
        }
    }
    void foreignJsonIsRefused() {
        for (const char* text : {"[]", "{}", R"({"schema":"causeway.type-map-choices/1","choices":[]})",
                                 R"({"schema":"causeway.type-map-choices/1","choices":{"enum":1}})",
                                 R"({"schema":"causeway.type-map-choices/1","columns":{"enum":"type"}})"})
            QVERIFY_EXCEPTION_THROWN(ConversionChoices::fromJson(Json::parse(text)), Error);
    }

    void effects_data() {
        QTest::addColumn<QString>("choices");
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("gone");
        const auto row = [](const char* choices, const char* written, const char* gone) {
            QTest::newRow(choices) << choices << written << gone;
        };
        row("", "paid smallint DEFAULT 0 NOT NULL", "boolean");
        row("tinyint1=boolean", "paid boolean DEFAULT false NOT NULL", "paid smallint");
        row("shop.orders.paid=boolean", "paid boolean DEFAULT false NOT NULL", "paid smallint");
        row("unsigned=plain", "amount bigint,", "CHECK (amount");
        row("bigint_unsigned=numeric", "amount numeric(20,0)", "amount bigint");
        row("bigint_unsigned=numeric; unsigned=plain", "\"Id\" bigint GENERATED", "numeric(20,0) CHECK");
        row("enum=type", "CREATE TYPE shop.\"Orders_Status\" AS ENUM ('new', 'sent')", "Status\" IN");
        row("enum=lookup", "REFERENCES shop.\"Orders_Status\" (label)", "Status\" IN");
        row("set=list", "flags text CHECK (string_to_array(flags, ',') <@", "text[] CHECK");
        row("zero_dates=epoch", "made timestamp(0) DEFAULT '1970-01-01 00:00:00' NOT NULL", "0000");
        row("zero_dates=infinity", "made timestamp(0) DEFAULT '-infinity' NOT NULL", "0000");
        row("zero_dates=refuse", "made timestamp(0) NOT NULL", "0000");
        row("datetime=timestamptz", "made timestamptz(0)", "made timestamp(0)");
        row("timestamp=timestamp", "seen timestamp(0)", "timestamptz");
        row("names=lower", "CREATE TABLE shop.orders", "\"Orders\"");
        row("names=snake", "CREATE TABLE shop.orders", "\"Orders\"");
        row("quotes=always", "\"paid\" smallint DEFAULT 0 NOT NULL", " paid");
        row("quotes=always; enum=type", "CREATE TYPE \"shop\".\"Orders_Status\"", " shop.");
        row("names=lower; enum=type", "CREATE TYPE shop.orders_status", "\"");
        row("text_case=citext", "email citext NOT NULL CHECK (char_length(email) <= 40)", "varchar");
        row("text_case=icu", "email varchar(40) COLLATE public.ignore_case_and_accents", "citext");
        row("text_case=lower", "UNIQUE INDEX", "UNIQUE (email)");
    }
    void effects() {
        QFETCH(QString, choices);
        QFETCH(QString, written);
        QFETCH(QString, gone);
        Progress progress;
        const auto source = catalog();
        const auto report = convertSchema(source, chosen(choices), progress);
        const auto& table = report.conversions.front();
        QVERIFY2(has(table.target, written), table.target.c_str());
        QVERIFY2(!has(table.target, gone), table.target.c_str());
        QCOMPARE(table.proof, Proof::Parsed);
        QVERIFY(choices.isEmpty() || has(report.preamble, "Chosen: "));
    }

    void queriesFollow_data() {
        QTest::addColumn<QString>("choices");
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("written");
        const auto row = [](const char* name, const char* choices, const char* query, const char* written) {
            QTest::newRow(name) << choices << query << written;
        };
        const char* byEmail = "SELECT Id FROM Orders WHERE email = 'Ann'";
        row("fold", "", byEmail, "lower(email) = 'ann'");
        row("citext", "text_case=citext", byEmail, "WHERE email = 'Ann'");
        row("icu", "text_case=icu", byEmail, "WHERE email = 'Ann'");
        row("icu pattern", "text_case=icu", "SELECT Id FROM Orders WHERE email LIKE 'a%'",
            "(email COLLATE \"default\") ILIKE 'a%'");
        row("lower upsert", "text_case=lower",
            "INSERT INTO Orders (Id, email) VALUES (1, 'a') ON DUPLICATE KEY UPDATE paid = 1",
            "ON CONFLICT (\"Id\")");
        row("boolean", "tinyint1=boolean", "SELECT Id FROM Orders WHERE paid = 1", "WHERE paid");
        row("boolean stored", "tinyint1=boolean", "UPDATE Orders SET paid = 1", "SET paid = true");
        row("enum type", "enum=type", "SELECT Id FROM Orders WHERE Status = 'SENT'", "\"Status\" = 'sent'");
        row("no label", "enum=type", "SELECT Id FROM Orders WHERE Status = 'x'", "\"Status\"::text = 'x'");
        row("zero date", "", "SELECT Id FROM Orders WHERE made = '0000-00-00 00:00:00'", "made IS NULL");
        row("epoch", "zero_dates=epoch", "SELECT Id FROM Orders WHERE made = '0000-00-00'",
            "made = '1970-01-01 00:00:00'");
        row("lower names", "names=lower", "SELECT Id, Status FROM Orders", "SELECT id, status");
        row("snake names", "names=snake", "SELECT Id, Status FROM Orders", "SELECT id, status");
        row("quotes", "quotes=always", "SELECT paid AS p FROM Orders o WHERE o.paid",
            "SELECT \"paid\" AS \"p\"\nFROM \"shop\".\"Orders\" AS \"o\"\nWHERE \"o\".\"paid\" <> 0");
        row("placeholder", "", "SELECT Id FROM Orders WHERE email = ? AND paid = ?",
            "lower(email) = lower($1)");
    }
    void queriesFollow() {
        QFETCH(QString, choices);
        QFETCH(QString, query);
        QFETCH(QString, written);
        const auto source = catalog();
        QueryConverter converter(&source, chosen(choices), "shop");
        const auto converted = converter.convert(query.toStdString());
        QVERIFY2(has(converted.target, written), converted.target.c_str());
        QCOMPARE(converted.proof, Proof::Parsed);
    }

    void unknownColumnsAreTold() {
        Progress progress;
        const auto source = catalog();
        const auto report = convertSchema(source, chosen("shop.orders.nothing=boolean"), progress);
        QVERIFY(std::any_of(report.general.begin(), report.general.end(), [](const Obstacle& o) {
            return o.id == "choice.unknown_column" && has(o.message, "shop.orders.nothing");
        }));
    }
    /// The criteria hold the choices, so that every reader of an engagement converts alike.
    void statedChoicesCount() {
        ServerEvidence server;
        server.id = "db1";
        server.catalog = catalog();
        Criteria criteria;
        criteria.set("type_map", "tinyint1=boolean");
        Progress progress;
        QVERIFY(has(assessReadiness(server, criteria, {}, progress).conversions.front().target, "boolean"));
        criteria.set("type_map", "tinyint1=maybe");
        QVERIFY_EXCEPTION_THROWN(assessReadiness(server, criteria, {}, progress), Error);
    }
    void workloadIsConverted() {
        ServerEvidence server;
        server.id = "db1";
        server.catalog = catalog();
        server.workload.emplace();
        QueryClass whole, cut, prepared;
        whole.id = "A";
        whole.schema = "shop";
        whole.sample = "SELECT Id FROM Orders WHERE email = 'x'";
        cut.id = "B";
        cut.count = 7;
        cut.fingerprint = "select * from orders where id in(?+)";
        prepared.id = "C";
        prepared.schema = "shop";
        prepared.fingerprint = "select `id` from `orders` where `paid` = ?";
        server.workload->queries = {whole, cut, prepared};
        Progress progress;
        const auto report = assessReadiness(server, {}, {}, progress);
        QCOMPARE(report.queries.size(), std::size_t(2));
        QCOMPARE(report.queries[0].kind, std::string("query"));
        QCOMPARE(report.queries[0].name, std::string("A"));
        QCOMPARE(report.queries[0].proof, Proof::Parsed);
        QVERIFY2(has(report.queries[1].target, "$1"), report.queries[1].target.c_str());
        QVERIFY(std::any_of(report.general.begin(), report.general.end(), [](const Obstacle& o) {
            return o.id == "workload.no_sample" && has(o.message, "7 executions");
        }));
        QCOMPARE(toJson(report).at("queries").size(), std::size_t(2));
    }
};

QTEST_GUILESS_MAIN(TestChoices)
#include "tst_choices.moc"
