// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <string>
#include <string_view>
#include <vector>

namespace causeway {

/// Reads one JSON object strictly: every key must be known, every value of its type and in its range.
/// Each failure is an Error(Input) that names the place ("nodes[2].disk.mb_s") and what is expected there.
class ObjectReader {
public:
    /// `path` is the object's own place, empty for the whole file. Throws when `json` is no object.
    ObjectReader(const Json& json, std::string path);

    /// The value, or `fallback` when the key is absent. Numbers must be finite and within [low, high].
    double number(std::string_view key, double fallback, double low, double high);
    int integer(std::string_view key, int fallback, int low, int high);
    bool boolean(std::string_view key, bool fallback);
    /// Text of at most 1000 bytes.
    std::string text(std::string_view key, std::string fallback = {});
    /// Text that must be there and must not be empty.
    std::string requiredText(std::string_view key);
    /// Text that must be one of `allowed`.
    std::string choice(std::string_view key, std::string fallback, const std::vector<std::string>& allowed);
    std::vector<std::string> texts(std::string_view key);
    /// The array's elements; empty when absent. At most 1000.
    std::vector<const Json*> array(std::string_view key);
    /// The raw value, or null when absent.
    const Json* value(std::string_view key);
    /// Fails on every key that was not asked for, and names the known one that is nearest.
    void finish() const;

    std::string placeOf(std::string_view key) const;
    [[noreturn]] void fail(std::string_view key, const std::string& why) const;

private:
    const Json& json_;
    std::string path_;
    std::vector<std::string> known_;
};

/// Checks the "schema" key of a file: absent is accepted, another value is an Error(Input).
void readSchema(ObjectReader& reader, const std::string& expected);

} // namespace causeway
