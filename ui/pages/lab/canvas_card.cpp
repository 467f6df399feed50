// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lab/canvas_card.h"

#include "ui/canvas/cluster_view.h"
#include "ui/kit/buttons.h"
#include "ui/kit/chip.h"
#include "ui/kit/label.h"
#include "ui/pages/lab/palette_button.h"

#include <QAction>
#include <QHBoxLayout>

namespace causeway::ui {
namespace {

constexpr double kZoomStep = 1.25;
constexpr int kPaletteWidth = 64;

} // namespace

CanvasCard::CanvasCard(CanvasModel& model, QWidget* parent)
    : QFrame(parent), model_(model), view_(new ClusterView(model, this)) {
    setProperty("kind", "card");
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(1, 1, 1, 1);
    rows->setSpacing(0);
    rows->addWidget(makeTools());
    rows->addWidget(makeLine(this));
    auto* columns = new QHBoxLayout;
    columns->setSpacing(0);
    columns->addWidget(makePalette());
    columns->addWidget(view_, 1);
    rows->addLayout(columns, 1);
    view_->setObjectName("lab-canvas");
    view_->setMinimumHeight(180);
    connect(&model_, &CanvasModel::changed, this, &CanvasCard::showProblems);
    showProblems();
}

QWidget* CanvasCard::makeTools() {
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(8, 5, 8, 5);
    row->setSpacing(2);
    const auto tool = [&](const char* iconName, const QString& name, auto act) {
        auto* button = makeToolButton(iconName, name, bar);
        connect(button, &QToolButton::clicked, this, act);
        row->addWidget(button);
        return button;
    };
    auto& stack = model_.undoStack();
    auto* undo = tool("undo", tr("Undo (Ctrl+Z)"), [&stack] { stack.undo(); });
    auto* redo = tool("redo", tr("Redo (Ctrl+Shift+Z)"), [&stack] { stack.redo(); });
    undo->setObjectName("lab-undo");
    undo->setEnabled(false);
    redo->setEnabled(false);
    connect(&stack, &QUndoStack::canUndoChanged, undo, &QWidget::setEnabled);
    connect(&stack, &QUndoStack::canRedoChanged, redo, &QWidget::setEnabled);
    const auto key = [this](QKeySequence keys, auto act) {
        auto* action = new QAction(this);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, act);
        addAction(action);
    };
    key(QKeySequence("Ctrl+Z"), [&stack] { stack.undo(); });
    key(QKeySequence("Ctrl+Shift+Z"), [&stack] { stack.redo(); });
    row->addSpacing(8);
    tool("link", tr("Join two sites (L)"), [this] { view_->connectChosen(); });
    tool("copy", tr("Duplicate (Ctrl+D)"), [this] { view_->duplicateChosen(); });
    tool("cut", tr("Remove (Del)"), [this] { view_->removeChosen(); });
    row->addSpacing(8);
    tool("zoomout", tr("Zoom out (-)"), [this] { view_->zoomBy(1 / kZoomStep); });
    tool("zoomin", tr("Zoom in (+)"), [this] { view_->zoomBy(kZoomStep); });
    tool("fit", tr("Fit (Ctrl+0)"), [this] { view_->fit(); });
    zoom_ = makeLabel("100\u00a0%", TextRole::SmallMedium, "muted", bar);
    row->addSpacing(4);
    row->addWidget(zoom_);
    connect(view_, &ClusterView::zoomed, this,
            [this](double z) { zoom_->setText(QString("%1\u00a0%").arg(qRound(z * 100))); });
    row->addStretch(1);
    problems_ = Chip::severity("ok", bar);
    row->addWidget(problems_);
    row->addSpacing(8);
    tool("folder", tr("Open a topology…"), [this] { emit openRequested(); });
    tool("sources", tr("Import a live cluster…"), [this] { emit importRequested(); });
    tool("export", tr("Save the topology…"), [this] { emit saveRequested(); });
    return bar;
}

QWidget* CanvasCard::makePalette() {
    auto* palette = new QWidget(this);
    palette->setFixedWidth(kPaletteWidth);
    auto* column = new QVBoxLayout(palette);
    column->setContentsMargins(4, 8, 4, 8);
    column->setSpacing(2);
    const std::tuple<const char*, QString, CanvasRole, bool> kinds[] = {
        {"site", tr("site"), CanvasRole::Bare, true},
        {"postgresql", tr("database"), CanvasRole::Sync, false},
        {"etcd", tr("etcd"), CanvasRole::Dcs, false},
        {"haproxy", tr("proxy"), CanvasRole::Proxy, false},
    };
    for (const auto& [what, word, role, isSite] : kinds) {
        auto* button = new PaletteButton(word, role, isSite, palette);
        button->setObjectName(QString("lab-add-") + what);
        connect(button, &QAbstractButton::clicked, this,
                [this, kind = std::string(what)] { view_->add(kind); });
        column->addWidget(button);
    }
    column->addStretch(1);
    return palette;
}

void CanvasCard::showProblems() {
    int warnings = 0;
    QStringList all;
    for (const auto& p : model_.problems()) {
        warnings += !p.fatal;
        all << QString::fromStdString(p.message);
    }
    const bool fatal = model_.fatal() != nullptr;
    problems_->setTone(fatal ? "critical" : warnings ? "medium" : "ok");
    problems_->setText(fatal ? tr("Cannot be run")
                       : warnings
                           ? tr("%n warning(s)", nullptr, warnings).replace("(s)", warnings == 1 ? "" : "s")
                           : tr("Topology valid"));
    problems_->setToolTip(all.join("\n\n"));
    problems_->setAccessibleDescription(all.join(' '));
    problems_->updateGeometry();
}

} // namespace causeway::ui
