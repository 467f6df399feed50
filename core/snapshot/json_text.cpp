// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/json_text.h"

#include "core/base/json.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace causeway {
namespace {

/// Printable ASCII that JSON writes as it is.
constexpr bool isPlain(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 && byte < 0x80 && c != '"' && c != '\\';
}

constexpr std::array<bool, 256> kPlainBytes = [] {
    std::array<bool, 256> plain{};
    for (int i = 0; i < 256; ++i)
        plain[std::size_t(i)] = isPlain(static_cast<char>(i));
    return plain;
}();

std::string_view digitsOf(auto value, std::array<char, 24>& room) {
    const auto end = std::to_chars(room.data(), room.data() + room.size(), value).ptr;
    return {room.data(), std::size_t(end - room.data())};
}

} // namespace

JsonText::JsonText(Take take) : take_(std::move(take)) {
    buffer_.reserve(2 * kPiece);
}

void JsonText::finish() {
    if (!buffer_.empty())
        take_(buffer_);
    buffer_.clear();
}

void JsonText::text(std::string_view value) {
    const bool plain =
        std::all_of(value.begin(), value.end(), [](char c) { return kPlainBytes[std::uint8_t(c)]; });
    if (plain) {
        buffer_.push_back('"');
        buffer_.append(value);
        raw("\"");
    } else {
        raw(Json(value).dump(-1, ' ', false, Json::error_handler_t::replace));
    }
}

void JsonText::number(std::uint64_t value) {
    std::array<char, 24> room;
    raw(digitsOf(value, room));
}

void JsonText::number(std::int64_t value) {
    std::array<char, 24> room;
    raw(digitsOf(value, room));
}

void JsonText::number(double value) {
    raw(Json(value).dump());
}

} // namespace causeway
