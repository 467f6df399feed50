// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/files/evidence_builder.h"

#include "core/base/text.h"
#include "core/collect/files/dump.h"
#include "core/collect/files/dump_catalogs.h"
#include "core/collect/files/file_log.h"
#include "core/collect/mysql/mysql_collector.h"
#include "core/collect/postgresql/pg_collector.h"
#include "core/collect/script/recorded_session.h"
#include "core/collect/workload_coverage.h"
#include "core/snapshot/snapshot_json.h"
#include "core/workload/log_formats.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway {
namespace {

constexpr std::size_t kMostText = 64 << 20;       ///< of SHOW output and host figures
constexpr std::size_t kMostRecording = 1UL << 30; ///< of a collection script's output

void remark(Source& source, const std::string& text) {
    if (!source.remark.empty())
        source.remark += "; ";
    source.remark += text;
}

ProbeResult showProbe(std::string id, const std::string& sourceId, const char* query, Instant at,
                      const std::map<std::string, std::string>& values) {
    ProbeResult probe;
    probe.id = std::move(id);
    probe.source = sourceId;
    probe.query = query;
    probe.at = at;
    probe.columns = {"variable_name", "value"};
    for (const auto& [name, value] : values)
        probe.rows.push_back({name, value});
    return probe;
}

/// The rest of a source's text after its head, up to a bound; what stopped it goes into the remark.
std::string wholeText(TextSource& text, std::string_view head, Source& source, std::size_t most = kMostText) {
    std::string whole(head);
    try {
        for (auto chunk = text.read(); !chunk.empty(); chunk = text.read()) {
            if (whole.size() + chunk.size() > most) {
                remark(source, fmt::format("longer than {} MiB: only the beginning was read", most >> 20));
                break;
            }
            whole += chunk;
        }
    } catch (const Error& error) {
        remark(source, error.what());
    }
    return whole;
}

} // namespace

void EvidenceBuilder::add(const InputFile& file) {
    progress_.report("reading " + file.label);
    Source source;
    source.id = "S" + std::to_string(snapshot_.sources.size() + 1);
    source.label = file.label;
    source.captured = file.modified;
    source.sha256 = fileSha256(file.path);
    TextSource text = TextSource::open(file.path);
    const std::string head(text.read());
    bool known = true;
    if (script::looksLikeRecording(head))
        addRecording(source, wholeText(text, head, source, kMostRecording));
    else if (looksLikeDump(head))
        known = addDump(source, file);
    else if (const auto format = recogniseLog(head))
        addLog(source, file, *format);
    else
        known = addText(source, file, wholeText(text, head, source));
    if (!known) {
        source.kind = "unrecognised";
        if (source.remark.empty())
            remark(source, head.empty() ? "the file is empty"
                                        : "not recognised as a dump, a log, SHOW output or host figures");
    }
    recognised_ += known;
    snapshot_.sources.push_back(std::move(source));
}

void EvidenceBuilder::addLog(Source& source, const InputFile& file, const LogFormat& format) {
    const LogRead read = logs_.add(source, file, format, progress_);
    versions_.add(VersionClaims::By::Log, source.id, read.version);
}

/// False when the reader finds that it is no dump of MySQL or MariaDB; the remark then says why.
bool EvidenceBuilder::addDump(Source& source, const InputFile& file) {
    DumpContents dump;
    try {
        TextSource text = TextSource::open(file.path);
        dump = readDump(text, progress_);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::Input)
            throw;
        remark(source, error.what());
        return false;
    }
    source.kind = "dump";
    if (const auto stamp = findStamp(dump.completed))
        source.captured = stamp->at;
    if (dump.server.version.known())
        versions_.add(VersionClaims::By::Dump, source.id, dump.versionText, dump.server.engine);
    for (const auto& odd : dump.remarks)
        remark(source, odd);
    if (const auto n = dump.catalog.unparsed.size())
        remark(source, fmt::format("{} {} not understood", n, n == 1 ? "statement" : "statements"));
    if (!server_.catalog) {
        server_.catalog = std::move(dump.catalog);
        server_.catalogSource = source.id;
    } else if (const auto twice = addCatalog(*server_.catalog, std::move(dump.catalog)))
        remark(source, fmt::format("{} objects are in an earlier dump too: that one counts", twice));
    return true;
}

