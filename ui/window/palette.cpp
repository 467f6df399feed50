// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/palette.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme_manager.h"

#include <QAction>
#include <QEventLoop>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace causeway::ui {
namespace {

constexpr int kWidth = 360; ///< of the field, as the look has it
constexpr int kPopupWidth = 560;
constexpr std::size_t kMost = 12; ///< rows shown at once

bool matches(const QString& text, const QStringList& words) {
    return std::all_of(words.begin(), words.end(),
                       [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace

PaletteField::PaletteField(QWidget* parent) : QPushButton(parent) {
    setFixedSize(kWidth, metrics().control);
    setShortcut(QKeySequence("Ctrl+K"));
    setCursor(Qt::IBeamCursor);
    setAccessibleName(tr("Find an action, a table, a finding"));
    connect(this, &QPushButton::clicked, this, &PaletteField::opened);
}

void PaletteField::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto& t = theme();
    painter.setPen(QPen(hasFocus() ? t.focus : t.borderStrong, hasFocus() ? 2 : 1));
    painter.setBrush(t.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), metrics().radiusControl,
                            metrics().radiusControl);
    paintIcon(painter, QRectF(10, (height() - 16) / 2.0, 16, 16), "search", t.muted);
    painter.setPen(t.muted);
    painter.setFont(textFont(TextRole::Body));
    painter.drawText(QRect(36, 0, width() - 100, height()), Qt::AlignVCenter,
                     tr("Find an action, a table, a finding"));
    const QRectF key(width() - 54, 7, 46, height() - 14);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.sunken);
    painter.drawRoundedRect(key, 4, 4);
    painter.setPen(t.muted);
    painter.setFont(textFont(TextRole::Caption));
    painter.drawText(key, Qt::AlignCenter, "Ctrl K");
}

Palette::Palette(Workbench& workbench, const QList<QAction*>& actions, const std::vector<Page*>& pages,
                 QWidget* parent)
    : QFrame(parent, Qt::Popup) {
    setProperty("kind", "card");
    for (auto* p : pages)
        entries_.push_back({p->title(), tr("Page"), [this, id = p->id()] {
                                emit chosen(id, {});
                            }});
    for (auto* action : actions)
        if (!action->text().isEmpty() && !action->menu() && action->isEnabled())
            entries_.push_back({QString(action->text()).remove('&'), tr("Action"), [action] {
                                    action->trigger();
                                }});
    if (const auto audit = workbench.audit())
        for (const auto& f : audit->findings())
            entries_.push_back({QString::fromStdString(f.title), tr("Finding"), [this, key = f.key] {
                                    emit chosen("audit", QString::fromStdString(key));
                                }});
    if (const auto snapshot = workbench.snapshot())
        for (const auto& server : snapshot->servers)
            if (server.catalog)
                for (const auto& table : server.catalog->tables)
                    entries_.push_back({QString::fromStdString(table.qualifiedName()), tr("Table"),
                                        [this, name = table.qualifiedName()] {
                                            emit chosen("readiness", QString::fromStdString(name));
                                        }});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(4);
    field_ = new QLineEdit(this);
    field_->setPlaceholderText(tr("Find an action, a table, a finding"));
    field_->setAccessibleName(field_->placeholderText());
    list_ = new QListWidget(this);
    list_->setFocusPolicy(Qt::NoFocus);
    list_->setAccessibleName(tr("Matches"));
    column->addWidget(field_);
    column->addWidget(list_);
    field_->installEventFilter(this);
    connect(field_, &QLineEdit::textChanged, this, &Palette::filter);
    connect(list_, &QListWidget::itemClicked, this, &Palette::choose);
    filter({});
}

void Palette::filter(const QString& text) {
    const auto words = text.split(' ', Qt::SkipEmptyParts);
    list_->clear();
    shown_.clear();
    for (std::size_t i = 0; i < entries_.size() && shown_.size() < kMost; ++i) {
        if (!matches(entries_[i].kind + " " + entries_[i].text, words))
            continue;
        shown_.push_back(i);
        list_->addItem(entries_[i].text + "   –   " + entries_[i].kind);
    }
    list_->setCurrentRow(0);
}

void Palette::openBelow(const QWidget* field) {
    setFixedSize(kPopupWidth, 420);
    move(field->mapToGlobal(QPoint((field->width() - kPopupWidth) / 2, field->height() + 4)));
    show();
    field_->setFocus();
    QEventLoop loop;
    loop_ = &loop;
    loop.exec();
    loop_ = nullptr;
}

void Palette::choose() {
    const int row = list_->currentRow();
    hide();
    if (row >= 0 && std::size_t(row) < shown_.size())
        entries_[shown_[std::size_t(row)]].act();
}

void Palette::hideEvent(QHideEvent* event) {
    QFrame::hideEvent(event);
    if (loop_)
        loop_->quit();
}

bool Palette::eventFilter(QObject* watched, QEvent* event) {
    if (watched == field_ && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Up) {
            const int step = key == Qt::Key_Down ? 1 : -1;
            list_->setCurrentRow(std::clamp(list_->currentRow() + step, 0, std::max(0, list_->count() - 1)));
            return true;
        }
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            choose();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace causeway::ui
