// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

class QVBoxLayout;

namespace causeway::ui {

/// A column that scrolls when it is higher than its place, on the ground of what it stands on.
class ScrollBox : public QScrollArea {
    Q_OBJECT
public:
    explicit ScrollBox(QWidget* parent = nullptr);
    /// Where widgets go, from the top.
    QVBoxLayout* column() const { return column_; }
    /// Takes everything out; the column starts anew at the top.
    void clear();

private:
    QVBoxLayout* column_ = nullptr;
};

} // namespace causeway::ui
