// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/counted.h"
#include "ui/pages/audit/audit_page.h"
#include "ui/pages/audit/comparison_dialog.h"
#include "ui/pages/audit/finding_panel.h"

#include <QPushButton>

#include <algorithm>
#include <cstdlib>

namespace causeway::ui {
namespace {

/// "4 points up since 2026-08-21".
QString changeText(const Comparison& c) {
    const int points = c.scoreAfter - c.scoreBefore;
    const auto day = QString::fromStdString(toIso(c.takenBefore)).left(10);
    if (points == 0)
        return AuditPage::tr("as many points as on %1").arg(day);
    const auto words = counted(std::abs(points), AuditPage::tr("point"), AuditPage::tr("points"));
    return (points > 0 ? AuditPage::tr("%1 up since %2") : AuditPage::tr("%1 down since %2")).arg(words, day);
}

} // namespace

/// Compares with the snapshot before, once for each report.
void AuditPage::refreshChange() {
    const auto report = workbench().audit();
    const auto current = workbench().snapshot();
    if (report && report == compared_)
        return;
    since_->hide();
    compared_ = report;
    if (!report || !current || workbench().stale(Workbench::Stage::Audit))
        return;
    std::optional<SnapshotInfo> before;
    for (const auto& one : workbench().snapshots())
        if (one.taken < current->taken && (!before || one.taken > before->taken))
            before = one;
    if (!before)
        return;
    workbench().compareWith(before->id, [this, report](std::shared_ptr<const Comparison> comparison) {
        if (report != workbench().audit())
            return;
        since_->setText(changeText(*comparison));
        since_->show();
        since_->disconnect(this);
        connect(since_, &QPushButton::clicked, this, [this, comparison] {
            auto* dialog = new ComparisonDialog(comparison, this);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            dialog->open();
        });
    });
}

/// The roadmap's task that mends the finding shown; empty when there is none.
std::string AuditPage::plannedTask() const {
    const auto roadmap = workbench().roadmap();
    if (!roadmap || panel_->key().empty())
        return {};
    for (const auto& task : roadmap->roadmap.tasks)
        if (std::find(task.evidence.begin(), task.evidence.end(), panel_->key()) != task.evidence.end())
            return task.id;
    return {};
}

void AuditPage::refreshPlanned() {
    panel_->setPlanned(!plannedTask().empty());
}

void AuditPage::showInRoadmap() {
    if (const auto task = plannedTask(); !task.empty())
        emit navigate("roadmap", QString::fromStdString(task));
}

} // namespace causeway::ui
