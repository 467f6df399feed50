// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/document.h"

#include <QByteArray>
#include <QImage>

#include <optional>
#include <utility>

namespace causeway::ui {

/// A chart as it is handed on: with title, measure and source, in the light theme.
struct ChartPicture {
    report::ChartSpec spec;
    std::optional<std::pair<double, double>> span; ///< the part of x that is shown; all when there is none
};

/// 960 × 540 units with title and source, as text that stays text.
QByteArray chartSvg(const ChartPicture& picture);
/// The same at twice that size in pixels.
QImage chartImage(const ChartPicture& picture);

/// The points: x, then each series with the ends of its band or range; one row for each x. Dates as
/// 2026-11-22, moments as 2026-11-22T14:05Z, categories by their names; numbers with a point, as many digits
/// as they have. separator: ',' (RFC 4180; a cell that a spreadsheet would run is preceded by an apostrophe)
/// or '\t'.
std::string chartTable(const report::ChartSpec& spec, char separator);

/// By the path's ending: .svg, .png, .tsv, else CSV.
QByteArray chartBytes(const ChartPicture& picture, const QString& path);

} // namespace causeway::ui
