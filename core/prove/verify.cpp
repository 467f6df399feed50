// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prove/verify.h"

#include "core/base/text.h"
#include "core/prove/scratch.h"
#include "core/readiness/choices/text_case.h"
#include "core/readiness/move/data_checks.h"
#include "core/snapshot/snapshot_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

namespace causeway::prove {

namespace {

using Result = ObjectProof::Result;

constexpr std::size_t kShownBytes = 90;
constexpr std::size_t kMessageBytes = 2000;

/// True when there is nothing but comments to run.
bool isComment(std::string_view sql) {
    for (const auto line : split(sql, '\n'))
        if (const auto text = trim(line); !text.empty() && !text.starts_with("--"))
            return false;
    return true;
}

/// The line of `sql` that holds its `position`-th character (from 1), and the line's number.
std::string lineAt(std::string_view sql, int position) {
    int line = 1, characters = 0;
    std::size_t start = 0;
    for (std::size_t i = 0; i < sql.size(); ++i) {
        if ((static_cast<unsigned char>(sql[i]) & 0xC0) != 0x80 && ++characters == position)
            break;
        if (sql[i] == '\n') {
            ++line;
            start = i + 1;
        }
    }
    const auto text = trim(sql.substr(start, sql.find('\n', start) - start));
    return fmt::format("line {} of the converted text: {}", line, printable(text, kShownBytes));
}

std::string words(const postgresql::Refusal& refusal, std::string_view sql, const std::string& fallback) {
    if (refusal.message.empty())
        return fallback;
    std::string out = refusal.code + ": " + refusal.message;
    if (!refusal.detail.empty())
        out += " (" + refusal.detail + ")";
    if (refusal.position > 0)
        out += "; " + lineAt(sql, refusal.position);
    else if (!refusal.context.empty())
        out += "; " + refusal.context;
    return out;
}

class Trial {
public:
    Trial(const ReadinessReport& report, postgresql::PgConnection& session, Progress& progress)
        : report_(report), session_(session), progress_(progress), proofs_(report.conversions.size()),
          tried_(report.conversions.size()) {}

    std::vector<ObjectProof> whole() {
        const auto first = session_.run("preamble", report_.preamble, {}, progress_);
        if (first.state != ProbeResult::State::Answered)
            throw Error(ErrorCode::Connection, "the scratch database refused the script's first statements",
                        first.message);
        constexpr int kPhases = int(ScriptPhase::Events) + 1;
        for (int phase = 0; phase < kPhases; ++phase)
            for (std::size_t i = 0; i < report_.conversions.size(); ++i)
                object(i, ScriptPhase(phase));
        auto proofs = found();
        for (const Conversion& query : report_.queries)
            if (query.verdict != Verdict::Manual && !hasParameters(query))
                proofs.push_back(tried(query));
        return proofs;
    }

private:
    void object(std::size_t i, ScriptPhase phase) {
        const Conversion& c = report_.conversions[i];
        if (c.verdict == Verdict::Manual || proofs_[i].result == Result::Refused ||
            proofs_[i].result == Result::Blocked)
            return;
        for (const ConversionPart& part : c.parts) {
            if (part.phase != phase || isComment(part.sql))
                continue;
            progress_.report("Running the converted statements", ++done_, report_.conversions.size());
            const bool first = !tried_[i];
            tried_[i] = true;
            const auto answer = session_.run("verify", part.sql, {}, progress_);
            if (answer.state == ProbeResult::State::Answered)
                continue;
            ObjectProof& proof = proofs_[i];
            const std::string said = words(session_.refusal(), part.sql, answer.message);
            proof.message += (proof.message.empty() ? "" : "\n") + said;
            proof.result = !first ? Result::PartRefused : isBlocked(said) ? Result::Blocked : Result::Refused;
            if (first)
                refused_.insert(c.name);
            if (first)
                return;
        }
    }

    /// True for a statement that cannot run by itself: its values are not known.
    static bool hasParameters(const Conversion& query) {
        return query.target.find("$1") != std::string::npos;
    }

    /// One statement of the workload on the empty tables, undone at once.
    ObjectProof tried(const Conversion& query) {
        progress_.report("Running the converted queries", ++done_, report_.queries.size());
        ObjectProof proof{query.kind, query.schema, query.name, conversionDigest(query), Result::Ran, {}};
        session_.run("verify", "BEGIN; SET LOCAL statement_timeout = '5s'", {}, progress_);
        const auto answer = session_.run("verify", query.target, {}, progress_);
        if (answer.state != ProbeResult::State::Answered) {
            const std::string said = words(session_.refusal(), query.target, answer.message);
            proof.message = printable(said, kMessageBytes);
            proof.result = isBlocked(said) ? Result::Blocked : Result::Refused;
        }
        session_.run("verify", "ROLLBACK", {}, progress_);
        return proof;
    }

    /// True when the server misses an object that it refused before.
    bool isBlocked(const std::string& said) const {
        return std::any_of(refused_.begin(), refused_.end(), [&](const std::string& name) {
            return said.find("\"" + name + "\"") != std::string::npos ||
                   said.find("." + name + "\"") != std::string::npos ||
                   said.find(" " + name + "(") != std::string::npos ||
                   said.find("." + name + "(") != std::string::npos;
        });
    }

    std::vector<ObjectProof> found() {
        std::vector<ObjectProof> out;
        for (std::size_t i = 0; i < proofs_.size(); ++i) {
            if (!tried_[i])
                continue;
            const Conversion& c = report_.conversions[i];
            out.push_back({c.kind, c.schema, c.name, conversionDigest(c), proofs_[i].result,
                           printable(proofs_[i].message, kMessageBytes)});
        }
        return out;
    }

