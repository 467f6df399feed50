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

/// White that shrinks step by step where that saves a page or fits one.
constexpr double kDensities[] = {1, 0.8, 0.6, 0.4};
/// A last page of less than this share is one that nobody wants to turn to.
constexpr double kNearEmpty = 0.22;
/// A section begins below another that fills less than this.
constexpr double kJoin = 0.34;

double heightOf(PageFlow& flow, const report::Block& block) {
    const auto extent = flow.measured(
        [&](PageFlow& scratch) {
            std::visit([&scratch](const auto& value) { print(scratch, value); }, block);
        },
        PageFrame::top, flow.density());
    return extent.pages > 1 ? PageFrame::body : extent.y - PageFrame::top;
}

/// A heading stands on the page of what follows it.
void keepWithNext(PageFlow& flow, const report::Section& section, std::size_t index) {
    const auto* heading = std::get_if<report::Heading>(&section.blocks[index]);
    if (!heading)
        return;
    constexpr double kHead = 40;
    double room = kHead;
    const std::size_t last = std::min(section.blocks.size(), index + 1 + std::size_t(heading->keep));
    for (std::size_t i = index + 1; i < last; ++i)
        room += heightOf(flow, section.blocks[i]) + 6;
    if (heading->keep == 0 && index + 1 < section.blocks.size())
        room += leadIn(flow, section.blocks[index + 1]);
    if (room < PageFrame::body)
        flow.need(room);
}

void printContent(PageFlow& flow, const report::Section& section) {
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
    flow.canvas().anchor(section.id, flow.y());
    flow.canvas().outline(named, section.level, flow.y());
    if (!number.isEmpty())
        numberBlock.draw(flow.canvas(), {PageFrame::left, flow.y()}, 0, 1);
    flow.text(block, PageFrame::left + indent, 8);
    for (std::size_t i = 0; i < section.blocks.size(); ++i) {
        keepWithNext(flow, section, i);
        std::visit([&flow](const auto& value) { print(flow, value); }, section.blocks[i]);
    }
}

/// Where the section goes on fewer pages with less white, or its last page is nearly empty: the first density
/// that mends it.
double densityFor(PageFlow& flow, const report::Section& section) {
    const auto extent = [&](double density) {
        return flow.measured([&](PageFlow& scratch) { printContent(scratch, section); }, PageFrame::top,
                             density);
    };
    const auto designed = extent(1);
    // The summary is one page, and a finding's sheet is where white can make it one.
    const bool onePage = section.id == "summary" || section.level == 2;
    const bool tail = designed.y - PageFrame::top < kNearEmpty * PageFrame::body;
    if (designed.pages == 1 || (!tail && !onePage))
        return 1;
    for (const double density : kDensities)
        if (const auto tighter = extent(density);
            onePage ? tighter.pages == 1 : tighter.pages < designed.pages)
            return density;
    return 1;
}

/// Whether a section that asks for a page of its own stands better below what is there: where that page is
/// nearly empty, or has room for all of it.
bool joins(PageFlow& flow, const report::Section& section) {
    constexpr double kGap = 30;
    if (flow.closed())
        return false;
    if (flow.y() - PageFrame::top < (section.level > 1 ? kNearEmpty : kJoin) * PageFrame::body)
        return true;
    if (section.level > 1 || flow.room() < PageFrame::body * 0.2)
        return false;
    const auto extent = flow.measured([&](PageFlow& scratch) { printContent(scratch, section); },
                                      std::min(flow.y() + kGap, PageFrame::bottom), 1);
    return extent.pages == 1 && extent.y <= PageFrame::bottom;
}

void printSection(PageFlow& flow, const report::Section& section) {
    constexpr double kBetween = 30, kBegin = 150;
    flow.setDensity(1);
    const bool joined = section.newPage && joins(flow, section);
    const QString number = QString::fromStdString(section.number),
                  title = QString::fromStdString(section.title);
    if (!joined && section.newPage) {
        flow.setSection(number.isEmpty() ? title : number + "  " + title);
        flow.newPage();
        flow.setDensity(densityFor(flow, section));
    } else {
        flow.space(kBetween);
        flow.need(kBegin);
    }
    printContent(flow, section);
    flow.setDensity(1);
    flow.setClosed(section.id == "summary");
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
