// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace causeway::prove {

using Rows = std::vector<std::vector<std::string>>;

/// One value in a form that two servers share: numbers without padding, booleans as 0 and 1, JSON without
/// white space, sets joined by commas, moments without a zone; NULL is "(null)".
std::string normalised(const std::optional<std::string>& cell);
Rows normalised(const std::vector<std::vector<std::optional<std::string>>>& rows);
/// Floating-point numbers may differ in their last digits only.
bool sameValue(const std::string& a, const std::string& b);
bool sameRows(const Rows& a, const Rows& b);

/// What ORDER BY promises of an answer.
struct OrderPromise {
    bool ordered = false;          ///< there is an ORDER BY
    bool total = false;            ///< no two rows are equal by it
    std::vector<std::size_t> keys; ///< columns of the answer that are its first terms
    bool allKeys = false;          ///< `keys` are all of its terms
    bool limited = false;          ///< LIMIT cuts the answer
};

struct RowComparison {
    enum class Result {
        Same,
        Empty,  ///< both sides answered nothing that could differ: no row, or only NULL, 0 and ''
        Differ, ///< other rows, or the same in an order that ORDER BY forbids
        Open    ///< they differ in what the query leaves to the server
    };
    Result result = Result::Same;
    std::string words; ///< "12 rows, in the same order", or the first row that differs on each side
    bool operator==(const RowComparison&) const = default;
};

/// Compares two answers as multisets, and in their order as far as ORDER BY promises one: where it is total,
/// row by row; else by the terms of it that the answer shows, in which values that differ in case, accents or
/// blanks at their end may stand either way.
RowComparison compareRows(const Rows& original, const Rows& converted, const OrderPromise& order);

} // namespace causeway::prove
