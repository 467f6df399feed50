// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace causeway {

/// The names of one PostgreSQL name space (relations of a schema, functions of a schema, constraints of a
/// table): hands out names of at most 63 bytes that are still free, always the same ones for the same calls.
class NameSpace {
public:
    bool taken(std::string_view name) const { return names_.contains(name); }
    /// `wanted`, fitted to 63 bytes; with "_2", "_3"... at the end when it is taken.
    std::string take(std::string_view wanted);
    void setLowerCase() { lower_ = true; }

private:
    bool lower_ = false;
    std::set<std::string, std::less<>> names_;
};

/// Name spaces by schema.
class Naming {
public:
    NameSpace& relations(const std::string& schema) { return of(relations_, schema); }
    NameSpace& functions(const std::string& schema) { return of(functions_, schema); }
    /// From now on names are handed out in lower case.
    void setLowerCase() { lower_ = true; }
    bool lowerCase() const { return lower_; }

private:
    NameSpace& of(std::map<std::string, NameSpace>& spaces, const std::string& schema) {
        NameSpace& space = spaces[schema];
        if (lower_)
            space.setLowerCase();
        return space;
    }
    bool lower_ = false;
    std::map<std::string, NameSpace> relations_, functions_;
};

} // namespace causeway
