// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/digest.h"
#include "ui/pages/workload/query_conversions.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace causeway::ui {

class ObstacleList;
class SideBySide;

/// What PostgreSQL makes of a query: both texts side by side with the changed parts marked, the badge that
/// says what was checked, and what stands in the way.
class ShapeConversionView : public QWidget {
    Q_OBJECT
public:
    explicit ShapeConversionView(QWidget* parent = nullptr);
    /// converted: null while it is being converted. applies: false for a server that is PostgreSQL.
    void show(const QueryClass& shape, const ShapeConversion* converted, bool applies, const QString& source);
    void clear();

private:
    void say(const QString& words);
    void showConversion(const Conversion& conversion);
    void openWide();
    QHBoxLayout* chips_;
    QLabel* proof_;
    QLabel* words_;
    QToolButton* wide_;
    SideBySide* sides_;
    ObstacleList* obstacles_;
    QString source_, target_, sourceTitle_, targetTitle_;
};

} // namespace causeway::ui
