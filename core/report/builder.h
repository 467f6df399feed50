// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/document.h"
#include "core/roadmap/roadmap.h"

namespace causeway::report {

/// The roadmap document: every number in it traces to an evidence id of the input.
Document buildReport(const RoadmapInput& input, const Roadmap& roadmap);

} // namespace causeway::report
