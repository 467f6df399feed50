// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hazards/detectors.h"

#include <fmt/format.h>

/// Detectors on a cluster that Stolon manages, from its source.
namespace causeway::hazards {
namespace {

/// Its specification, or the verdict where there is none.
const StolonSpec* stolonSpec(const HazardEvidence& e, Verdict& otherwise) {
    if (e.topology && e.topology->manager.kind == "stolon")
        return &e.topology->manager.stolon;
    otherwise = e.topology ? notHere("the cluster is not managed by Stolon") : unknown("needs a topology");
    return nullptr;
}

} // namespace

Verdict stolonLowest(const HazardEvidence& e) {
    Verdict v;
    const auto* s = stolonSpec(e, v);
    if (!s)
        return v;
    if (s->synchronousReplication)
        return passed("synchronousReplication: only a standby that confirms commits is chosen");
    if (ableStandbys(*e.topology) < 2)
        return notHere("there are no two standbys to choose from");
    return found(fmt::format(
        "{} standbys may lead; the one with the lowest reported position is taken, up to {:.0f} bytes "
        "behind the master's last report",
        ableStandbys(*e.topology), s->maxStandbyLag));
}

Verdict stolonOldSync(const HazardEvidence& e) {
    Verdict v;
    const auto* s = stolonSpec(e, v);
    if (!s)
        return v;
    if (!s->synchronousReplication)
        return notHere("synchronousReplication is off");
    return unknown(
        "needs the cluster data of the live store: whether the standbys of the specification still "
        "replicate");
}

Verdict stolonBypass(const HazardEvidence& e) {
    Verdict v;
    const auto* s = stolonSpec(e, v);
    if (!s)
        return v;
    if (e.topology->routing.kind == "stolon-proxy")
        return passed("clients come through stolon-proxy");
    return found(
        "clients connect past stolon-proxy, and a keeper that has lost the store leaves PostgreSQL running");
}

Verdict stolonNoCommon(const HazardEvidence& e) {
    Verdict v;
    const auto* s = stolonSpec(e, v);
    if (!s)
        return v;
    if (!s->synchronousReplication)
        return notHere("synchronousReplication is off");
    const auto text = fmt::format("maxSynchronousStandbys is {}", s->maxSynchronousStandbys);
    return s->maxSynchronousStandbys < 2 ? found(text) : passed(text);
}

} // namespace causeway::hazards
