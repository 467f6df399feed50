// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lab/lab_words.h"

#include "core/base/units.h"
#include "ui/canvas/assigned_roles.h"

#include <QCoreApplication>

namespace causeway::ui {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Lab", text);
}

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

QString phraseOf(const std::string& kind) {
    static const std::pair<const char*, const char*> kPhrases[] = {
        {"kill", "A crash of %1"},
        {"silent", "Losing %1"},
        {"postgres-kill", "A crash of PostgreSQL on %1"},
        {"agent-hang", "A frozen agent on %1"},
        {"host-hang", "A pause of %1"},
        {"cut-dcs", "Cutting %1 off from etcd"},
        {"cut-all", "Cutting %1 off from all others"},
        {"dcs-stop", "An etcd that stops answering"},
        {"site-loss", "Losing the site of %1"},
        {"disk-stall", "A stalled disk of %1"},
        {"switchover", "A planned switchover of %1"},
        {"agent-kill", "A death of the agent on %1"},
        {"link-cut", "Cutting %1 off from the other database servers"},
        {"disk-full", "A full disk of %1"},
        {"clock-back", "Setting back the clock of %1"},
        {"rolling-restart", "A restart of every server in turn"},
    };
    for (const auto& [id, phrase] : kPhrases)
        if (kind == id)
            return tr(phrase);
    return tr("A fault of %1");
}

} // namespace

QString secondsText(double seconds) {
    if (seconds <= 0)
        return QStringLiteral("0\u00a0s");
    return qt(formatSeconds(seconds >= 10 ? double(qRound64(seconds)) : seconds));
}

QString loadText(const ClusterLoad& load) {
    return load.commitsPerSecond > 0 ? commitRateText(load.commitsPerSecond)
                                     : tr("%1 clients without pause").arg(load.clients);
}

QString lostText(double most) {
    const auto count = qRound64(most);
    if (count == 0)
        return tr("no commit");
    return count == 1 ? tr("one commit at most")
                      : tr("up to %1 commits").arg(qt(formatNumber(double(count))));
}

QString targetText(const std::string& target, const Topology& topology) {
    if (target == "leader" || target.empty())
        return tr("the leader");
    if (target == "sync-standby")
        return tr("a synchronous standby");
    if (target == "standby")
        return tr("a standby");
    if (target == "dcs")
        return tr("all etcd members");
    if (target == "cluster")
        return tr("all database servers");
    return (topology.site(target) ? tr("site %1") : tr("node %1")).arg(qt(target));
}

QString faultPhrase(const Fault& fault) {
    const QString phrase = phraseOf(fault.kind);
    if (!phrase.contains("%1"))
        return phrase;
    const bool named = fault.target != "leader" && fault.target != "standby" &&
                       fault.target != "sync-standby" && !fault.target.empty();
    return phrase.arg(named ? qt(fault.target) : targetText(fault.target, {}));
}

std::vector<std::string> targetsOf(const FaultKind& kind, const Topology& t) {
    std::vector<std::string> out;
    const bool sync = t.manager.modeInForce() != SynchronousMode::Off;
    for (const auto& target : kind.targets)
        if (target != "sync-standby" || sync)
            out.push_back(target);
    if (kind.id == "dcs-stop" || kind.id == "switchover" || kind.id == "rolling-restart")
        return out;
    if (kind.id == "site-loss") {
        for (const auto& s : t.sites)
            out.push_back(s.id);
        return out;
    }
    const bool strikesHosts =
        kind.id == "kill" || kind.id == "silent" || kind.id == "host-hang" || kind.id == "cut-all";
    for (const auto& n : t.nodes)
        if (n.has("postgresql") || (strikesHosts && (n.has("etcd") || n.has("haproxy"))))
            out.push_back(n.id);
    return out;
}

QString syncModeText(const Manager& m) {
    if (m.synchronousMode == SynchronousMode::Quorum)
        return tr("quorum");
    if (m.synchronousMode == SynchronousMode::Off)
        return tr("off");
    return m.synchronousModeStrict ? tr("strict") : tr("on");
}

QString labHeadline(const Fault& fault, const Outcome& o) {
    const QString what = faultPhrase(fault);
    if (o.runsNeverBack > 0.995)
        return tr("%1 ends service until people mend it; %2 lost").arg(what, lostText(o.lostCommits.max));
    if (o.runsNeverBack > 0)
        return tr("%1 costs %2 and %3; %4 of runs stay down")
            .arg(what, secondsText(o.outageSeconds.p50), lostText(o.lostCommits.max),
                 qt(formatPercent(o.runsNeverBack)));
    if (o.outageSeconds.max <= 0)
        return tr("%1 costs no time and %2").arg(what, lostText(o.lostCommits.max));
    return tr("%1 costs %2 and %3").arg(what, secondsText(o.outageSeconds.p50), lostText(o.lostCommits.max));
}

QString dangersText(const Outcome& o) {
    const auto noticed = [](const Distribution& d) {
        return d.max >= kNoticeableSeconds ? d.max : 0;
    };
    const double two = noticed(o.twoPrimariesSeconds), stuck = noticed(o.stuckSeconds);
    const QString both = tr("Two nodes take writes for up to %1").arg(secondsText(two));
    const QString nobody = tr("nobody can be promoted for up to %1").arg(secondsText(stuck));
    if (two > 0 && stuck > 0)
        return both + tr("; ") + nobody;
    if (two > 0)
        return both;
    if (stuck > 0)
        return nobody.left(1).toUpper() + nobody.mid(1);
    return tr("Never two nodes that take writes; never without one that may be promoted");
}

QString labBasis(const Topology& t, const Outcome& o) {
    const auto& m = t.manager;
    QString manager = m.kind == "patroni"
                          ? tr("Patroni %1, synchronous mode %2").arg(qt(m.version), syncModeText(m))
                          : tr("No cluster manager");
    if (m.kind == "stolon")
        manager = tr("Stolon %1, synchronous replication %2, read from its source and never measured")
                      .arg(qt(m.version), m.stolon.synchronousReplication ? tr("on") : tr("off"));
    return tr("%1, %2. Median of %3 runs, seed %4.")
        .arg(manager, loadText(t.workload), qt(formatNumber(double(o.runs))), QString::number(o.seed));
}

} // namespace causeway::ui
