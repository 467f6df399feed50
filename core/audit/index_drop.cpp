// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/index_drop.h"

#include "core/audit/rule_helpers.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway {

bool comparable(const Index& index) {
    return index.valid && index.predicate.empty() && !index.parts.empty() &&
           std::none_of(index.parts.begin(), index.parts.end(),
                        [](const IndexPart& p) { return p.column.empty() && p.expression.empty(); });
}

std::string createIndex(const RuleContext& c, const Table& table, const Index& index) {
    std::vector<std::string> parts;
    for (const auto& part : index.parts)
        parts.push_back((part.column.empty() ? "(" + part.expression + ")" : quoted(part.column, false)) +
                        (part.prefix ? fmt::format("({})", *part.prefix) : "") +
                        (part.descending ? " DESC" : ""));
    const char* kind = index.unique()                      ? "UNIQUE "
                       : index.kind == IndexKind::Fulltext ? "FULLTEXT "
                       : index.kind == IndexKind::Spatial  ? "SPATIAL "
                                                           : "";
    return fmt::format("CREATE {}INDEX {} ON {} ({});", kind, quoted(index.name, false), sqlName(c, table),
                       join(parts, ", "));
}

void DroppableIndexes::add(const RuleContext& c, const Table& table, const Index& index,
                           const std::string& because) {
    names.push_back(
        fmt::format("{}.{}{}", table.qualifiedName(), index.name, because.empty() ? "" : " = " + because));
    drop += fmt::format("{}DROP INDEX {} ON {};", drop.empty() ? "" : "\n", quoted(index.name, false),
                        sqlName(c, table));
    create += (create.empty() ? "" : "\n") + createIndex(c, table, index);
}

RuleVerdict DroppableIndexes::verdict(const RuleContext& c, Severity severity, Confidence confidence) const {
    if (names.empty())
        return passed();
    Draft d{severity, confidence};
    d.holes = {{"n", c.words.count(double(names.size()))},
               {"names", c.words.list(names, 3)},
               {"sql", drop},
               {"undo", create}};
    d.evidence = {c.catalogLine(c.label("indexes"), c.words.list(names, 20))};
    return found(d);
}

} // namespace causeway
