// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_export.h"

#include "core/base/time.h"
#include "ui/charts/chart_painter.h"
#include "ui/kit/table_export.h"
#include "ui/theme/theme_manager.h"

#include <QBuffer>
#include <QPainter>
#include <QSvgGenerator>

#include <fmt/format.h>

#include <cmath>
#include <map>

namespace causeway::ui {
namespace {

using report::ChartAxis;
using report::ChartSpec;

constexpr QSize kSize(960, 540);
constexpr double kMargin = 28, kUnitsPerPoint = 1.6;

void paintPicture(QPainter& painter, const ChartPicture& picture) {
    const auto style = ChartStyle::forPrint(kUnitsPerPoint);
    const auto write = [&](const std::string& text, bool strong, double pixels, const QColor& colour,
                           double y) {
        QFont font = style.labelFont(strong);
        font.setPixelSize(int(pixels));
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(QPointF(kMargin, y),
                         QFontMetricsF(font).elidedText(QString::fromStdString(text), Qt::ElideRight,
                                                        kSize.width() - 2 * kMargin));
    };
    painter.fillRect(QRect(QPoint(0, 0), kSize), Qt::white);
    painter.setRenderHint(QPainter::Antialiasing);
    write(picture.spec.title, true, 20, style.theme->text, kMargin + 16);
    write(picture.spec.subtitle, false, 14, style.theme->muted, kMargin + 40);
    write(picture.spec.source, false, 12, style.theme->muted, kSize.height() - kMargin + 8);
    const double top = kMargin + 60, foot = picture.spec.source.empty() ? kMargin : kMargin + 20;
    paintChart(painter, QRectF(kMargin, top, kSize.width() - 2 * kMargin, kSize.height() - top - foot),
               picture.spec, kUnitsPerPoint, picture.span);
}

std::string cell(std::string text, char separator) {
    if (separator == ',')
        return csvCell(QString::fromStdString(text)).toStdString();
    for (char& c : text)
        if (c == '\t' || c == '\n' || c == '\r')
            c = ' ';
    return text;
}

std::string number(double value) {
    return std::isfinite(value) ? fmt::format("{}", value) : std::string();
}

const std::vector<std::string>& categoriesOf(const ChartSpec& spec) {
    return spec.x.categories.empty() ? spec.y.categories : spec.x.categories;
}

std::string placeText(const ChartSpec& spec, double x) {
    const auto& categories = categoriesOf(spec);
    if (x >= 0 && x < double(categories.size()))
        return categories[std::size_t(x)];
    if (spec.x.kind != ChartAxis::Kind::Date)
        return number(x);
    const auto at = Instant(std::chrono::minutes(std::llround(x * 24 * 60)));
    const auto iso = toIso(at);
    return x == std::floor(x) ? iso.substr(0, 10) : iso.substr(0, 16) + "Z";
}

bool hasEnds(const ChartSpec& spec, const report::ChartSeries& series) {
    return series.band || spec.kind == ChartSpec::Kind::Range;
}

std::string withUnit(const std::string& name, const std::string& unit) {
    return unit.empty() ? name : name + ", " + unit;
}

} // namespace

QByteArray chartSvg(const ChartPicture& picture) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(kSize);
    generator.setViewBox(QRect(QPoint(0, 0), kSize));
    generator.setTitle(QString::fromStdString(picture.spec.title));
    generator.setDescription(QString::fromStdString(picture.spec.subtitle));
    QPainter painter(&generator);
    paintPicture(painter, picture);
    painter.end();
    // Our fonts are seldom installed where it is opened; Inter is what they are made of.
    for (const char* family : {"Causeway Sans", "Causeway Figures"})
        bytes.replace(QByteArray("font-family=\"") + family + "\"",
                      QByteArray("font-family=\"'") + family + "', Inter, sans-serif\"");
    return bytes;
}

QImage chartImage(const ChartPicture& picture) {
    QImage image(kSize * 2, QImage::Format_RGB32);
    QPainter painter(&image);
    painter.scale(2, 2);
    paintPicture(painter, picture);
    return image;
}

std::string chartTable(const ChartSpec& spec, char separator) {
    const bool lying = spec.kind == ChartSpec::Kind::HorizontalBar || spec.kind == ChartSpec::Kind::Range;
    const std::string& unit = lying && spec.y.unit.empty() ? spec.x.unit : spec.y.unit;
    std::string out = cell(withUnit("x", lying ? std::string() : spec.x.unit), separator);
    std::map<double, std::vector<std::string>> rows;
    std::size_t column = 0;
    const auto put = [&](double x, std::size_t at, double value) {
        auto& row = rows[x];
        if (row.size() <= at)
            row.resize(at + 1);
        row[at] = number(value);
    };
    for (const auto& series : spec.series) {
        const bool ends = hasEnds(spec, series);
        out += separator + cell(withUnit(series.name, unit), separator);
        if (ends)
            out += separator + cell(withUnit(series.name + " low", unit), separator) + separator +
                   cell(withUnit(series.name + " high", unit), separator);
        for (const auto& point : series.points) {
            if (!std::isfinite(point.x))
                continue;
            put(point.x, column, point.y);
            if (ends) {
                put(point.x, column + 1, point.low);
                put(point.x, column + 2, point.high);
            }
        }
        column += ends ? 3 : 1;
    }
    out += '\n';
    for (auto& [x, row] : rows) {
        row.resize(column);
        out += cell(placeText(spec, x), separator);
        for (const auto& value : row)
            out += separator + value;
        out += '\n';
    }
    return out;
}

QByteArray chartBytes(const ChartPicture& picture, const QString& path) {
    if (path.endsWith(".svg", Qt::CaseInsensitive))
        return chartSvg(picture);
    if (path.endsWith(".png", Qt::CaseInsensitive)) {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        chartImage(picture).save(&buffer, "PNG");
        return bytes;
    }
    return QByteArray::fromStdString(
        chartTable(picture.spec, path.endsWith(".tsv", Qt::CaseInsensitive) ? '\t' : ','));
}

} // namespace causeway::ui
