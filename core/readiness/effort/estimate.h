// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/conversion.h"

namespace causeway {

/// Sets the effort of every obstacle, object, query and general obstacle from their units in
/// resources/readiness/effort.json and the number of occurrences of each kind in the whole report. Called
/// when nothing changes any more: what data and proofs settled or found is counted as it stands.
void estimateEffort(ReadinessReport& report);
/// The same for statements alone.
void estimateEffort(std::vector<Conversion>& statements);

} // namespace causeway
