// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit.h"

#include "core/audit/compose.h"
#include "core/audit/families.h"
#include "core/audit/managed.h"
#include "core/audit/needs.h"
#include "core/audit/score.h"
#include "core/base/text.h"

#include <algorithm>

namespace causeway {
namespace {

unsigned engineBit(Engine engine) {
    switch (engine) {
    case Engine::MySQL:
        return kMySql;
    case Engine::MariaDB:
        return kMariaDb;
    case Engine::PostgreSQL:
        return kPostgreSql;
    }
    return 0;
}

/// A version outside the rule's range; an unknown version stays inside.
std::optional<RuleVerdict> outOfRange(const RuleContext& context, const Rule& rule) {
    const auto& version = context.server.version;
    if (!version.known() || (version >= rule.from && (!rule.below.known() || version < rule.below)))
        return std::nullopt;
    return notApplicable(
        context.words.phrase("not_this_version", {{"engine", std::string(engineName(context.server.engine))},
                                                  {"version", version.text(context.server.engine)}}));
}

/// What a managed service hides is not assessed, whatever the database says.
std::optional<RuleVerdict> hiddenByService(const RuleContext& context) {
    const auto* service = managedService(context.server);
    if (!service || !service->unseen.contains(context.rule))
        return std::nullopt;
    return notAssessed(context.words.phrase("managed_unseen", {{"service", service->name}}));
}

/// Takes out what only the service could mend: it decides those settings, for all its customers.
void leaveToService(const RuleContext& context, RuleVerdict& verdict) {
    const auto* service = managedService(context.server);
    if (!service || verdict.state != CheckState::Found)
        return;
    std::erase_if(verdict.findings, [&](const Draft& draft) {
        const auto& settings = context.words.remedy(context.rule, draft.variant).settings;
        return !settings.empty() && std::all_of(settings.begin(), settings.end(), [&](const auto& setting) {
            return service->fixed.contains(context.words.fill(setting.first, draft.holes));
        });
    });
    if (verdict.findings.empty())
        verdict = notApplicable(context.words.phrase("managed_sets", {{"service", service->name}}));
}

CheckResult runRule(const RuleContext& context, const RuleFamily& family, const Rule& rule) {
    CheckResult result;
    result.rule = rule.id;
    result.family = family.name;
    result.server = context.server.id;
    result.title = context.words.part(rule.id, "check");
    auto verdict = outOfRange(context, rule);
    if (!verdict)
        verdict = hiddenByService(context);
    if (!verdict)
        verdict = missingEvidence(context, rule);
    if (!verdict)
        verdict = rule.check(context);
    leaveToService(context, *verdict);
    result.state = verdict->state;
    result.reason = printable(verdict->reason, 2000);
    for (const auto& draft : verdict->findings)
        result.findings.push_back(compose(context, family.name, draft));
    return result;
}

} // namespace

AuditReport audit(const Snapshot& snapshot, const Criteria& criteria, std::string_view language,
                  Progress& progress) {
    static const Facts facts;
    const Words& words = wordsIn(language);
    AuditReport report;
    for (const auto& server : snapshot.servers) {
        RuleContext context{snapshot, server, criteria,
                            facts,    words,  std::chrono::floor<std::chrono::days>(snapshot.taken),
                            {}};
        std::uint64_t done = 0;
        for (const auto& family : ruleFamilies()) {
            progress.report("audit " + server.id, done++, ruleFamilies().size());
            for (const auto& rule : family.rules()) {
                if (!(rule.engines & engineBit(server.engine)))
                    continue;
                progress.throwIfCancelled();
                context.rule = rule.id;
                report.checks.push_back(runRule(context, family, rule));
            }
        }
    }
    setScore(report);
    return report;
}

AuditReport audit(const Snapshot& snapshot, const Criteria& criteria, const std::vector<Waiver>& waivers,
                  std::string_view language, Progress& progress) {
    auto report = audit(snapshot, criteria, language, progress);
    applyWaivers(report, waivers, std::chrono::floor<std::chrono::days>(snapshot.taken));
    return report;
}

} // namespace causeway
