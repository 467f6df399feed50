// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/rail.h"

#include "ui/kit/chip.h"
#include "ui/kit/label.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme_manager.h"
#include "ui/window/brand.h"
#include "ui/window/rail_station.h"

#include <QComboBox>
#include <QDateTime>
#include <QLocale>
#include <QPainter>
#include <QVBoxLayout>

namespace causeway::ui {
namespace {

QString moment(Instant at) {
    const auto time = QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count()).toUTC();
    return QLocale(QLocale::English).toString(time, "d MMM yyyy, HH:mm");
}

bool built(const StationState& state) {
    return state.state == StationState::State::Built || state.state == StationState::State::Stale;
}

} // namespace

Rail::Rail(Workbench& workbench, QWidget* parent) : QWidget(parent), workbench_(workbench) {
    setProperty("kind", "rail");
    setAttribute(Qt::WA_StyledBackground);
    setFixedWidth(metrics().rail);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);

    brand_ = new Brand(this);
    column->addWidget(brand_);

    engagementBox_ = new QWidget(this);
    auto* box = new QVBoxLayout(engagementBox_);
    box->setContentsMargins(16, 0, 12, 12);
    box->setSpacing(4);
    client_ = new ElidedLabel({}, TextRole::BodyStrong, "text", engagementBox_);
    project_ = new ElidedLabel({}, TextRole::Small, "muted", engagementBox_);
    box->addWidget(client_);
    box->addWidget(project_);
    column->addWidget(engagementBox_);
    column->addWidget(makeLine(this));
    column->addSpacing(8);

    stationBox_ = new QWidget(this);
    auto* stations = new QVBoxLayout(stationBox_);
    stations->setContentsMargins(0, 0, 0, 0);
    stations->setSpacing(0);
    column->addWidget(stationBox_);
    column->addStretch(1);

    footer_ = new QWidget(this);
    auto* foot = new QVBoxLayout(footer_);
    foot->setContentsMargins(16, 12, 16, 16);
    foot->setSpacing(6);
    foot->addWidget(makeLabel(tr("Snapshot"), TextRole::Small, "muted", footer_));
    snapshots_ = new QComboBox(footer_);
    snapshots_->setAccessibleName(tr("Snapshot looked at"));
    snapshots_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    foot->addWidget(snapshots_);
    column->addWidget(makeLine(this));
    column->addWidget(footer_);

    connect(snapshots_, &QComboBox::activated, this, [this](int row) {
        workbench_.selectSnapshot(snapshots_->itemData(row).toString().toStdString());
    });
    connect(&workbench_, &Workbench::engagementChanged, this, &Rail::refreshEngagement);
    connect(&workbench_, &Workbench::criteriaChanged, this, &Rail::refreshEngagement);
    connect(&workbench_, &Workbench::snapshotChanged, this, &Rail::refreshEngagement);
    refreshEngagement();
}

void Rail::addPage(const Page* page) {
    auto* station = new RailStation(page, !stations_.empty(), stationBox_);
    stationBox_->layout()->addWidget(station);
    stations_.push_back(station);
    connect(station, &QAbstractButton::clicked, this, [this, id = page->id()] {
        setCurrent(id);
        emit chosen(id);
    });
    const auto refresh = [this] {
        for (auto* s : stations_)
            s->setState(s->page()->station());
        for (std::size_t i = 1; i < stations_.size(); ++i) {
            const bool here = built(stations_[i]->state());
            const bool before = i > 1 && built(stations_[i - 1]->state());
            const bool after = i + 1 < stations_.size() && built(stations_[i + 1]->state());
            stations_[i]->setStretches(i > 1, here && before, i + 1 < stations_.size(), here && after);
        }
    };
    connect(page, &Page::stationChanged, this, refresh);
    refresh();
}

void Rail::setCurrent(const QString& pageId) {
    for (auto* station : stations_)
        station->setChecked(station->page()->id() == pageId);
}

void Rail::setNarrow(bool narrow) {
    if (narrow == narrow_)
        return;
    narrow_ = narrow;
    setFixedWidth(narrow ? metrics().railNarrow : metrics().rail);
    brand_->setNarrow(narrow);
    refreshEngagement();
    for (auto* station : stations_)
        station->setNarrow(narrow);
}

void Rail::refreshEngagement() {
    const bool open = workbench_.isOpen();
    engagementBox_->setVisible(open && !narrow_);
    const auto& criteria = workbench_.criteria();
    client_->setFullText(
        QString::fromStdString(criteria.text("client").value_or(tr("Client not named").toStdString())));
    project_->setFullText(QString::fromStdString(criteria.text("project").value_or("")));
    project_->setVisible(criteria.fact("project"));
    delete environment_;
    environment_ = nullptr;
    if (const auto environment = workbench_.environment(); !environment.isEmpty()) {
        environment_ = Chip::environment(environment.toStdString(), engagementBox_);
        static_cast<QVBoxLayout*>(engagementBox_->layout())->addWidget(environment_, 0, Qt::AlignLeft);
    }
    refreshSnapshots();
}

void Rail::refreshSnapshots() {
    snapshots_->clear();
    const auto current = workbench_.snapshot();
    auto list = workbench_.snapshots();
    for (auto it = list.rbegin(); it != list.rend(); ++it) {
        snapshots_->addItem(moment(it->taken), QString::fromStdString(it->id));
        snapshots_->setItemData(snapshots_->count() - 1, QString::fromStdString(it->label), Qt::ToolTipRole);
        if (current && it->id == current->id)
            snapshots_->setCurrentIndex(snapshots_->count() - 1);
    }
    footer_->setVisible(snapshots_->count() > 0 && !narrow_);
}

} // namespace causeway::ui
