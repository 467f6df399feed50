// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/growth/inputs.h"
#include "core/growth/model.h"

namespace causeway::growth {

/// The days between which a forecast is made.
struct Span {
    Date start, end;
    int months;
};

/// The history's curve and that of each table.
void addHistory(Forecast& f, const Inputs& in, const Span& span);
/// Each adds the curves its inputs allow and the limits they meet.
void addVolume(Forecast& f, const Inputs& in, const Span& span);
void addLoad(Forecast& f, const Inputs& in, const Span& span); ///< throughput, CPU, connections
void addMemory(Forecast& f, const Inputs& in, const Span& span);
void addDisk(Forecast& f, const Inputs& in, const Span& span);
void addBackup(Forecast& f, const Inputs& in, const Criteria& criteria, const Span& span);
/// Columns that count upwards and the largest value of their type.
void addKeys(Forecast& f, const Inputs& in, const Span& span);

Curve makeCurve(std::string id, std::string title, std::string unit, const Growing& g,
                const GrowthInput& level, const GrowthInput& factor, const Span& span);
Limit makeLimit(std::string id, std::string curve, std::string label, double value, const Growing& g,
                Basis basis, const Span& span);
/// "on 9 January 2027", "already", "not before Nov 2028".
std::string whenCrossed(const std::optional<Date>& crossed, const Span& span);
/// The weaker of two.
Basis weaker(Basis a, Basis b);
/// "50 %" of a factor 1.5; "no growth" for 1.
std::string growthText(const GrowthInput& factor);

} // namespace causeway::growth
