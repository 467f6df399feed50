// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/comparison.h"

#include <QString>
#include <QStringList>

#include <string>
#include <vector>

namespace causeway::ui {

/// One line of the comparison: what it is about, the muted line below, and the sides.
struct ComparisonRow {
    std::string severity; ///< empty where it is no finding
    QString what, second, before, after;
};

/// One kind of change with its rows.
struct ComparisonKind {
    QString title;
    std::string tone; ///< whose shape stands before its count; empty for none
    std::vector<ComparisonRow> rows;
};

/// New, fixed, moved, not assessed now, unchanged, settings, schema, volume: always all eight, in this order.
std::vector<ComparisonKind> comparisonKinds(const Comparison& comparison);

} // namespace causeway::ui
