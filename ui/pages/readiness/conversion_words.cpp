// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/readiness/conversion_words.h"

#include "core/base/units.h"
#include "core/readiness/effort/breakdown.h"
#include "ui/kit/counted.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace causeway::ui {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Readiness", text);
}

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

constexpr int kQueryCharacters = 80;

struct KindWords {
    const char *key, *word, *group;
};
constexpr KindWords kKinds[] = {
    {"table", "Table", "Tables"},
    {"foreign key", "Foreign key", "Foreign keys"},
    {"view", "View", "Views"},
    {"function", "Function", "Routines"},
    {"procedure", "Procedure", "Routines"},
    {"trigger", "Trigger", "Routines"},
    {"event", "Event", "Routines"},
    {"sequence", "Sequence", "Sequences"},
    {"statement", "Statement", "Not understood"},
    {"query", "Query of the workload", "Queries"},
    {"application query", "Statement of the application", "Application"},
};

qint64 withProof(const ReadinessReport& report, Proof proof) {
    qint64 n = 0;
    for (const auto* list : {&report.conversions, &report.queries})
        n += std::count_if(list->begin(), list->end(), [&](const Conversion& c) { return c.proof == proof; });
    return n;
}

/// "60 parsed, 11 unchecked; none has run".
QString proofs(const ReadinessReport& report) {
    QStringList parts;
    for (const auto proof : {Proof::SameRows, Proof::Ran, Proof::Parsed, Proof::Unchecked})
        if (const auto n = withProof(report, proof))
            parts << QString("%1 %2").arg(n).arg(proofWord(proof));
    const bool ran = withProof(report, Proof::Ran) + withProof(report, Proof::SameRows) > 0;
    return parts.join(", ") + (ran ? QString() : tr("; none has run"));
}

} // namespace

std::string verdictTone(Verdict verdict) {
    return verdict == Verdict::Automatic ? "ok" : verdict == Verdict::Assisted ? "medium" : "critical";
}

QString verdictWord(Verdict verdict) {
    return verdict == Verdict::Automatic  ? tr("Automatic")
           : verdict == Verdict::Assisted ? tr("Assisted")
                                          : tr("Manual");
}

std::string proofTone(Proof proof) {
    return proof == Proof::Unchecked ? "na" : proof == Proof::Parsed ? "info" : "ok";
}

QString proofWord(Proof proof) {
    return tr(std::string(proofName(proof)).c_str());
}

QString proofSentence(Proof proof) {
    switch (proof) {
    case Proof::Parsed:
        return tr("PostgreSQL's parser accepts it; it has not run.");
    case Proof::Ran:
        return tr("It ran on a PostgreSQL server; its rows were not compared.");
    case Proof::SameRows:
        return tr("It ran on a PostgreSQL server and gave the same rows.");
    case Proof::Unchecked:
        break;
    }
    return tr("No parser and no server has accepted it.");
}

QString objectKind(const std::string& kind) {
    for (const auto& words : kKinds)
        if (kind == words.key)
            return tr(words.word);
    return qt(kind);
}

QString kindGroup(const std::string& kind) {
    for (const auto& words : kKinds)
        if (kind == words.key)
            return tr(words.group);
    return tr("Other");
}

bool isQuery(const Conversion& conversion) {
    return conversion.kind == "query" || conversion.kind == "application query";
}

QString conversionName(const Conversion& conversion) {
    if (isQuery(conversion)) // an id says nothing to a reader
        return qt(conversion.source).simplified().left(kQueryCharacters);
    return qt(conversion.schema.empty() ? conversion.name : conversion.schema + "." + conversion.name);
}

QString readinessHeadline(const ReadinessReport& report) {
    const auto all = int(report.conversions.size());
    const int alone = report.count(Verdict::Automatic), asked = report.count(Verdict::Assisted),
              manual = report.count(Verdict::Manual);
    if (all == 0)
        return tr("There is no object to convert");
    if (alone == all)
        return all == 1 ? tr("The one object converts by itself")
                        : tr("All %1 objects convert by themselves").arg(all);
    auto text =
        tr("%1 of %2 convert by themselves").arg(alone).arg(counted(all, tr("object"), tr("objects")));
    if (alone == 1)
        text = tr("1 of %1 objects converts by itself").arg(all);
    QStringList rest;
    if (asked)
        rest << (asked == 1 ? tr("1 needs an answer") : tr("%1 need an answer").arg(asked));
    if (manual && asked)
        rest << tr("%1 a hand").arg(manual);
    else if (manual)
        rest << (manual == 1 ? tr("1 needs a hand") : tr("%1 need a hand").arg(manual));
    return text + "; " + rest.join(tr(" and "));
}

QString readinessBasis(const ReadinessReport& report) {
    const auto effort = effortBreakdown(report);
    auto text =
        tr("Written for PostgreSQL %1. ").arg(report.targetVersion) +
        (effort.all.sum.high > 0
             ? tr("Expected effort %1, in 80\u00a0% of cases %2 (%3)")
                   .arg(qt(formatEffort(effort.total.expected(), effort.total.expected())),
                        qt(formatEffort(effort.total.low80(), effort.total.high80())), qt(roleHours(effort)))
             : tr("No effort beyond running it"));
    if (!report.queries.empty()) {
        const auto alone = std::count_if(report.queries.begin(), report.queries.end(),
                                         [](const auto& q) { return q.verdict == Verdict::Automatic; });
        text += tr(". Of %1 %2 by themselves")
                    .arg(counted(qint64(report.queries.size()), tr("query"), tr("queries")))
                    .arg(alone == 1 ? tr("1 converts") : tr("%1 convert").arg(alone));
    }
    return text + tr(". Proof: %1.").arg(proofs(report));
}

} // namespace causeway::ui
