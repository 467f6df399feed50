// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lab/levers_panel.h"

#include "ui/charts/chart_scale.h"
#include "ui/kit/buttons.h"
#include "ui/kit/label.h"
#include "ui/kit/segment.h"
#include "ui/pages/lab/lab_session.h"
#include "ui/pages/lab/lab_words.h"
#include "ui/pages/lab/lever.h"
#include "ui/pages/lab/stolon_levers.h"
#include "ui/theme/theme_manager.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>

namespace causeway::ui {
namespace {

constexpr std::size_t kMostRoundTrips = 4;
constexpr double kMostCommits = 5000;

} // namespace

LeversPanel::LeversPanel(LabSession& session, QWidget* parent) : QFrame(parent), session_(session) {
    setProperty("kind", "card");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 10, 1, 12);
    column->setSpacing(6);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(16, 0, 16, 0);
    head->addWidget(makeLabel(tr("What if"), TextRole::Section, "text", this), 1);
    auto* reset = makeButton(tr("Reset"), "undo", ButtonKind::Default, this);
    connect(reset, &QPushButton::clicked, this, [this] { session_.reset(); });
    head->addWidget(reset);
    column->addLayout(head);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    scroll->setWidget(makeLevers());
    scroll->widget()->setAutoFillBackground(false);
    column->addWidget(scroll, 1);
    column->addWidget(makeLine(this));
    column->addWidget(makeFoot());
    connect(&session_.canvas(), &CanvasModel::changed, this, &LeversPanel::followTopology);
    connect(&session_, &LabSession::draftChanged, this, &LeversPanel::followFault);
    connect(&session_, &LabSession::outcomeChanged, this, &LeversPanel::followRun);
    connect(&session_, &LabSession::runningChanged, this, &LeversPanel::followRun);
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, &LeversPanel::showRule);
    followTopology();
}

QWidget* LeversPanel::makeLevers() {
    auto* levers = new QWidget;
    auto* column = new QVBoxLayout(levers);
    column->setContentsMargins(16, 0, 16, 0);
    column->setSpacing(6);
    makeFault(column);
    load_ = new Lever(tr("Load"), {1, kMostCommits, 1, true}, [this](double v) {
        auto load = session_.canvas().topology().workload;
        load.commitsPerSecond = v;
        return loadText(load);
    });
    load_->setObjectName("lab-load");
    connect(load_, &Lever::moved, this, [this](double v) {
        session_.canvas().edit(
            tr("load"), [v](Topology& t) { t.workload.commitsPerSecond = v; }, "load");
    });
    column->addWidget(load_);
    roundTrips_ = new QWidget(levers);
    auto* trips = new QVBoxLayout(roundTrips_);
    trips->setContentsMargins(0, 0, 0, 0);
    trips->setSpacing(6);
    column->addWidget(roundTrips_);
    makeRouting(column);
    column->addWidget(patroni_ = makePatroni());
    column->addWidget(stolon_ = new StolonLevers(session_));
    column->addStretch(1);
    return levers;
}

void LeversPanel::makeFault(QVBoxLayout* column) {
    column->addWidget(makeLabel(tr("Fault"), TextRole::Small, "muted"));
    kind_ = new QComboBox;
    kind_->setAccessibleName(tr("Fault"));
    kind_->setObjectName("lab-fault");
    kind_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    for (const auto& k : faultKinds())
        kind_->addItem(tr(k.label.c_str()), QString::fromStdString(k.id));
    target_ = new QComboBox;
    target_->setAccessibleName(tr("Whom it strikes"));
    target_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    lasts_ = new Lever(tr("Lasts"), {0, 600, 5, false},
                       [](double s) { return s > 0 ? secondsText(s) : tr("to the end"); });
    column->addWidget(kind_);
    column->addWidget(target_);
    column->addWidget(lasts_);
    connect(kind_, &QComboBox::activated, this, [this] {
        fillTargets();
        takeFault();
    });
    connect(target_, &QComboBox::activated, this, &LeversPanel::takeFault);
    connect(lasts_, &Lever::moved, this, &LeversPanel::takeFault);
}

void LeversPanel::makeRouting(QVBoxLayout* column) {
    column->addWidget(makeLabel(tr("Clients reach the leader"), TextRole::Small, "muted"));
    routing_ = new Segment({tr("through a proxy"), tr("directly")}, tr("How clients reach the leader"));
    routing_->setObjectName("lab-routing");
    routing_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    routing_->setToolTip(
        tr("HAProxy, or Stolon's proxy, sends clients to a new leader once its checks have passed; "
           "clients that know all servers find it at once"));
    connect(routing_, &Segment::currentChanged, this, [this](int index) {
        if (!following_)
            session_.canvas().edit(tr("routing"), [index](Topology& t) {
                const char* proxy = t.manager.kind == "stolon" ? "stolon-proxy" : "haproxy";
                t.routing.kind = index == 0 ? proxy : "none";
            });
    });
    column->addWidget(routing_);
}

