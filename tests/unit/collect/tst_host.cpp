// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/files/host_files.h"
#include "unit/collect/test_files.h"

#include <cmath>
#include <random>

using namespace causeway;

namespace {

const Instant kFileTime = *parseInstant("2026-11-22T15:00:00Z");

HostFile read(const char* name) {
    return readHostFile(capture(name), name, kFileTime);
}
bool near(std::optional<double> value, double expected) {
    return value && std::abs(*value - expected) < 1e-6;
}
std::string kinds(const HostFile& file) {
    std::string all;
    for (const auto& kind : file.kinds)
        all += kind + " ";
    return all;
}

} // namespace

class TestHost : public QObject {
    Q_OBJECT
private slots:
    void sarReports();
    void sarTwelveHours();
    void sarOldVersionAndMidnight();
    void sadfSaysTheSameAsSar();
    void vmstat();
    void iostat_data();
    void iostat();
    void iostatOldVersion();
    void df_data();
    void df();
    void dfLongNames();
    void freeUnits();
    void systemFacts();
    void loneNumberNeedsAName();
    void severalProgramsInOneFile();
    void merging();
    void hostile();
};

void TestHost::sarReports() {
    const auto file = read("host/sar.txt");
    QCOMPARE(kinds(file), std::string("sar "));
    QCOMPARE(file.metrics.cpus.value_or(0), 2);
    QCOMPARE(file.samples.size(), std::size_t(12));
    const auto& sample = file.samples.at(*parseInstant("2026-11-22T14:12:53Z"));
    QVERIFY(near(sample.cpuBusy, 0.3505));
    QVERIFY(near(sample.ioWait, 0.1289));
    QVERIFY(near(sample.runQueue, 1));
    QVERIFY(near(sample.diskUtil, 0.344));
    QVERIFY(near(sample.diskAwaitMs, 1.37));
    QVERIFY(near(sample.diskReadsPerSecond, 1230));
    QVERIFY(near(sample.diskWritesPerSecond, 2));
    QVERIFY(near(sample.swapInPerSecond, 0));
    // This version counts no cache as used.
    QVERIFY(near(file.samples.begin()->second.memoryUsedBytes, 126916.0 * 1024));
    QCOMPARE(toIso(*file.captured), std::string("2026-11-22T14:13:00Z"));
}

void TestHost::sarTwelveHours() {
    const auto half = read("host/sar_12h.txt"), whole = read("host/sar.txt");
    QCOMPARE(half.samples.size(), std::size_t(12));
    for (const auto& [at, sample] : half.samples) {
        QVERIFY(sample.cpuBusy == whole.samples.at(at).cpuBusy);
        QVERIFY(sample.diskUtil == whole.samples.at(at).diskUtil);
        QVERIFY(sample.memoryUsedBytes == whole.samples.at(at).memoryUsedBytes);
    }
}

