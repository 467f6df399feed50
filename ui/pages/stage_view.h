// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workbench/workbench.h"

#include <QStackedWidget>

#include <functional>

namespace causeway::ui {

class FailedState;
class WorkingState;

/// Shows a stage's page, or in its place what it lacks, how far it is, or why it failed. A page puts its
/// whole body into one and calls nothing else of it.
class StageView : public QStackedWidget {
    Q_OBJECT
public:
    /// body: shown while there is a result, also while it is being renewed. hasResult is asked at every
    /// change.
    StageView(Workbench& workbench, Workbench::Stage stage, QWidget* body, std::function<bool()> hasResult,
              QWidget* parent = nullptr);
    /// What stands there without a snapshot; the button leads to Sources.
    void setEmpty(const QString& iconName, const QString& title, const QString& text);

signals:
    void toSources();

private:
    void refresh();
    void watch(Task* task);

    Workbench& workbench_;
    Workbench::Stage stage_;
    std::function<bool()> hasResult_;
    QWidget* body_;
    QWidget* empty_ = nullptr;
    QWidget* working_ = nullptr;
    WorkingState* progress_ = nullptr;
    QWidget* failed_ = nullptr;
};

} // namespace causeway::ui
