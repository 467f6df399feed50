// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/column_widths.h"

#include <algorithm>
#include <numeric>

namespace causeway::ui {
namespace {

double sum(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

/// Shares out `rest` by weight among columns that may grow up to `most`; returns what nobody could take.
double grow(std::vector<double>& widths, const std::vector<ColumnNeed>& needs,
            const std::vector<double>& most, double rest) {
    for (int round = 0; round < int(needs.size()) && rest > 0.01; ++round) {
        double weights = 0;
        for (std::size_t i = 0; i < needs.size(); ++i)
            weights += widths[i] < most[i] ? needs[i].weight : 0;
        if (weights <= 0)
            break;
        double given = 0;
        for (std::size_t i = 0; i < needs.size(); ++i) {
            if (widths[i] >= most[i])
                continue;
            const double more = std::min(most[i] - widths[i], rest * needs[i].weight / weights);
            widths[i] += more;
            given += more;
        }
        rest -= given;
    }
    return rest;
}

} // namespace

std::vector<double> columnWidths(const std::vector<ColumnNeed>& needs, double total) {
    std::vector<double> widths, natural;
    double weights = 0;
    for (const ColumnNeed& need : needs) {
        widths.push_back(need.least);
        natural.push_back(std::max(need.least, need.natural));
        weights += need.weight;
    }
    const double least = sum(widths);
    if (least >= total) {
        for (double& width : widths)
            width *= total / least;
        return widths;
    }
    // First each towards its share by weight, then towards what its texts need, then all by weight.
    std::vector<double> share;
    for (std::size_t i = 0; i < needs.size(); ++i)
        share.push_back(std::min(natural[i], std::max(widths[i], total * needs[i].weight / weights)));
    double rest = grow(widths, needs, share, total - least);
    rest = grow(widths, needs, natural, rest);
    for (std::size_t i = 0; i < needs.size(); ++i)
        widths[i] += rest * needs[i].weight / weights;
    return widths;
}

} // namespace causeway::ui
