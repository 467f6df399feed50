// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/document.h"
#include "ui/kit/card.h"
#include "ui/tasks/task.h"

#include <QTemporaryDir>

#include <memory>

class QLabel;
class QPdfDocument;
class QPdfView;

namespace causeway::ui {

/// The report as it will print: the very file that export saves, drawn in the background.
class ReportPreview : public Card {
    Q_OBJECT
public:
    explicit ReportPreview(TaskRunner& tasks, QWidget* parent = nullptr);
    ~ReportPreview() override;
    void setDocument(const report::Document& document);
    /// The drawn file, or empty while there is none.
    QString file() const;

signals:
    void ready();

private:
    void load(const QString& path);
    void turn(int pages);
    void describe();
    void dressDesk();

    TaskRunner& tasks_;
    QTemporaryDir folder_;
    QString file_;
    int number_ = 0; ///< of the newest drawing; an older one that ends later is dropped
    std::unique_ptr<QPdfDocument> document_;
    QPdfView* view_;
    QLabel* page_;
};

} // namespace causeway::ui