void TestHost::sarOldVersionAndMidnight() {
    const auto file =
        readHostFile("Linux 2.6.32 (db1) \t11/20/2026 \t_x86_64_\t(4 CPU)\n\n"
                     "11:50:01 PM       CPU     %user     %nice   %system   %iowait    %steal     %idle\n"
                     "11:59:01 PM       all     10.00      0.00      5.00      5.00      0.00     80.00\n"
                     "12:09:01 AM       all     20.00      0.00      5.00      5.00      0.00     70.00\n"
                     "Average:          all     15.00      0.00      5.00      5.00      0.00     75.00\n\n"
                     "11:50:01 PM kbmemfree kbmemused  %memused kbbuffers  kbcached kbswpfree kbswpused  "
                     "%swpused  kbswpcad\n"
                     "11:59:01 PM   1000000   3000000     75.00    100000   1900000   2000000         0      "
                     "0.00         0\n\n"
                     "11:50:01 PM       DEV       tps  rd_sec/s  wr_sec/s  avgrq-sz  avgqu-sz     await     "
                     "svctm     %util\n"
                     "11:59:01 PM    dev8-0     10.00      1.00      2.00      8.00      0.10      4.00      "
                     "2.00     40.00\n"
                     "11:59:01 PM   dev8-16     11.00      1.00      2.00      8.00      0.10      9.00      "
                     "2.00     90.00\n"
                     "12:00:00 AM       LINUX RESTART\n\n"
                     "Linux 2.6.32 (db1) \t11/21/2026 \t_x86_64_\t(4 CPU)\n\n"
                     "12:00:01 PM       CPU     %user     %nice   %system   %iowait    %steal     %idle\n"
                     "12:10:01 PM       all     30.00      0.00      0.00      0.00      0.00     70.00\n",
                     "sar.txt", kFileTime);
    QCOMPARE(file.metrics.cpus.value_or(0), 4);
    QCOMPARE(file.samples.size(), std::size_t(3));
    const auto& first = file.samples.at(*parseInstant("2026-11-20T23:59:01Z"));
    QVERIFY(near(first.cpuBusy, 0.15));
    QVERIFY(near(first.memoryUsedBytes, 1000000.0 * 1024)); // 3.0 GB less buffers and cache
    QVERIFY(near(first.diskUtil, 0.9));
    QVERIFY(near(first.diskAwaitMs, 9));
    QVERIFY(near(file.samples.at(*parseInstant("2026-11-21T00:09:01Z")).cpuBusy, 0.25));
    QVERIFY(near(file.samples.at(*parseInstant("2026-11-21T12:10:01Z")).cpuBusy, 0.3));
    QVERIFY(near(file.metrics.ramBytes, 4000000.0 * 1024));
}

void TestHost::sadfSaysTheSameAsSar() {
    const auto sar = read("host/sar.txt");
    for (const char* name : {"host/sadf_d.csv", "host/sadf_j.json"}) {
        const auto file = read(name);
        QCOMPARE(kinds(file), std::string("sadf "));
        QVERIFY(file.samples == sar.samples);
    }
    QCOMPARE(read("host/sadf_j.json").metrics.cpus.value_or(0), 2);
}

void TestHost::vmstat() {
    const auto plain = read("host/vmstat.txt");
    QCOMPARE(kinds(plain), std::string("vmstat "));
    QCOMPARE(plain.samples.size(), std::size_t(4)); // five lines, the first since boot
    QCOMPARE(plain.samples.rbegin()->first, kFileTime);
    QVERIFY(near(plain.samples.begin()->second.cpuBusy, 0.25));
    QVERIFY(near(plain.samples.begin()->second.runQueue, 4));
    QVERIFY(!plain.remarks.empty());
    const auto timed = read("host/vmstat_t.txt");
    QCOMPARE(timed.samples.size(), std::size_t(2));
    QVERIFY(near(timed.samples.at(*parseInstant("2026-11-22T14:12:58Z")).cpuBusy, 0.09));
    QVERIFY(timed.remarks.empty());
}

void TestHost::iostat_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("samples");
    QTest::addColumn<bool>("cpu");
    QTest::addColumn<bool>("timed");
    QTest::newRow("plain") << "host/iostat_x.txt" << 3 << true << false;
    QTest::newRow("times") << "host/iostat_xt.txt" << 2 << true << true;
    QTest::newRow("iso, devices only") << "host/iostat_xtd_iso.txt" << 1 << false << true;
    QTest::newRow("megabytes") << "host/iostat_xm.txt" << 1 << true << false;
}

void TestHost::iostat() {
    QFETCH(QString, name);
    QFETCH(int, samples);
    QFETCH(bool, cpu);
    QFETCH(bool, timed);
    const auto file = read(name.toUtf8().constData());
    QCOMPARE(kinds(file), std::string("iostat "));
    QCOMPARE(int(file.samples.size()), samples);
    QCOMPARE(file.samples.begin()->second.cpuBusy.has_value(), cpu);
    QCOMPARE(file.captured.has_value(), timed);
    if (name == "host/iostat_x.txt") {
        const auto& first = file.samples.begin()->second;
        QVERIFY(near(first.diskUtil, 0.018));
        QVERIFY(near(first.diskReadsPerSecond, 70.5));
        QVERIFY(near(first.diskAwaitMs, (70.5 * 0.65 + 11 * 2.27) / 81.5));
        QVERIFY(near(first.cpuBusy, 0.25));
    }
    if (name == "host/iostat_xtd_iso.txt")
        QVERIFY(file.samples.count(*parseInstant("2026-11-22T14:12:59Z")));
}

