// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/advice/advice.h"

namespace causeway {

/// One target of the request, judged on figures.
struct AdviceTarget {
    std::string key, limit; ///< "rpo", "RPO 0 s"
    /// `margin`: allowed beyond the limit, as a factor, while figures are still rough.
    bool (*meets)(const DesignFigures& figures, double limit, double margin) = nullptr;
    double value = 0;
};

/// The targets that the request sets, in the order in which a reader cares.
std::vector<AdviceTarget> adviceTargets(const AdviceRequest& request);

/// Keys of those that the figures miss.
std::vector<std::string> missedTargets(const std::vector<AdviceTarget>& targets, const DesignFigures& figures,
                                       double margin);

} // namespace causeway
