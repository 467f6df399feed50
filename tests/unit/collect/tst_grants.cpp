// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/collect/script/grant_script.h"

#include <QTest>

using namespace causeway;

/// What an administrator is asked to grant: by engine and version, quoted, and nothing that writes.
class TestGrants : public QObject {
    Q_OBJECT
private:
    static QString script(Engine engine, const Version& version = {}, const std::string& user = {}) {
        return QString::fromStdString(grantScript(engine, version, user));
    }
    /// The statements that would run: comments left out.
    static QStringList statements(const QString& text) {
        QStringList lines;
        for (const auto& line : text.split('\n'))
            if (!line.startsWith("--") && !line.trimmed().isEmpty())
                lines << line;
        return lines;
    }

private slots:
    void versionsHaveTheirPrivileges() {
        QVERIFY(script(Engine::MariaDB, {10, 4, 0})
                    .contains("GRANT SELECT, PROCESS, SHOW VIEW, REPLICATION CLIENT ON"));
        QVERIFY(script(Engine::MariaDB, {10, 11, 19}).contains("BINLOG MONITOR, SLAVE MONITOR ON *.*"));
        QVERIFY(script(Engine::MySQL, {5, 6, 24}).contains("REPLICATION CLIENT ON *.*"));
    }

    void nothingThatRunsCanWrite() {
        for (const auto engine : {Engine::MySQL, Engine::MariaDB, Engine::PostgreSQL}) {
            const auto lines = statements(script(engine));
            QVERIFY(lines.size() == 2 || lines.size() == 3);
            for (const auto& line : lines)
                for (const char* word : {"ALL PRIVILEGES", "INSERT", "UPDATE", "DELETE", " SUPER", "TRIGGER",
                                         "EVENT", "pg_write", "GRANT OPTION", " SUPERUSER"})
                    QVERIFY2(!line.contains(word), qPrintable(line));
        }
    }

    void whatIsLeftOutIsSaid() {
        const auto text = script(Engine::MySQL);
        QVERIFY(text.contains("-- GRANT TRIGGER ON *.* TO 'causeway'@'%';"));
        QVERIFY(text.contains("not assessed"));
        QVERIFY(script(Engine::PostgreSQL).contains("--   superuser: "));
    }

    void namesAreQuoted() {
        QVERIFY(script(Engine::MySQL, {}, "o'neil\\").contains("'o''neil\\\\'@'%'"));
        QVERIFY(script(Engine::PostgreSQL, {}, "a\"b").contains("\"a\"\"b\""));
        // A name cannot leave its comment either.
        for (const auto& line : statements(script(Engine::PostgreSQL, {}, "x\nDROP TABLE t; --")))
            QVERIFY2(!line.startsWith("DROP"), qPrintable(line));
    }
};

QTEST_APPLESS_MAIN(TestGrants)
#include "tst_grants.moc"
