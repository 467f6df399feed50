// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/live/rows.h"

#include <charconv>

namespace causeway::live {
namespace {

template <class Number> std::optional<Number> parseWhole(const std::optional<std::string>& text) {
    Number value{};
    if (!text || text->empty())
        return std::nullopt;
    const auto [end, code] = std::from_chars(text->data(), text->data() + text->size(), value);
    return code == std::errc{} && end == text->data() + text->size() ? std::optional(value) : std::nullopt;
}

} // namespace

const std::optional<std::string>& Rows::cell(std::size_t row, int column) const {
    static const std::optional<std::string> kNothing;
    if (column < 0 || row >= result_->rows.size() || std::size_t(column) >= result_->rows[row].size())
        return kNothing;
    return result_->rows[row][std::size_t(column)];
}

std::optional<std::uint64_t> Rows::number(std::size_t row, int column) const {
    return parseWhole<std::uint64_t>(cell(row, column));
}

std::optional<std::int64_t> Rows::signedNumber(std::size_t row, int column) const {
    return parseWhole<std::int64_t>(cell(row, column));
}

} // namespace causeway::live
