// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "core/base/text.h"
#include "core/collect/files/dump.h"
#include "core/prove/row_compare.h"
#include "core/prove/scratch.h"
#include "core/prove/verify.h"
#include "core/readiness/convert_query.h"
#include "core/readiness/move/move_plan.h"
#include "core/readiness/readiness.h"
#include "live_support.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <fmt/format.h>

#include <algorithm>
#endif

#include <QTest>

using namespace causeway;

namespace {

constexpr const char* kSchema =
    "CREATE TABLE parent (id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,"
    " label VARCHAR(60) CHARACTER SET utf8mb4, euro VARCHAR(9) CHARACTER SET latin1, note TEXT, flag "
    "TINYINT(1) NOT NULL, one BIT(1), many BIT(5),"
    " state ENUM('new','it''s','b') NOT NULL, tags SET('red','dark blue','q\"t') NOT NULL,"
    " price DECIMAL(10,3), ratio DOUBLE, small FLOAT, day DATE, at DATETIME(3), moment TIMESTAMP NULL, t "
    "TIME,"
    " y YEAR, raw VARBINARY(20), blobby BLOB, doubled INT GENERATED ALWAYS AS (flag * 2) STORED);\n"
    "CREATE TABLE `odd name` (`Key` INT PRIMARY KEY, `select` VARCHAR(20), parent_id BIGINT UNSIGNED,"
    " FOREIGN KEY (parent_id) REFERENCES parent (id));\n"
    "CREATE TABLE keyless (a INT, b CHAR(4));\n"
    "CREATE TABLE kinds (id SMALLINT NOT NULL PRIMARY KEY, z INT(6) UNSIGNED ZEROFILL, big BIGINT UNSIGNED, "
    "doc "
    "JSON, u UUID, ip INET6, place POINT, c CHAR(5), tiny FLOAT, huge DOUBLE, scaled FLOAT(7,2), long_ "
    "LONGTEXT CHARACTER SET utf8mb4, t6 TIME(6), bits BIT(12), hash BINARY(16), price DECIMAL(8,3), at6 "
    "DATETIME(6), stamp TIMESTAMP(3) NULL);\n"
    "CREATE TABLE bare (a INT PRIMARY KEY);\n";
constexpr const char* kRows[] = {
    "INSERT INTO parent (id, label, euro, note, flag, one, many, state, tags, price, ratio, small, day, at, "
    "moment, t, y, "
    "raw, blobby) VALUES (1, 'tab\\there', '€ “é”', 'line\\nfeed\\r\\nback\\\\slash', 1, b'1', b'10110', "
    "'it''s', "
    "'red,dark blue,q\"t', -12.345, 0.1, 0.1, '2024-02-29', '2024-02-29 13:45:10.125', '2024-06-01 "
    "12:00:00', "
    "'23:59:59', 1999, x'00ff5c0a', x'')",
    "INSERT INTO parent (id, label, note, flag, one, many, state, tags, day, at) VALUES (2, 'éß 😀', '\\\\N', "
    "-5, b'0', "
    "b'0', 'new', '', '0000-00-00', '0000-00-00 00:00:00')",
    "INSERT INTO parent (id, label, note, flag, state, tags, day) VALUES (4294967296, NULL, '', 0, 'b', "
    "'red', "
    "'2024-00-15')",
    "INSERT INTO `odd name` VALUES (1, 'x', 1), (2, NULL, NULL)",
    "INSERT INTO keyless VALUES (NULL, NULL), (7, 'a'), (7, 'a')",
    "INSERT INTO kinds VALUES (-3, 42, 9223372036854775807, '{\"b\": [1, 2], \"a\": 1e3}', "
    "'6ccd780c-baba-1026-9564-5b8c656024db', '2001:db8::ff00:42:8329', ST_GeomFromText('POINT(1 2)'), 'ab ', "
    "16777217, 1.7976931348623157e308, 12345.67, REPEAT('Київ', 40000), '10:00:00.000001', b'101', x'00ff', "
    "-0.5, '2024-06-01 12:00:00.000001', '2024-06-01 12:00:00.125')",
    "INSERT INTO kinds VALUES (-2, 0, 0, '[1, \"x\"]', NULL, '::ffff:192.0.2.128', NULL, '', 1e-20, -1.5e-7, "
    "-0.01, '', '00:00:00', b'0', '', 0, '0000-00-00 00:00:00', NULL)",
    "INSERT INTO kinds VALUES (5, 1234567, NULL, 'null', NULL, '::1', NULL, 'x', 123456.789, 1e20, 0.1, 'a', "
    "NULL, NULL, NULL, 99999.999, '1000-01-01', NULL)",
    "INSERT INTO kinds (id) VALUES (6), (7)"};

Catalog catalog(const char* schema = kSchema) {
    QTemporaryDir folder;
    QFile file(folder.filePath("s.sql"));
    if (!file.open(QIODevice::WriteOnly) || file.write("CREATE DATABASE cw_move; USE cw_move;\n") < 0 ||
        file.write(schema) < 0)
        throw Error(ErrorCode::Internal, "no temporary file");
    file.close();
    Progress progress;
    auto source = TextSource::open(file.fileName().toStdString());
    return readDump(source, progress).catalog;
}

void write(const QString& path, const std::string& text) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), qint64(text.size())) < 0)
        throw Error(ErrorCode::Internal, "cannot write " + path.toStdString());
}

