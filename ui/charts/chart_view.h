// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_export.h"
#include "ui/charts/chart_legend.h"

#include <QWidget>

class QMenu;
class QToolButton;

namespace causeway::ui {

/// A ChartSpec on the screen. Crosshair under the pointer and by ← →; the wheel, + and − zoom x at the
/// crosshair, a drag zooms to what it covers, a double click or 0 fits; a click on a series' name hides it; L
/// makes the value axis logarithmic. The menu (right click, or the button at the top right) copies and saves
/// as SVG, PNG, CSV and TSV.
class ChartView : public QWidget {
    Q_OBJECT
public:
    using Span = std::optional<std::pair<double, double>>;

    explicit ChartView(QWidget* parent = nullptr);
    /// What the user has set (zoom, hidden series, log axis) stays while the id and kind stay.
    void setSpec(const report::ChartSpec& spec);
    const report::ChartSpec& spec() const { return spec_; }
    /// As it is shown: hidden series without points, the log axis as chosen.
    const report::ChartSpec& shown() const { return shown_; }
    ChartPicture picture() const { return {shown_, span_}; }
    /// A fixed room for the labels of y, in pixels, so that charts above each other align; 0 takes what they
    /// need.
    void setLeftMargin(double pixels);
    /// The dotted cursor; stacked charts pass it on to each other.
    void setCursorX(std::optional<double> x);
    const ChartLayout& chartLayout() const { return layout_; }
    /// Where the legend's entry of a series stands, or its name at the line's end; empty where it has none.
    QRectF namePlace(std::size_t series) const;

    /// The part of x that is shown; all of it when there is none.
    const Span& span() const { return span_; }
    /// Emits spanChanged() where it is another; stacked charts and tables pass it on to each other.
    void setSpan(const Span& span);
    bool canZoom() const;
    /// factor < 1 shows less; around the cursor, or around the middle.
    void zoom(double factor);
    bool isHidden(std::size_t series) const;
    void setHidden(std::size_t series, bool hidden);
    bool isLog() const;
    void setLog(bool log);

    QSize sizeHint() const override { return {420, 240}; }
    QSize minimumSizeHint() const override { return {160, 110}; }

signals:
    /// x of the point under the cursor, in the axis' values; NaN when the pointer has left.
    void cursorMoved(double x);
    void spanChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void rebuild();
    void refreshShown();
    void moveCursor(double x);
    void moveCursorTo(const QPointF& place);
    void zoomAround(double place, double factor);
    void zoomToDrag();
    /// The axis along which the chart zooms: x, or the rows of bars that lie.
    ChartScale along() const;
    /// Where a place lies on it, 0 to 1.
    double shareAlong(const QPointF& place) const;
    std::optional<std::size_t> seriesAt(const QPointF& place) const;
    void paintDrag(QPainter& painter) const;
    QMenu* makeMenu();
    void save(const char* ending, const char* filter);

    report::ChartSpec spec_, shown_;
    ChartLayout layout_;
    ChartLegend legend_;
    std::vector<double> stops_;             ///< every x (or row) that has a point
    std::pair<double, double> whole_{0, 1}; ///< the range of along() without a zoom
    Span span_;
    std::set<std::string> hidden_;
    std::optional<bool> log_; ///< as the user chose; else as the spec says
    std::optional<double> cursor_;
    std::optional<QPointF> press_, drag_;
    double leftMargin_ = 0;
    QToolButton* more_;
};

} // namespace causeway::ui
