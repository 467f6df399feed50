// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/conversion.h"

#include <QString>

namespace causeway::ui {

/// The severity whose shape and colour stand for a verdict: "ok", "medium", "critical".
std::string verdictTone(Verdict verdict);
/// "Automatic", "Assisted", "Manual".
QString verdictWord(Verdict verdict);
/// The tone of a proof's badge. Only what ran is "ok"; what was parsed is "info", the rest "na".
std::string proofTone(Proof proof);
/// The badge's words, as proofName() has them.
QString proofWord(Proof proof);
/// What the badge stands for, and no more.
QString proofSentence(Proof proof);
/// "Table", "Foreign key": a kind of object as a word.
QString objectKind(const std::string& kind);
/// Under which heading of the strip a kind is counted: "Tables", "Routines".
QString kindGroup(const std::string& kind);
/// "shop.orders", or the bare name.
QString conversionName(const Conversion& conversion);
/// True for a statement of the workload or of the application, which has no name of its own and is shown by
/// its first words.
bool isQuery(const Conversion& conversion);

/// "63 of 71 objects convert by themselves; 5 need an answer and 3 a hand".
QString readinessHeadline(const ReadinessReport& report);
/// Effort, proofs and target version.
QString readinessBasis(const ReadinessReport& report);

} // namespace causeway::ui
