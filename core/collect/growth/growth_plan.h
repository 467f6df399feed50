// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"
#include "core/catalog/catalog.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace causeway::growth_probe {

/// Which columns of a table tell its history, and what keeps reading them cheap.
struct Columns {
    std::string time; ///< when a row was made
    bool timeIndexed = false;
    std::string key;       ///< a number that counts upwards and leads an index; may be empty
    bool bareDate = false; ///< time is a DATE
};
/// Chosen by type, name (resources/growth/time_columns.json), default and index; nothing when no column
/// looks like the moment a row was made. A column that an UPDATE moves never counts.
std::optional<Columns> chooseColumns(const Table& table);

/// The words in which the engines differ, and the table asked about.
class Dialect {
public:
    Dialect(Engine engine, const Table& table, const Columns& columns, Date until);

    /// Month number (year * 12 + month - 1), rows, largest key; by month.
    std::string countAll() const;
    /// The same of a part of the pages, PostgreSQL alone; rows of no month have NULL.
    std::string countSample(double percent) const;
    /// The first month.
    std::string firstMonth() const;
    /// One row: for each month from `first` to `last` and one more, the key of the first row made at its
    /// start or later.
    std::string keysAt(int first, int last) const;
    /// Smallest and largest key.
    std::string keyRange() const;
    /// One row: the day on which the row was made that has one of these keys or the next.
    std::string daysAt(const std::vector<double>& keys) const;
    /// Rows of one month.
    std::string countMonth(int month) const;

private:
    std::string monthNumber() const;
    std::string between(const std::string& from) const;
    std::string day(int month) const;

    bool postgresql_;
    std::string table_, time_, key_, until_;
};

} // namespace causeway::growth_probe
