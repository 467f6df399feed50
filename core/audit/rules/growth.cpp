// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/families.h"
#include "core/audit/rule_helpers.h"
#include "core/audit/rule_parts.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace causeway {
namespace {

/// Largest value of an integer column; 0 for a type that does not run out in practice or is no integer.
double integerLimit(const ColumnType& type) {
    static constexpr std::array<std::pair<std::string_view, int>, 6> bits{
        {{"tinyint", 8}, {"smallint", 16}, {"mediumint", 24}, {"int", 32}, {"integer", 32}, {"bigint", 64}}};
    for (const auto& [name, n] : bits)
        if (type.name == name)
            return std::pow(2.0, type.isUnsigned ? n : n - 1) - 1;
    return 0;
}

/// Columns of other tables that refer to this one and share its limit: "orders.customer_id".
std::vector<std::string> childColumns(const RuleContext& c, const Table& parent, std::string_view column) {
    std::vector<std::string> children;
    for (const Table* table : userTables(c))
        for (const auto& key : table->foreignKeys)
            for (std::size_t i = 0; i < key.refColumns.size() && i < key.columns.size(); ++i)
                if (equalsIgnoreCase(key.refTable, parent.name) &&
                    equalsIgnoreCase(key.refColumns[i], column) &&
                    (key.refSchema.empty() ? table->schema == parent.schema : key.refSchema == parent.schema))
                    children.push_back(table->name + "." + key.columns[i]);
    return children;
}

/// A draft when the share of used values, or the growth the client expects, makes it a matter of months.
std::optional<Draft> exhaustion(const RuleContext& c, double used, double limit, const std::string& object) {
    const double ratio = used / limit;
    const auto growth = c.criteria.number("growth");
    const auto day = growth ? dayFull(c.today, ratio, *growth) : std::nullopt;
    const bool soon = day && double((*day - c.today).count()) <= c.limit("horizon_days");
    if (ratio <= c.limit("info") && !soon)
        return std::nullopt;
    Draft d{ratio > c.limit("high") ? Severity::High : soon ? Severity::Medium : Severity::Info};
    if (soon && ratio <= c.limit("high"))
        d.confidence = Confidence::Inferred;
    d.object = object;
    d.variant = day ? "date" : "";
    d.holes = {{"ratio", c.words.percent(ratio)},
               {"used", c.words.number(used)},
               {"limit", c.words.number(limit)},
               {"month", day ? c.words.month(*day) : std::string()}};
    d.evidence = {
        c.catalogLine(c.label("used_values"), fmt::format("{} / {} = {}", c.words.number(used),
                                                          c.words.number(limit), c.words.percent(ratio)))};
    if (growth)
        d.evidence.push_back(
            {"growth",
             c.words.phrase(
                 "from_interview",
                 {{"value", c.words.phrase("per_quarter", {{"value", c.words.percent(*growth - 1)}})}}),
             {},
             {}});
    return d;
}

RuleVerdict autoIncrement(const RuleContext& c) {
    std::vector<Draft> drafts;
    for (const Table* table : userTables(c)) {
        const auto column = std::find_if(table->columns.begin(), table->columns.end(),
                                         [](const auto& col) { return col.autoIncrement; });
        if (!table->autoIncrement || column == table->columns.end() || *table->autoIncrement < 2)
            continue;
        const double limit = integerLimit(column->type);
        if (limit <= 0)
            continue;
        auto draft = exhaustion(c, double(*table->autoIncrement - 1), limit,
                                table->qualifiedName() + "." + column->name);
        if (!draft)
            continue;
        const auto children = childColumns(c, *table, column->name);
        draft->holes.insert({{"column", table->name + "." + column->name},
                             {"type", column->type.full},
                             {"table_sql", sqlName(c, *table)},
                             {"column_sql", quoted(column->name, false)},
                             {"children", children.empty() ? "-" : join(children, ", ")}});
        draft->evidence.push_back(c.catalogLine(c.label("column_type"), column->type.full));
        drafts.push_back(std::move(*draft));
    }
    return foundAll(std::move(drafts));
}

/// Memory, images that are full by nature and mounts of packages are no disks that fill up. A loop device is
/// one only where its type is known: most hold a package.
bool isRealDisk(const Filesystem& fs) {
    static constexpr std::array ignored{"tmpfs",   "devtmpfs", "squashfs", "iso9660",
                                        "overlay", "proc",     "sysfs",    "udf"};
    const bool package =
        fs.mount.starts_with("/snap") || (fs.type.empty() && fs.device.starts_with("/dev/loop"));
    return !package && std::none_of(ignored.begin(), ignored.end(),
                                    [&](const char* t) { return fs.type == t || fs.device == t; });
}

RuleVerdict diskUsed(const RuleContext& c) {
    std::vector<Draft> drafts;
    bool any = false;
    const auto* data = dataFilesystem(c);
    for (const auto& fs : c.server.host.filesystems) {
        if (fs.sizeBytes <= 0 || (&fs != data && !isRealDisk(fs)))
            continue;
        any = true;
        const double ratio = fs.usedBytes / fs.sizeBytes;
        if (ratio < c.limit("warn"))
            continue;
        Draft d{ratio >= c.limit("high") ? Severity::High : Severity::Medium, Confidence::Measured, fs.mount};
        d.holes = {{"ratio", c.words.percent(ratio)}, {"free", c.words.bytes(fs.sizeBytes - fs.usedBytes)}};
        d.evidence = {{fs.mount,
                       fmt::format("{} / {} = {}", c.words.bytes(fs.usedBytes), c.words.bytes(fs.sizeBytes),
                                   c.words.percent(ratio)),
                       {},
                       {}}};
        drafts.push_back(std::move(d));
    }
    return any ? foundAll(std::move(drafts)) : notAssessed(c.words.phrase("need_host"));
}

RuleVerdict binlogVolume(const RuleContext& c) {
    const auto* logs = answered(c, "mysql.binary_logs");
    double sum = 0;
    for (std::size_t row = 0; row < logs->rows.size(); ++row)
        sum += cellNumber(*logs, row, "file_size").value_or(0);
    const auto* fs = dataFilesystem(c);
    const auto disk = fs ? std::optional(fs->sizeBytes) : c.criteria.number("disk");
    if (!disk || *disk <= 0)
        return askFor(c);
    if (sum / *disk <= c.limit("share"))
        return passed();
    Draft d{Severity::Medium, fs ? Confidence::Measured : Confidence::Inferred};
    d.holes = {{"size", c.words.bytes(sum)}, {"ratio", c.words.percent(sum / *disk)}};
    d.evidence = {c.probeLine(
        c.label("binlogs"),
        fmt::format("{} / {} = {}", c.words.bytes(sum), c.words.bytes(*disk), c.words.percent(sum / *disk)),
        "mysql.binary_logs")};
    return found(d);
}

RuleVerdict poolCrossover(const RuleContext& c) {
    const auto growth = c.criteria.number("growth");
    const auto data = c.innodbBytes();
    const double pool = c.number("innodb_buffer_pool_size").value_or(0);
    if (!growth)
        return askFor(c);
    if (!data || pool <= 0)
        return notAssessed(c.words.phrase("need_sizes"));
    if (*data >= pool)
        return notApplicableHere(c);
    const auto day = dayFull(c.today, *data / pool, *growth);
    if (!day || double((*day - c.today).count()) > c.limit("horizon_days"))
        return passed();
    Draft d{Severity::Info, Confidence::Inferred};
    d.holes = {{"month", c.words.month(*day)}, {"data", c.words.bytes(*data)}, {"pool", c.words.bytes(pool)}};
    d.evidence = {c.catalogLine(c.label("innodb_data"), c.words.bytes(*data)),
                  c.variableLine("innodb_buffer_pool_size"),
                  {"growth",
                   c.words.phrase(
                       "from_interview",
                       {{"value", c.words.phrase("per_quarter", {{"value", c.words.percent(*growth - 1)}})}}),
                   {},
                   {}}};
    return found(d);
}

/// A database that no session may connect to, as template0: nor can VACUUM.
bool isClosed(const RuleContext& c, std::string_view name) {
    const auto* databases = answered(c, "pg.databases");
    for (std::size_t row = 0; databases && row < databases->rows.size(); ++row)
        if (cell(*databases, row, "datname") == name)
            return cell(*databases, row, "datallowconn") == "f";
    return false;
}

RuleVerdict transactionIds(const RuleContext& c) {
    const auto* ages = answered(c, "pg.wraparound");
    std::vector<Draft> drafts;
    for (std::size_t row = 0; row < ages->rows.size(); ++row) {
        const double age = std::max(cellNumber(*ages, row, "xid_age|age").value_or(0),
                                    cellNumber(*ages, row, "mxid_age|multixact_age").value_or(0));
        if (age < c.limit("warn"))
            continue;
        const auto name = cell(*ages, row, "datname|database");
        Draft d{age >= c.limit("critical") ? Severity::Critical : Severity::High, Confidence::Measured, name};
        d.variant = isClosed(c, name) ? "closed" : "";
        d.holes = {{"ratio", c.words.percent(age / 2147483647.0)},
                   {"age", c.words.number(age)},
                   {"name_sql", quoted(name, true)}};
        d.evidence = {c.probeLine(
            "age(datfrozenxid)",
            fmt::format("{} / 2 147 483 647 = {}", c.words.number(age), c.words.percent(age / 2147483647.0)),
            "pg.wraparound", int(row))};
        drafts.push_back(std::move(d));
    }
    return foundAll(std::move(drafts));
}

RuleVerdict sequences(const RuleContext& c) {
    const auto* rows = answered(c, "pg.sequences");
    std::vector<Draft> drafts;
    for (std::size_t row = 0; row < rows->rows.size(); ++row) {
        const auto last = cellNumber(*rows, row, "last_value");
        const auto type = cell(*rows, row, "column_type|data_type");
        double limit = type == "smallint"  ? 32767.0
                       : type == "integer" ? 2147483647.0
                                           : 9223372036854775807.0;
        if (const auto maximum = cellNumber(*rows, row, "max_value"); maximum && *maximum > 0)
            limit = std::min(limit, *maximum);
        if (!last || *last <= 0 || cellYes(*rows, row, "cycle"))
            continue;
        const auto name =
            cell(*rows, row, "schemaname|schema") + "." + cell(*rows, row, "sequencename|sequence");
        auto draft = exhaustion(c, *last, limit, name);
        if (!draft)
            continue;
        draft->evidence.front().ref = EvidenceRef{c.server.id, "pg.sequences", int(row)};
        draft->holes.insert({{"column", name}, {"type", type.empty() ? "bigint" : type}});
        drafts.push_back(std::move(*draft));
    }
    return foundAll(std::move(drafts));
}

} // namespace

std::vector<Rule> growthRules() {
    const std::vector<Rule> rules{
        {.id = "grow.autoinc", .engines = kMySqlFamily, .needs = {.catalog = true}, .check = autoIncrement},
        {.id = "grow.disk", .needs = {.host = true}, .check = diskUsed},
        {.id = "grow.binlog_volume",
         .engines = kMySqlFamily,
         .needs = {.probes = {"mysql.binary_logs"}},
         .check = binlogVolume},
        {.id = "grow.bp_crossover",
         .engines = kMySqlFamily,
         .needs = {.numbers = {"innodb_buffer_pool_size"}, .sizes = true},
         .check = poolCrossover},
        {.id = "grow.pg_xid",
         .engines = kPostgreSql,
         .needs = {.probes = {"pg.wraparound"}},
         .check = transactionIds},
        {.id = "grow.pg_int4",
         .engines = kPostgreSql,
         .needs = {.probes = {"pg.sequences"}},
         .check = sequences},
    };
    return joinRules({rules, tableGrowthRules()});
}

} // namespace causeway
