// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/mysql/data_checks.h"

#include "core/base/text.h"
#include "core/catalog/json_column.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace causeway::mysql {

namespace {

constexpr std::uint32_t kBtreeEntryBytes = 2704;
constexpr std::uint32_t kFieldBytes = 1073741823; ///< PostgreSQL manual, Limits: 1 GB a field
constexpr std::uint32_t kUuidBytes = 16;
/// So many values of 16 random bytes look like UUIDs by chance once in 8^8 columns.
constexpr int kFewestUuids = 8;

/// Classes of bytes for REGEXP on latin1, each byte by itself, since a server's regular expressions see them
/// as the characters of cp1252, whose order is another. In hexadecimal: no sql_mode changes how they are
/// read.
constexpr std::string_view kCp1252Bytes =
    "_latin1 X'5B8082838485868788898A8B8C8E9192939495969798999A9B9C9E9F5D'";
constexpr std::string_view kC1Bytes = "_latin1 X'5B818D8F909D5D'"; ///< without a meaning in cp1252
/// A \u0000 whose backslash is not itself behind one: (^|[^\\])(\\\\)*\\u0000
constexpr std::string_view kJsonNul = "_utf8mb4 X'285E7C5B5E5C5C5D29285C5C5C5C292A5C5C7530303030'";
constexpr std::string_view kJsonNulText = "_utf8mb4 X'5C7530303030'";

bool indexedWhole(const Table& table, const Column& column) {
    return std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& index) {
        return (index.kind == IndexKind::Plain || index.unique()) &&
               std::any_of(index.parts.begin(), index.parts.end(), [&](const IndexPart& p) {
                   return equalsIgnoreCase(p.column, column.name) &&
                          p.prefix.value_or(UINT32_MAX) > kBtreeEntryBytes / 4;
               });
    });
}

bool isReference(const Table& table, const Column& column) {
    return std::any_of(table.foreignKeys.begin(), table.foreignKeys.end(), [&](const ForeignKey& key) {
        return std::any_of(key.columns.begin(), key.columns.end(),
                           [&](const std::string& c) { return equalsIgnoreCase(c, column.name); });
    });
}

/// Gathers the checks of one column.
class Checks {
public:
    Checks(const DataSource& source, const Table& table, const Column& column)
        : source_(source), table_(table), column_(column), c_(inBackticks(column.name)),
          type_(toLower(column.type.name)) {}

    std::vector<DataCheck> all() {
        dates();
        numbers();
        if (type_ == "enum")
            rows("empty_label", c_ + " + 0 = 0");
        if (isJsonColumn(column_, table_))
            json();
        if (type_ == "longtext" || type_ == "longblob")
            rows("beyond_field", fmt::format("OCTET_LENGTH({}) > {}", c_, kFieldBytes));
        if (type_ == "binary" && column_.type.length == kUuidBytes)
            uuids();
        if (isTextType(type_))
            text();
        return std::move(all_);
    }

private:
    void rows(std::string name, const std::string& condition, std::string place = {}) {
        all_.push_back(
            {std::move(name), fmt::format("COALESCE(SUM({}), 0)", condition), condition, std::move(place)});
    }

    /// True when a lax server writes '' or 0 by itself where an INSERT leaves the column out.
    bool filledBySilence() const {
        return source_.lax && !column_.nullable && !column_.defaultValue && !column_.autoIncrement &&
               !column_.generated;
    }

