// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/status_bar.h"

#include "core/base/units.h"
#include "ui/kit/buttons.h"
#include "ui/kit/counted.h"
#include "ui/kit/icon_mark.h"
#include "ui/kit/label.h"
#include "ui/window/query_list.h"

#include <QHBoxLayout>
#include <QTime>

namespace causeway::ui {
namespace {

/// "shop-db-1 · MySQL 5.6.24 · 4 CPU · 16 GB" of the first server.
QString describe(const Snapshot& snapshot, const Criteria& criteria) {
    if (snapshot.servers.empty())
        return {};
    const auto& server = snapshot.servers.front();
    QStringList parts{QString::fromStdString(server.id)};
    auto version = QString::fromUtf8(engineName(server.engine).data());
    if (server.version.known())
        version += " " + QString::fromStdString(server.version.text(server.engine));
    parts << version;
    const auto cpus = server.host.cpus ? std::optional<double>(*server.host.cpus) : criteria.number("cpus");
    const auto ram = server.host.ramBytes ? server.host.ramBytes : criteria.number("ram");
    if (cpus)
        parts << QString::number(*cpus) + " CPU";
    if (ram)
        parts << QString::fromStdString(formatBytes(*ram));
    if (snapshot.servers.size() > 1)
        parts << QObject::tr("and %1 more").arg(snapshot.servers.size() - 1);
    return parts.join(" · ");
}

} // namespace

StatusBar::StatusBar(Workbench& workbench, QWidget* parent) : QWidget(parent), workbench_(workbench) {
    setProperty("kind", "statusbar");
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(metrics().statusBar);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(24, 0, 24, 0);
    row->setSpacing(8);
    row->addWidget(new IconMark("lock", "ok", metrics().iconChip, this));
    readOnly_ = makeLabel({}, TextRole::Small, "muted", this);
    row->addWidget(readOnly_);
    queries_ = makeButton(tr("Show them"), {}, ButtonKind::Link, this);
    queries_->setObjectName("show-queries");
    queries_->setFont(textFont(TextRole::Small));
    connect(queries_, &QPushButton::clicked, this, [this] {
        auto* list = new QueryList(*workbench_.snapshot(), window());
        list->setAttribute(Qt::WA_DeleteOnClose);
        list->open();
    });
    row->addWidget(queries_);
    row->addStretch(1);
    target_ = makeLabel({}, TextRole::Small, "muted", this);
    saved_ = makeLabel({}, TextRole::Small, "muted", this);
    row->addWidget(target_);
    row->addSpacing(16);
    row->addWidget(saved_);
    connect(&workbench_, &Workbench::engagementChanged, this, [this] {
        saved_->clear();
        refresh();
    });
    connect(&workbench_, &Workbench::snapshotChanged, this, &StatusBar::refresh);
    connect(&workbench_, &Workbench::criteriaChanged, this, &StatusBar::refresh);
    connect(&workbench_, &Workbench::saved, this, &StatusBar::noteSaved);
    refresh();
}

void StatusBar::refresh() {
    const auto snapshot = workbench_.snapshot();
    const auto queries = snapshot ? queriesRun(*snapshot) : 0;
    queries_->setVisible(queries > 0);
    readOnly_->setText(
        queries
            ? tr("Read-only sessions. %1").arg(counted(qint64(queries), tr("query ran"), tr("queries ran")))
            : tr("Sessions are read-only; nothing is written to a client's server"));
    target_->setText(snapshot ? describe(*snapshot, workbench_.criteria()) : QString());
}

void StatusBar::noteSaved() {
    saved_->setText(tr("Saved %1").arg(QTime::currentTime().toString("HH:mm")));
}

} // namespace causeway::ui
