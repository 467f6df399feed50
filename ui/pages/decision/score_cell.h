// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decision/decision.h"

#include <QAbstractButton>

#include <vector>

namespace causeway::ui {

/// One option's score in one criterion: its figure, and a bar to its low end with its range behind it. A
/// click chooses it.
class ScoreCell : public QAbstractButton {
    Q_OBJECT
public:
    explicit ScoreCell(QWidget* parent = nullptr);
    void setScore(const CriterionScore& score, bool leading, const QString& name);
    QSize sizeHint() const override { return {80, 40}; }
    QSize minimumSizeHint() const override { return {64, 34}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    CriterionScore score_;
    bool leading_ = false;
};

/// An option's points at the foot of its column, with what each criterion adds to them as one bar.
class TotalCell : public QWidget {
    Q_OBJECT
public:
    explicit TotalCell(QWidget* parent = nullptr);
    /// parts: points of 100 by criterion; `chosen` is the part that stands out.
    void setTotal(const Ranking::Total& total, std::vector<double> parts, int chosen, bool leading,
                  bool fails);
    QSize sizeHint() const override { return {80, 72}; }
    QSize minimumSizeHint() const override { return {64, 64}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Ranking::Total total_;
    std::vector<double> parts_;
    int chosen_ = -1;
    bool leading_ = false, fails_ = false;
};

} // namespace causeway::ui