    void dates() {
        if (type_ == "date" || type_ == "datetime" || type_ == "timestamp")
            rows("zero_date", fmt::format("CAST({} AS CHAR(10)) LIKE '%-00%'", c_));
        if (type_ == "time")
            rows("beyond_day", fmt::format("TIME_TO_SEC({0}) < 0 OR TIME_TO_SEC({0}) >= 86400", c_));
        if (type_ != "datetime" || source_.zone.empty())
            return;
        const std::string zone = "'" + source_.zone + "'";
        const std::string moment = fmt::format("CONVERT_TZ({}, {}, '+00:00')", c_, zone);
        const auto shown = [&](const std::string& utc) {
            return fmt::format("CONVERT_TZ({}, '+00:00', {})", utc, zone);
        };
        rows("zone_gap", fmt::format("{} <> {}", shown(moment), c_));
        // A clock is put back by an hour, or by half of one; the moment before or behind shows the same time.
        std::string twice;
        for (const int minutes : {-60, -30, 30, 60})
            twice += fmt::format("{}{} = {}", twice.empty() ? "" : " OR ",
                                 shown(fmt::format("DATE_ADD({}, INTERVAL {} MINUTE)", moment, minutes)), c_);
        rows("zone_twice", twice);
    }

    void numbers() {
        const bool whole = type_.ends_with("int");
        if (type_ == "tinyint" && column_.type.length == 1u && !column_.type.isUnsigned)
            rows("not_boolean", fmt::format("{} NOT IN (0, 1)", c_));
        if (type_ == "bigint" && column_.type.isUnsigned && !column_.autoIncrement)
            rows("beyond_bigint", fmt::format("{} > 9223372036854775807", c_));
        if (whole && filledBySilence() && toLower(column_.name).ends_with("_id") &&
            !isReference(table_, column_))
            rows("zero_reference", c_ + " = 0");
        const std::string read = fmt::format("CAST({} AS CHAR) + 0E0", c_);
        // Half of the distance to the next FLOAT: text farther away is read as another one.
        if (type_ == "float")
            rows("float_digits",
                 fmt::format("ABS({0} + 0E0 - ({1})) > POW(2, FLOOR(LOG2(ABS({0} + 0E0))) - 24)", c_, read));
        if (type_ == "double")
            rows("float_digits", fmt::format("({}) <> {}", read, c_));
        if (type_ == "decimal")
            decimalLimit();
    }

    void decimalLimit() {
        const std::uint32_t digits = column_.type.length.value_or(10), scale = column_.type.scale.value_or(0);
        if (scale >= digits || digits > 65)
            return;
        const std::string limit =
            std::string(digits - scale, '9') + (scale > 0 ? "." + std::string(scale, '9') : "");
        rows("decimal_limit", fmt::format("ABS({}) = {}", c_, limit));
    }

    void json() {
        rows("json_nul", fmt::format("LOCATE({1}, CAST({0} AS CHAR)) > 0 AND CAST({0} AS CHAR) REGEXP {2}",
                                     c_, kJsonNulText, kJsonNul));
        if (source_.engine != Engine::MariaDB)
            return; // MySQL keeps JSON parsed: it is valid, and a key is there once
        rows("json_invalid", fmt::format("NOT JSON_VALID({})", c_));
        rows("json_twice", fmt::format("JSON_LENGTH({0}) <> JSON_LENGTH(JSON_KEYS({0}))", c_));
    }

    /// RFC 9562: digit 13 is the version, digit 17 the variant. UUID_TO_BIN(uuid, 1) puts digit 13 first.
    void uuids() {
        const auto digits = [&](int version) {
            return fmt::format("SUBSTR(HEX({0}), 17, 1) IN ('8', '9', 'A', 'B') AND SUBSTR(HEX({0}), {1}, 1) "
                               "BETWEEN '1' AND '8'",
                               c_, version);
        };
        const auto whole = [&](const std::string& condition) {
            return fmt::format("COALESCE(SUM({}), 0) = COUNT({})", condition, c_);
        };
        const auto count = [&](const std::string& condition) {
            return fmt::format("IF(COUNT({0}) >= {1} AND {2}, COUNT({0}), 0)", c_, kFewestUuids, condition);
        };
        all_.push_back({"uuid_plain", count(whole(digits(13))), {}, {}});
        all_.push_back({"uuid_swapped", count(whole(digits(1)) + " AND NOT " + whole(digits(13))), {}, {}});
    }

