// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/conversion.h"
#include "ui/pages/workload/workload_source.h"
#include "ui/tasks/task.h"

#include <QObject>
#include <QPointer>

#include <map>
#include <optional>
#include <string>

namespace causeway::ui {

/// What PostgreSQL makes of a shape.
struct ShapeConversion {
    std::optional<Conversion> conversion;
    QString reason; ///< why there is none
};

/// Converts the samples of a digest in the background: the heaviest shapes at once, others when asked for.
class QueryConversions : public QObject {
    Q_OBJECT
public:
    explicit QueryConversions(TaskRunner& tasks, QObject* parent = nullptr)
        : QObject(parent), tasks_(tasks) {}
    ~QueryConversions() override;

    /// Forgets what it knows, and begins with the heaviest shapes of this source. A source that is PostgreSQL
    /// already has nothing to convert.
    void setSource(const WorkloadSource& source);
    bool applies() const { return source_ && !source_.postgresql(); }
    /// Null while it is not known; ask() then begins with it.
    const ShapeConversion* of(const std::string& id) const;
    void ask(const QueryClass& shape);
    std::map<std::string, Verdict> verdicts() const;

signals:
    void changed();

private:
    void start(std::vector<const QueryClass*> shapes, const QString& title);
    TaskRunner& tasks_;
    WorkloadSource source_;
    std::map<std::string, ShapeConversion> known_;
    QList<QPointer<Task>> working_;
    quint64 generation_ = 0;
};

} // namespace causeway::ui
