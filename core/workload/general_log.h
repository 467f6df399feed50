// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/log_format.h"

#include <optional>
#include <string_view>

namespace causeway {

/// The general query log of MySQL 5.0 to 9.7 and MariaDB: all statements, and no times.
class GeneralLog : public LogFormat {
public:
    std::string_view name() const override { return "general log"; }
    SqlDialect dialect() const override { return SqlDialect::MySql; }
    bool timed() const override { return false; }
    std::size_t boundary(std::string_view text, std::size_t from) const override;
    std::unique_ptr<LogCutter> cutter() const override;
    std::unique_ptr<LogOrder> order() const override;
};

/// The beginning of an entry of a general log.
struct GeneralLogLine {
    std::string_view time;    ///< empty: the same second as the entry before
    std::string_view command; ///< "Query", "Connect", "Init DB"...
    std::string_view argument;
    std::uint64_t thread = 0;
};

/// Nothing when the line is no such beginning.
std::optional<GeneralLogLine> generalLogLine(std::string_view line);

} // namespace causeway
