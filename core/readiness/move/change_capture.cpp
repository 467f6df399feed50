// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/move/change_capture.h"

#include "core/base/text.h"
#include "core/readiness/move/data_checks.h"
#include "core/readiness/move/move_text.h"
#include "core/readiness/target_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace causeway {

namespace {

constexpr const char* kSourceFile = "/etc/kafka/causeway-source.properties";
constexpr const char* kTargetFile = "/etc/kafka/causeway-target.properties";
/// Above MySQL's usual numbers; one that the source itself has is left out.
constexpr int kServerId = 61801;

std::string secret(const char* file, const char* key) {
    return fmt::format("${{file:{}:{}}}", file, key);
}

/// A name inside Debezium's lists, which are regular expressions of Java between commas.
std::string pattern(std::string_view name) {
    std::string out;
    for (const char c : name) {
        if (std::string_view("\\.^$|?*+()[]{}").find(c) != std::string_view::npos)
            out += '\\';
        out += c;
    }
    return out;
}

/// What no list, topic or qualified name of a connector can hold.
bool isPlain(std::string_view name) {
    return !name.empty() && name.find_first_of(",:;.\"\n\r\t") == std::string_view::npos &&
           name == trim(name);
}

/// A name of topics: letters, digits, dashes and underscores.
std::string topicWord(std::string_view name) {
    std::string out;
    for (const char c : name)
        out +=
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-'
                ? c
                : '-';
    return out.empty() ? "source" : out;
}

/// The columns of a key that both sides have as it is, or nothing.
std::vector<std::string> keyColumns(const TargetTable& table, const Index& index) {
    std::vector<std::string> names;
    for (const IndexPart& part : index.parts) {
        const TargetColumn* column = table.column(part.column);
        if (!column || part.prefix || column->source->nullable)
            return {};
        names.push_back(column->source->name);
    }
    return index.kind != IndexKind::Primary && indexFoldsCase(index, table) ? std::vector<std::string>()
                                                                            : names;
}

struct Key {
    std::vector<std::string> columns;
    bool primary = false;
};

Key keyOf(const TargetTable& table) {
    if (const Index* primary = table.source->primaryKey())
        if (const auto names = keyColumns(table, *primary); !names.empty())
            return {names, true};
    for (const Index& index : table.source->indexes)
        if (index.kind == IndexKind::Unique)
            if (const auto names = keyColumns(table, index); !names.empty())
                return {names, false};
    return {};
}

/// True when every date was counted and none is zero.
bool noZeroDates(const ServerEvidence& server) {
    const ProbeResult* probe = server.probe(kDataChecksProbe);
    if (!probe)
        return false;
    for (std::size_t i = 0; i < probe->rows.size(); ++i)
        if (probe->value(i, "check_name") == "zero_date" &&
            (probe->value(i, "found") != "0" || probe->value(i, "whole") != "1"))
            return false;
    return true;
}

/// Goes over the tables and gathers what the connectors' options follow from.
class Planner {
public:
    Planner(const ServerEvidence& server, const ConversionOptions& options)
        : server_(server), options_(options), model_(buildTargetModel(*server.catalog, options)),
          prefix_(topicWord(server.id)) {}

    ChangeCapture plan() {
        for (const TargetTable& table : model_.tables)
            if (const auto why = objection(table); why.empty())
                follow(table);
            else
                capture_.left.push_back(oneLine(table.label()) + ": " + why);
        if (!capture_.followed.empty()) {
            capture_.source = {{"name", prefix_ + "-source"}, {"config", source()}};
            capture_.sink = {{"name", prefix_ + "-sink"}, {"config", sink()}};
        }
        remark();
        return std::move(capture_);
    }

private:
    std::string objection(const TargetTable& table) const {
        const Table& source = *table.source;
        const auto mapped = [&](const TargetColumn& c) {
            return c.name != c.source->name;
        };
        if (!isPlain(source.schema) || !isPlain(source.name))
            return source.schema.empty() ? "its database is not known"
                                         : "its name holds a sign that the connectors' lists cannot hold";
        if (table.schema != source.schema || table.name != source.name ||
            std::any_of(table.columns.begin(), table.columns.end(), mapped))
            return "names are mapped, and the sink writes to the source's";
        const Key key = keyOf(table);
        if (key.columns.empty())
            return "no primary key and no unique key without NULL, so that a changed row cannot be found";
        if (!std::all_of(key.columns.begin(), key.columns.end(), isPlain))
            return "a key column's name holds a sign that the connectors' lists cannot hold";
        for (const TargetColumn& column : table.columns)
            if (const char* why = objection(column); *why && !column.source->generated)
                return column.source->name + " " + why;
        return {};
    }

