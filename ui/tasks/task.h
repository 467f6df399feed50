// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>

namespace causeway::ui {

/// One piece of background work: a core function with its Progress. Its signals arrive in the thread that
/// started it. Lives until its TaskRunner goes.
class Task : public QObject {
    Q_OBJECT
public:
    enum class State { Working, Done, Failed, Cancelled };

    QString title() const { return title_; }
    State state() const { return state_; }
    QString stage() const { return stage_; }
    quint64 done() const { return done_; }
    quint64 total() const { return total_; } ///< 0 while not known
    /// What failed, why and what next; only in State::Failed.
    const Error* error() const { return error_.get(); }
    double seconds() const;
    void cancel() { progress_->cancel(); }

signals:
    void progressed();
    void finished(); ///< in any of the three end states

private:
    friend class TaskRunner;
    Task(QString title, QObject* parent);
    void note(const QString& stage, quint64 done, quint64 total);
    void end(State state, std::unique_ptr<Error> error);

    QString title_, stage_;
    State state_ = State::Working;
    quint64 done_ = 0, total_ = 0;
    qint64 startedMs_ = 0, endedMs_ = 0;
    std::shared_ptr<Progress> progress_;
    std::unique_ptr<Error> error_;
};

/// Starts tasks on a pool of threads; the only code of the window that knows threads.
class TaskRunner : public QObject {
    Q_OBJECT
public:
    explicit TaskRunner(QObject* parent = nullptr);
    /// Cancels what is still working and waits for it.
    ~TaskRunner() override;

    /// work runs in another thread and must touch nothing of the window; onDone runs in this one, and only
    /// when work returned without an error.
    Task* start(const QString& title, std::function<void(Progress&)> work, std::function<void()> onDone = {});
    /// All tasks, oldest first.
    const QList<Task*>& tasks() const { return tasks_; }
    int working() const;

signals:
    void started(causeway::ui::Task* task);
    void changed(); ///< the number of working tasks is another

private:
    struct Pool;
    std::unique_ptr<Pool> pool_;
    QList<Task*> tasks_;
};

} // namespace causeway::ui
