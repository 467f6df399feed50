// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/naming.h"

#include "core/base/text.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

namespace causeway {

std::string NameSpace::take(std::string_view text) {
    const std::string wanted = lower_ ? toLower(text) : std::string(text);
    std::string name = pg::fitIdentifier(wanted);
    for (int n = 2; !names_.insert(name).second; ++n)
        name = pg::fitIdentifier(fmt::format("{}_{}", wanted, n));
    return name;
}

NameSpace& Naming::of(const std::string& key) {
    NameSpace& space = spaces_[key];
    if (lower_)
        space.setLowerCase();
    return space;
}

std::string Naming::spelled(std::string_view name) const {
    return pg::fitIdentifier(lower_ ? toLower(name) : std::string(name));
}

std::string Naming::schema(const std::string& source) const {
    const auto known = schemas_.find(source);
    return known == schemas_.end() ? spelled(source) : known->second;
}

void Naming::takeSchema(const std::string& source) {
    if (source.empty() || schemas_.contains(source))
        return;
    const std::string target = of("schemas").take(source);
    schemas_.emplace(source, target);
    changed("schema", {}, source, target);
}

void Naming::changed(std::string_view kind, std::string_view within, std::string_view from,
                     std::string_view to) {
    if (from != to)
        changes_.push_back({std::string(kind), std::string(within), std::string(from), std::string(to)});
}

} // namespace causeway
