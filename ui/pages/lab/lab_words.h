// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engagement/engagement.h"

#include <QString>
#include <QStringList>

namespace causeway::ui {

/// "29 s", "0 s", "4 min 10 s".
QString secondsText(double seconds);
/// "20 commits/s", or what clients do where no rate is set.
QString loadText(const ClusterLoad& load);
/// "no commit", "1 commit", "up to 5 173 commits" of the most that a run lost.
QString lostText(double most);
/// What happens, as the subject of a sentence: "Losing the leader's host".
QString faultPhrase(const Fault& fault);
/// Who is struck, as a choice shows it: "the leader", "node n2", "site lviv".
QString targetText(const std::string& target, const Topology& topology);
/// The symbolic targets that exist in this cluster, then its nodes and, for a site's loss, its sites.
std::vector<std::string> targetsOf(const FaultKind& kind, const Topology& topology);
/// "off", "on", "strict" or "quorum".
QString syncModeText(const Manager& manager);

/// The page's answer: "Losing the leader's host costs 29 s and no commit".
QString labHeadline(const Fault& fault, const Outcome& outcome);
/// For how long two nodes took writes and nobody could be promoted, at worst.
QString dangersText(const Outcome& outcome);
/// What it rests on: manager, mode, load, runs, seed.
QString labBasis(const Topology& topology, const Outcome& outcome);

} // namespace causeway::ui
