// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lab/run_timeline.h"

#include "ui/pages/lab/lab_words.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace causeway::ui {
namespace {

constexpr double kBefore = 15, kAfter = 15, kLeastShown = 45;
constexpr double kNewLeaderSeconds = 60; ///< so long a new leader says how long it leads

QString tr(const char* text) {
    return QCoreApplication::translate("Lab", text);
}

ClientMoment clientState(const std::string& state) {
    return state == "writing"   ? ClientMoment::Writing
           : state == "waiting" ? ClientMoment::Waiting
                                : ClientMoment::Refused;
}

QString clientWords(ClientMoment state, bool afterFault) {
    switch (state) {
    case ClientMoment::Writing:
        return afterFault ? tr("commits answered again") : tr("commits answered");
    case ClientMoment::Waiting:
        return tr("commits wait");
    case ClientMoment::Refused:
        break;
    }
    return tr("no leader");
}

/// What fits below a node's name.
QString shortWords(const std::string& text) {
    static const std::pair<const char*, const char*> kShort[] = {
        {"vanishes from the network", "is gone"},
        {"its processes die", "has crashed"},
        {"loses its way to etcd", "is cut off from etcd"},
        {"is cut off from etcd and the others", "is cut off"},
        {"its disk stops answering", "has a stalled disk"},
        {"PostgreSQL starts and replays its WAL", "replays its WAL"},
        {"its start takes too long: it gives its key up", "gives its key up"},
        {"asks the others; one does not answer", "asks the others"},
    };
    for (const auto& [whole, part] : kShort)
        if (text == whole)
            return tr(part);
    return QString::fromStdString(text);
}

void addStretches(RunTimeline& line, double runEnd) {
    for (const auto& e : line.entries) {
        if (!e.node.empty())
            continue;
        const auto state = clientState(e.state);
        if (!line.stretches.empty() && line.stretches.back().state == state)
            continue;
        if (!line.stretches.empty())
            line.stretches.back().to = e.atSeconds;
        line.stretches.push_back({e.atSeconds, runEnd, state, clientWords(state, e.atSeconds > line.fault)});
    }
}

void addMarks(RunTimeline& line) {
    for (const auto& e : line.entries) {
        if (e.atSeconds < line.fault || e.node.empty())
            continue;
        const auto node = QString::fromStdString(e.node);
        if (e.state == "promoting" || (e.state == "leader" && e.text == "takes writes"))
            line.marks.push_back(
                {e.atSeconds, (e.state == "leader" ? tr("%1 leads") : tr("%1 is promoted")).arg(node)});
        else if (e.state == "down" || e.state == "fenced" || e.atSeconds == line.fault)
            line.marks.push_back({e.atSeconds, node + ' ' + shortWords(e.text)});
    }
    // Promotion and the first write are moments apart: the later one says more.
    for (std::size_t i = 0; i + 1 < line.marks.size();)
        if (line.marks[i + 1].at - line.marks[i].at < 0.5 && line.marks[i].at > line.fault)
            line.marks.erase(line.marks.begin() + std::ptrdiff_t(i));
        else
            ++i;
}

bool isCutFromAll(const TimelineEntry& e) {
    return e.text.starts_with("is cut off");
}
bool isCutFromEtcd(const TimelineEntry& e) {
    return e.text.starts_with("loses its way");
}

NodeMoment nodeMoment(const TimelineEntry& e, CanvasRole before, double now) {
    NodeMoment m;
    m.role = e.state == "leader" ? CanvasRole::Leader
             : e.state == "sync" ? CanvasRole::Sync
                                 : CanvasRole::Async;
    m.words = shortWords(e.text);
    if (e.state == "down")
        m.sign = NodeSign::Down;
    else if (e.state == "fenced")
        m.sign = NodeSign::Fenced;
    else if (e.state == "promoting")
        m.sign = NodeSign::Promoting;
    const bool cut = isCutFromAll(e) || isCutFromEtcd(e);
    if (e.state == "down" || e.state == "fenced" || cut)
        m.role = before;
    if (cut)
        m.sign = NodeSign::Waiting;
    if (e.text == "leads" || e.text.starts_with("waits for") || e.text == "streams from the leader" ||
        e.text == "is synchronous")
        m.words = roleName(m.role);
    if (e.text == "takes writes" && now - e.atSeconds < kNewLeaderSeconds)
        m.words = tr("leader for %1\u00a0s").arg(QString::number(now - e.atSeconds, 'f', 1));
    return m;
}

} // namespace

RunTimeline runTimeline(const Scenario& scenario, const Outcome& outcome) {
    RunTimeline line;
    line.entries = outcome.timeline;
    std::stable_sort(line.entries.begin(), line.entries.end(),
                     [](const auto& a, const auto& b) { return a.atSeconds < b.atSeconds; });
    if (!scenario.faults.empty()) {
        const auto& fault = scenario.faults.front();
        line.fault = fault.atSeconds;
        line.faultEnd = fault.forSeconds > 0 ? fault.atSeconds + fault.forSeconds : scenario.durationSeconds;
    }
    double last = line.fault;
    for (const auto& e : line.entries)
        if (e.node.empty())
            last = std::max(last, e.atSeconds);
    line.begin = std::max(0.0, line.fault - kBefore);
    line.end = std::min(scenario.durationSeconds, std::max(last + kAfter, line.begin + kLeastShown));
    addStretches(line, scenario.durationSeconds);
    addMarks(line);
    return line;
}

PlaybackMoment momentAt(const RunTimeline& line, const std::map<std::string, CanvasRole>& atRest,
                        double seconds) {
    PlaybackMoment moment;
    for (const auto& s : line.stretches)
        if (s.from <= seconds) {
            moment.clients = s.state;
            moment.clientWords = clientWords(s.state, false);
        }
    for (const auto& e : line.entries) {
        if (e.node.empty() || e.atSeconds > seconds)
            continue;
        const auto known = moment.nodes.find(e.node);
        const auto rest = atRest.find(e.node);
        const auto before = known != moment.nodes.end() ? known->second.role
                            : rest != atRest.end()      ? rest->second
                                                        : CanvasRole::Async;
        auto next = nodeMoment(e, before, seconds);
        const bool lasts = seconds < line.faultEnd, was = known != moment.nodes.end();
        next.cutFromAll = lasts && ((was && known->second.cutFromAll) || isCutFromAll(e));
        next.cutFromEtcd = lasts && ((was && known->second.cutFromEtcd) || isCutFromEtcd(e));
        moment.nodes[e.node] = next;
    }
    for (auto& [id, node] : moment.nodes)
        if (moment.clients == ClientMoment::Waiting && node.role == CanvasRole::Leader &&
            node.sign == NodeSign::None) {
            node.sign = NodeSign::Waiting;
            node.words = tr("commits wait");
        }
    return moment;
}

} // namespace causeway::ui
