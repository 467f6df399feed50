// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_layout.h"

#include <QWidget>

namespace causeway::ui {

/// A ChartSpec on the screen: hover card, keys ← → for the cursor, wheel zooms x at the pointer, a double
/// click fits.
class ChartView : public QWidget {
    Q_OBJECT
public:
    explicit ChartView(QWidget* parent = nullptr);
    void setSpec(const report::ChartSpec& spec);
    const report::ChartSpec& spec() const { return spec_; }
    /// A fixed room for the labels of y, in pixels, so that charts above each other align; 0 takes what they
    /// need.
    void setLeftMargin(double pixels);
    /// The dotted cursor; stacked charts pass it on to each other.
    void setCursorX(std::optional<double> x);
    const ChartLayout& chartLayout() const { return layout_; }
    QSize sizeHint() const override { return {420, 240}; }
    QSize minimumSizeHint() const override { return {160, 110}; }

signals:
    /// x of the point under the cursor, in the axis' values; NaN when the pointer has left.
    void cursorMoved(double x);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void rebuild();
    void moveCursor(double x);
    std::vector<double> stops() const;
    struct HoverLine {
        QString name, value;
    };
    QList<HoverLine> hoverLines() const;
    QString cursorText() const;
    void paintCursor(QPainter& painter) const;
    void paintHoverCard(QPainter& painter) const;

    report::ChartSpec spec_;
    ChartLayout layout_;
    std::optional<std::pair<double, double>> span_;
    std::optional<double> cursor_;
    double leftMargin_ = 0;
    bool key_ = false;
};

} // namespace causeway::ui