struct Tools {
    QString mysql, psql;
};

Tools tools(const live_test::Server& source, const live_test::Server& target, const std::string& database,
            const QTemporaryDir& folder) {
    write(folder.filePath("source.cnf"),
          fmt::format("[client]\nhost={}\nport={}\nuser={}\npassword={}\n{}", source.target.host,
                      source.target.port, source.target.user, source.password.value_or(""),
                      source.target.tls == Target::Tls::Require ? "ssl\n" : ""));
    return {"mysql --defaults-file=" + folder.filePath("source.cnf"),
            QString("psql -X -h %1 -p %2 -U %3 -d %4")
                .arg(QString::fromStdString(target.target.host))
                .arg(target.target.port)
                .arg(QString::fromStdString(target.target.user), QString::fromStdString(database))};
}

} // namespace

/// Columns of every family that MySQL 5.6 has too.
constexpr const char* kOldSchema =
    "CREATE TABLE kinds (id SMALLINT NOT NULL PRIMARY KEY, z INT(6) UNSIGNED ZEROFILL, big BIGINT UNSIGNED, "
    "place "
    "POINT, c CHAR(5), tiny FLOAT, huge DOUBLE, scaled FLOAT(7,2), t6 TIME(6), bits BIT(12), one BIT(1), "
    "price "
    "DECIMAL(8,3), at6 DATETIME(6), stamp TIMESTAMP(3) NULL, y YEAR, e ENUM('a','b'), s SET('x','y'), long_ "
    "LONGTEXT, euro VARCHAR(20) CHARACTER SET latin1, raw VARBINARY(9), flag TINYINT(1), d DATE);\n"
    "CREATE TABLE keyless (a INT, j VARCHAR(20));\n";
constexpr const char* kOldRows[] = {
    "INSERT INTO kinds VALUES (-3, 42, 9223372036854775807, ST_GeomFromText('POINT(1 2)'), 'ab ', 16777217, "
    "1.7976931348623157e308, 12345.67, '10:00:00.000001', b'101', b'1', -0.5, '2024-06-01 12:00:00.000001', "
    "'2024-06-01 12:00:00.125', 1999, 'a', 'x,y', REPEAT('Київ', 40000), '€ “é”', x'00ff', 5, '2024-02-29')",
    "INSERT INTO kinds VALUES (-2, 0, 0, NULL, '', 1e-20, -1.5e-7, -0.01, '00:00:00', b'0', b'0', 0, "
    "'0000-00-00 00:00:00', NULL, 0, 'b', '', '', '', '', 0, '0000-00-00')",
    "INSERT INTO kinds (id, tiny, huge) VALUES (5, 123456.789, 0.1)",
    "INSERT INTO keyless VALUES (1, 'x'), (NULL, NULL), (1, 'x')"};

