// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hazards/detectors.h"

namespace causeway::hazards {

const Manager* patroni(const HazardEvidence& e) {
    return e.topology && e.topology->manager.kind == "patroni" ? &e.topology->manager : nullptr;
}

std::vector<const ServerEvidence*> postgresqlServers(const HazardEvidence& e) {
    std::vector<const ServerEvidence*> out;
    if (e.snapshot)
        for (const auto& s : e.snapshot->servers)
            if (s.engine == Engine::PostgreSQL)
                out.push_back(&s);
    return out;
}

int ableStandbys(const Topology& t) {
    int able = 0;
    for (const auto* n : t.databases())
        able += n->mayLead();
    return able > 0 ? able - 1 : 0;
}

int syncStandbys(const Topology& t) {
    int eligible = 0;
    bool leader = false;
    for (const auto* n : t.databases()) {
        const bool leads = !leader && n->mayLead();
        leader = leader || leads;
        eligible += !leads && !n->nosync;
    }
    return eligible;
}

bool synchronous(const HazardEvidence& e) {
    const auto* m = patroni(e);
    return m && m->modeInForce() != SynchronousMode::Off;
}

Verdict eachServer(const HazardEvidence& e, const char* missing,
                   const std::function<Verdict(const ServerEvidence&)>& judge) {
    const auto servers = postgresqlServers(e);
    Verdict worst = unknown(missing);
    std::string good;
    bool all = !servers.empty();
    for (const auto* s : servers) {
        auto v = judge(*s);
        v.evidence = s->id + ": " + v.evidence;
        if (v.state == HazardState::Found) {
            const std::string before = worst.state == HazardState::Found ? worst.evidence + "; " : "";
            worst = found(before + v.evidence);
        } else if (v.state == HazardState::Passed) {
            good += (good.empty() ? "" : "; ") + v.evidence;
        } else {
            all = false;
        }
    }
    return worst.state == HazardState::Found || !all ? worst : passed(good);
}

} // namespace causeway::hazards
