// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/resources.h"
#include "core/base/text.h"
#include "core/base/units.h"
#include "core/growth/assumptions.h"
#include "core/report/build.h"

#include <fmt/format.h>

#include <array>
#include <map>

namespace causeway::report {
namespace {

constexpr std::array<std::string_view, 26> kSettings{"innodb_flush_log_at_trx_commit",
                                                     "sync_binlog",
                                                     "innodb_buffer_pool_size",
                                                     "innodb_redo_log_capacity",
                                                     "innodb_log_file_size",
                                                     "innodb_doublewrite",
                                                     "max_connections",
                                                     "sql_mode",
                                                     "character_set_server",
                                                     "collation_server",
                                                     "time_zone",
                                                     "lower_case_table_names",
                                                     "binlog_format",
                                                     "gtid_mode",
                                                     "read_only",
                                                     "super_read_only",
                                                     "server_id",
                                                     "log_bin",
                                                     "innodb_file_per_table",
                                                     "transaction_isolation",
                                                     "shared_buffers",
                                                     "work_mem",
                                                     "synchronous_commit",
                                                     "wal_level",
                                                     "max_wal_size",
                                                     "fsync"};

Part settings(const Build& b) {
    Part part;
    for (const auto& server : b.in.snapshot->servers) {
        TableSpec t;
        t.columns = {left("Setting", 3), left("Value", 4)};
        for (const auto name : kSettings)
            if (const auto value = server.variable(name))
                t.rows.push_back({cell(code(std::string(name))), cell(printable(*value, 200))});
        if (t.rows.empty())
            continue;
        const auto id = b.evidenceId({server.id, server.variablesProbe, -1});
        t.source = b.source(fmt::format("settings of {}{}", server.id, id.empty() ? "" : " [" + id + "]"));
        auto s = makeSection("settings-" + server.id, "Settings of " + server.id,
                             fmt::format("{} of {} settings of {} decide durability, memory and text",
                                         t.rows.size(), server.variables.size(), server.id),
                             2);
        s.blocks.push_back(std::move(t));
        part.push_back(std::move(s));
    }
    return part;
}

Part inventory(const Build& b) {
    Part part;
    for (const auto& server : b.in.snapshot->servers) {
        if (!server.catalog || server.catalog->objectCount() == 0)
            continue;
        const auto& c = *server.catalog;
        TableSpec t;
        t.columns = {left("Object", 4), left("Kind", 1),  right("Columns", 1),
                     right("Rows", 1),  right("Data", 1), right("Indexes", 1)};
        for (const auto& x : c.tables)
            t.rows.push_back(
                {cell(code(x.qualifiedName())), cell(x.engine.empty() ? "table" : "table, " + x.engine),
                 cell(std::to_string(x.columns.size())), cell(x.rows ? formatNumber(double(*x.rows)) : ""),
                 cell(x.dataBytes ? formatBytes(double(*x.dataBytes)) : ""),
                 cell(x.indexBytes ? formatBytes(double(*x.indexBytes)) : "")});
        if (b.context.scaling) {
            const auto factor = b.context.scaling->factor;
            t.columns.push_back(right(fmt::format("Both × {}", b.context.scaling->factorText()), 1));
            for (std::size_t i = 0; i < c.tables.size(); ++i) {
                const auto& x = c.tables[i];
                const double bytes = double(x.dataBytes.value_or(0) + x.indexBytes.value_or(0));
                t.rows[i].push_back(cell(bytes > 0 ? formatBytes(bytes * factor) : ""));
            }
        }
        const auto others = [&](const char* kind, const auto& list) {
            for (const auto& o : list)
                t.rows.push_back({cell(code(o.schema.empty() ? o.name : o.schema + "." + o.name)), cell(kind),
                                  cell(""), cell(""), cell(""), cell("")});
        };
        others("view", c.views);
        others("routine", c.routines);
        others("trigger", c.triggers);
        others("event", c.events);
        others("sequence", c.sequences);
        auto s =
            makeSection("inventory-" + server.id, "Inventory of " + server.id,
                        fmt::format("{} holds {}", server.id, plan::counted(c.objectCount(), "object")), 2);
        s.blocks.push_back(std::move(t));
        part.push_back(std::move(s));
    }
    return part;
}

using Mentions = std::map<std::string, std::vector<const Section*>>;

void note(Mentions& all, const Section& s, const RichText& text) {
    for (const auto& span : text)
        if (span.style == Span::Style::Link) {
            auto& list = all[span.target];
            if (list.empty() || list.back() != &s)
                list.push_back(&s);
        }
}

/// Which sections lead to each piece of evidence.
class MentionFinder {
public:
    Mentions all;
    void in(const Section& s) {
        section_ = &s;
        for (const auto& block : s.blocks)
            std::visit([this](const auto& value) { take(value); }, block);
    }

private:
    void take(const RichText& text) { note(all, *section_, text); }
    void take(const std::string& text) { take(withEvidenceLinks(text)); }
    void take(const Paragraph& p) { take(p.text); }
    void take(const Callout& c) { take(c.text); }
    void take(const BulletList& list) {
        for (const auto& item : list.items)
            take(item);
    }
    void take(const TableSpec& t) {
        for (const auto& row : t.rows)
            for (const auto& c : row) {
                take(c.text);
                take(c.second);
            }
        take(t.source);
    }
    void take(const ChartSpec& c) { take(c.source); }
    void take(const Beside& b) {
        take(b.table);
        take(b.chart);
    }
    template <class Other> void take(const Other&) {}

