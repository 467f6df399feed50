// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPointF>
#include <QRectF>
#include <QString>

#include <functional>
#include <map>
#include <string>
#include <vector>

class QPainter;
class QPdfWriter;

namespace causeway::ui {

/// Painter units to a point: a QFont takes whole pixels only, so print draws in tenths of a point.
inline constexpr double kUnitsPerPoint = 10;
/// A4 in points.
inline constexpr double kPageWidth = 595.276, kPageHeight = 841.89;

struct PageLink {
    int page = 0; ///< 1-based
    QRectF place; ///< points from the page's top left
    std::string target;
};
struct PagePlace {
    int page = 0;
    double y = 0;
};
struct OutlineEntry {
    QString title;
    int level = 1;
    PagePlace place;
};

/// What a laid-out document leaves beside its pages.
struct PageMarks {
    int pages = 0;
    std::vector<PageLink> links;
    std::map<std::string, PagePlace> anchors;
    std::vector<OutlineEntry> outline;
};

/// Pages to draw on, measured in points. Without a painter it only counts pages and collects marks: the first
/// pass.
class PageCanvas {
public:
    PageCanvas() = default;
    PageCanvas(QPdfWriter& writer, QPainter& painter) : writer_(&writer), painter_(&painter) {}

    /// nullptr in the first pass. Its coordinates are kUnitsPerPoint to a point.
    QPainter* painter() const { return painter_; }
    void beginPage();
    int page() const { return marks_.pages; }

    void fill(const QRectF& place, const QColor& colour);
    void rule(double x, double y, double width, double thickness, const QColor& colour);
    void icon(const QPointF& corner, double side, const QString& name, const QColor& colour);
    /// drawing runs in the second pass only.
    void draw(const std::function<void(QPainter&)>& drawing);

    void link(const QRectF& place, const std::string& target);
    void anchor(const std::string& id, double y);
    void outline(const QString& title, int level, double y);
    const PageMarks& marks() const { return marks_; }

private:
    QPdfWriter* writer_ = nullptr;
    QPainter* painter_ = nullptr;
    PageMarks marks_;
};

} // namespace causeway::ui
