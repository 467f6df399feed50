// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace causeway::live {

/// Reads the rows of an answer by column name; a missing column or NULL is an absent value.
class Rows {
public:
    explicit Rows(const ProbeResult& result) : result_(&result) {}

    std::size_t size() const { return result_->rows.size(); }
    int column(std::string_view name) const { return result_->column(name); }
    /// The cell of a column looked up before; nothing for a column of -1.
    const std::optional<std::string>& cell(std::size_t row, int column) const;
    std::string text(std::size_t row, int column) const { return cell(row, column).value_or(std::string()); }
    std::optional<std::uint64_t> number(std::size_t row, int column) const;
    std::optional<std::int64_t> signedNumber(std::size_t row, int column) const;

private:
    const ProbeResult* result_;
};

} // namespace causeway::live
