// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workbench/workbench.h"

#include <QPointer>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace causeway::ui {

class ConnectionForm;
class ConnectionPanel;
class ElidedLabel;
class ProbeList;
class SourcePanel;
class TaskPlace;

/// "Servers and files": what was read at the left, the connection in the middle, its test at the right.
class ServerView : public QWidget {
    Q_OBJECT
public:
    explicit ServerView(Workbench& workbench, QWidget* parent = nullptr);
    ConnectionForm* form() const { return form_; }
    void test();
    void collect();
    void importFiles(const QStringList& paths);
    bool working() const;

signals:
    void workingChanged();

private:
    /// A server that the next collection reads together with the one in the form.
    struct Waiting {
        Target target;
        std::string password;
    };

    QWidget* makeMiddle();
    QWidget* makeProbes(QWidget* parent);
    QWidget* makeActions(QWidget* parent);
    /// sheet: a CollectionPlan::Sheet.
    void showPlan(int sheet);
    void edited();
    void refreshActions();
    void addAnother();
    void refreshWaiting();
    /// Passwords of these servers, in memory for one run.
    static SecretProvider secretsOf(const std::vector<Waiting>& servers);

    Workbench& workbench_;
    SourcePanel* sources_;
    ConnectionForm* form_ = nullptr;
    ConnectionPanel* result_;
    TaskPlace* place_ = nullptr;
    ProbeList* probes_ = nullptr;
    ElidedLabel* cost_ = nullptr;
    QHBoxLayout* waitingRow_ = nullptr;
    QWidget* waitingBox_ = nullptr;
    ElidedLabel* lacking_ = nullptr;
    QPushButton *test_ = nullptr, *collect_ = nullptr, *another_ = nullptr;
    std::vector<Waiting> waiting_;
    QPointer<Task> testing_;
    Engine engine_ = Engine::MySQL;
};

} // namespace causeway::ui
