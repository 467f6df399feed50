// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/growth/inputs.h"

namespace causeway::growth {

/// A positive fact of the interview, or nothing.
std::optional<GrowthInput> statedInput(const Criteria& criteria, std::string_view key,
                                       std::string_view label);
GrowthInput assumedInput(std::string_view key, std::string_view label, std::string_view assumptionKey);
/// The busiest bucket of the workload against its mean, else as stated, else assumed.
GrowthInput peakFactor(const Inputs& in, const Criteria& criteria);

/// How fast data and load grow: the client's plan, the data's own history, what visits saw, or an assumption;
/// with the client's further plans and archive policies on top.
void readCourse(Inputs& in, const Criteria& criteria, Date start, int months,
                const std::vector<Visit>& visits);
/// CPUs and the share of them that is busy in the peak hour.
void readCpu(Inputs& in, const Criteria& criteria);
/// RAM, the cache's size and the data that is in constant use.
void readMemory(Inputs& in, const Criteria& criteria);
void readDisk(Inputs& in, const Criteria& criteria);
void readConnections(Inputs& in);

} // namespace causeway::growth
