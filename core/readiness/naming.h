// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/conversion.h"

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace causeway {

/// How the source's names are spelled in PostgreSQL, as the choice "names" has it.
enum class NameStyle {
    AsIs,
    Lower,
    Snake ///< words in lower case with underscores between: "OrderItems", "order-items" are order_items
};

/// `name` in that style, of any length. Only ASCII letters change.
std::string spellName(NameStyle style, std::string_view name);

/// The names of one PostgreSQL name space (relations of a schema, functions of a schema, constraints of a
/// table): hands out names of at most 63 bytes that are still free, always the same ones for the same calls.
class NameSpace {
public:
    bool taken(const std::string& name) const { return names_.contains(name); }
    /// `wanted`, fitted to 63 bytes; with "_2", "_3"... at the end when it is taken.
    std::string take(std::string_view wanted);
    void setStyle(NameStyle style) { style_ = style; }

private:
    NameStyle style_ = NameStyle::AsIs;
    std::unordered_set<std::string> names_;
};

/// Name spaces by schema or table, by the source's names, and what became of the names in them.
class Naming {
public:
    NameSpace& relations(const std::string& schema) { return of("relations " + schema); }
    NameSpace& functions(const std::string& schema) { return of("functions " + schema); }
    NameSpace& columns(const std::string& table) { return of("columns " + table); }
    NameSpace& constraints(const std::string& table) { return of("constraints " + table); }
    NameSpace& triggers(const std::string& table) { return of("triggers " + table); }

    /// From now on names are handed out in this style.
    void setStyle(NameStyle style) { style_ = style; }
    NameStyle style() const { return style_; }
    /// `name` as the choice of names spells it, in at most 63 bytes, whether it is free or not.
    std::string spelled(std::string_view name) const;
    /// The schema of a source's database. Databases that are not known keep their spelled names.
    std::string schema(const std::string& source) const;
    void takeSchema(const std::string& source);

    /// Remembers what became of a name, when it changed.
    void changed(std::string_view kind, std::string_view within, std::string_view from, std::string_view to);
    const std::vector<NameChange>& changes() const { return changes_; }

private:
    NameSpace& of(const std::string& key);
    NameStyle style_ = NameStyle::AsIs;
    std::unordered_map<std::string, NameSpace> spaces_; ///< whose places hold while more are added
    std::map<std::string, std::string, std::less<>> schemas_;
    std::vector<NameChange> changes_;
};

} // namespace causeway
