// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sim/cluster_run.h"

#include <bit>

namespace causeway {

/// Which standbys commits shall wait for. Nothing changes while those wanted are not all reported in sync; a
/// change first adds the new ones to the old, and only in a later check drops the old: whoever is to replace
/// the master was in sync all along.
void ClusterRun::sentinelArrangesSync() {
    auto& data = stolon_.data;
    auto& master = database(data.master);
    NodeSet there = 0, good = 0;
    for (const int i : m_.databases)
        if (i != data.master && database(i).exists) {
            there |= only(i);
            good |= sentinelTrusts(i) ? only(i) : 0;
        }
    if (master.statusSync != master.sync) {
        master.statusSync &= master.sync;
        master.statusSync |= master.reportedSync & master.sync;
        if (master.sync & ~master.statusSync & ~(there & good))
            master.sync = master.statusSync; // one that was awaited is gone: back to those that are sure
    }
    if (master.statusSync != master.sync)
        return;
    master.sync = sentinelWantsSync(there, good);
    master.fakeSync = std::popcount(master.sync) < m_.stolon.leastSync;
    master.statusSync &= master.sync;
}

NodeSet ClusterRun::sentinelWantsSync(NodeSet there, NodeSet good) {
    const auto& master = database(stolon_.data.master);
    const NodeSet before = master.sync;
    NodeSet wanted = before & there & good;
    for (const int i : m_.databases)
        if ((wanted & only(i)) && std::popcount(wanted) > m_.stolon.mostSync)
            wanted &= ~only(i);
    for (const int i : sentinelCandidates())
        if (std::popcount(wanted) < m_.stolon.mostSync && !m_.nodes[std::size_t(i)].nosync)
            wanted |= only(i);
    for (const int i : m_.databases) // too few: the old ones stay, good or not
        if (std::popcount(wanted) < m_.stolon.leastSync && (before & there & only(i)))
            wanted |= only(i);
    return wanted & ~before ? wanted | (before & there) : wanted;
}

} // namespace causeway
