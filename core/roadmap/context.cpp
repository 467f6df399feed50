// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/roadmap/context.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/base/units.h"
#include "core/decision/main_server.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace causeway::plan {
namespace {

std::string seconds(double s) {
    return s == 0 ? "0\u00a0s" : formatSeconds(s);
}

Date startDay(const RoadmapInput& in) {
    if (const auto d = in.criteria.date("start_date"))
        return *d;
    if (in.snapshot)
        return std::chrono::floor<std::chrono::days>(in.snapshot->taken);
    if (in.growth)
        return in.growth->start;
    throw Error(ErrorCode::Usage, "the plan has no first day",
                "there is no snapshot and no fact \"start_date\"",
                "collect or import a snapshot, or set start_date=2027-01-11");
}

std::string restoreState(const Context& c) {
    const auto method = c.in.criteria.text("backup_method").value_or("the backup");
    if (const auto tested = c.in.criteria.date("restore_tested"))
        return fmt::format("The last restore of {} was tested on {}, {} days before the start ({})",
                           c.word("server"), longDate(*tested), (c.start - *tested).count(), method);
    return fmt::format("Nobody has said when a restore of {} was last tested ({})", c.word("server"), method);
}

std::string serverWords(const ServerEvidence& s) {
    return std::string(engineName(s.engine)) + (s.version.known() ? " " + s.version.text(s.engine) : "");
}

} // namespace

Context::Context(const RoadmapInput& input) : in(input) {
    start = startDay(in);
    server = mainServer(in.snapshot, in.readiness);
    if (in.audit)
        findings = in.audit->findings();
    tried = candidates(in.lab, in.criteria);
    if (in.snapshot)
        for (const auto& s : in.snapshot->servers)
            fromMySql |= s.engine != Engine::PostgreSQL;
    migrating = !in.readiness.empty();
    for (const auto& r : in.readiness) {
        target = r.targetVersion;
        objects += r.conversions.size();
        automatic += std::size_t(r.count(Verdict::Automatic));
        assisted += std::size_t(r.count(Verdict::Assisted));
        manual += std::size_t(r.count(Verdict::Manual));
        for (const auto& conversion : r.conversions) {
            unproven += conversion.verdict != Verdict::Manual && conversion.proof < Proof::Ran;
            proven += conversion.proof >= Proof::Ran;
        }
    }
    if (in.growth) {
        if (const auto* v = in.growth->input("volume"))
            volume = v->value;
        if (const auto* rate = in.growth->input("restore_rate")) {
            copyRate = rate->value;
            copyBasis = rate->basis;
        }
    }
    if (!volume)
        volume = in.criteria.number("volume");
    if (!volume && server && server->catalog && server->catalog->totalBytes())
        volume = double(*server->catalog->totalBytes()) *
                 std::max(1.0, in.criteria.number("capture_scale").value_or(1));
    if (const auto rate = in.criteria.number("rate_copy_mb_s"); rate && *rate > 0) {
        copyRate = *rate * kMiB;
        copyBasis = Basis::Stated;
    }
    tables = server && server->catalog ? server->catalog->tables.size() : 0;
    const auto factor = in.criteria.number("capture_scale").value_or(1);
    if (const auto raw = server && server->catalog ? server->catalog->totalBytes() : std::nullopt;
        factor > 1 && raw && *raw > 0) {
        scaling = Scaling{double(*raw), factor};
        volumeScaled = volume && !in.criteria.number("volume");
    }

    words["client"] = in.criteria.text("client").value_or("the client");
    words["Client"] = in.criteria.text("client").value_or("The client");
    words["server"] = server                 ? server->id
                      : in.readiness.empty() ? words["client"] + "'s server"
                                             : in.readiness.front().server;
    words["source"] = server ? serverWords(*server) : "the present database";
    words["target"] = std::to_string(target);
    words["volume"] = volume ? formatBytes(*volume) : "data of unknown volume";
    words["tables"] = formatNumber(double(tables));
    words["targets"] = targets();
    words["copy_time"] = copySeconds() ? formatSeconds(*copySeconds()) : "an unknown time";
    words["copy_rate"] = copyRate ? fmt::format("{}/s ({})", formatBytes(*copyRate), basisName(copyBasis))
                                  : "a rate nobody has measured";
    words["restore_time"] = words["copy_time"];
    words["restore_rate"] = words["copy_rate"];
    words["restore_state"] = restoreState(*this);
}

std::size_t Context::count(Severity s) const {
    return std::size_t(
        std::count_if(findings.begin(), findings.end(), [&](const auto& f) { return f.severity == s; }));
}

const Limit* Context::limit(std::string_view id) const {
    if (in.growth)
        for (const auto& l : in.growth->limits)
            if (l.id == id)
                return &l;
    return nullptr;
}

std::optional<double> Context::copySeconds() const {
    if (!volume || !copyRate || *copyRate <= 0)
        return std::nullopt;
    return *volume / *copyRate;
}

std::string Context::Scaling::factorText() const {
    return formatNumber(factor, factor == std::floor(factor) ? 0 : 1);
}

std::string Context::scaleNote() const {
    if (!volumeScaled)
        return {};
    return fmt::format(
        "{} = {} read × {}: the files come from a smaller copy of {}, and {} states that its own "
        "data are {} times as large.",
        word("volume"), formatBytes(scaling->raw), scaling->factorText(), word("server"), word("client"),
        scaling->factorText());
}

bool Context::hasTargets() const {
    for (const auto* key : {"rpo", "rto", "max_commit_ms"})
        if (in.criteria.number(key))
            return true;
    return false;
}

std::string Context::targets() const {
    std::vector<std::string> all;
    if (const auto rpo = in.criteria.number("rpo"))
        all.push_back("RPO " + seconds(*rpo));
    if (const auto rto = in.criteria.number("rto"))
        all.push_back("RTO " + seconds(*rto));
    if (const auto ms = in.criteria.number("max_commit_ms"))
        all.push_back(fmt::format("a commit within {}", formatSeconds(*ms / 1000)));
    return all.empty()
               ? "targets that " + in.criteria.text("client").value_or("the client") + " has yet to set"
               : join(all, ", ");
}

} // namespace causeway::plan