bool EvidenceBuilder::addText(Source& source, const InputFile& file, std::string_view text) {
    if (auto tables = readTableStatus(text); !tables.empty()) {
        source.kind = "table-status";
        if (const auto stamp = findStamp(text.substr(0, text.find('\n'))))
            source.captured = stamp->at;
        tableStatusSource_ = source.id;
        tableStatus_.insert(tableStatus_.end(), tables.begin(), tables.end());
        return true;
    }
    const auto show = readShowOutput(text);
    if (!show.blocks.empty())
        addShow(source, show, file.modified);
    const HostFile host = readHostFile(text, file.label, file.modified);
    if (host.recognised()) {
        mergeHost(server_.host, host);
        server_.host.sources.push_back(source.id);
        if (source.kind.empty()) {
            source.kind = host.kinds.front();
            source.captured = host.captured.value_or(file.modified);
        }
        for (const auto& odd : host.remarks)
            remark(source, odd);
    }
    return !source.kind.empty();
}

void EvidenceBuilder::addRecording(Source& source, const std::string& text) {
    if (recorded_)
        throw Error(ErrorCode::Input, "cannot import " + source.label + " with the others",
                    "an earlier file holds a collection script's output too",
                    "import each server's files by themselves, with --server NAME");
    auto recording = script::readRecording(text);
    const bool whole = recording.whole;
    const auto versionText = recording.versionText;
    const auto samples = std::count_if(recording.answers.begin(), recording.answers.end(), [](const auto& a) {
        return a.id == "mysql.status" || a.id == "pg.server";
    });
    const bool postgresql = recording.engine == Engine::PostgreSQL;
    auto session = std::make_unique<script::RecordedSession>(std::move(recording));
    auto collector = postgresql ? postgresql::recordedCollector(std::move(session), versionText, source.id)
                                : mysql::recordedCollector(std::move(session), versionText, source.id);
    for (long i = 0; i < std::max(1L, long(samples)); ++i)
        collector->sample(progress_);
    collector->readRest(progress_);
    source.kind = collector->source.kind;
    source.captured = collector->source.captured;
    remark(source, "read by the server's own DBA with the collection script");
    if (!whole)
        remark(source, "cut short: the script's last line is missing");
    if (!collector->source.remark.empty())
        remark(source, collector->source.remark);
    recorded_ = std::move(collector->evidence);
}

/// The script's answers are the server's own words; a slow log's digest and host figures stand beside them.
void EvidenceBuilder::mergeRecording() {
    if (!recorded_)
        return;
    auto merged = std::move(*recorded_);
    merged.id = server_.id;
    merged.host = std::move(server_.host);
    merged.otherWorkloads = std::move(server_.otherWorkloads);
    if (server_.workload) {
        if (merged.workload)
            merged.otherWorkloads.push_back(std::move(*merged.workload));
        merged.workload = std::move(server_.workload);
    }
    if (!merged.catalog) {
        merged.catalog = std::move(server_.catalog);
        merged.catalogSource = server_.catalogSource;
    }
    if (merged.variables.empty()) {
        merged.variables = std::move(server_.variables);
        merged.variablesProbe = server_.variablesProbe;
    }
    if (merged.status.empty())
        merged.status = std::move(server_.status);
    for (auto& probe : server_.probes)
        if (!merged.probe(probe.id))
            merged.probes.push_back(std::move(probe));
    server_ = std::move(merged);
}

