// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/blocks.h"
#include "ui/theme/theme_manager.h"

#include <QPainter>

namespace causeway::ui {
namespace {

constexpr double kMark = 24, kMarkTop = 55;
constexpr double kStationsY = 501, kCircle = 13.5;
constexpr double kControlTop = 651, kControlRow = 70;

TextStyle styled(TextRole role, double size, double lead, const QColor& colour) {
    return {role, size, lead, colour, Qt::AlignLeft};
}

/// The consultancy's initial in a square; ours where no consultancy is named.
void mark(PageFlow& flow) {
    const Theme& theme = printTheme();
    const QString name = QString::fromStdString(flow.document().cover.consultancy);
    if (name.isEmpty()) {
        flow.canvas().icon({PageFrame::left, kMarkTop}, kMark, "mark", theme.accent);
    } else {
        for (const QRectF& edge : {QRectF(0, 0, kMark, 1.4), QRectF(0, kMark - 1.4, kMark, 1.4),
                                   QRectF(0, 0, 1.4, kMark), QRectF(kMark - 1.4, 0, 1.4, kMark)})
            flow.canvas().fill(edge.translated(PageFrame::left, kMarkTop), theme.text);
        TextStyle initial = styled(TextRole::BodyStrong, 14, kMark, theme.text);
        initial.alignment = Qt::AlignHCenter;
        TextBlock(name.left(1).toUpper(), initial, kMark)
            .draw(flow.canvas(), {PageFrame::left, kMarkTop}, 0, 1);
    }
    TextBlock(name.isEmpty() ? QStringLiteral("Causeway") : name,
              styled(TextRole::BodyStrong, 12, kMark, theme.text), 300)
        .draw(flow.canvas(), {PageFrame::left + kMark + 8, kMarkTop}, 0, 1);
    TextBlock(QString::fromStdString(flow.document().cover.confidentiality),
              rightAligned(styled(TextRole::BodyMedium, 10, kMark, theme.muted)), 140)
        .draw(flow.canvas(), {PageFrame::right - 140, kMarkTop}, 0, 1);
}

void titles(PageFlow& flow) {
    const report::Cover& cover = flow.document().cover;
    const TextBlock title(QString::fromStdString(cover.title), print_style::coverTitle(), 460);
    const TextBlock subtitle(QString::fromStdString(cover.subtitle),
                             styled(TextRole::Body, 13, 18.5, printTheme().muted), 400);
    double y = 218;
    TextBlock(QString::fromStdString(cover.client), styled(TextRole::BodyMedium, 14, 18, printTheme().muted),
              460)
        .draw(flow.canvas(), {PageFrame::left, y}, 0, 1);
    y += 26;
    const int lines = std::min(title.lines(), 4);
    title.draw(flow.canvas(), {PageFrame::left, y}, 0, lines);
    y += lines * title.lead() + 10;
    subtitle.draw(flow.canvas(), {PageFrame::left, y}, 0, std::min(subtitle.lines(), 4));
}

void circle(PageFlow& flow, const QPointF& centre, bool built, bool last) {
    flow.canvas().draw([&](QPainter& painter) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(built ? printTheme().accent : printTheme().borderStrong, 1.6 * kUnitsPerPoint));
        painter.setBrush(built && last ? printTheme().accent : printTheme().surface);
        painter.drawEllipse(centre * kUnitsPerPoint, kCircle * kUnitsPerPoint, kCircle * kUnitsPerPoint);
    });
}

/// The causeway: solid where it is built on evidence, dotted where it is not.
void stretch(PageFlow& flow, double from, double to, bool built) {
    flow.canvas().draw([&](QPainter& painter) {
        QPen pen(built ? printTheme().accent : printTheme().borderStrong,
                 (built ? 2.0 : 1.2) * kUnitsPerPoint, Qt::SolidLine, Qt::FlatCap);
        if (!built)
            pen.setDashPattern({2, 2});
        painter.setPen(pen);
        painter.drawLine(QPointF(from, kStationsY) * kUnitsPerPoint,
                         QPointF(to, kStationsY) * kUnitsPerPoint);
    });
}

QString stationIcon(std::size_t index) {
    static const char* const kIcons[] = {"sources", "audit",  "workload", "readiness",
                                         "lab",     "growth", "decision", "roadmap"};
    return kIcons[std::min<std::size_t>(index, 7)];
}

/// The eight stations have their icons by their English or Ukrainian name, else by their place.
QString iconFor(const std::string& name, std::size_t index, std::size_t count) {
    static const std::pair<const char*, const char*> kNames[] = {
        {"Sources", "sources"},      {"Audit", "audit"},       {"Workload", "workload"},
        {"Readiness", "readiness"},  {"Cluster", "lab"},       {"Cluster lab", "lab"},
        {"Growth", "growth"},        {"Decision", "decision"}, {"Roadmap", "roadmap"},
        {"Джерела", "sources"},      {"Аудит", "audit"},       {"Навантаження", "workload"},
        {"Готовність", "readiness"}, {"Кластери", "lab"},      {"Кластер", "lab"},
        {"Зростання", "growth"},     {"Рішення", "decision"},  {"План", "roadmap"}};
    for (const auto& [word, file] : kNames)
        if (name == word)
            return file;
    return count == 8 ? stationIcon(index) : QStringLiteral("check");
}

