// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/compose.h"

#include "core/audit/settings.h"
#include "core/base/text.h"

#include <algorithm>

namespace causeway {
namespace {

constexpr std::size_t kLongestValue = 60000, kEvidenceInWhere = 2;

/// Names and values come from servers and dumps: nothing unprintable reaches a text.
Holes cleanHoles(const RuleContext& context, const Draft& draft) {
    Holes holes{{"server", context.server.id},
                {"engine", std::string(engineName(context.server.engine))},
                {"version", context.server.version.text(context.server.engine)},
                {"object", draft.object}};
    for (const auto& [name, hole] : draft.holes)
        holes.insert_or_assign(name, hole);
    for (auto& [name, hole] : holes)
        hole.text = printable(hole.text, kLongestValue);
    return holes;
}

Settings filledSettings(const RuleContext& context, const RuleRemedy& remedy, const Holes& holes) {
    Settings settings;
    for (const auto& [name, value] : remedy.settings)
        settings.emplace_back(context.words.fill(name, holes), context.words.fill(value, holes));
    return settings;
}

std::string whereLine(const RuleContext& context, const Draft& draft, const Holes& holes) {
    const auto text = context.words.part(context.rule, "where", draft.variant);
    if (!text.empty())
        return context.words.phrase(
            "on_server", {{"what", context.words.fill(text, holes)}, {"server", context.server.id}});
    std::vector<std::string> facts;
    for (std::size_t i = 0; i < std::min(draft.evidence.size(), kEvidenceInWhere); ++i)
        facts.push_back(printable(draft.evidence[i].label + " = " + draft.evidence[i].value));
    return context.words.phrase("on_server", {{"what", join(facts, ", ")}, {"server", context.server.id}});
}

std::string joined(const std::string& a, const std::string& b) {
    return a.empty() ? b : b.empty() ? a : a + "\n" + b;
}

void addRemedy(const RuleContext& context, const Draft& draft, const Holes& holes, Finding& finding) {
    const auto& words = context.words;
    const auto& remedy = words.remedy(context.rule, draft.variant);
    const auto settings = filledSettings(context, remedy, holes);
    const auto text = [&](std::string_view part) {
        return words.fill(words.part(context.rule, part, draft.variant), holes);
    };
    finding.fixLanguage = remedy.fixLanguage;
    if (!settings.empty()) {
        const auto script = settingsScript(context, settings);
        finding.fix = script.text;
        finding.fixLanguage = script.language;
        finding.rollback = rollbackScript(context, settings).text;
        if (finding.rollback.empty())
            finding.rollback = words.phrase("rollback_unknown");
        finding.verify = verifySettings(context, settings);
    }
    finding.fix = joined(finding.fix, words.fill(remedy.fix, holes));
    if (const auto prose = text("fix"); !prose.empty()) {
        finding.fixLanguage = finding.fix.empty() ? "text" : finding.fixLanguage;
        finding.fix = joined(
            finding.fix, finding.fixLanguage == "text" ? prose : "-- " + replaceAll(prose, "\n", "\n-- "));
    }
    finding.rollback = joined(finding.rollback, joined(words.fill(remedy.rollback, holes), text("rollback")));
    if (const auto verify = text("verify"); !verify.empty())
        finding.verify = verify;
    finding.risk = text("risk");
    finding.reference = words.fill(remedy.reference, holes);
    finding.effort = remedy.effort;
}

/// Says so where no server of this release was at hand; nothing where the release itself is not known.
std::string basisNote(const RuleContext& context) {
    const auto& server = context.server;
    const auto* series = context.facts.series(server.engine, server.version);
    if (!server.version.known() || (series && series->run))
        return {};
    return context.words.phrase("by_documentation", {{"engine", std::string(engineName(server.engine))},
                                                     {"version", server.version.text(server.engine)}});
}

} // namespace

Finding compose(const RuleContext& context, std::string_view family, const Draft& draft) {
    const auto holes = cleanHoles(context, draft);
    const auto& words = context.words;
    Finding f;
    f.rule = context.rule;
    f.key = f.rule + "@" + context.server.id + (draft.object.empty() ? "" : "/" + draft.object);
    f.family = family;
    f.server = context.server.id;
    f.object = printable(draft.object);
    f.severity = draft.severity;
    f.confidence = draft.confidence;
    f.title = words.fill(words.part(context.rule, "title", draft.variant), holes);
    f.why = words.fill(words.part(context.rule, "why", draft.variant), holes);
    f.where = whereLine(context, draft, holes);
    f.evidence = draft.evidence;
    for (auto& line : f.evidence) {
        line.label = printable(line.label);
        line.value = printable(line.value, 2000);
    }
    addRemedy(context, draft, holes, f);
    f.note = basisNote(context);
    if (!f.note.empty())
        f.reference += (f.reference.empty() ? "" : ". ") + f.note;
    for (std::string* text :
         {&f.key, &f.title, &f.where, &f.why, &f.fix, &f.risk, &f.rollback, &f.verify, &f.reference})
        *text = printable(*text, kLongestValue);
    return f;
}

} // namespace causeway
