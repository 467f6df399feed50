// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace causeway::ui {

/// What a table's column asks for, in points.
struct ColumnNeed {
    double weight = 1;  ///< its share as the document states it
    double least = 0;   ///< of its longest word: below it words would break
    double natural = 0; ///< of its longest line: above it room is wasted
};

/// Widths that add up to `total`: by weight, but no column under what its words need, and none over what its
/// texts need while another is short. When even the words do not fit, all give way alike.
std::vector<double> columnWidths(const std::vector<ColumnNeed>& needs, double total);

} // namespace causeway::ui
