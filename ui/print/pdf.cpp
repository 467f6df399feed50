// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/pdf.h"

#include "ui/print/blocks.h"
#include "ui/print/pdf_marks.h"
#include "ui/theme/theme_manager.h"

#include <QBuffer>
#include <QHashSeed>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>

namespace causeway::ui {
namespace {

void printSection(PageFlow& flow, const report::Section& section) {
    const QString number = QString::fromStdString(section.number),
                  title = QString::fromStdString(section.title);
    const QString named = number.isEmpty() ? title : number + "  " + title;
    flow.setSection(named);
    const bool major = section.level <= 1;
    const TextStyle style = major || section.newPage ? print_style::pageTitle() : print_style::section();
    const TextBlock numberBlock(number, withColour(style, printTheme().muted), 120);
    const double indent = number.isEmpty() ? 0 : numberBlock.naturalWidth() + style.size * 0.5;
    const TextBlock block(QString::fromStdString(section.headline.empty() ? section.title : section.headline),
                          style, PageFrame::textWidth - indent);
    if (section.newPage) {
        flow.newPage();
    } else {
        flow.space(24);
        flow.need(block.height() + 90);
    }
    flow.canvas().anchor(section.id, flow.y());
    flow.canvas().outline(named, section.level, flow.y());
    if (!number.isEmpty())
        numberBlock.draw(flow.canvas(), {PageFrame::left, flow.y()}, 0, 1);
    flow.text(block, PageFrame::left + indent, 8);
    for (const report::Block& content : section.blocks)
        std::visit([&flow](const auto& value) { print(flow, value); }, content);
}

PageMarks layOutDocument(PageCanvas& canvas, const report::Document& document, const PageMarks* firstPass,
                         Progress& progress) {
    PageFlow flow(canvas, document, firstPass, progress);
    printCover(flow);
    printContents(flow);
    for (const report::Section& section : document.sections)
        printSection(flow, section);
    return canvas.marks();
}

/// Qt numbers the fonts of a PDF in the order of a hash: with a fixed seed the same document gives the same
/// bytes.
class FixedHashSeed {
public:
    FixedHashSeed() { QHashSeed::setDeterministicGlobalSeed(); }
    ~FixedHashSeed() { QHashSeed::resetRandomGlobalSeed(); }
    FixedHashSeed(const FixedHashSeed&) = delete;
    FixedHashSeed& operator=(const FixedHashSeed&) = delete;
};

} // namespace

QByteArray renderPdf(const report::Document& document, Progress& progress) {
    loadFonts();
    PageCanvas counting;
    const PageMarks firstPass = layOutDocument(counting, document, nullptr, progress);
    const FixedHashSeed seed;
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins({});
    writer.setResolution(int(72 * kUnitsPerPoint));
    QPainter painter(&writer);
    PageCanvas canvas(writer, painter);
    const PageMarks marks = layOutDocument(canvas, document, &firstPass, progress);
    painter.end();
    progress.report("adding links and bookmarks");
    return finishPdf(buffer.data(), document, marks);
}

void writePdf(const report::Document& document, const QString& path, Progress& progress) {
    const QByteArray bytes = renderPdf(document, progress);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        throw Error(ErrorCode::Storage, "cannot write " + path.toStdString(),
                    file.errorString().toStdString(),
                    "Choose another place, or close the program that has the file open.");
}

} // namespace causeway::ui
