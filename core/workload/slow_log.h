// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/log_format.h"

namespace causeway {

/// The slow query log of MySQL 5.0 to 9.7, MariaDB and Percona Server, also as RDS hands it out.
class SlowLog : public LogFormat {
public:
    std::string_view name() const override { return "slow log"; }
    SqlDialect dialect() const override { return SqlDialect::MySql; }
    std::size_t boundary(std::string_view text, std::size_t from) const override;
    std::unique_ptr<LogCutter> cutter() const override;
    std::unique_ptr<LogOrder> order() const override;
};

} // namespace causeway