/// The files that move the rows do move them, all and as they are.
class TestMoveLive : public QObject {
    Q_OBJECT

private slots:
    void everyRowArrives_data() {
        QTest::addColumn<QString>("choices");
        QTest::addColumn<int>("ranges");
        QTest::addColumn<bool>("pgloader");
        QTest::newRow("copy") << "" << 1 << false;
        QTest::newRow("copy in ranges") << "" << 3 << false;
        QTest::newRow("copy, other types") << "tinyint1=smallint; set=list; enum=type; zero_dates=infinity; "
                                              "datetime=timestamptz; names=lower"
                                           << 1 << false;
        QTest::newRow("pgloader") << "" << 1 << true;
    }
    void everyRowArrives() {
        QFETCH(QString, choices);
        QFETCH(int, ranges);
        QFETCH(bool, pgloader);
        LIVE_SERVER(source, "CAUSEWAY_TEST_MARIADB");
        LIVE_SERVER(postgres, "CAUSEWAY_TEST_PG15");
        for (const char* tool : {"mysql", "psql", "bash"})
            LIVE_PROGRAM(tool);
        if (pgloader)
            LIVE_PROGRAM("pgloader");
        live_test::execute(source, {"SET SESSION TRANSACTION READ WRITE", "SET NAMES utf8mb4",
                                    "SET sql_mode = 'STRICT_TRANS_TABLES'", "SET time_zone = '+00:00'",
                                    "DROP DATABASE IF EXISTS cw_move",
                                    "CREATE DATABASE cw_move CHARACTER SET utf8mb4", "USE cw_move"});
        const auto session = live_test::connect(source);
        Progress progress;
        const auto must = [&](const std::string& sql) {
            const auto answer = session->run("t", sql, {}, progress);
            if (answer.state != ProbeResult::State::Answered)
                throw Error(ErrorCode::Internal, sql, answer.message);
            return answer;
        };
        for (const char* sql : {"SET SESSION TRANSACTION READ WRITE", "SET NAMES utf8mb4", "USE cw_move",
                                "SET sql_mode = 'STRICT_TRANS_TABLES'", "SET time_zone = '+00:00'"})
            must(sql);
        for (const auto statement : split(kSchema, ';'))
            if (!trim(statement).empty())
                must(std::string(statement));
        for (const char* sql : kRows)
            must(sql);

        const auto tables = catalog();
        ConversionOptions options;
        options.choices = ConversionChoices::parse(choices.toStdString());
        const auto report = convertSchema(tables, options, progress);
        const auto [before, after] = scriptAroundLoad(report);
        QVERIFY(before.find("CREATE TABLE") != std::string::npos &&
                after.find("FOREIGN KEY") != std::string::npos);
        prove::ScratchDatabase scratch(postgres.target, postgres.password, progress);
        const auto ask = [&](const std::string& sql) {
            const auto answer = scratch.session().run("t", sql, {}, progress);
            if (answer.state != ProbeResult::State::Answered)
                throw Error(ErrorCode::Internal, sql, answer.message);
            return answer;
        };
        ask(before);
        ask("SET TIME ZONE 'UTC'");
        auto plan = planMove(tables, options, {});
        for (auto& table : plan.tables)
            if (table.name == "parent" && ranges > 1)
                table.ranges = ranges;
            else if (table.name == "kinds")
                table.parts = 3;
        QTemporaryDir folder;
        const auto with = tools(source, postgres, scratch.name(), folder);
        if (pgloader)
            load(plan, source, postgres, scratch.name(), folder);
        write(folder.filePath("copy.sh"), copyScript(plan));
        QProcess copy;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert("MYSQL", with.mysql);
        environment.insert("PSQL", with.psql);
        environment.insert("PGPASSWORD", QString::fromStdString(postgres.password.value_or("")));
        environment.insert("PGOPTIONS", "-c TimeZone=America/New_York"); // the values do not depend on it
        if (choices.contains("timestamptz"))
            environment.insert("PGOPTIONS", "-c TimeZone=UTC");
        copy.setProcessEnvironment(environment);
        QStringList arguments{folder.filePath("copy.sh")};
        if (pgloader)
            for (const auto& table : plan.tables)
                if (!table.pgloader)
                    arguments << QString::fromStdString(table.schema + "." + table.name);
        copy.setProcessChannelMode(QProcess::MergedChannels);
        copy.start("bash", arguments);
        QVERIFY(copy.waitForFinished(60000));
        const auto said = copy.readAll();
        QVERIFY2(copy.exitCode() == 0, said.constData());
        ask(after);

        const bool infinity = choices.contains("infinity"), list = choices.contains("set=list");
        const auto left =
            must("SELECT id, label, euro, note, flag, one + 0, BIN(many + 0), state, tags, price, ratio, "
                 "small + 0E0, day, at, moment, t, y, HEX(raw), HEX(blobby) FROM parent ORDER BY id");
        const auto right = ask(fmt::format(
            "SELECT id, label, euro, note, flag, one, ltrim(many::text, '0'), state, {}, price, ratio, "
            "small::float8, day, at, moment AT TIME ZONE 'UTC', t, y, upper(encode(raw, 'hex')), "
            "upper(encode(blobby, 'hex')) FROM cw_move.parent ORDER BY id",
            list ? "tags" : "array_to_string(tags, ',')"));
        QCOMPARE(right.rows.size(), std::size_t(3));
        for (std::size_t r = 0; r < 3; ++r)
            for (std::size_t c = 0; c < left.columns.size(); ++c) {
                auto was = left.rows[r][c], is = right.rows[r][c];
                if (left.columns[c] == "day" || left.columns[c] == "at")
                    if (was && was->find("-00") != std::string::npos)
                        was = infinity ? std::optional<std::string>("-infinity") : std::nullopt;
                if (left.columns[c].starts_with("bin") && was == "0")
                    was = "";
                if (left.columns[c].starts_with("small")) {
                    QCOMPARE(was.has_value(), is.has_value());
                    continue;
                }
                QVERIFY2(prove::normalised(was) == prove::normalised(is),
                         (left.columns[c] + ": " + was.value_or("NULL") + " became " + is.value_or("NULL"))
                             .c_str());
            }
        QCOMPARE(ask("SELECT count(*) AS n FROM cw_move.keyless WHERE b = 'a' OR b IS NULL").rows[0][0],
                 std::optional<std::string>("3"));
        QCOMPARE(ask("SELECT count(*) AS n FROM cw_move.\"odd name\"").rows[0][0],
                 std::optional<std::string>("2"));
        // The next row gets a number behind those that came.
        QCOMPARE(ask("SELECT nextval(pg_get_serial_sequence('cw_move.parent', 'id')) AS n").rows[0][0],
                 std::optional<std::string>("4294967297"));
        for (const auto& table : plan.tables)
            for (std::size_t c = 0; c < table.columns.size() && !table.key.empty(); ++c) {
                const auto was = must(fmt::format("SELECT {} AS v FROM {} ORDER BY {}", table.sourceTexts[c],
                                                  "`" + table.name + "`", table.key));
                const auto is = ask(fmt::format("SELECT {} AS v FROM {} ORDER BY {}", table.targetTexts[c],
                                                table.target, table.targetKey));
                for (std::size_t r = 0; r < was.rows.size(); ++r)
                    QVERIFY2(was.rows[r] == is.rows.at(r),
                             fmt::format("{} {}: {} became {}", table.name, table.columns[c],
                                         was.rows[r][0].value_or("NULL"), is.rows[r][0].value_or("NULL"))
                                 .c_str());
            }
        // Both sides say the same of the same rows, and not of others.
        const auto lines = compared(plan, with, environment, folder);
        QCOMPARE(lines.second, lines.first);
        QVERIFY2(lines.first.contains("cw_move.parent\t1/1\t3\t"), lines.first.constData());
        QVERIFY2(lines.first.contains("cw_move.kinds\t3/3\t"), lines.first.constData());
        QVERIFY2(lines.first.contains("cw_move.bare\t1/1\t0\t0\n"), lines.first.constData());
        QCOMPARE(lines.first.count('\n'), 7);
        ask("UPDATE cw_move.kinds SET tiny = 16777218 WHERE id = -3");
        ask("DELETE FROM cw_move.keyless WHERE ctid = (SELECT min(ctid::text)::tid FROM cw_move.keyless "
            "WHERE a = 7)");
        const auto changed = compared(plan, with, environment, folder);
        QCOMPARE(changed.first, lines.first);
        const auto was = lines.second.split('\n'), is = changed.second.split('\n');
        QCOMPARE(is.size(), was.size());
        for (int i = 0; i < was.size(); ++i)
            QCOMPARE(was[i] != is[i],
                     was[i].startsWith("cw_move.kinds\t1/3") || was[i].startsWith("cw_move.keyless"));
        must("DROP DATABASE cw_move");
    }

