// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/collect/files/text_source.h"

#include <QTemporaryDir>
#include <QtTest>

#include <zlib.h>
#include <zstd.h>

#include <fstream>

using namespace causeway;

namespace {

std::string gzip(const std::string& text) {
    z_stream z{};
    deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&z, text.size()) + 64, '\0');
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    z.avail_in = uInt(text.size());
    z.next_out = reinterpret_cast<Bytef*>(out.data());
    z.avail_out = uInt(out.size());
    deflate(&z, Z_FINISH);
    out.resize(out.size() - z.avail_out);
    deflateEnd(&z);
    return out;
}

std::string zstd(const std::string& text) {
    std::string out(ZSTD_compressBound(text.size()), '\0');
    out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
    return out;
}

std::string readAll(TextSource source) {
    std::string out;
    for (auto piece = source.read(); !piece.empty(); piece = source.read())
        out += piece;
    return out;
}

} // namespace

class TestTextSource : public QObject {
    Q_OBJECT
    std::string text_;

    void expectError(const std::string& bytes, const char* part) {
        try {
            readAll(TextSource::fromMemory("dump", bytes));
            QFAIL("no error");
        } catch (const Error& e) {
            QCOMPARE(e.code(), ErrorCode::Input);
            QVERIFY2(QString::fromStdString(e.what()).contains(part), e.what());
        }
    }

private slots:
    void initTestCase() {
        unsigned seed = 1;
        for (int i = 0; i < 400'000; ++i) {
            seed = seed * 1103515245 + 12345;
            text_ += char('a' + (seed >> 16) % 26);
        }
    }
    void readsAllPackings() {
        QCOMPARE(readAll(TextSource::fromMemory("m", text_)), text_);
        QCOMPARE(readAll(TextSource::fromMemory("m", gzip(text_))), text_);
        QCOMPARE(readAll(TextSource::fromMemory("m", zstd(text_))), text_);
        QCOMPARE(readAll(TextSource::fromMemory("m", gzip("one") + gzip("two"))), std::string("onetwo"));
        QCOMPARE(readAll(TextSource::fromMemory("m", zstd("one") + zstd("two"))), std::string("onetwo"));
        QCOMPARE(readAll(TextSource::fromMemory("m", "")), std::string());
        QCOMPARE(readAll(TextSource::fromMemory("m", gzip(""))), std::string());
    }
    void readsFiles() {
        QTemporaryDir dir;
        const auto path = dir.filePath("d.sql").toStdString(); // the name does not tell the packing
        std::ofstream(path, std::ios::binary) << gzip(text_);
        auto source = TextSource::open(path);
        QCOMPARE(source.packing(), TextSource::Packing::Gzip);
        QCOMPARE(source.size(), std::uint64_t(gzip(text_).size()));
        source.read();
        QVERIFY(source.bytesRead() > 0 && source.bytesRead() <= source.size());
        QVERIFY_EXCEPTION_THROWN(TextSource::open(dir.path().toStdString()), Error);
        QVERIFY_EXCEPTION_THROWN(TextSource::open(path + ".absent"), Error);
    }
    void sequentialProgress() {
        auto source = TextSource::fromMemory("m", zstd(text_));
        std::uint64_t last = 0;
        for (auto piece = source.read(); !piece.empty(); piece = source.read()) {
            QVERIFY(source.bytesRead() >= last);
            last = source.bytesRead();
        }
        QCOMPARE(last, source.size());
        QCOMPARE(source.bytesGiven(), std::uint64_t(text_.size()));
    }
    void damageIsNamed() {
        const auto gz = gzip(text_), zs = zstd(text_);
        expectError(gz.substr(0, gz.size() / 2), "ends too early");
        expectError(zs.substr(0, zs.size() / 2), "ends too early");
        auto bad = gz;
        bad[bad.size() / 2] = char(~bad[bad.size() / 2]);
        bad[bad.size() - 5] = char(~bad[bad.size() - 5]);
        expectError(bad, "at byte");
        bad = zs;
        for (std::size_t i = 5; i < 12; ++i)
            bad[i] = char(~bad[i]);
        expectError(bad, "at byte");
    }
};

QTEST_APPLESS_MAIN(TestTextSource)
#include "tst_text_source.moc"
