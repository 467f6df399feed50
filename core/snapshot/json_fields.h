// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/time.h"
#include "core/snapshot/json_text.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

/// Reading and writing of plain value structs by one list of fields a struct: visit(archive, value).
/// Empty texts, lists and optionals and zero numbers are not written; a key that is absent leaves the
/// struct's own default. Booleans and enumerations are always written, since their defaults differ.
namespace causeway::fields {

class Writer;
class Reader;

template <class T> void write(JsonText& json, const T& value);
template <class T> void read(const Json& json, T& value);

/// Writes the members of one object, between its braces.
class Writer {
public:
    explicit Writer(JsonText& json) : json_(json) {}
    template <class T> Writer& operator()(const char* key, T& value) {
        if (std::is_same_v<T, bool> || std::is_enum_v<T> || !(value == T{})) {
            json_.raw(first_ ? "\"" : ",\"");
            json_.raw(key);
            json_.raw("\":");
            write(json_, value);
            first_ = false;
        }
        return *this;
    }

private:
    JsonText& json_;
    bool first_ = true;
};

class Reader {
public:
    explicit Reader(const Json& json) : json_(json) {}
    template <class T> Reader& operator()(const char* key, T& value) {
        const auto it = json_.find(key);
        if (it != json_.end())
            read(*it, value);
        return *this;
    }

private:
    const Json& json_;
};

template <class T> struct IsOptional : std::false_type {};
template <class T> struct IsOptional<std::optional<T>> : std::true_type {};
template <class T> struct IsVector : std::false_type {};
template <class T> struct IsVector<std::vector<T>> : std::true_type {};
using TextMap = std::map<std::string, std::string>;
template <class T>
inline constexpr bool kPlain =
    std::is_arithmetic_v<T> || std::is_same_v<T, std::string> || std::is_same_v<T, TextMap>;

template <class T> void writeNumber(JsonText& json, T value) {
    if constexpr (std::is_same_v<T, bool>)
        json.boolean(value);
    else if constexpr (std::is_floating_point_v<T>)
        json.number(double(value));
    else if constexpr (std::is_signed_v<T>)
        json.number(std::int64_t(value));
    else
        json.number(std::uint64_t(value));
}

template <class T> void writeList(JsonText& json, const std::vector<T>& list) {
    const char* before = "[";
    for (const auto& item : list) {
        json.raw(before);
        write(json, item);
        before = ",";
    }
    json.raw(list.empty() ? "[]" : "]");
}

inline void writeMap(JsonText& json, const TextMap& map) {
    const char* before = "{";
    for (const auto& [key, value] : map) {
        json.raw(before);
        json.text(key);
        json.raw(":");
        json.text(value);
        before = ",";
    }
    json.raw(map.empty() ? "{}" : "}");
}

template <class T> void write(JsonText& json, const T& value) {
    if constexpr (std::is_arithmetic_v<T>)
        writeNumber(json, value);
    else if constexpr (std::is_same_v<T, std::string>)
        json.text(value);
    else if constexpr (std::is_same_v<T, TextMap>)
        writeMap(json, value);
    else if constexpr (std::is_enum_v<T>)
        json.number(std::int64_t(value));
    else if constexpr (std::is_same_v<T, Instant>)
        json.text(toIso(value));
    else if constexpr (IsOptional<T>::value) {
        if (value)
            write(json, *value);
        else
            json.raw("null");
    } else if constexpr (IsVector<T>::value)
        writeList(json, value);
    else {
        json.raw("{");
        Writer writer(json);
        // A writer only reads the fields; the visitors are shared with the reader, which fills them.
        visit(writer, const_cast<T&>(value));
        json.raw("}");
    }
}

template <class T> void read(const Json& json, T& value) {
    if constexpr (kPlain<T>)
        value = json.get<T>();
    else if constexpr (std::is_enum_v<T>)
        value = T(json.get<int>());
    else if constexpr (std::is_same_v<T, Instant>) {
        const auto parsed = parseInstant(json.get<std::string>());
        if (!parsed)
            throw Error(ErrorCode::Input, "this snapshot cannot be read", "bad moment " + json.dump());
        value = *parsed;
    } else if constexpr (IsOptional<T>::value) {
        if (json.is_null())
            value.reset();
        else
            read(json, value.emplace());
    } else if constexpr (IsVector<T>::value) {
        if (!json.is_array())
            throw Error(ErrorCode::Input, "this snapshot cannot be read",
                        "a list was expected, not " + json.dump());
        value.clear();
        value.reserve(json.size());
        for (const auto& item : json)
            read(item, value.emplace_back());
    } else {
        if (!json.is_object())
            throw Error(ErrorCode::Input, "this snapshot cannot be read",
                        "an object was expected, not " + json.dump());
        Reader reader(json);
        visit(reader, value);
    }
}

} // namespace causeway::fields
