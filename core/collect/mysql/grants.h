// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"

#include <set>
#include <string>

namespace causeway::mysql {

/// The rights on *.* that SHOW GRANTS lists.
struct Grants {
    bool known = false; ///< false: SHOW GRANTS was refused
    bool all = false;
    std::set<std::string> global; ///< upper case
    bool has(const std::string& privilege) const;
};

Grants parseGrants(const ProbeResult& showGrants);

} // namespace causeway::mysql