    /// Other servers, old and new, to another PostgreSQL, with a session in another zone.
    void bothSidesSayTheSame_data() {
        QTest::addColumn<QString>("source");
        QTest::newRow("MySQL 5.6") << "CAUSEWAY_TEST_MYSQL56";
        QTest::newRow("MySQL 9.7") << "CAUSEWAY_TEST_MYSQL97";
    }
    void bothSidesSayTheSame() {
        QFETCH(QString, source);
        LIVE_SERVER(mysql, source.toStdString());
        LIVE_SERVER(postgres, "CAUSEWAY_TEST_PG17");
        for (const char* tool : {"mysql", "psql", "bash"})
            LIVE_PROGRAM(tool);
        std::vector<std::string> statements{"SET SESSION TRANSACTION READ WRITE",
                                            "SET NAMES utf8mb4",
                                            "SET sql_mode = ''",
                                            "SET time_zone = '+00:00'",
                                            "DROP DATABASE IF EXISTS cw_move",
                                            "CREATE DATABASE cw_move CHARACTER SET utf8mb4",
                                            "USE cw_move"};
        for (const auto statement : split(kOldSchema, ';'))
            if (!trim(statement).empty())
                statements.emplace_back(statement);
        statements.insert(statements.end(), std::begin(kOldRows), std::end(kOldRows));
        live_test::execute(mysql, statements);

        Progress progress;
        const auto tables = catalog(kOldSchema);
        const auto [before, after] = scriptAroundLoad(convertSchema(tables, {}, progress));
        prove::ScratchDatabase scratch(postgres.target, postgres.password, progress);
        QCOMPARE(scratch.session().run("t", before, {}, progress).message, std::string());
        const auto plan = planMove(tables, {}, {});
        QTemporaryDir folder;
        const auto with = tools(mysql, postgres, scratch.name(), folder);
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert("MYSQL", with.mysql);
        environment.insert("PSQL", with.psql);
        environment.insert("PGPASSWORD", QString::fromStdString(postgres.password.value_or("")));
        environment.insert("PGOPTIONS", "-c TimeZone=America/New_York");
        write(folder.filePath("copy.sh"), copyScript(plan));
        QProcess copy;
        copy.setProcessEnvironment(environment);
        copy.setProcessChannelMode(QProcess::MergedChannels);
        copy.start("bash", {folder.filePath("copy.sh")});
        QVERIFY(copy.waitForFinished(60000));
        const auto said = copy.readAll();
        QVERIFY2(copy.exitCode() == 0, said.constData());
        const auto lines = compared(plan, with, environment, folder);
        QCOMPARE(lines.second, lines.first);
        QVERIFY2(lines.first.contains("cw_move.kinds\t1/1\t3\t") &&
                     lines.first.contains("cw_move.keyless\t1/1\t3\t"),
                 lines.first.constData());
        live_test::execute(mysql, {"SET SESSION TRANSACTION READ WRITE", "DROP DATABASE cw_move"});
    }

private:
    /// What the two comparing scripts write, of the source and of the target.
    static std::pair<QByteArray, QByteArray> compared(const MovePlan& plan, const Tools& with,
                                                      const QProcessEnvironment& environment,
                                                      const QTemporaryDir& folder) {
        write(folder.filePath("compare-source.sql"), compareSource(plan));
        write(folder.filePath("compare-target.sql"), compareTarget(plan));
        const auto run = [&](const QString& command, const QString& input) {
            QProcess process;
            process.setProcessEnvironment(environment);
            process.setStandardInputFile(input);
            auto words = command.split(' ');
            const auto program = words.takeFirst();
            process.start(program, words);
            if (!process.waitForFinished(60000) || process.exitCode() != 0)
                throw Error(ErrorCode::Internal, program.toStdString(),
                            process.readAllStandardError().toStdString());
            return process.readAllStandardOutput();
        };
        return {run(with.mysql + " --batch --raw --skip-column-names", folder.filePath("compare-source.sql")),
                run(with.psql + " -f " + folder.filePath("compare-target.sql"), QProcess::nullDevice())};
    }
    static void load(const MovePlan& plan, const live_test::Server& source, const live_test::Server& target,
                     const std::string& database, const QTemporaryDir& folder) {
        const auto commands = pgloaderCommands(plan, "cw_move");
        QVERIFY(commands.find("'keyless'") != std::string::npos);
        write(folder.filePath("rows.load"), commands);
        QProcess loader;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert("SOURCE", QString("mysql://%1@%2:%3/cw_move")
                                         .arg(QString::fromStdString(source.target.user),
                                              QString::fromStdString(source.target.host))
                                         .arg(source.target.port));
        environment.insert("TARGET", QString("postgresql://%1@%2:%3/%4")
                                         .arg(QString::fromStdString(target.target.user),
                                              QString::fromStdString(target.target.host))
                                         .arg(target.target.port)
                                         .arg(QString::fromStdString(database)));
        loader.setProcessEnvironment(environment);
        loader.setProcessChannelMode(QProcess::MergedChannels);
        loader.setWorkingDirectory(folder.path());
        loader.start("pgloader", {"--root-dir", folder.path(), folder.filePath("rows.load")});
        QVERIFY(loader.waitForFinished(60000));
        const auto said = loader.readAll();
        QVERIFY2(loader.exitCode() == 0 && !said.contains("ERROR") && !said.contains("FATAL"),
                 said.constData());
    }
};

QTEST_GUILESS_MAIN(TestMoveLive)
#include "tst_move_live.moc"