    static const char* objection(const TargetColumn& column) {
        switch (column.type.family) {
        case TypeFamily::Spatial:
            return "is a shape, which the sink writes to PostGIS alone";
        case TypeFamily::Set:
            return "is a SET that became an array, which the sink cannot write; the type map can make it a "
                   "list";
        case TypeFamily::Uuid:
        case TypeFamily::Inet:
            return "has a type of MariaDB that Debezium's documentation does not name";
        case TypeFamily::Bit:
            return column.type.kind != ValueKind::Boolean && column.source->type.length.value_or(1) == 1
                       ? "is one bit, which arrives as a boolean"
                       : "";
        default:
            return "";
        }
    }

    void follow(const TargetTable& table) {
        const Table& source = *table.source;
        const std::string name = pattern(source.schema) + "\\." + pattern(source.name);
        capture_.followed.push_back(source.qualifiedName());
        schemas_.insert(source.schema);
        tables_.push_back(name);
        if (const Key key = keyOf(table); !key.primary)
            keys_.push_back(name + ":" + join(key.columns, ","));
        for (const TargetColumn& column : table.columns) {
            const std::string full = name + "\\." + pattern(column.source->name);
            const auto& type = column.source->type.name;
            if (column.source->generated)
                excluded_.push_back(full);
            else if (column.type.kind == ValueKind::Boolean && type == "tinyint")
                booleans_.push_back(full);
            numeric_ = numeric_ || (type == "bigint" && column.type.family == TypeFamily::Decimal);
            times_ = times_ || column.type.family == TypeFamily::Time;
            dates_ = dates_ || type == "date" || type == "datetime" || type == "timestamp";
            zoned_ = zoned_ || (type == "datetime" && column.type.kind == ValueKind::TimestampTz) ||
                     (type == "timestamp" && column.type.kind == ValueKind::Timestamp);
        }
    }

    static void addConverters(Json& config) {
        for (const char* side : {"key", "value"}) {
            config[std::string(side) + ".converter"] = "org.apache.kafka.connect.json.JsonConverter";
            config[std::string(side) + ".converter.schemas.enable"] = "true";
        }
    }

    Json source() {
        const bool mariadb = server_.engine == Engine::MariaDB;
        Json c = {{"connector.class", mariadb ? "io.debezium.connector.mariadb.MariaDbConnector"
                                              : "io.debezium.connector.mysql.MySqlConnector"},
                  {"tasks.max", "1"},
                  {"database.hostname", secret(kSourceFile, "host")},
                  {"database.port", secret(kSourceFile, "port")},
                  {"database.user", secret(kSourceFile, "user")},
                  {"database.password", secret(kSourceFile, "password")},
                  {"database.server.id", std::to_string(serverId())},
                  {"topic.prefix", prefix_},
                  {"topic.creation.default.partitions", "1"},
                  {"topic.creation.default.replication.factor", "-1"},
                  {"schema.history.internal.kafka.bootstrap.servers", secret(kSourceFile, "kafka")},
                  {"schema.history.internal.kafka.topic", "schema-history." + prefix_},
                  {"schema.history.internal.store.only.captured.tables.ddl", "true"},
                  {"database.include.list", joined(schemas_)},
                  {"table.include.list", join(tables_, ",")}};
        if (!excluded_.empty())
            c["column.exclude.list"] = join(excluded_, ",");
        if (!keys_.empty())
            c["message.key.columns"] = join(keys_, ";");
        c["include.schema.changes"] = "false";
        c["snapshot.mode"] = "no_data";
        c["skipped.operations"] = "none";
        c["tombstones.on.delete"] = "true";
        c["heartbeat.interval.ms"] = "10000";
        c["decimal.handling.mode"] = "precise";
        c["bigint.unsigned.handling.mode"] = numeric_ ? "precise" : "long";
        c["time.precision.mode"] = "adaptive_time_microseconds";
        c["binary.handling.mode"] = "bytes";
        addTypeConverters(c);
        addSignals(c);
        addConverters(c);
        return c;
    }

    void addTypeConverters(Json& c) {
        std::vector<std::string> names;
        if (!booleans_.empty())
            names.emplace_back("boolean");
        const std::string& zero = options_.choices.of("zero_dates");
        const bool converted = dates_ && !noZeroDates(server_) && (zero == "null" || zero == "epoch");
        if (converted)
            names.emplace_back("zerodate");
        if (names.empty())
            return;
        c["converters"] = join(names, ",");
        if (!booleans_.empty()) {
            c["boolean.type"] = "io.debezium.connector.binlog.converters.TinyIntOneToBooleanConverter";
            c["boolean.selector"] = join(booleans_, ",");
        }
        if (!converted)
            return;
        const bool epoch = zero == "epoch";
        c["zerodate.type"] = "io.debezium.connector.binlog.converters.ZeroDateFallbackConverter";
        c["zerodate.target.types"] = "DATE,DATETIME,TIMESTAMP";
        c["zerodate.fallback.date"] = epoch ? "1970-01-01" : "NULL";
        c["zerodate.fallback.datetime"] = epoch ? "1970-01-01 00:00:00" : "NULL";
        c["zerodate.fallback.timestamp"] = epoch ? "1970-01-01T00:00:00Z" : "NULL";
        capture_.remarks.emplace_back("The converter of zero dates is in Debezium 3.6 and later.");
    }

