// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace causeway {

/// Transactions of a MySQL GTID set that another set lacks, as "uuid:1-3". Those of `primaryUuid` itself are
/// left out: the two sets are never read at the same moment.
std::vector<std::string> strayTransactions(std::string_view replica, std::string_view primary,
                                           std::string_view primaryUuid);

/// MariaDB: entries "domain-server-number" of the replica's binary log that it wrote itself and that its
/// primary has not seen.
std::vector<std::string> strayMariadbTransactions(std::string_view replica, std::string_view primary,
                                                  std::string_view replicaServerId);

} // namespace causeway