void TestHost::iostatOldVersion() {
    const auto file = readHostFile("Linux 2.6.18 (db1) \t20/11/26\n\nTime: 02:12:54 PM\n"
                                   "avg-cpu:  %user   %nice %system %iowait  %steal   %idle\n          10,00 "
                                   "   0,00    5,00    5,00    0,00   80,00\n\n"
                                   "Device:         rrqm/s   wrqm/s   r/s   w/s   rsec/s   wsec/s avgrq-sz "
                                   "avgqu-sz   await  svctm  %util\n"
                                   "sda               0,00     1,00  3,00  4,00    10,00    20,00     8,00   "
                                   "  0,01    5,50   1,00  12,50\n"
                                   "sdb               0,00     1,00  1,00  2,00    10,00    20,00     8,00   "
                                   "  0,01    7,50   1,00  55,00\n\n",
                                   "io", kFileTime);
    QCOMPARE(file.samples.size(), std::size_t(1));
    const auto& sample = file.samples.at(*parseInstant("2026-11-20T14:12:54Z"));
    QVERIFY(near(sample.diskUtil, 0.55));
    QVERIFY(near(sample.diskAwaitMs, 7.5));
    QVERIFY(near(sample.diskWritesPerSecond, 2));
    QVERIFY(near(sample.cpuBusy, 0.15));
}

void TestHost::df_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<double>("size");
    QTest::addColumn<QString>("type");
    QTest::newRow("-k") << "host/df_k.txt" << 264212084.0 * 1024 << "";
    QTest::newRow("-P") << "host/df_P.txt" << 264212084.0 * 1024 << "";
    QTest::newRow("-T") << "host/df_T.txt" << 264212084.0 * 1024 << "ext4";
    QTest::newRow("-h") << "host/df_h.txt" << 252.0 * 1024 * 1024 * 1024 << "";
    QTest::newRow("-hT") << "host/df_hT.txt" << 252.0 * 1024 * 1024 * 1024 << "ext4";
}

void TestHost::df() {
    QFETCH(QString, name);
    QFETCH(double, size);
    QFETCH(QString, type);
    const auto file = read(name.toUtf8().constData());
    QCOMPARE(kinds(file), std::string("df "));
    QCOMPARE(file.metrics.filesystems.size(), std::size_t(4));
    const auto& root = file.metrics.filesystems[2];
    QCOMPARE(root.device, std::string("/dev/vda"));
    QCOMPARE(root.mount, std::string("/"));
    QCOMPARE(root.sizeBytes, size);
    QCOMPARE(QString::fromStdString(root.type), type);
}

void TestHost::dfLongNames() {
    const auto file =
        readHostFile("Filesystem           1K-blocks      Used Available Use% Mounted on\n"
                     "/dev/mapper/vg_data-lv_mysql_data\n"
                     "                     104857600  52428800  52428800  50% /var/lib/my sql\n"
                     "//nas/my share           1000       500       500  50% /mnt\n"
                     "Filesystem  Inodes IUsed IFree IUse% Mounted on\n/dev/sda1 100 1 99 1% /x\n",
                     "df", kFileTime);
    QCOMPARE(file.metrics.filesystems.size(), std::size_t(2));
    QCOMPARE(file.metrics.filesystems[0].device, std::string("/dev/mapper/vg_data-lv_mysql_data"));
    QCOMPARE(file.metrics.filesystems[0].mount, std::string("/var/lib/my sql"));
    QCOMPARE(file.metrics.filesystems[0].usedBytes, 52428800.0 * 1024);
    QCOMPARE(file.metrics.filesystems[1].device, std::string("//nas/my share"));
}

