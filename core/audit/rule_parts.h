// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/rule.h"

#include <vector>

namespace causeway {

/// Parts of families whose rules fill more than one file; families.h lists the families themselves.
std::vector<Rule> memoryRules();          ///< of Configuration
std::vector<Rule> managedRules();         ///< of Configuration
std::vector<Rule> innodbDiskRules();      ///< of InnoDB
std::vector<Rule> innodbTableRules();     ///< of InnoDB
std::vector<Rule> accountRules();         ///< of Security
std::vector<Rule> schemaReferenceRules(); ///< of Schema
std::vector<Rule> indexCopyRules();       ///< of Index
std::vector<Rule> backupRules();          ///< of Durability
std::vector<Rule> driftRules();           ///< of Replication
std::vector<Rule> waitingRules();         ///< of Connections
std::vector<Rule> shapeWorkloadRules();   ///< of Workload
std::vector<Rule> shapeIndexRules();      ///< of Index
std::vector<Rule> tableGrowthRules();     ///< of Growth

std::vector<Rule> postgresqlConfigurationRules();
std::vector<Rule> postgresqlDurabilityRules();
std::vector<Rule> postgresqlReplicationRules();
std::vector<Rule> postgresqlAvailabilityRules();
std::vector<Rule> postgresqlIndexRules();
std::vector<Rule> postgresqlWorkloadRules();
std::vector<Rule> postgresqlConnectionRules();
std::vector<Rule> postgresqlSecurityRules();

/// One list of the given ones, in their order.
std::vector<Rule> joinRules(std::initializer_list<std::vector<Rule>> parts);

} // namespace causeway
