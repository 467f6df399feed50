// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/families.h"

namespace causeway {

const std::vector<RuleFamily>& ruleFamilies() {
    static const std::vector<RuleFamily> families{
        {"Durability", "durability", durabilityRules},
        {"Replication", "replication", replicationRules},
        {"Security", "security", securityRules},
        {"Version", "version", versionRules},
        {"Growth", "growth", growthRules},
        {"Configuration", "configuration", configurationRules},
        {"InnoDB", "innodb", innodbRules},
        {"Schema", "schema", schemaRules},
        {"Index", "index", indexRules},
        {"Workload", "workload", workloadRules},
        {"Connections", "connections", connectionRules},
        {"Host", "host", hostRules},
    };
    return families;
}

} // namespace causeway
