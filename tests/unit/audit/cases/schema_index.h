// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "unit/audit/cases/security.h"
#include "unit/audit/evidence_builder.h"

namespace causeway::test {

inline ForeignKey foreignKey(std::string column, std::string refTable) {
    ForeignKey k;
    k.columns = {std::move(column)};
    k.refTable = std::move(refTable);
    k.refColumns = {"id"};
    return k;
}

inline std::vector<Case> schemaCases() {
    const auto found = CheckState::Found, ok = CheckState::Passed, open = CheckState::NotAssessed;
    const auto orders = [](const char* parent, bool parentUnsigned, const char* child, bool childUnsigned) {
        auto t =
            table("order_item", {column("id", "int"), column("order_id", child, childUnsigned)}, {primary()});
        t.foreignKeys = {foreignKey("order_id", "orders")};
        return mysql().table(table("orders", {column("id", parent, parentUnsigned)}, {primary()})).table(t);
    };
    auto zero = column("created", "datetime");
    zero.defaultValue = DefaultValue{DefaultValue::Kind::Literal, "0000-00-00 00:00:00"};
    auto now = column("created", "datetime");
    now.defaultValue = DefaultValue{DefaultValue::Kind::CurrentTimestamp, "CURRENT_TIMESTAMP"};
    auto many = table("product", {column("id", "int")}, {primary()});
    for (int i = 0; i < 9; ++i)
        many.indexes.push_back(index("i" + std::to_string(i), IndexKind::Plain, {"c" + std::to_string(i)}));
    auto nine = many;
    nine.indexes.pop_back();
    const auto collated = [](const char* a, const char* b) {
        return mysql()
            .table(table("a", {text("sku", "utf8mb4", a)}, {index("k", IndexKind::Plain, {"sku"})}))
            .table(table("b", {text("sku", "utf8mb4", b)}, {index("k", IndexKind::Plain, {"sku"})}));
    };
    const auto references = [](bool withKey) {
        auto e = mysql();
        for (int i = 0; i < 12; ++i) {
            auto t = table("t" + std::to_string(i), {column("id", "int"), column("customer_id", "int")},
                           {primary()});
            if (withKey && i == 3)
                t.foreignKeys = {foreignKey("customer_id", "t1")};
            e.table(t);
        }
        return e;
    };
    const auto definer = [](const char* who) {
        auto e = mysql().probe("mysql.accounts", accountColumns(),
                               {{"shop", "%", "x", "1", "0", "0", "N", "N", "N"}});
        View v;
        v.schema = "shop";
        v.name = "best_sellers";
        v.definer = who;
        e.catalog().views.push_back(v);
        return e;
    };
    return {
        {"sch.no_pk", "under row logging",
         mysql().var("binlog_format", "ROW").table(table("log", {column("a", "int")})), found, Severity::High,
         "1 table has"},
        {"sch.no_pk", "UNIQUE NOT NULL still lacks an identity",
         mysql().table(table("log", {column("a", "int")}, {index("u", IndexKind::Unique, {"a"})})), found,
         Severity::Medium},
        {"sch.no_pk", "PostgreSQL", postgresql().table(table("log", {column("a", "int")})), found,
         Severity::High},
        {"sch.no_pk", "has one", mysql().table(table("log", {column("id", "int")}, {primary()})), ok},
        {"sch.charset", "latin1",
         mysql().table(table("customer", {text("name", "latin1", "latin1_swedish_ci")})), found,
         Severity::Medium, "1 text column"},
        {"sch.charset", "5.6 spells it utf8",
         mysql("5.6.51").table(table("customer", {text("name", "utf8", "utf8_general_ci")})), found,
         Severity::Medium},
        {"sch.charset", "a hash in ASCII letters",
         mysql().table(table("customer", {text("password_hash", "latin1", "latin1_bin"),
                                          text("name", "utf8mb4", "utf8mb4_bin")})),
         ok},
        {"sch.collation_mix", "two collations of sku", collated("utf8mb4_general_ci", "utf8mb4_0900_ai_ci"),
         found, Severity::Medium},
        {"sch.collation_mix", "one", collated("utf8mb4_bin", "utf8mb4_bin"), ok},
        {"sch.fk_type", "sign", orders("int", true, "int", false), found, Severity::Medium},
        {"sch.fk_type", "width", orders("bigint", false, "int", false), found, Severity::Medium},
        {"sch.fk_type", "display width means nothing", orders("int(10)", false, "int(11)", false), ok},
        {"sch.float_money", "price", mysql().table(table("product", {column("price", "float")})), found,
         Severity::High, "1 amount is"},
        {"sch.float_money", "PostgreSQL",
         postgresql().table(table("product", {column("unit_price", "double precision")})), found,
         Severity::High},
        {"sch.float_money", "a weight", mysql().table(table("product", {column("weight", "double")})), ok},
        {"sch.float_money", "decimal", mysql().table(table("product", {column("price", "decimal(10,2)")})),
         ok},
        {"sch.zero_date", "default", mysql().table(table("orders", {zero})), found, Severity::Medium},
        {"sch.zero_date", "now", mysql().table(table("orders", {now})), ok},
        {"sch.pk_random", "char(36), 5 GB",
         mysql().table(sized(table("cart", {column("id", "char(36)")}, {primary()}), 5)), found,
         Severity::Low},
        {"sch.pk_random", "small",
         mysql().table(sized(table("cart", {column("id", "char(36)")}, {primary()}), 0.5)), ok},
        {"sch.pk_random", "MyISAM keeps rows as they come",
         [] {
             auto cart = sized(table("cart", {column("id", "char(36)")}, {primary()}), 5);
             cart.engine = "MyISAM";
             return mysql().table(cart);
         }(),
         ok},
        {"sch.fk_absent", "none in 12 tables", references(false), found, Severity::Info, "12 tables"},
        {"sch.fk_absent", "some", references(true), ok},
        {"sch.definer_orphan", "gone", definer("dev@localhost"), found, Severity::Medium},
        {"sch.definer_orphan", "quoted", definer("`shop`@`%`"), ok},
        {"sch.definer_orphan",
         "accounts not read",
         mysql().table(table("t", {})),
         open,
         {},
         "mysql.accounts"},
        {"sch.too_many_idx", "ten", mysql().table(many), found, Severity::Low},
        {"sch.too_many_idx", "nine", mysql().table(nine), ok},
    };
}

inline std::vector<Case> indexCases() {
    const auto found = CheckState::Found, ok = CheckState::Passed, open = CheckState::NotAssessed;
    const auto two = [](Index a, Index b) {
        return mysql().table(table("t", {column("id", "int"), column("a", "int"), column("b", "int")},
                                   {primary(), std::move(a), std::move(b)}));
    };
    const auto plain = [](const char* name, std::vector<std::string> columns) {
        return index(name, IndexKind::Plain, std::move(columns));
    };
    auto prefix = plain("c10", {"a"});
    prefix.parts[0].prefix = 10;
    auto descending = plain("ab_desc", {"a", "b"});
    descending.parts[1].descending = true;
    auto hidden = plain("hidden", {"a"});
    hidden.visible = false;
    Index lower = plain("f1", {""}), upper = plain("f2", {""});
    lower.parts[0].expression = "lower(`a`)";
    upper.parts[0].expression = "upper(`a`)";
    const auto usage = [&](double days, const char* count, Table t) {
        return mysql()
            .upDays(days)
            .table(std::move(t))
            .probe("mysql.index_usage", {"object_schema", "object_name", "index_name", "count_star"},
                   {{"shop", "t", "PRIMARY", "9000"}, {"shop", "t", "ka", count}});
    };
    const auto big = [&] {
        return sized(table("t", {column("id", "int"), column("a", "int")}, {primary(), plain("ka", {"a"})}),
                     2);
    };
    auto child = big();
    child.foreignKeys = {foreignKey("a", "p")};
    auto unread = big();
    unread.name = "never_opened";
    const auto selective = [&](const char* columnName, std::uint64_t distinct) {
        auto t = sized(table("t", {column("id", "int"), column(columnName, "int")},
                             {primary(), plain("k", {columnName})}),
                       1, 0, 5000000);
        t.indexes[1].cardinality = distinct;
        return mysql().table(t);
    };
    const std::vector<std::string> fk{"schemaname", "relname", "conname", "columns", "rows"},
        stats{"schemaname", "relname", "indexrelname", "idx_scan", "indisunique", "bytes"};
    return {
        {"idx.duplicate", "same column twice", two(plain("k1", {"a"}), plain("k2", {"a"})), found,
         Severity::Medium, "1 index is a copy"},
        {"idx.duplicate", "KEY(c) and KEY(c(10)) differ", two(plain("c", {"a"}), prefix), ok},
        {"idx.duplicate", "(a,b) and (a,b DESC) differ", two(plain("ab", {"a", "b"}), descending), ok},
        {"idx.duplicate", "two functions differ", two(lower, upper), ok},
        {"idx.duplicate", "an invisible one is on trial", two(plain("k1", {"a"}), hidden), ok},
        {"idx.redundant_prefix", "(a) in (a,b)", two(plain("ka", {"a"}), plain("kab", {"a", "b"})), found,
         Severity::Medium},
        {"idx.redundant_prefix", "(a) in (a(10),b) is not",
         two(plain("ka", {"a"}),
             [&] {
                 auto i = plain("kab", {"a", "b"});
                 i.parts[0].prefix = 10;
                 return i;
             }()),
         ok},
        {"idx.redundant_prefix", "UNIQUE(a) guards something",
         two(index("ua", IndexKind::Unique, {"a"}), plain("kab", {"a", "b"})), ok},
        {"idx.redundant_prefix", "(b) is no start of (a,b)",
         two(plain("kb", {"b"}), plain("kab", {"a", "b"})), ok},
        {"idx.unused", "40 days", usage(40, "0", big()), found, Severity::Low},
        {"idx.unused", "used", usage(40, "12", big()), ok},
        {"idx.unused",
         "after 20 minutes nothing can be said",
         usage(20.0 / 1440, "0", big()),
         open,
         {},
         "up for"},
        {"idx.unused", "it serves a foreign key", usage(40, "0", child), ok},
        {"idx.unused", "a table never opened since the start", usage(40, "0", unread), ok},
        {"idx.index_gt_data", "5 GB over 2 GB", mysql().table(sized(table("t", {}, {primary()}), 2, 5)),
         found, Severity::Info},
        {"idx.index_gt_data", "small tables are distorted by pages",
         mysql().table(sized(table("t", {}, {primary()}), 0.00002, 0.0001)), ok},
        {"idx.large_no_secondary", "10 GB", mysql().table(sized(table("t", {}, {primary()}), 10)), found,
         Severity::Info},
        {"idx.large_no_secondary", "has one",
         mysql().table(sized(table("t", {}, {primary(), plain("k", {"a"})}), 10)), ok},
        {"idx.full_join", "5 000 a day",
         mysql().upDays(2).status("select_full_join", 10000).status("select_range_check", 0), found,
         Severity::Medium, "a day"},
        {"idx.full_join", "250 a day", mysql().upDays(2).status("select_full_join", 500), ok},
        {"idx.low_selectivity", "3 of 5 million", selective("country", 3), found, Severity::Low},
        {"idx.low_selectivity", "a status flag is useful", selective("status", 3), ok},
        {"idx.low_selectivity", "selective", selective("country", 200000), ok},
        {"idx.pg_fk_unindexed", "large child",
         postgresql().probe("pg.fk_unindexed", fk,
                            {{"public", "order_item", "order_fk", "order_id", "2000000"}}),
         found, Severity::High},
        {"idx.pg_fk_unindexed", "small child",
         postgresql().probe("pg.fk_unindexed", fk, {{"public", "country", "c_fk", "c_id", "200"}}), ok},
        {"idx.pg_duplicate", "two",
         postgresql().probe("pg.duplicate_indexes", {"schemaname", "relname", "indexes", "n"},
                            {{"public", "orders", "o_a,o_b", "2"}}),
         found, Severity::Medium},
        {"idx.pg_duplicate", "none",
         postgresql().probe("pg.duplicate_indexes", {"schemaname", "relname", "indexes", "n"}, {}), ok},
        {"idx.pg_unused", "half of all",
         postgresql()
             .probe("pg.index_stats", stats,
                    {{"public", "t", "i1", "0", "f", "1000"}, {"public", "t", "i2", "7", "f", "1000"}})
             .probe("pg.database_stats", {"datname", "stats_reset"}, {{"shop", "2026-10-15 00:00:00+00"}}),
         found, Severity::Low},
        {"idx.pg_unused", "unique ones guard",
         postgresql()
             .probe("pg.index_stats", stats, {{"public", "t", "i1", "0", "t", "1000"}})
             .probe("pg.database_stats", {"datname", "stats_reset"}, {{"shop", "2026-10-15 00:00:00+00"}}),
         ok},
        {"idx.pg_unused", "nobody knows since when",
         postgresql().probe("pg.index_stats", stats, {{"public", "t", "i1", "0", "f", "1000"}}), open},
        {"idx.pg_unused",
         "reset last week",
         postgresql()
             .probe("pg.index_stats", stats, {{"public", "t", "i1", "0", "f", "1000"}})
             .probe("pg.database_stats", {"datname", "stats_reset"}, {{"shop", "2026-11-15 00:00:00+00"}}),
         open,
         {},
         "7 days"},
        {"idx.pg_invalid", "one",
         postgresql().probe("pg.invalid_indexes", {"schemaname", "relname", "indexrelname"},
                            {{"public", "orders", "orders_x"}}),
         found, Severity::Medium},
        {"idx.pg_invalid", "none",
         postgresql().probe("pg.invalid_indexes", {"schemaname", "relname", "indexrelname"}, {}), ok},
    };
}

} // namespace causeway::test
