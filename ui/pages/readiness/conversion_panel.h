// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/conversion.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QSplitter;
class QToolButton;

namespace causeway::ui {

class Card;
class ElidedLabel;
class ObstacleList;
class SideBySide;

/// One object in full: source and target beside each other, below them what stands in the way and what the
/// conversion rests on.
class ConversionPanel : public QWidget {
    Q_OBJECT
public:
    explicit ConversionPanel(QWidget* parent = nullptr);
    /// source: "MySQL 5.6.24"; targetVersion: PostgreSQL's major.
    void showConversion(const Conversion& conversion, const QString& source, int targetVersion);
    /// The obstacles of the server and its workload: there is no text to compare.
    void showGeneral(const ReadinessReport& report);
    void clear();
    /// F8 and Shift+F8: the next or previous changed line; false at the end.
    bool step(bool forward);

private:
    QWidget* makeTexts();
    QWidget* makeObstacles();
    void sayChange();
    void setChips(const Conversion* conversion);

    QWidget* texts_;
    ElidedLabel* name_;
    QHBoxLayout* chips_;
    QLabel *place_, *change_;
    QToolButton *previous_, *next_;
    SideBySide* sides_;
    Card* way_;
    QWidget* proofRow_;
    QHBoxLayout* proof_;
    ObstacleList* obstacles_;
};

} // namespace causeway::ui