    void text() {
        // As bytes: a collation such as utf8mb4_0900_ai_ci finds what it ignores everywhere.
        const std::string nul = fmt::format("LOCATE(X'00', CAST(CONVERT({} USING utf8mb4) AS BINARY))", c_);
        rows("nul_byte", nul + " > 0", nul);
        if (filledBySilence())
            rows("empty_text", fmt::format("OCTET_LENGTH({}) = 0", c_));
        const std::string charset = toLower(column_.charset);
        if (charset == "latin1") {
            bytes("cp1252_bytes", kCp1252Bytes);
            bytes("c1_bytes", kC1Bytes);
        }
        if (charset.starts_with("utf8"))
            // Bytes of UTF-8 that were taken for latin1 and encoded once more: every character is one of
            // latin1, and together their bytes are UTF-8.
            rows("encoded_twice",
                 fmt::format("LENGTH({0}) > CHAR_LENGTH({0}) AND CAST(CONVERT({1} USING utf8mb4) AS "
                             "BINARY) = CAST({0} AS BINARY) AND CAST(CONVERT(CAST({1} AS BINARY) USING "
                             "utf8mb4) AS BINARY) = CAST({1} AS BINARY)",
                             c_, "CONVERT(" + c_ + " USING latin1)"));
        if (column_.type.length.value_or(UINT32_MAX) > kBtreeEntryBytes / 4 && indexedWhole(table_, column_))
            rows("long_key", fmt::format("OCTET_LENGTH({}) > {}", c_, kBtreeEntryBytes));
    }

    /// latin1_bin, since a collation without case takes one letter for another: 9F for FF.
    void bytes(const char* name, std::string_view set) {
        rows(name, fmt::format("{} COLLATE latin1_bin REGEXP {}", c_, set),
             fmt::format("REGEXP_INSTR({} COLLATE latin1_bin, {})", c_, set));
    }

    const DataSource& source_;
    const Table& table_;
    const Column& column_;
    std::string c_, type_;
    std::vector<DataCheck> all_;
};

/// Letters of a name of the zone database, or SYSTEM: nothing that could leave its quotes.
bool isZoneName(std::string_view zone) {
    return !zone.empty() && std::all_of(zone.begin(), zone.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' ||
               c == '_' || c == '-' || c == '+';
    });
}

bool isFixedZone(std::string_view zone) {
    constexpr std::array<std::string_view, 5> kFixed{"UTC", "GMT", "Etc/UTC", "Etc/GMT", "Universal"};
    return zone.empty() || zone.front() == '+' || zone.front() == '-' ||
           std::any_of(kFixed.begin(), kFixed.end(), [&](auto z) { return equalsIgnoreCase(z, zone); });
}

} // namespace

DataSource dataSource(const ServerEvidence& evidence) {
    DataSource source{*evidence.catalog, evidence.engine, false, {}};
    if (const auto mode = evidence.variable("sql_mode"))
        source.lax = !containsIgnoreCase(*mode, "STRICT_") && !containsIgnoreCase(*mode, "TRADITIONAL");
    const std::string zone = evidence.variable("time_zone").value_or("");
    const bool ofTheSystem = equalsIgnoreCase(zone, "SYSTEM");
    const std::string clock = ofTheSystem ? evidence.variable("system_time_zone").value_or("") : zone;
    if (isZoneName(zone) && !isFixedZone(clock))
        source.zone = zone;
    return source;
}

std::vector<DataCheck> dataChecks(const DataSource& source, const Table& table, const Column& column) {
    return Checks(source, table, column).all();
}

bool isTextType(std::string_view type) {
    constexpr std::array<std::string_view, 6> kTexts{"char", "varchar",    "tinytext",
                                                     "text", "mediumtext", "longtext"};
    return std::find(kTexts.begin(), kTexts.end(), type) != kTexts.end();
}

std::string inBackticks(std::string_view name) {
    return "`" + replaceAll(std::string(name), "`", "``") + "`";
}

} // namespace causeway::mysql
