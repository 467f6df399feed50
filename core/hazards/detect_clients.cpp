// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hazards/detectors.h"

#include <fmt/format.h>

/// Detectors on routing and on what the applications do.
namespace causeway::hazards {

Verdict reconnectHerd(const HazardEvidence& e) {
    if (!e.topology)
        return unknown("needs a topology");
    constexpr int kManyClients = 200;
    const int clients = e.topology->workload.clients;
    const auto text = fmt::format("{} clients reconnect to the new leader at once", clients);
    return clients > kManyClients ? found(text) : passed(text);
}

Verdict staleConnections(const HazardEvidence& e) {
    if (!e.topology)
        return unknown("needs a topology");
    if (e.topology->databases().size() < 2)
        return notHere("there is one database node");
    if (e.topology->routing.kind == "none")
        return unknown("needs the clients' tcp_user_timeout, keepalives and target_session_attrs");
    return unknown("needs haproxy.cfg: on-marked-down shutdown-sessions");
}

Verdict slowRouting(const HazardEvidence& e) {
    if (!e.topology)
        return unknown("needs a topology");
    const auto& r = e.topology->routing;
    if (r.kind != "haproxy")
        return notHere("there is no proxy");
    const double low = r.inter * (r.rise - 1), high = r.inter * r.rise;
    const auto text =
        fmt::format("inter {:.0f} s, rise {}: adds {:.1f} to {:.1f} s", r.inter, r.rise, low, high);
    return high > 3 ? found(text) : passed(text);
}

Verdict staleReads(const HazardEvidence& e) {
    if (!e.topology)
        return unknown("needs a topology");
    const auto& t = *e.topology;
    if (t.databases().size() < 2 || t.workload.readShare <= 0)
        return notHere("nothing is read from standbys");
    if (t.postgresql.synchronousCommit == "remote_apply" && synchronous(e))
        return passed("remote_apply: a commit is answered when its standby shows it");
    return unknown("needs to know whether the application reads from standbys what it has just written");
}

} // namespace causeway::hazards
