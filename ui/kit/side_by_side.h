// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <map>

class QLabel;

namespace causeway::ui {

class CodeView;
enum class LineMark;

/// Lines of `source` that have no equal in `target` and the other way round, by line from 1. Quotes of names,
/// case and blanks do not count, so that `id` and "id" are one. Texts of more than 4000 lines are not
/// compared.
struct LineDifference {
    std::map<int, LineMark> source, target;
};
LineDifference compareLines(const QString& source, const QString& target);

/// Source and target beside each other: scrolling locked together, changed lines marked in both.
class SideBySide : public QWidget {
    Q_OBJECT
public:
    explicit SideBySide(QWidget* parent = nullptr);
    /// titles: "MySQL 8.0, as found", "PostgreSQL 17, proposed"; notes stand at their right: "6 lines
    /// changed".
    void setTitles(const QString& source, const QString& target);
    void setNotes(const QString& source, const QString& target);
    /// MySQL at the left, PostgreSQL at the right.
    void setTexts(const QString& source, const QString& target);
    CodeView* source() const { return source_; }
    CodeView* target() const { return target_; }
    /// F8 and Shift+F8: the next or previous run of changed lines of the target; false at the end.
    bool step(bool forward);
    /// Runs of changed lines in the target, and the one the cursor stands in, from 1; 0 before the first.
    int changes() const;
    int currentChange() const;

public slots:
    void setScrollLocked(bool locked);

private:
    QLabel* titles_[2];
    QLabel* notes_[2];
    CodeView* source_;
    CodeView* target_;
    bool locked_ = true;
};

} // namespace causeway::ui
