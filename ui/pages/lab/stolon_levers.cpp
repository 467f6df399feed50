// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lab/stolon_levers.h"

#include "core/topology/topology.h"
#include "ui/kit/label.h"
#include "ui/kit/segment.h"
#include "ui/pages/lab/lab_session.h"
#include "ui/pages/lab/lever.h"

#include <QVBoxLayout>

namespace causeway::ui {
namespace {

struct Setting {
    const char* name;
    Lever::Range range; ///< seconds
    double StolonSpec::*value;
};
/// The times that a failover waits for; the others matter on the way back only.
constexpr Setting kSettings[] = {{"sleepInterval", {1, 20, 1, false}, &StolonSpec::sleepInterval},
                                 {"failInterval", {2, 60, 1, false}, &StolonSpec::failInterval},
                                 {"proxyCheckInterval", {1, 20, 1, false}, &StolonSpec::proxyCheckInterval},
                                 {"proxyTimeout", {2, 60, 1, false}, &StolonSpec::proxyTimeout}};

} // namespace

StolonLevers::StolonLevers(LabSession& session, QWidget* parent) : QWidget(parent), session_(session) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(makeLabel(tr("Synchronous replication"), TextRole::Small, "muted"));
    sync_ = new Segment({tr("off"), tr("on")}, tr("Synchronous replication"), this);
    sync_->setObjectName("lab-stolon-sync");
    sync_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(sync_, &Segment::currentChanged, this, [this](int on) {
        if (!following_)
            session_.canvas().edit(tr("synchronous replication"),
                                   [on](Topology& t) { t.manager.stolon.synchronousReplication = on == 1; });
    });
    column->addWidget(sync_);
    for (const auto& s : kSettings) {
        auto* lever = new Lever(s.name, s.range, leverSeconds, this);
        lever->setObjectName(QString("lab-") + s.name);
        connect(lever, &Lever::moved, this, [this, s](double v) {
            session_.canvas().edit(
                s.name, [s, v](Topology& t) { t.manager.stolon.*s.value = v; }, s.name);
        });
        column->addWidget(lever);
        levers_.emplace_back(lever, s.value);
    }
}

void StolonLevers::follow(const Topology& topology) {
    following_ = true;
    sync_->setCurrent(topology.manager.stolon.synchronousReplication ? 1 : 0);
    for (const auto& [lever, value] : levers_)
        lever->setValue(topology.manager.stolon.*value);
    following_ = false;
}

} // namespace causeway::ui
