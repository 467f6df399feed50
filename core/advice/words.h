// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/advice/advice.h"

namespace causeway {

/// "kyiv-a + kyiv-b synchronous, lviv asynchronous": the leader's site first.
std::string designTitle(const Topology& design);
/// "synchronous_mode on, synchronous_node_count 1, ttl 30, loop_wait 10, retry_timeout 10".
std::string designSettings(const Topology& design);

/// "452 EUR".
std::string moneyText(double amount, const std::string& currency);
/// "no commit", "1 commit", "512 commits".
std::string commitsText(double commits);
/// Outage, loss and commit time in one clause.
std::string figuresText(const DesignFigures& figures);
/// What is better and what is worse than in the recommended design, as a sentence.
std::string comparedText(const DesignFigures& figures, const DesignFigures& recommended,
                         const std::string& currency);

} // namespace causeway
