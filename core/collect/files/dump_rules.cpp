// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/files/dump_rules.h"

#include "core/base/concat.h"
#include "core/base/resources.h"
#include "core/base/text.h"

#include <algorithm>
#include <unordered_map>

namespace causeway::dump {

namespace {

struct CollationRow {
    std::string charset, collation;
    std::optional<Engine> engine;
    Version from;
};

const std::vector<CollationRow>& collationTable() {
    static const auto rows = [] {
        std::vector<CollationRow> out;
        const auto text = resourceBytes("mysql/default_collations.csv");
        for (const auto line : split(text, '\n')) {
            const auto cells = split(line, ',');
            if (line.starts_with('#') || cells.size() != 4 || cells[0] == "charset")
                continue;
            CollationRow row{std::string(cells[0]), std::string(cells[3]), {}, {}};
            if (!cells[1].empty())
                row.engine = cells[1] == "MariaDB" ? Engine::MariaDB : Engine::MySQL;
            row.from = parseServerVersion(cells[2]).version;
            out.push_back(std::move(row));
        }
        return out;
    }();
    return rows;
}

bool oneOf(const std::string& name, std::initializer_list<std::string_view> names) {
    return std::ranges::find(names, std::string_view(name)) != names.end();
}

std::string canonicalName(const std::string& name) {
    static const std::unordered_map<std::string_view, std::string_view> kAliases = {
        {"integer", "int"},
        {"int4", "int"},
        {"int1", "tinyint"},
        {"int2", "smallint"},
        {"int3", "mediumint"},
        {"middleint", "mediumint"},
        {"int8", "bigint"},
        {"dec", "decimal"},
        {"numeric", "decimal"},
        {"fixed", "decimal"},
        {"real", "double"},
        {"double precision", "double"},
        {"float8", "double"},
        {"float4", "float"},
        {"character", "char"},
        {"nchar", "char"},
        {"national char", "char"},
        {"national character", "char"},
        {"character varying", "varchar"},
        {"char varying", "varchar"},
        {"varcharacter", "varchar"},
        {"nvarchar", "varchar"},
        {"national varchar", "varchar"},
        {"nchar varchar", "varchar"},
        {"nchar varying", "varchar"},
        {"national char varying", "varchar"},
        {"national character varying", "varchar"},
        {"long", "mediumtext"},
        {"long varchar", "mediumtext"},
        {"long char varying", "mediumtext"},
        {"long character varying", "mediumtext"},
        {"long varbinary", "mediumblob"},
        {"char byte", "binary"},
        {"character byte", "binary"},
        {"geomcollection", "geometrycollection"},
        {"clob", "longtext"}};
    const auto alias = kAliases.find(name);
    return alias == kAliases.end() ? name : std::string(alias->second);
}

/// TEXT(n) and BLOB(n) are the smallest of their kind that holds n.
std::string sizedText(const std::string& name, std::uint32_t length) {
    const bool text = name == "text";
    if (length < 256)
        return text ? "tinytext" : "tinyblob";
    if (length < 65536)
        return name;
    return (length < 16777216 ? "medium" : "long") + name;
}

/// A column CHARACTER SET binary is a binary column.
std::string binaryTwin(const std::string& name) {
    if (name == "char")
        return "binary";
    if (name == "varchar")
        return "varbinary";
    if (name.ends_with("text"))
        return name.substr(0, name.size() - 4) + "blob";
    return name;
}

std::string fullText(const ColumnType& t, bool unsignedWord) {
    std::string out = t.name;
    if (!t.members.empty()) {
        for (const auto& m : t.members)
            append(out, {&m == &t.members.front() ? "('" : ",'", replaceAll(m, "'", "''"), "'"});
        out += ')';
    } else if (t.length) {
        append(out, {"(", std::to_string(*t.length)});
        if (t.scale)
            append(out, {",", std::to_string(*t.scale)});
        out += ')';
    }
    if (unsignedWord)
        out += " unsigned";
    if (t.zerofill)
        out += " zerofill";
    return out;
}

/// "CURRENT_TIMESTAMP" or "CURRENT_TIMESTAMP(3)".
std::string currentTimestampText(const mysql::Call& call) {
    std::string out = "CURRENT_TIMESTAMP";
    if (!call.args.empty())
        if (const auto* digits = call.args[0]->as<mysql::Literal>(); digits && digits->text != "0")
            out += "(" + digits->text + ")";
    return out;
}

DefaultValue literalDefault(const mysql::Literal& l, const mysql::TextExpr& declared,
                            const ColumnType& type) {
    using Kind = mysql::Literal::Kind;
    double number = 0;
    switch (l.kind) {
    case Kind::Null:
        return {DefaultValue::Kind::Null, {}};
    case Kind::True:
        return {DefaultValue::Kind::Number, "1"};
    case Kind::False:
        return {DefaultValue::Kind::Number, "0"};
    case Kind::Integer:
    case Kind::Decimal:
    case Kind::Float:
        return {isNumericType(type.name) || type.name == "bit" || type.name == "year"
                    ? DefaultValue::Kind::Number
                    : DefaultValue::Kind::Literal,
                l.text};
    case Kind::Bit:
        return {DefaultValue::Kind::Bit, l.text};
    case Kind::String:
        if (isNumericType(type.name) && parseNumber(trim(l.text), number))
            return {DefaultValue::Kind::Number, std::string(trim(l.text))};
        return {DefaultValue::Kind::Literal, l.text};
    case Kind::Hex:
    case Kind::National:
    case Kind::Date:
    case Kind::Time:
    case Kind::Timestamp:
        return {DefaultValue::Kind::Literal, l.text};
    }
    return {DefaultValue::Kind::Expression, declared.text};
}

} // namespace

bool ServerRules::implicitTimestamps() const {
    if (explicitTimestamps)
        return !*explicitTimestamps;
    return version.known() && version < (engine == Engine::MariaDB ? Version{10, 10, 1} : Version{8, 0, 2});
}

bool ServerRules::checksEnforced() const {
    return !version.known() || version >= (engine == Engine::MariaDB ? Version{10, 2, 1} : Version{8, 0, 16});
}

bool ServerRules::columnReferences() const {
    return engine == Engine::MariaDB && version >= Version{10, 5, 0};
}

std::string ServerRules::defaultEngine() const {
    return version.known() && version < Version{5, 5, 5} ? "MyISAM" : "InnoDB";
}

std::string defaultCollation(const std::string& charset, const ServerRules& rules) {
    if (charset.empty())
        return {};
    for (const auto& row : collationTable())
        if (row.charset == charset && (!row.engine || *row.engine == rules.engine) &&
            (!rules.version.known() || rules.version >= row.from))
            return row.collation;
    return charset + "_general_ci";
}

std::string charsetOf(const std::string& collation) {
    auto charset = collation.substr(0, collation.find('_'));
    return charset == "uca1400" ? "utf8mb4"
                                : charset; // MariaDB's short names fit several; utf8mb4 is its default
}

std::string engineSpelling(const std::string& name) {
    for (const std::string_view known :
         {"InnoDB", "MyISAM", "MEMORY", "ARCHIVE", "CSV", "BLACKHOLE", "FEDERATED", "MRG_MyISAM", "Aria",
          "ROCKSDB", "TokuDB", "SEQUENCE", "CONNECT", "SPIDER", "ndbcluster", "Columnstore", "S3", "Mroonga",
          "OQGRAPH"})
        if (equalsIgnoreCase(name, known))
            return std::string(known);
    if (equalsIgnoreCase(name, "HEAP"))
        return "MEMORY";
    if (equalsIgnoreCase(name, "MERGE"))
        return "MRG_MyISAM";
    if (equalsIgnoreCase(name, "NDB"))
        return "ndbcluster";
    return name;
}

bool isTextType(const std::string& name) {
    return oneOf(name, {"char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set"});
}

bool isNumericType(const std::string& name) {
    return oneOf(name, {"tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "float", "double"});
}

ColumnType canonicalType(const mysql::DataType& d, const ServerRules& rules) {
    ColumnType t;
    t.name = canonicalName(d.name);
    t.length = d.length;
    t.scale = d.scale;
    t.isUnsigned = d.isUnsigned;
    t.zerofill = d.zerofill;
    t.members = d.members;
    if (d.name == "real" && rules.realAsFloat)
        t.name = "float";
    if (oneOf(t.name, {"bool", "boolean"})) {
        t.name = "tinyint";
        t.length = 1;
    } else if (t.name == "serial") {
        t.name = "bigint";
        t.isUnsigned = true;
    } else if (t.name == "float" && t.length && !t.scale) { // FLOAT(p): p is in bits
        t.name = *t.length > 24 ? "double" : "float";
        t.length.reset();
    } else if ((t.name == "text" || t.name == "blob") && t.length) {
        t.name = sizedText(t.name, *t.length);
        t.length.reset();
    } else if (oneOf(t.name, {"char", "binary", "bit"}) && !t.length) {
        t.length = 1;
    } else if (t.name == "decimal") {
        t.length = t.length.value_or(10);
        t.scale = t.scale.value_or(0);
    } else if (t.name == "year" && t.length != 2u) {
        t.length = 4;
    }
    if (d.charset == "binary" && isTextType(t.name))
        t.name = binaryTwin(t.name);
    t.full = fullText(t, t.isUnsigned);
    return t;
}

bool isCurrentTimestamp(const mysql::Expr& expr) {
    const auto* call = expr.as<mysql::Call>();
    return call && call->schema.empty() &&
           oneOf(call->name, {"CURRENT_TIMESTAMP", "NOW", "LOCALTIME", "LOCALTIMESTAMP"});
}

DefaultValue defaultValue(const mysql::TextExpr& declared, const ColumnType& type) {
    const mysql::Expr& e = *declared.expr;
    if (const auto* literal = e.as<mysql::Literal>())
        return literalDefault(*literal, declared, type);
    if (isCurrentTimestamp(e))
        return {DefaultValue::Kind::CurrentTimestamp, currentTimestampText(*e.as<mysql::Call>())};
    if (const auto* u = e.as<mysql::Unary>(); u && (u->op == "-" || u->op == "+"))
        if (const auto* number = u->operand->as<mysql::Literal>())
            if (number->kind == mysql::Literal::Kind::Integer ||
                number->kind == mysql::Literal::Kind::Decimal || number->kind == mysql::Literal::Kind::Float)
                return {DefaultValue::Kind::Number, (u->op == "-" ? "-" : "") + number->text};
    return {DefaultValue::Kind::Expression, declared.text};
}

} // namespace causeway::dump
