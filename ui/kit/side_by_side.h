// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

class QLabel;

namespace causeway::ui {

class CodeView;

/// Source and target of a conversion beside each other, scrolled together, changed lines marked.
class SideBySide : public QWidget {
    Q_OBJECT
public:
    explicit SideBySide(QWidget* parent = nullptr);
    void setTitles(const QString& left, const QString& right);
    /// MySQL at the left, PostgreSQL at the right. Lines whose words differ from every line of the other side
    /// are marked.
    void setTexts(const QString& mysql, const QString& postgresql);
    /// F8 and Shift+F8: the next or previous marked line of the target; false at the end.
    bool step(bool forward);
    CodeView* target() const { return right_; }

private:
    QLabel* leftTitle_;
    QLabel* rightTitle_;
    CodeView* left_;
    CodeView* right_;
    std::vector<int> marks_;
    int at_ = -1;
    bool scrolling_ = false;
};

} // namespace causeway::ui
