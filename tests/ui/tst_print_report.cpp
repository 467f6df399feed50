// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/builder.h"
#include "ui/print/pdf.h"
#include "unit/roadmap/engagements.h"

#include <QApplication>
#include <QTest>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

using namespace causeway;
using namespace causeway::report;
using causeway::testing::clinic;
using causeway::testing::retailer;

namespace {

Document built(const std::string& client) {
    const auto engagement = client == "retailer" ? retailer() : clinic();
    const auto input = engagement.input();
    return buildReport(input, buildRoadmap(input));
}

} // namespace

/// What core/report builds from an engagement prints as it is.
class TestPrintReport : public QObject {
    Q_OBJECT
private slots:
    void prints_data() {
        QTest::addColumn<QString>("client");
        QTest::newRow("retailer") << "retailer";
        QTest::newRow("clinic") << "clinic";
    }
    void prints() {
        QFETCH(QString, client);
        const Document document = built(client.toStdString());
        Progress progress;
        const QByteArray bytes = ui::renderPdf(document, progress);
        const QString folder = qEnvironmentVariable("CAUSEWAY_TEST_PICTURES");
        if (!folder.isEmpty())
            ui::writePdf(document, folder + "/" + client + ".pdf", progress);
        QPDF pdf;
        pdf.processMemoryFile("test", bytes.constData(), std::size_t(bytes.size()));
        const auto pages = QPDFPageDocumentHelper(pdf).getAllPages();
        QVERIFY(pages.size() > document.sections.size() / 2);
        QVERIFY(pdf.getRoot().getKey("/Outlines").isDictionary());
    }
};

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen"); // print must work without a display
    QApplication application(argc, argv);
    TestPrintReport test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_print_report.moc"