    const Section* section_ = nullptr;
};

/// Links back to the first sections that rest on the evidence.
RichText usedIn(const Mentions& mentions, const std::string& id) {
    constexpr std::size_t kMost = 8;
    RichText text;
    const auto it = mentions.find(id);
    if (it == mentions.end())
        return plain("");
    for (std::size_t i = 0; i < it->second.size() && i < kMost; ++i)
        text = text + (i ? plain(", ") : RichText{}) + link(it->second[i]->number, it->second[i]->id);
    return it->second.size() > kMost ? text + plain(" …") : text;
}

Cell anchored(const std::string& id) {
    Cell c = cell(strong(id));
    c.anchor = id;
    return c;
}

Part queries(const Build& b, const Mentions& mentions) {
    static constexpr std::array<std::string_view, 4> states{"answered", "denied", "absent", "failed"};
    constexpr std::size_t kMostQuery = 320;
    const bool several = b.in.snapshot->servers.size() > 1;
    TableSpec t;
    t.columns = {left("Id", 0.8), left("Probe", 2.6), left("Query", 6), left("Answer", 1.8),
                 left("Used in", 1)};
    std::size_t answered = 0;
    for (const auto& server : b.in.snapshot->servers)
        for (const auto& p : server.probes) {
            const auto id = b.evidenceId({server.id, p.id, -1});
            const auto answer = p.state == ProbeResult::State::Answered
                                    ? plan::counted(p.rows.size(), "row")
                                    : std::string(states[std::size_t(p.state)]);
            answered += p.state == ProbeResult::State::Answered;
            const auto at = p.at == Instant{} ? std::string() : toIso(p.at).substr(0, 16);
            t.rows.push_back({anchored(id), cell(p.id, several ? server.id : ""),
                              cell(code(printable(p.query, kMostQuery))),
                              cell(answer, p.message.empty() ? at : p.message), cell(usedIn(mentions, id))});
        }
    if (t.rows.empty())
        return {};
    auto s = makeSection("queries", "Queries",
                         fmt::format("{} of {} answered; none of them writes",
                                     formatNumber(double(answered)),
                                     plan::counted(t.rows.size(), "query", "queries")),
                         2);
    s.blocks.push_back(std::move(t));
    return {s};
}

Part sources(const Build& b, const Mentions& mentions) {
    TableSpec t;
    t.columns = {left("Id", 1),      left("Source", 3),  left("Kind", 1),
                 left("True at", 2), left("SHA-256", 4), left("Used in", 1.2)};
    for (const auto& source : b.in.snapshot->sources)
        t.rows.push_back({anchored(source.id), cell(source.label), cell(source.kind),
                          cell(toIso(source.captured)),
                          source.sha256.empty() ? cell("live server") : cell(code(source.sha256)),
                          cell(usedIn(mentions, source.id))});
    if (t.rows.empty())
        return {};
    auto s = makeSection(
        "sources", "Sources",
        fmt::format("Snapshot {} rests on {}", b.in.snapshot->id, plan::counted(t.rows.size(), "source")), 2);
    s.blocks.push_back(std::move(t));
    return {s};
}

/// The forecast's formulas with this engagement's numbers in them.
Part formulas(const Build& b) {
    if (!b.in.growth)
        return {};
    const auto& f = *b.in.growth;
    auto s = makeSection("formulas", "Formulas",
                         fmt::format("How the dates of {} are computed", b.word("server")), 2);
    std::string text;
    const auto assumed = [](std::string_view key) {
        return growth::assumption(key).value;
    };
    if (const auto* g = f.input("growth"))
        text = fmt::format("v(t) = v(0) x {}^t with t in quarters of 91.31 days from {}\nv(t) reaches a "
                           "limit L at t = ln(L / v(0)) / ln({})\n"
                           "80 % band: v(t) x exp(+-{} x sqrt(level^2 + (rate x t)^2)); rate: {} "
                           "(measured), {} (stated) or {} (assumed) of ln({}); level: {}, {} or {}\n",
                           formatNumber(g->value, 3), toIso(f.start), formatNumber(g->value, 3),
                           formatNumber(assumed("band_z"), 4), formatPercent(assumed("rate_spread_measured")),
                           formatPercent(assumed("rate_spread_stated")),
                           formatPercent(assumed("rate_spread_assumed")), formatNumber(g->value, 3),
                           formatNumber(assumed("level_spread_measured"), 2),
                           formatNumber(assumed("level_spread_stated"), 2),
                           formatNumber(assumed("level_spread_assumed"), 2));
    const auto* cpu = f.input("cpu_busy");
    if (cpu && f.input("cpus"))
        text += fmt::format("utilisation law: U = X x D / {} CPUs, U today {}\nstretch of a request in a "
                            "queue of {}: 1 / (1 - U^{})\n",
                            formatNumber(f.input("cpus")->value), formatPercent(cpu->value),
                            formatNumber(f.input("cpus")->value), formatNumber(f.input("cpus")->value));
    if (const auto* rate = f.input("restore_rate"))
        text += fmt::format("restore time = volume / {}/s\n", formatBytes(rate->value));
    s.blocks.push_back(CodeBlock{text, "text"});
    return {s};
}

std::string everyWord(const Document& d) {
    return toLower(toMarkdown(d));
}

/// Only terms that the document uses.
Part glossary(const std::vector<Section>& body) {
    Document d;
    d.sections = body;
    const auto text = everyWord(d);
    TableSpec t;
    t.columns = {left("Term", 1), left("Meaning", 5)};
    const Json terms = resourceJson("roadmap/glossary.en.json").at("terms");
    for (const auto& term : terms)
        if (text.find(toLower(term.at("term").get<std::string>())) != std::string::npos)
            t.rows.push_back({cell(strong(term.at("term").get<std::string>())),
                              cell(term.at("meaning").get<std::string>())});
    if (t.rows.empty())
        return {};
    auto s = makeSection("glossary", "Glossary",
                         fmt::format("{} used in this document", plan::counted(t.rows.size(), "term")), 2);
    s.blocks.push_back(std::move(t));
    return {s};
}

} // namespace

Part appendices(Build& b, const std::vector<Section>& body) {
    MentionFinder finder;
    for (const auto& s : body)
        finder.in(s);
    Part all;
    const auto add = [&](Part part) {
        all.insert(all.end(), part.begin(), part.end());
    };
    if (b.in.snapshot) {
        add(settings(b));
        add(inventory(b));
    }
    add(b.overflow);
    if (b.in.snapshot) {
        add(queries(b, finder.all));
        add(sources(b, finder.all));
    }
    add(formulas(b));
    add(glossary(body));
    for (auto& s : all) {
        s.level = 1;
        s.newPage = true;
    }
    return all;
}

} // namespace causeway::report
