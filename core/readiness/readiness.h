// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/base/progress.h"
#include "core/catalog/catalog.h"
#include "core/criteria/criteria.h"
#include "core/readiness/choices/choices.h"
#include "core/readiness/conversion.h"
#include "core/snapshot/snapshot.h"

namespace causeway {

struct ConversionOptions {
    int targetVersion = 15;      ///< PostgreSQL major that the script is written for, 12 or later
    ConversionChoices choices{}; ///< where the type map is not the default one
};

/// Converts every object of a MySQL or MariaDB catalog; nothing disappears: what cannot be converted is a
/// Conversion with Verdict::Manual and its reason, what did not parse is one of kind "statement".
ReadinessReport convertSchema(const Catalog& catalog, const ConversionOptions& options, Progress& progress);
/// The choices as given, or, when none is given, those of the fact "type_map". Throws Error(Usage) when the
/// fact cannot be read.
ConversionOptions withStatedChoices(ConversionOptions options, const Criteria& criteria);
/// convertSchema, with the choices of the criteria where the options have none, plus the obstacles of the
/// server's settings and of its workload, and the workload's statements, each converted. Where the evidence
/// holds what a scratch server said to the same statements (proof.h), the conversions wear it.
ReadinessReport assessReadiness(const ServerEvidence& server, const Criteria& criteria,
                                const ConversionOptions& options, Progress& progress);
Json toJson(const ReadinessReport& report);

} // namespace causeway
