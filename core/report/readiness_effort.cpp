// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/readiness_effort.h"

#include "core/base/effort_text.h"
#include "core/base/units.h"
#include "core/readiness/effort/breakdown.h"
#include "core/readiness/effort/units.h"

#include <fmt/format.h>

namespace causeway::report {

void addReadinessEffort(Section& s, const ReadinessReport& r) {
    const auto effort = effortBreakdown(r);
    if (effort.all.sum.high <= 0)
        return;
    TableSpec t;
    t.title = fmt::format("Effort of {}: {}", r.server, formatEffort(effort.total));
    t.columns = {left("Class", 2), right("Count", 0.8)};
    for (const auto& role : effortRoles())
        t.columns.push_back(right(role + ", h", 1));
    t.columns.push_back(right("Expected, h", 1));
    t.columns.push_back(right("Range", 1.2));
    std::vector<double> hours;
    for (const auto& row : effort.classes)
        for (const auto& part : row.roles)
            hours.push_back(part.expected());
    hours = roundedTogether(hours, 0.1);
    const auto roles = effortRoles().size();
    std::vector<double> sums(roles);
    const auto add = [&](const std::string& name, std::size_t count, const double* parts,
                         const Effort& range) {
        std::vector<Cell> row{cell(name), cell(formatNumber(double(count)))};
        double sum = 0;
        for (std::size_t i = 0; i < roles; ++i) {
            row.push_back(cell(parts[i] > 0 ? formatNumber(parts[i], 1) : ""));
            sum += parts[i];
        }
        row.push_back(cell(formatNumber(sum, 1)));
        row.push_back(cell(formatEffort(range.low, range.high)));
        t.rows.push_back(std::move(row));
    };
    std::size_t count = 0;
    for (std::size_t i = 0; i < effort.classes.size(); ++i) {
        const auto& row = effort.classes[i];
        const bool objects = row.name != "queries" && row.name != "server and workload";
        add(plan::capital(objects ? row.name + " objects" : row.name), std::size_t(row.count),
            &hours[i * roles], row.sum);
        count += std::size_t(row.count);
        for (std::size_t k = 0; k < roles; ++k)
            sums[k] += hours[i * roles + k];
    }
    add("All", count, sums.data(), effort.all.sum);
    t.source =
        "Planning values of this program, (low + 4 likely + high) / 6; a further occurrence of the same "
        "obstacle takes less than the first, and what stands under " +
        std::string(kTesterRole) + " is the test of the others' work";
    s.blocks.push_back(std::move(t));
}

} // namespace causeway::report
