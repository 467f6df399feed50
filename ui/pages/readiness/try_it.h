// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "core/readiness/choices/choices.h"
#include "core/readiness/conversion.h"
#include "ui/tasks/task.h"

#include <memory>
#endif

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QTimer;

namespace causeway {
struct Snapshot;
struct ReadinessReport;
} // namespace causeway

namespace causeway::ui {

class Card;
class CodeView;
class ObstacleList;

/// A scratchpad: MySQL's words at the left, PostgreSQL's at the right as one types, with what changed its
/// meaning. The schema of the report's server is known to it. Nothing is kept.
class TryIt : public QWidget {
    Q_OBJECT
public:
    explicit TryIt(QWidget* parent = nullptr);
    ~TryIt() override;
    /// The schema that names are looked up in from now on; null for none.
    void setSchema(std::shared_ptr<const Snapshot> snapshot, const std::string& server,
                   const ConversionChoices& choices, int targetVersion);
    void setText(const QString& sql);
    void focusText();
    /// How long the last conversion took, in milliseconds; -1 before the first.
    double lastMs() const { return lastMs_; }

signals:
    void converted();

private:
    struct Schema;
    struct Result;
    QWidget* makeTexts();
    void convert();
    void show(const Result& result);

    std::shared_ptr<Schema> schema_;
    CodeView *source_, *target_;
    QLabel *schemaNote_, *time_;
    QHBoxLayout* chips_;
    Card* way_;
    ObstacleList* obstacles_;
    QTimer* pause_;
    bool working_ = false, again_ = false;
    double lastMs_ = -1;
    std::unique_ptr<TaskRunner> runner_; ///< last: its thread ends before what it reads goes
};

} // namespace causeway::ui