void stations(PageFlow& flow) {
    const auto& list = flow.document().cover.stations;
    if (list.empty())
        return;
    const double step =
        std::min(61.0, (PageFrame::width - 2 * kCircle) / double(std::max<std::size_t>(1, list.size() - 1)));
    for (std::size_t i = 0; i < list.size(); ++i) {
        const QPointF centre(PageFrame::left + kCircle + step * double(i), kStationsY);
        if (i + 1 < list.size())
            stretch(flow, centre.x() + kCircle, centre.x() + step - kCircle,
                    list[i].built && list[i + 1].built);
        const bool last = i + 1 == list.size();
        circle(flow, centre, list[i].built, last);
        const QColor ink = !list[i].built ? printTheme().muted
                           : last         ? printTheme().onAccent
                                          : printTheme().accent;
        flow.canvas().icon(centre - QPointF(6.5, 6.5), 13, iconFor(list[i].name, i, list.size()), ink);
        const double x = centre.x() - kCircle, width = step - 3;
        TextBlock(QString::fromStdString(list[i].name), print_style::label(), step + 4)
            .draw(flow.canvas(), {x, kStationsY + 25}, 0, 1);
        TextStyle style =
            styled(TextRole::BodyStrong, 9.5, 12, list[i].built ? printTheme().text : printTheme().muted);
        const QString result = QString::fromStdString(list[i].result);
        while (style.size > 7 && TextBlock(result, style, 500).naturalWidth() > width)
            style.size -= 0.25;
        const TextBlock value(result, style, width + 2);
        value.draw(flow.canvas(), {x, kStationsY + 37}, 0, std::min(2, value.lines()));
    }
}

void control(PageFlow& flow) {
    constexpr int kColumns = 4;
    const double step = (PageFrame::width + 12) / kColumns;
    const auto& pairs = flow.document().cover.control;
    for (std::size_t i = 0; i < pairs.size() && i < 8; ++i) {
        const std::size_t column = i % kColumns, row = i / kColumns;
        const double x = PageFrame::left + step * double(column), y = kControlTop + kControlRow * double(row);
        if (column == 0)
            flow.canvas().rule(PageFrame::left, y, PageFrame::width, row == 0 ? 1.2 : 0.5,
                               row == 0 ? printTheme().text : printTheme().border);
        TextBlock(QString::fromStdString(pairs[i].first), print_style::label(), step - 12)
            .draw(flow.canvas(), {x, y + 13}, 0, 1);
        const QString value = QString::fromStdString(pairs[i].second);
        const auto cut = value.indexOf('\n');
        const TextBlock first(value.left(cut < 0 ? value.size() : cut),
                              styled(TextRole::BodyMedium, 9.5, 13, printTheme().text), step - 12);
        const int lines = std::min(2, first.lines());
        first.draw(flow.canvas(), {x, y + 26}, 0, lines);
        if (cut >= 0)
            TextBlock(value.mid(cut + 1), styled(TextRole::Body, 9.5, 13, printTheme().muted), step - 12)
                .draw(flow.canvas(), {x, y + 26 + lines * 13.0}, 0, 1);
    }
}

} // namespace

void printCover(PageFlow& flow) {
    flow.coverPage();
    mark(flow);
    titles(flow);
    stations(flow);
    control(flow);
}

void printContents(PageFlow& flow) {
    flow.setSection(flow.word("contents"));
    flow.newPage();
    flow.canvas().anchor("contents", flow.y());
    flow.canvas().outline(flow.word("contents"), 1, flow.y());
    flow.text(TextBlock(flow.word("contents"), print_style::pageTitle(), PageFrame::textWidth),
              PageFrame::left, 14);
    constexpr double kNumber = 34, kPage = 40;
    // A list that is a little longer than the page moves closer together.
    double whole = 0;
    for (const report::Section& section : flow.document().sections) {
        const bool major = section.level <= 1;
        const double width = PageFrame::width - kPage - (major ? 1 : 2) * kNumber;
        whole += TextBlock(QString::fromStdString(section.title),
                           major ? print_style::strong() : print_style::body(), width)
                     .height() +
                 (major ? 8 : 3);
    }
    const double room = flow.room(), step = whole > room && whole < 1.45 * room ? room / whole : 1;
    for (const report::Section& section : flow.document().sections) {
        const bool major = section.level <= 1;
        const double x = PageFrame::left + (major ? 0 : kNumber),
                     width = PageFrame::right - kPage - x - kNumber;
        const TextBlock title(QString::fromStdString(section.title),
                              major ? print_style::strong() : print_style::body(), width);
        const double height = (title.height() + (major ? 8 : 3)) * step;
        flow.need(height - 0.01);
        TextBlock(QString::fromStdString(section.number), withColour(print_style::body(), printTheme().muted),
                  kNumber)
            .draw(flow.canvas(), {x, flow.y()}, 0, 1);
        title.draw(flow.canvas(), {x + kNumber, flow.y()});
        int page = 0;
        if (flow.firstPass())
            if (const auto found = flow.firstPass()->anchors.find(section.id);
                found != flow.firstPass()->anchors.end())
                page = found->second.page;
        TextStyle style = rightAligned(print_style::body());
        style.role = TextRole::Number;
        TextBlock(QString::number(page), style, kPage)
            .draw(flow.canvas(), {PageFrame::right - kPage, flow.y()}, 0, 1);
        flow.canvas().link(QRectF(x, flow.y(), PageFrame::right - x, title.height()), section.id);
        flow.advance(height);
    }
    flow.setClosed(true);
}

} // namespace causeway::ui