    const ReadinessReport& report_;
    postgresql::PgConnection& session_;
    Progress& progress_;
    std::vector<ObjectProof> proofs_;
    std::vector<bool> tried_;
    std::set<std::string> refused_;
    std::uint64_t done_ = 0;
};

} // namespace

int Verification::count(Result result) const {
    return int(
        std::count_if(proofs.begin(), proofs.end(), [&](const auto& p) { return p.result == result; }));
}

std::vector<ObjectProof> runConversion(const ReadinessReport& report, postgresql::PgConnection& session,
                                       Progress& progress) {
    return Trial(report, session, progress).whole();
}

namespace {

/// Runs the conversion in a scratch database, and `more` in the same session behind it.
Verification verifyAnd(const ReadinessReport& report, const Target& server, const SecretProvider& secret,
                       Progress& progress,
                       const std::function<void(postgresql::PgConnection&, Verification&)>& more) {
    if (server.engine != Engine::PostgreSQL)
        throw Error(ErrorCode::Usage, "the scratch server must be PostgreSQL", server.url());
    ScratchDatabase scratch(server, secret ? secret(server) : std::nullopt, progress);
    if (scratch.version().major < report.targetVersion)
        throw Error(ErrorCode::Usage,
                    fmt::format("the script is written for PostgreSQL {}, and the scratch server is {}",
                                report.targetVersion, scratch.version().major),
                    {}, fmt::format("use --target-version {}, or a newer server", scratch.version().major));
    Verification result;
    result.serverVersion = scratch.version().text(Engine::PostgreSQL);
    result.leftoversRemoved = scratch.leftoversRemoved();
    result.proofs = runConversion(report, scratch.session(), progress);
    if (more)
        more(scratch.session(), result);
    return result;
}

/// Columns in whose data a zero date was counted, or whose default is one.
std::vector<std::string> zeroDateColumns(const ServerEvidence& server) {
    std::vector<std::string> columns;
    for (const Table& table : server.catalog->tables)
        for (const Column& column : table.columns)
            if (column.defaultValue && column.defaultValue->text.starts_with("0000-00-00"))
                columns.push_back(columnKey(table.schema, table.name, column.name));
    if (const auto* counted = server.probe(kDataChecksProbe))
        for (std::size_t i = 0; i < counted->rows.size(); ++i) {
            const auto cell = [&](std::string_view name) {
                return counted->value(i, name).value_or(std::string());
            };
            if (cell("check_name") == "zero_date" && !cell("found").empty() && cell("found") != "0")
                columns.push_back(columnKey(cell("schema_name"), cell("table_name"), cell("column_name")));
        }
    return columns;
}

} // namespace

Verification verify(const ReadinessReport& report, const Target& server, const SecretProvider& secret,
                    Progress& progress) {
    return verifyAnd(report, server, secret, progress, {});
}

Snapshot withProofs(Snapshot snapshot, const std::string& serverId, const Verification& verification,
                    const Target& scratch) {
    auto probe = proofProbe(verification.proofs, verification.serverVersion);
    probe.at = now();
    const std::string label = scratch.name.empty() ? scratch.url() : scratch.name;
    auto source = std::find_if(snapshot.sources.begin(), snapshot.sources.end(),
                               [&](const Source& s) { return s.kind == "scratch" && s.label == label; });
    if (source == snapshot.sources.end()) {
        int n = 1;
        while (snapshot.source("S" + std::to_string(n)))
            ++n;
        Source fresh;
        fresh.id = "S" + std::to_string(n);
        fresh.kind = "scratch";
        fresh.label = label;
        source = snapshot.sources.insert(snapshot.sources.end(), std::move(fresh));
    }
    source->captured = probe.at;
    source->remark = "PostgreSQL " + verification.serverVersion + ", a scratch database";
    probe.source = source->id;
    for (auto& server : snapshot.servers) {
        if (server.id != serverId)
            continue;
        std::erase_if(server.probes, [](const ProbeResult& p) { return p.id == kProofProbe; });
        server.probes.push_back(probe);
    }
    seal(snapshot);
    return snapshot;
}

Snapshot verifyServer(Snapshot snapshot, const std::string& serverId, const Criteria& criteria,
                      const ConversionOptions& options, const ScratchServers& servers,
                      const SecretProvider& secret, Progress& progress, Verification* found) {
    for (auto& each : snapshot.servers) // what an earlier trial found must not decide what is tried
        if (each.id == serverId)
            std::erase_if(each.probes, [](const ProbeResult& p) { return p.id == kProofProbe; });
    const auto* server = snapshot.server(serverId);
    if (!server || !server->catalog)
        throw Error(ErrorCode::Usage, "the snapshot holds no schema of " + printable(serverId, kShownBytes));
    const auto report = assessReadiness(*server, criteria, options, progress);
    auto decided = withStatedChoices(options, criteria);
    decided = withTextCase(decided, decideTextCase(*server, decided));
    std::optional<SourceScratch> original;
    if (servers.original) {
        if (servers.original->engine == Engine::PostgreSQL)
            throw Error(ErrorCode::Usage, "the scratch server of the source must be MySQL or MariaDB",
                        servers.original->url());
        original.emplace(*servers.original, secret ? secret(*servers.original) : std::nullopt,
                         *server->catalog, snapshot, progress);
    }
    const auto compare = [&](postgresql::PgConnection& session, Verification& result) {
        if (original)
            result.compared = compareQueries(report, *server->catalog, decided, zeroDateColumns(*server),
                                             *original, session, result.proofs, progress);
    };
    const auto verification = verifyAnd(report, servers.target, secret, progress, compare);
    if (found)
        *found = verification;
    return withProofs(std::move(snapshot), serverId, verification, servers.target);
}

} // namespace causeway::prove
