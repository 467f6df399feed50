// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

class QVBoxLayout;

namespace causeway::ui {

/// A column that scrolls when it is higher than its place, on the ground of what it stands on. Its height
/// follows paragraphs that break anew when the width changes, which a plain QScrollArea misses while it is
/// hidden.
class ScrollBox : public QScrollArea {
    Q_OBJECT
public:
    explicit ScrollBox(QWidget* parent = nullptr);
    /// Where widgets go, from the top.
    QVBoxLayout* column() const { return column_; }
    /// Takes everything out; what comes next stands at the top.
    void clear();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void fit();
    QVBoxLayout* column_;
};

} // namespace causeway::ui
