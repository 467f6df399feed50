// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/live/session_collector.h"

#include "core/base/text.h"
#include "core/collect/growth/growth_probe.h"

namespace causeway::live {

SessionCollector::SessionCollector(const Target& target, std::unique_ptr<Session> session, const char* probes,
                                   const ServerVersion& identity, const std::string& versionText,
                                   const std::string& sourceId)
    : target_(target), session_(std::move(session)), file_(loadProbes(probes)) {
    evidence.engine = identity.engine;
    evidence.version = identity.version;
    evidence.versionText = versionText;
    source.id = sourceId;
    context_.engine = identity.engine;
    context_.version = identity.version;
    context_.source = sourceId;
}

void SessionCollector::begin(bool plain, Progress& progress) {
    if (plain)
        addRemark(source, "The connection was not encrypted.");
    for (const auto& refused : makeSafe(file_, context_, *session_, progress))
        addRemark(source, refused);
}

ProbeResult SessionCollector::probe(std::string_view id, Progress& progress) {
    for (const auto& spec : file_.probes)
        if (spec.id == id)
            return runProbe(spec, context_, *session_, progress);
    throw Error(ErrorCode::Internal, "the probes lack " + std::string(id));
}

void SessionCollector::probeRest(Progress& progress, ProbeResult (*keep)(ProbeResult)) {
    std::size_t done = 0;
    for (const auto& spec : file_.probes) {
        progress.report("probes", ++done, file_.probes.size());
        if (!evidence.probe(spec.id))
            evidence.probes.push_back(keep(runProbe(spec, context_, *session_, progress)));
    }
}

void SessionCollector::readHistory(double seconds, double tableSeconds, Progress& progress) {
    growth_probe::Budget budget;
    budget.seconds = seconds;
    budget.tableSeconds = tableSeconds;
    const auto day = std::chrono::floor<std::chrono::days>(source.captured);
    evidence.probes.push_back(
        growth_probe::readHistory(evidence, source.id, day, budget, *session_, progress));
}

void throwLoginFailure(const Target& target, const LoginFailure& failure) {
    throw Error(ErrorCode::Connection, "cannot connect to " + target.url(), failure.message, failure.hint);
}

ConnectionTest failedLogin(const LoginFailure& failure) {
    ConnectionTest test;
    test.failedStep = failure.step;
    test.message = failure.message;
    test.hint = failure.hint;
    return test;
}

void addFirstAnswer(ConnectionTest& test, const ProbeResult& answer) {
    test.latencyMs = answer.elapsedMs;
    test.ok = answer.state == ProbeResult::State::Answered;
    test.message = answer.message;
}

void addMissingPrivileges(ConnectionTest& test, std::vector<std::string> missing, const std::string& lack,
                          const std::string& hint) {
    test.missingPrivileges = std::move(missing);
    if (!test.ok || test.missingPrivileges.empty())
        return;
    test.failedStep = "privilege";
    test.message =
        lack + join(test.missingPrivileges, ", ") + "; what it may not see will be listed as not assessed";
    test.hint = hint;
}

} // namespace causeway::live
