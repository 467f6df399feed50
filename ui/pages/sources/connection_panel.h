// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/collect.h"
#include "ui/kit/card.h"

class QVBoxLayout;

namespace causeway::ui {

struct ConnectionStep;
class Task;

/// The right of Sources: the connection test step by step, what the account lacks and what would change it.
class ConnectionPanel : public Card {
    Q_OBJECT
public:
    explicit ConnectionPanel(QWidget* parent = nullptr);
    /// Before a test, or after the connection was edited: what a test does.
    void clear();
    void showWorking(Task* task);
    void show(const ConnectionTest& test, const Target& target);
    /// The test itself broke off: not a result of the server's.
    void showFailure(const Error& error);

private:
    void begin(const QString& line);
    void addStep(const ConnectionStep& step, const QString& time);
    void addAdvice(const ConnectionTest& test);
    void addFigure(const QString& label, const QString& value);

    QVBoxLayout* rows_;
};

} // namespace causeway::ui
