// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/task.h"

#include <QDateTime>
#include <QPointer>
#include <QThreadPool>

#include <algorithm>
#include <chrono>

namespace causeway::ui {
namespace {

/// Progress is shown at most this often: a core loop may report a million times a second.
constexpr auto kReportEvery = std::chrono::milliseconds(60);
/// One for the stage in front, one for what a connection waits for.
constexpr int kThreads = 2;
/// A deep recursion in a worker must have the room that the main thread has.
constexpr int kStackBytes = 16 << 20;

} // namespace

struct TaskRunner::Pool {
    QThreadPool threads;
};

Task::Task(QString title, QObject* parent)
    : QObject(parent), title_(std::move(title)), startedMs_(QDateTime::currentMSecsSinceEpoch()) {}

double Task::seconds() const {
    return double((endedMs_ ? endedMs_ : QDateTime::currentMSecsSinceEpoch()) - startedMs_) / 1000;
}

void Task::note(const QString& stage, quint64 done, quint64 total) {
    stage_ = stage;
    done_ = done;
    total_ = total;
    emit progressed();
}

void Task::end(State state, std::unique_ptr<Error> error) {
    state_ = state;
    error_ = std::move(error);
    endedMs_ = QDateTime::currentMSecsSinceEpoch();
}

TaskRunner::TaskRunner(QObject* parent) : QObject(parent), pool_(std::make_unique<Pool>()) {
    pool_->threads.setMaxThreadCount(kThreads);
    pool_->threads.setStackSize(kStackBytes);
}

TaskRunner::~TaskRunner() {
    for (auto* task : tasks_)
        task->cancel();
    pool_->threads.waitForDone();
}

int TaskRunner::working() const {
    return int(std::count_if(tasks_.begin(), tasks_.end(),
                             [](const Task* t) { return t->state() == Task::State::Working; }));
}

Task* TaskRunner::start(const QString& title, std::function<void(Progress&)> work,
                        std::function<void()> onDone) {
    auto* task = new Task(title, this);
    tasks_ << task;
    QPointer<Task> guard(task);
    auto last = std::make_shared<std::chrono::steady_clock::time_point>();
    // The runner waits for its threads before it dies, so it is there to take the queued calls, which Qt
    // drops with the task itself.
    task->progress_ = std::make_shared<Progress>(
        [this, guard, last](std::string_view stage, std::uint64_t done, std::uint64_t total) {
            const auto at = std::chrono::steady_clock::now();
            if (at - *last < kReportEvery)
                return;
            *last = at;
            const auto text = QString::fromUtf8(stage.data(), qsizetype(stage.size()));
            QMetaObject::invokeMethod(this, [guard, text, done, total] {
                if (guard && guard->state() == Task::State::Working)
                    guard->note(text, done, total);
            });
        });
    pool_->threads.start(
        [this, guard, progress = task->progress_, work = std::move(work), onDone = std::move(onDone)] {
            std::shared_ptr<Error> error;
            try {
                work(*progress);
            } catch (const Error& e) {
                error = std::make_shared<Error>(e);
            } catch (const std::exception& e) {
                error = std::make_shared<Error>(ErrorCode::Internal, "this should not happen", e.what());
            }
            QMetaObject::invokeMethod(this, [this, guard, error, onDone] {
                if (!guard)
                    return;
                const bool cancelled = error && error->code() == ErrorCode::Cancelled;
                guard->end(!error      ? Task::State::Done
                           : cancelled ? Task::State::Cancelled
                                       : Task::State::Failed,
                           error ? std::make_unique<Error>(*error) : nullptr);
                if (!error && onDone)
                    onDone();
                emit guard->finished();
                emit changed();
            });
        });
    emit started(task);
    emit changed();
    return task;
}

} // namespace causeway::ui
