// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/comparison.h"

#include "core/audit/schema_changes.h"
#include "core/base/resources.h"
#include "core/base/text.h"

#include <algorithm>
#include <map>
#include <set>

namespace causeway {
namespace {

using Findings = std::map<std::string, const Finding*, std::less<>>;
using Checks = std::map<std::pair<std::string, std::string>, const CheckResult*>;

Findings findingsOf(const AuditReport& report) {
    Findings findings;
    for (const auto& check : report.checks)
        for (const auto& f : check.findings)
            findings.emplace(f.key, &f);
    return findings;
}

Checks checksOf(const AuditReport& report) {
    Checks checks;
    for (const auto& check : report.checks)
        checks.emplace(std::pair(check.server, check.rule), &check);
    return checks;
}

/// Why the finding's check said nothing in the other report; nothing when it was asked there.
std::optional<std::string> unasked(const Checks& checks, const Finding& finding) {
    const auto it = checks.find({finding.server, finding.rule});
    if (it == checks.end())
        return std::string();
    if (it->second->state == CheckState::NotAssessed)
        return it->second->reason;
    return std::nullopt;
}

std::string waiverWord(const Finding& f) {
    return f.waived ? "waived" : "open";
}

std::map<std::string, std::string> figuresOf(const Finding& f) {
    std::map<std::string, std::string> figures;
    for (const auto& line : f.evidence)
        figures.emplace(line.label, line.value);
    return figures;
}

std::vector<ValueChange> changesOf(const std::map<std::string, std::string>& before,
                                   const std::map<std::string, std::string>& after) {
    std::vector<ValueChange> changes;
    for (const auto& [name, value] : before) {
        const auto it = after.find(name);
        if (it == after.end())
            changes.push_back({name, value, std::nullopt});
        else if (it->second != value)
            changes.push_back({name, value, it->second});
    }
    for (const auto& [name, value] : after)
        if (!before.contains(name))
            changes.push_back({name, std::nullopt, value});
    return changes;
}

std::vector<ValueChange> changesOf(const Finding& before, const Finding& after) {
    std::vector<ValueChange> changes;
    const auto say = [&](const char* name, std::string_view was, std::string_view is) {
        if (was != is)
            changes.push_back({name, std::string(was), std::string(is)});
    };
    say("severity", severityName(before.severity), severityName(after.severity));
    say("confidence", confidenceName(before.confidence), confidenceName(after.confidence));
    say("waiver", waiverWord(before), waiverWord(after));
    const auto figures = changesOf(figuresOf(before), figuresOf(after));
    changes.insert(changes.end(), figures.begin(), figures.end());
    return changes;
}

void compareFindings(Comparison& c, const AuditReport& before, const AuditReport& after) {
    const auto was = findingsOf(before), is = findingsOf(after);
    const auto askedBefore = checksOf(before), askedAfter = checksOf(after);
    for (const auto& [key, f] : was) {
        const auto it = is.find(key);
        if (it != is.end()) {
            auto changes = changesOf(*f, *it->second);
            if (changes.empty())
                c.unchanged.push_back(*it->second);
            else
                c.moved.push_back({*f, *it->second, std::move(changes)});
        } else if (auto why = unasked(askedAfter, *f)) {
            c.unknown.push_back({*f, std::move(*why)});
        } else {
            c.fixed.push_back(*f);
        }
    }
    for (const auto& [key, f] : is)
        if (!was.contains(key))
            (unasked(askedBefore, *f) ? c.firstSeen : c.added).push_back(*f);
    const auto worstFirst = [](const Finding& a, const Finding& b) {
        return a.severity != b.severity ? a.severity < b.severity : a.key < b.key;
    };
    for (auto* list : {&c.added, &c.firstSeen, &c.fixed, &c.unchanged})
        std::sort(list->begin(), list->end(), worstFirst);
    std::sort(c.moved.begin(), c.moved.end(),
              [&](const auto& a, const auto& b) { return worstFirst(a.after, b.after); });
    std::sort(c.unknown.begin(), c.unknown.end(),
              [&](const auto& a, const auto& b) { return worstFirst(a.before, b.before); });
}

const std::set<std::string>& movingSettings() {
    static const std::set<std::string> names = [] {
        std::set<std::string> all;
        for (const auto& name : resourceJson("facts/moving_settings.json").at("names"))
            all.insert(name.get<std::string>());
        return all;
    }();
    return names;
}

/// Settings of servers whose settings both snapshots know.
void compareSettings(Comparison& c, const ServerEvidence& before, const ServerEvidence& after) {
    if (before.variables.empty() || after.variables.empty())
        return;
    for (auto& change : changesOf(before.variables, after.variables))
        if (!movingSettings().contains(change.name)) {
            for (auto* side : {&change.before, &change.after})
                if (*side)
                    *side = printable(**side, 2000);
            change.name = printable(change.name);
            c.settings.push_back({after.id, std::move(change)});
        }
}

} // namespace

Comparison compare(const Snapshot& before, const AuditReport& beforeReport, const Snapshot& after,
                   const AuditReport& afterReport) {
    Comparison c;
    c.before = before.id;
    c.after = after.id;
    c.takenBefore = before.taken;
    c.takenAfter = after.taken;
    c.scoreBefore = beforeReport.score;
    c.scoreAfter = afterReport.score;
    c.coverageBefore = beforeReport.coverage();
    c.coverageAfter = afterReport.coverage();
    compareFindings(c, beforeReport, afterReport);
    for (const auto& server : before.servers)
        if (!after.server(server.id))
            c.serversGone.push_back(server.id);
    for (const auto& server : after.servers) {
        const auto* was = before.server(server.id);
        if (!was) {
            c.serversNew.push_back(server.id);
            continue;
        }
        compareSettings(c, *was, server);
        if (was->catalog && server.catalog) {
            addSchemaChanges(c.schema, server.id, *was->catalog, *server.catalog);
            addVolumeChanges(c.volume, server.id, *was->catalog, *server.catalog);
        }
    }
    return c;
}

} // namespace causeway