QWidget* LeversPanel::makePatroni() {
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(makeLabel(tr("Synchronous mode"), TextRole::Small, "muted"));
    sync_ = new Segment({tr("off"), tr("on"), tr("strict"), tr("quorum")}, tr("Synchronous mode"));
    sync_->setObjectName("lab-sync");
    sync_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(sync_, &Segment::currentChanged, this, &LeversPanel::takeSyncMode);
    column->addWidget(sync_);
    const auto lever = [&](const char* name, Lever::Range range, double Manager::*value) {
        auto* l = new Lever(name, range, leverSeconds);
        l->setObjectName(QString("lab-") + name);
        connect(l, &Lever::moved, this, [this, name, value](double v) {
            session_.canvas().edit(
                name, [value, v](Topology& t) { t.manager.*value = v; }, name);
        });
        column->addWidget(l);
        return l;
    };
    ttl_ = lever("ttl", {5, 120, 1, false}, &Manager::ttl);
    loopWait_ = lever("loop_wait", {1, 30, 1, false}, &Manager::loopWait);
    retry_ = lever("retry_timeout", {1, 40, 1, false}, &Manager::retryTimeout);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    ruleIcon_ = new QLabel;
    ruleIcon_->setFixedWidth(16);
    rule_ = makeParagraph({}, TextRole::Small, "muted");
    row->addWidget(ruleIcon_, 0, Qt::AlignTop);
    row->addWidget(rule_, 1);
    column->addLayout(row);
    failsafe_ = new QCheckBox(tr("Failsafe mode"));
    connect(failsafe_, &QCheckBox::toggled, this, [this](bool on) {
        if (!following_)
            session_.canvas().edit(tr("failsafe mode"), [on](Topology& t) { t.manager.failsafeMode = on; });
    });
    column->addWidget(failsafe_);
    return box;
}

void LeversPanel::fillTargets() {
    const QString chosen = target_->currentData().toString();
    target_->clear();
    const auto id = kind_->currentData().toString().toStdString();
    const auto& t = session_.canvas().topology();
    for (const auto& k : faultKinds())
        if (k.id == id)
            for (const auto& target : targetsOf(k, t))
                target_->addItem(targetText(target, t), QString::fromStdString(target));
    target_->setCurrentIndex(std::max(0, target_->findData(chosen)));
    target_->setEnabled(target_->count() > 1);
}

void LeversPanel::takeFault() {
    if (following_)
        return;
    Fault fault = session_.fault();
    fault.kind = kind_->currentData().toString().toStdString();
    fault.target = target_->currentData().toString().toStdString();
    fault.forSeconds = lasts_->value();
    for (const auto& k : faultKinds())
        if (k.id == fault.kind && !k.takesDuration)
            fault.forSeconds = 0;
    session_.setFault(fault);
}

void LeversPanel::takeSyncMode(int index) {
    if (following_)
        return;
    session_.canvas().edit(tr("synchronous mode"), [index](Topology& t) {
        t.manager.synchronousMode = index == 0   ? SynchronousMode::Off
                                    : index == 3 ? SynchronousMode::Quorum
                                                 : SynchronousMode::On;
        t.manager.synchronousModeStrict = index == 2;
    });
}

void LeversPanel::fillRoundTrips() {
    const auto& links = session_.canvas().topology().links;
    std::vector<std::string> ids;
    for (const auto& l : links)
        if (ids.size() < kMostRoundTrips)
            ids.push_back(linkId(l));
    bool same = ids.size() == trips_.size();
    for (const auto& id : ids)
        same = same && trips_.count(id);
    if (!same) {
        for (const auto& [id, lever] : trips_)
            delete lever;
        trips_.clear();
        for (const auto& id : ids) {
            auto* lever = new Lever(tr("Round trip %1").arg(QString::fromStdString(id)),
                                    {0.1, 100, 0.1, true}, [](double v) { return valueText(v, "ms"); });
            connect(lever, &Lever::moved, this, [this, id](double v) {
                session_.canvas().edit(
                    tr("round trip"),
                    [&](Topology& t) {
                        for (auto& l : t.links)
                            if (linkId(l) == id)
                                l.rttMs = v;
                    },
                    "rtt " + QString::fromStdString(id));
            });
            trips_[id] = lever;
            roundTrips_->layout()->addWidget(lever);
        }
        roundTrips_->setVisible(!ids.empty());
    }
    for (const auto& l : links)
        if (trips_.count(linkId(l)))
            trips_[linkId(l)]->setValue(l.rttMs);
}

void LeversPanel::followTopology() {
    following_ = true;
    const auto& t = session_.canvas().topology();
    const auto& m = t.manager;
    load_->setValue(t.workload.commitsPerSecond);
    fillRoundTrips();
    routing_->setCurrent(t.routing.kind != "none" ? 0 : 1);
    sync_->setCurrent(m.synchronousMode == SynchronousMode::Off      ? 0
                      : m.synchronousMode == SynchronousMode::Quorum ? 3
                      : m.synchronousModeStrict                      ? 2
                                                                     : 1);
    ttl_->setValue(m.ttl);
    loopWait_->setValue(m.loopWait);
    retry_->setValue(m.retryTimeout);
    failsafe_->setChecked(m.failsafeMode);
    patroni_->setVisible(m.kind == "patroni");
    stolon_->setVisible(m.kind == "stolon");
    stolon_->follow(t);
    showRule();
    following_ = false;
    followFault();
}

void LeversPanel::followFault() {
    following_ = true;
    const auto& fault = session_.fault();
    kind_->setCurrentIndex(kind_->findData(QString::fromStdString(fault.kind)));
    fillTargets();
    target_->setCurrentIndex(std::max(0, target_->findData(QString::fromStdString(fault.target))));
    lasts_->setValue(fault.forSeconds);
    for (const auto& k : faultKinds())
        if (k.id == fault.kind)
            lasts_->setVisible(k.takesDuration);
    following_ = false;
    followRun();
}

void LeversPanel::focusFault() {
    kind_->setFocus(Qt::ShortcutFocusReason);
}

} // namespace causeway::ui