    /// With GTIDs a signal comes through Kafka and nothing is written to the source; else through a table.
    void addSignals(Json& c) {
        const auto mode = server_.variable("gtid_mode");
        if (server_.engine == Engine::MariaDB || (mode && equalsIgnoreCase(*mode, "ON"))) {
            c["read.only"] = "true";
            c["signal.enabled.channels"] = "kafka";
            c["signal.kafka.topic"] = prefix_ + "-signal";
            c["signal.kafka.bootstrap.servers"] = secret(kSourceFile, "kafka");
            return;
        }
        const std::string table = *schemas_.begin() + ".debezium_signal";
        c["signal.enabled.channels"] = "source";
        c["signal.data.collection"] = table;
        capture_.remarks.push_back(
            "Without GTIDs the connector follows one server only, and signals come through a table of the "
            "source: CREATE TABLE " +
            table + " (id VARCHAR(42) PRIMARY KEY, type VARCHAR(32) NOT NULL, data VARCHAR(2048));");
    }

    Json sink() const {
        Json c = {
            {"connector.class", "io.debezium.connector.jdbc.JdbcSinkConnector"},
            {"tasks.max", "1"},
            {"topics.regex", pattern(prefix_) + "\\..+\\..+"},
            {"connection.url", "jdbc:postgresql://" + secret(kTargetFile, "address") +
                                   "?stringtype=unspecified&options=-c%20session_replication_role=replica"},
            {"connection.username", secret(kTargetFile, "user")},
            {"connection.password", secret(kTargetFile, "password")},
            {"insert.mode", "upsert"},
            {"delete.enabled", "true"},
            {"truncate.enabled", "true"},
            {"primary.key.mode", "record_key"},
            {"schema.evolution", "none"},
            {"quote.identifiers", "true"},
            {"collection.name.format", "${source.db}.${source.table}"},
            {"use.time.zone", "UTC"}};
        addConverters(c);
        return c;
    }

    void remark() {
        const std::string& zero = options_.choices.of("zero_dates");
        if (dates_ && !noZeroDates(server_) && (zero == "infinity" || zero == "refuse"))
            capture_.remarks.emplace_back(
                "A zero date that comes with a change arrives as NULL, or as 1970-01-01 in "
                "a NOT NULL column: the type map's choice for zero dates cannot be told "
                "to the connector.");
        if (times_)
            capture_.remarks.emplace_back("A TIME below 0 or of 24 hours and more does not arrive as it is; "
                                          "PostgreSQL's time has no room "
                                          "for it either.");
        if (zoned_)
            capture_.remarks.emplace_back(
                "A column changes between a moment and a time without a zone: run Kafka Connect with "
                "-Duser.timezone set to the zone in which copy.sh loaded.");
        if (server_.engine == Engine::MySQL && server_.version.known() && server_.version < Version{8, 0, 0})
            capture_.remarks.emplace_back(
                "The source is older than MySQL 8.0: look up in Debezium's release overview whether the "
                "connector still reads its log.");
        if (!booleans_.empty())
            capture_.remarks.emplace_back("The columns of boolean.selector are those that the type map makes "
                                          "boolean; every other TINYINT(1) arrives as a number.");
    }

    int serverId() const {
        const auto own = server_.variable("server_id");
        return own == std::to_string(kServerId) ? kServerId + 1 : kServerId;
    }

    static std::string joined(const std::set<std::string>& names) {
        std::vector<std::string> patterns;
        for (const auto& name : names)
            patterns.push_back(pattern(name));
        return join(patterns, ",");
    }

    const ServerEvidence& server_;
    const ConversionOptions& options_;
    TargetModel model_;
    std::string prefix_;
    ChangeCapture capture_;
    std::set<std::string> schemas_;
    std::vector<std::string> tables_, excluded_, booleans_, keys_;
    bool numeric_ = false, times_ = false, dates_ = false, zoned_ = false;
};

} // namespace

ChangeCapture planChangeCapture(const ServerEvidence& server, const ConversionOptions& options) {
    return Planner(server, options).plan();
}

} // namespace causeway
