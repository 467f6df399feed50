// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/roadmap/report_preview.h"

#include "ui/kit/buttons.h"
#include "ui/kit/label.h"
#include "ui/print/pdf.h"
#include "ui/theme/theme_manager.h"

#include <QPdfDocument>
#include <QPdfPageNavigator>
#include <QPdfView>
#include <QVBoxLayout>

#include <algorithm>

namespace causeway::ui {

ReportPreview::ReportPreview(TaskRunner& tasks, QWidget* parent)
    : Card(tr("The report"), {}, parent), tasks_(tasks), document_(std::make_unique<QPdfDocument>()) {
    setFlush();
    auto* back = makeToolButton("chevup", tr("Previous page"), this);
    auto* forth = makeToolButton("chevdown", tr("Next page"), this);
    page_ = makeLabel({}, TextRole::Small, "muted", this);
    addAction(page_);
    addAction(back);
    addAction(forth);
    view_ = new QPdfView(this);
    view_->setPageMode(QPdfView::PageMode::MultiPage);
    view_->setZoomMode(QPdfView::ZoomMode::FitToWidth);
    view_->setDocument(document_.get());
    view_->setFrameShape(QFrame::NoFrame);
    view_->setAccessibleName(tr("Report pages"));
    body()->addWidget(view_, 1);
    dressDesk();
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, &ReportPreview::dressDesk);
    connect(back, &QToolButton::clicked, this, [this] { turn(-1); });
    connect(forth, &QToolButton::clicked, this, [this] { turn(1); });
    connect(view_->pageNavigator(), &QPdfPageNavigator::currentPageChanged, this, &ReportPreview::describe);
}

ReportPreview::~ReportPreview() {
    view_->setDocument(nullptr);
}

/// The view paints what lies around its pages in the palette's dark colour.
void ReportPreview::dressDesk() {
    QPalette palette = view_->palette();
    palette.setColor(QPalette::Dark, theme().sunken);
    view_->setPalette(palette);
}

QString ReportPreview::file() const {
    return file_;
}

void ReportPreview::setDocument(const report::Document& document) {
    const auto path = folder_.filePath(QString("report-%1.pdf").arg(++number_));
    setSubtitle(tr("Drawing…"));
    auto* task = tasks_.start(
        tr("Drawing the report"),
        [document, path](Progress& progress) { writePdf(document, path, progress); },
        [this, path, number = number_] {
            if (number == number_)
                load(path);
        });
    connect(task, &Task::finished, this, [this, task] {
        if (task->error())
            setSubtitle(QString::fromStdString(task->error()->what()));
    });
}

void ReportPreview::load(const QString& path) {
    document_->load(path);
    file_ = path;
    describe();
    emit ready();
}

void ReportPreview::turn(int pages) {
    const int to =
        std::clamp(view_->pageNavigator()->currentPage() + pages, 0, std::max(0, document_->pageCount() - 1));
    view_->pageNavigator()->jump(to, {});
}

void ReportPreview::describe() {
    setSubtitle(tr("As it will print"));
    page_->setText(
        tr("page %1 of %2").arg(view_->pageNavigator()->currentPage() + 1).arg(document_->pageCount()));
}

} // namespace causeway::ui