void EvidenceBuilder::addShow(Source& source, const ShowOutput& output, Instant fileTime) {
    std::vector<const ShowBlock*> status;
    std::optional<Instant> newest;
    for (const ShowBlock& block : output.blocks)
        if (block.kind == ShowBlock::Kind::Status)
            status.push_back(&block);
    const auto times = statusTimes(status, fileTime);
    for (std::size_t i = 0; i < status.size(); ++i) {
        server_.status.push_back({times[i], source.id, status[i]->values});
        newest = std::max(newest.value_or(times[i]), times[i]);
    }
    source.kind = status.empty() ? "variables" : "status";
    for (const ShowBlock& block : output.blocks) {
        if (block.kind != ShowBlock::Kind::Variables)
            continue;
        const Instant at = block.stamp ? block.stamp->at : newest.value_or(fileTime);
        addVariables(source, block, at);
        newest = std::max(newest.value_or(at), at);
        source.kind = "variables";
    }
    source.captured = newest.value_or(fileTime);
    if (source.kind == "variables" && !status.empty())
        remark(source, fmt::format("holds {} status {} too", status.size(),
                                   status.size() == 1 ? "sample" : "samples"));
    for (const auto& text : output.remarks)
        remark(source, text);
}

/// The newest answer counts; an older one fills what the newer (a part, such as LIKE 'innodb%') does not
/// name.
void EvidenceBuilder::addVariables(const Source& source, const ShowBlock& block, Instant at) {
    if (const auto it = block.values.find("version"); it != block.values.end())
        versions_.add(VersionClaims::By::Variables, source.id, it->second);
    auto merged = block.values;
    const bool newer = !variablesAt_ || at >= *variablesAt_;
    if (newer) {
        merged.insert(server_.variables.begin(), server_.variables.end());
        variablesAt_ = at;
    } else {
        merged = server_.variables;
        merged.insert(block.values.begin(), block.values.end());
    }
    server_.variables = std::move(merged);
    server_.variablesProbe = "mysql.variables";
    const auto old = std::find_if(server_.probes.begin(), server_.probes.end(),
                                  [](const ProbeResult& p) { return p.id == "mysql.variables"; });
    const auto& from = newer || old == server_.probes.end() ? source.id : old->source;
    auto probe =
        showProbe("mysql.variables", from, "SHOW GLOBAL VARIABLES", *variablesAt_, server_.variables);
    if (old != server_.probes.end())
        *old = std::move(probe);
    else
        server_.probes.push_back(std::move(probe));
}

void EvidenceBuilder::addStatusProbe() {
    std::stable_sort(server_.status.begin(), server_.status.end(),
                     [](const StatusSample& a, const StatusSample& b) { return a.at < b.at; });
    if (server_.status.empty())
        return;
    const StatusSample& newest = server_.status.back();
    server_.probes.push_back(
        showProbe("mysql.status", newest.source, "SHOW GLOBAL STATUS", newest.at, newest.values));
}

void EvidenceBuilder::addWorkload() {
    auto digests = logs_.finish(snapshot_.sources);
    for (auto& digest : digests) {
        if (!server_.workload)
            server_.workload = std::move(digest);
        else
            server_.otherWorkloads.push_back(std::move(digest));
    }
}

void EvidenceBuilder::addTableStatus() {
    if (tableStatus_.empty())
        return;
    const auto found = server_.catalog ? applyTableStatus(*server_.catalog, tableStatus_) : 0;
    for (Source& source : snapshot_.sources)
        if (source.id == tableStatusSource_ && found < tableStatus_.size())
            remark(source, fmt::format("{} of {} tables stand in no dump", tableStatus_.size() - found,
                                       tableStatus_.size()));
}

Snapshot EvidenceBuilder::finish() {
    addTableStatus();
    addStatusProbe();
    addWorkload();
    versions_.decide(server_);
    mergeRecording();
    stateCoverage(server_);
    for (const auto& [id, sentence] : versions_.disagreements())
        for (Source& source : snapshot_.sources)
            if (source.id == id)
                remark(source, sentence);
    snapshot_.servers.push_back(std::move(server_));
    seal(snapshot_);
    return std::move(snapshot_);
}

} // namespace causeway
