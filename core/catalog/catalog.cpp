// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/catalog.h"

#include "core/base/text.h"

namespace causeway {

const Column* Table::column(std::string_view columnName) const {
    for (const auto& c : columns)
        if (equalsIgnoreCase(c.name, columnName))
            return &c;
    return nullptr;
}

const Index* Table::primaryKey() const {
    for (const auto& i : indexes)
        if (i.kind == IndexKind::Primary)
            return &i;
    return nullptr;
}

std::string Table::qualifiedName() const {
    return schema.empty() ? name : schema + "." + name;
}

const Table* Catalog::table(std::string_view schema, std::string_view name) const {
    for (const auto& t : tables)
        if (t.name == name && (schema.empty() || t.schema.empty() || t.schema == schema))
            return &t;
    return nullptr;
}

std::size_t Catalog::objectCount() const {
    return tables.size() + views.size() + routines.size() + triggers.size() + events.size() +
           sequences.size();
}

std::optional<std::uint64_t> Catalog::totalBytes() const {
    std::optional<std::uint64_t> total;
    for (const auto& t : tables)
        if (t.dataBytes || t.indexBytes)
            total = total.value_or(0) + t.dataBytes.value_or(0) + t.indexBytes.value_or(0);
    return total;
}

} // namespace causeway
