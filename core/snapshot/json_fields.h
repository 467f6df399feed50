// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/time.h"

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

template <class T> Json write(const T& value);
template <class T> void read(const Json& json, T& value);

class Writer {
public:
    explicit Writer(Json& json) : json_(json) {}
    template <class T> Writer& operator()(const char* key, T& value) {
        if (std::is_same_v<T, bool> || std::is_enum_v<T> || !(value == T{}))
            json_[key] = write(value);
        return *this;
    }

private:
    Json& json_;
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
template <class T>
inline constexpr bool kPlain = std::is_arithmetic_v<T> || std::is_same_v<T, std::string> ||
                               std::is_same_v<T, std::map<std::string, std::string>>;

template <class T> Json write(const T& value) {
    if constexpr (kPlain<T>)
        return value;
    else if constexpr (std::is_enum_v<T>)
        return int(value);
    else if constexpr (std::is_same_v<T, Instant>)
        return toIso(value);
    else if constexpr (IsOptional<T>::value)
        return value ? write(*value) : Json(nullptr);
    else if constexpr (IsVector<T>::value) {
        Json array = Json::array();
        for (const auto& item : value)
            array.push_back(write(item));
        return array;
    } else {
        Json object = Json::object();
        Writer writer(object);
        visit(writer, const_cast<T&>(value));
        return object;
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
