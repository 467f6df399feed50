// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/families.h"

namespace causeway {

const std::vector<RuleFamily>& ruleFamilies() {
    static const std::vector<RuleFamily> families{
        {"Durability", "durability", durabilityRules},
        {"Version", "version", versionRules},
        {"Growth", "growth", growthRules},
    };
    return families;
}

} // namespace causeway
