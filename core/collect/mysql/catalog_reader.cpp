// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/mysql/catalog_reader.h"

#include "core/base/text.h"
#include "core/collect/mysql/catalog_builder.h"

#include <charconv>

namespace causeway::mysql {
namespace {

std::uint64_t pageSizeOf(const live::ProbeContext& context) {
    constexpr std::uint64_t kDefault = 16384;
    if (!context.variables)
        return kDefault;
    const auto it = context.variables->find("innodb_page_size");
    std::uint64_t size = 0;
    if (it != context.variables->end())
        std::from_chars(it->second.data(), it->second.data() + it->second.size(), size);
    return size >= 4096 && size <= 65536 ? size : kDefault;
}

/// Views whose text the account may not see come with an empty definition.
std::size_t hiddenDefinitions(const Catalog& catalog) {
    std::size_t hidden = 0;
    for (const auto& view : catalog.views)
        hidden += view.select.empty();
    for (const auto& routine : catalog.routines)
        hidden += routine.body.empty();
    return hidden;
}

ProbeResult emptyAnswer(const std::string& id, const live::ProbeContext& context) {
    ProbeResult result;
    result.id = id;
    result.source = context.source;
    result.at = now();
    result.message = "not asked: the answers before it show that there is none";
    return result;
}

} // namespace

CatalogAnswer readCatalog(const std::vector<live::ProbeSpec>& specs, const live::ProbeContext& context,
                          live::Session& session, Progress& progress) {
    CatalogAnswer result;
    CatalogBuilder builder(context.engine, context.version, pageSizeOf(context));
    bool whole = true;
    const auto take = [&](ProbeResult answer, auto&& add) {
        const bool answered = answer.state == ProbeResult::State::Answered;
        if (answered) {
            add(answer);
            answer.message = "read into the catalog: " + std::to_string(answer.rows.size()) + " rows";
        } else if (answer.state != ProbeResult::State::Absent) {
            result.remarks.push_back("Not read: " + answer.id + " (" + answer.message + ").");
        }
        answer.rows.clear();
        result.probes.push_back(std::move(answer));
        return answered;
    };
    for (std::size_t i = 0; i < specs.size(); ++i) {
        progress.report("catalog", i, specs.size());
        if (builder.findsNothing(specs[i].id)) {
            result.probes.push_back(emptyAnswer(specs[i].id, context));
            continue;
        }
        const bool needed = specs[i].id == "mysql.catalog.tables" || specs[i].id == "mysql.catalog.columns";
        const bool answered = take(live::runProbe(specs[i], context, session, progress),
                                   [&](const ProbeResult& answer) { builder.add(answer); });
        whole = whole && (answered || !needed);
    }
    if (const std::string sql = builder.sequenceQuery(); !sql.empty()) {
        auto answer = session.run("mysql.catalog.sequences", sql, live::ResultLimits{}, progress);
        answer.source = context.source;
        take(std::move(answer), [&](const ProbeResult& rows) { builder.addSequences(rows); });
    }
    if (!whole)
        return result;
    result.catalog = builder.finish();
    if (const auto hidden = hiddenDefinitions(*result.catalog))
        result.remarks.push_back("The server did not show the text of " + std::to_string(hidden) +
                                 " views and routines to this account.");
    return result;
}

} // namespace causeway::mysql
