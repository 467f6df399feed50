// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/collect/files/dump.h"

#include <QFile>
#include <QtTest>

#include <random>

using namespace causeway;

/// Real DDL with seeded damage: the reader ends, throws nothing but Error, and loses no statement in silence.
class TestDumpMutations : public QObject {
    Q_OBJECT
    std::string text_;

    static std::string mutant(const std::string& text, std::mt19937& random) {
        static constexpr std::string_view kPieces[] = {"'",
                                                       "\"",
                                                       "`",
                                                       "\\",
                                                       "/*",
                                                       "*/",
                                                       "/*!50001 ",
                                                       "/*M!100100 ",
                                                       "-- ",
                                                       "#",
                                                       "\n",
                                                       ";",
                                                       "(",
                                                       ")",
                                                       ",",
                                                       "BEGIN",
                                                       "END",
                                                       "SELECT",
                                                       "CREATE TABLE",
                                                       "ALTER TABLE",
                                                       "DELIMITER ;;\n",
                                                       "DELIMITER ;\n",
                                                       "DEFAULT",
                                                       "KEY",
                                                       "PARTITION",
                                                       "VALUES",
                                                       std::string_view("\0", 1),
                                                       "\xFF\xFE",
                                                       "\xE2\x82",
                                                       "((((((((((((((((",
                                                       "CASE WHEN ",
                                                       "99999999999999999999",
                                                       "0x",
                                                       "@",
                                                       ":="};
        auto out = text;
        for (int i = 0, n = 1 + int(random() % 6); i < n && !out.empty(); ++i) {
            const auto at = random() % out.size();
            switch (random() % 5) {
            case 0:
                out[at] = char(random() % 256);
                break;
            case 1:
                out.erase(at, 1 + random() % 40);
                break;
            case 2:
                out.insert(at, kPieces[random() % std::size(kPieces)]);
                break;
            case 3:
                out.insert(at, out.substr(random() % out.size(), random() % 200));
                break;
            default:
                if (random() % 8 == 0)
                    out.resize(at);
            }
        }
        return out;
    }

private slots:
    void initTestCase() {
        QFile file(CAUSEWAY_SOURCE_DIR "/tests/golden/data/mariadb_10_11_torture.sql");
        QVERIFY(file.open(QIODevice::ReadOnly));
        text_ = file.readAll().toStdString();
    }
    /// A slice of the fixture at a time, so that most mutants hit definitions and not the session's SETs.
    void mutants() {
        std::mt19937 random(20261122);
        std::size_t understood = 0, unparsed = 0;
        for (int round = 0; round < 4000; ++round) {
            const auto from = random() % text_.size();
            const auto damaged = mutant(text_.substr(from, 500 + random() % 4000), random);
            auto source = TextSource::fromMemory("mutant", damaged);
            Progress progress;
            try {
                const auto d = readDump(source, progress);
                understood += d.catalog.objectCount();
                unparsed += d.catalog.unparsed.size();
                for (const auto& u : d.catalog.unparsed)
                    QVERIFY(!u.message.empty() && u.place.line > 0 && u.text.size() < 400);
            } catch (const Error& e) {
                QCOMPARE(e.code(), ErrorCode::Input);
            }
        }
        QVERIFY2(understood > 2000, std::to_string(understood).c_str()); // damage stays where it is
        QVERIFY2(unparsed > 2000, std::to_string(unparsed).c_str());
    }
};

QTEST_APPLESS_MAIN(TestDumpMutations)
#include "tst_dump_mutations.moc"