void TestHost::freeUnits() {
    const double total = 24684084.0 * 1024;
    for (const char* name : {"host/free.txt", "host/free_b.txt", "host/free_m.txt", "host/free_h.txt"}) {
        const auto file = read(name);
        QCOMPARE(kinds(file), std::string("free "));
        QVERIFY2(std::abs(*file.metrics.ramBytes / total - 1) < 0.03, name);
        QVERIFY(file.samples.at(kFileTime).memoryUsedBytes.has_value());
    }
    const auto old =
        readHostFile("             total       used       free     shared    buffers     cached\n"
                     "Mem:      16331412   15902344     429068          0     201120   10321012\n"
                     "-/+ buffers/cache:    5380212   10951200\nSwap:      2097148          0    2097148\n",
                     "free", kFileTime);
    QVERIFY(near(old.samples.at(kFileTime).memoryUsedBytes, 5380212.0 * 1024));
}

void TestHost::systemFacts() {
    QCOMPARE(read("host/lscpu.txt").metrics.cpus.value_or(0), 2);
    QCOMPARE(read("host/nproc.txt").metrics.cpus.value_or(0), 2);
    QCOMPARE(read("host/thp.txt").metrics.settings.at("transparent_hugepage"), std::string("madvise"));
    QCOMPARE(read("host/swappiness.txt").metrics.settings.at("vm.swappiness"), std::string("60"));
    QVERIFY(read("host/uname.txt").metrics.kernel.starts_with("6."));
}

void TestHost::loneNumberNeedsAName() {
    QVERIFY(!readHostFile("60\n", "x.txt", kFileTime).recognised());
    QCOMPARE(readHostFile("60\n", "swappiness", kFileTime).metrics.settings.at("vm.swappiness"),
             std::string("60"));
    QVERIFY(!readHostFile("-4\n", "nproc", kFileTime).recognised());
}

void TestHost::severalProgramsInOneFile() {
    const auto text = capture("host/uname.txt") + capture("host/free.txt") + "\n" + capture("host/df_k.txt") +
                      "\n" + capture("host/vmstat.txt");
    const auto file = readHostFile(text, "all.txt", kFileTime);
    QCOMPARE(kinds(file), std::string("vmstat df uname free "));
    QCOMPARE(file.metrics.filesystems.size(), std::size_t(4));
}

void TestHost::merging() {
    HostMetrics known;
    mergeHost(known, read("host/lscpu.txt"));
    mergeHost(known, read("host/free.txt"));
    mergeHost(known, read("host/sar.txt"));
    mergeHost(known, read("host/df_k.txt"));
    mergeHost(known, read("host/df_k.txt"));
    QCOMPARE(known.cpus.value_or(0), 2);
    QCOMPARE(known.samples.size(), std::size_t(13));
    QCOMPARE(known.filesystems.size(), std::size_t(4));
    QVERIFY(std::is_sorted(known.samples.begin(), known.samples.end(),
                           [](const auto& a, const auto& b) { return a.at < b.at; }));
    const auto before = known;
    mergeHost(known, read("host/sar.txt"));
    QVERIFY(known == before);
}

void TestHost::hostile() {
    std::mt19937 random(11);
    const std::string seeds[] = {capture("host/sar.txt"),
                                 capture("host/iostat_xt.txt"),
                                 capture("host/vmstat_t.txt"),
                                 capture("host/sadf_d.csv"),
                                 capture("host/df_hT.txt"),
                                 capture("host/sadf_j.json"),
                                 capture("host/lscpu.txt") + capture("host/free.txt")};
    for (int run = 0; run < 400; ++run) {
        std::string text = seeds[std::size_t(run) % std::size(seeds)];
        for (int i = 0; i < 40; ++i)
            text[random() % text.size()] = char(random());
        text.resize(random() % text.size());
        readHostFile(text, "x", kFileTime);
    }
    QVERIFY(!readHostFile(std::string(2 << 20, '7'), "nproc", kFileTime).recognised());
    QVERIFY(!readHostFile("{\"sysstat\":" + std::string(1 << 20, '['), "x", kFileTime).remarks.empty());
    QVERIFY(readHostFile("MemTotal: 99999999999999999999 kB\nCPU(s): 1e99\n", "x", kFileTime).kinds.empty());
}

QTEST_APPLESS_MAIN(TestHost)
#include "tst_host.moc"
