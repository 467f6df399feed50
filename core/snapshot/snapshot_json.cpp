// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/snapshot_json.h"

#include "build_info.h"
#include "core/base/error.h"
#include "core/snapshot/json_fields.h"

#include <QByteArray>
#include <QCryptographicHash>

#include <algorithm>

namespace causeway {

// One visitor per struct names its fields once: the same list writes and reads them, so that the two
// directions cannot drift apart.
namespace fields {

template <class A> void visit(A& a, Source& v) {
    a("id", v.id)("kind", v.kind)("label", v.label)("captured", v.captured)("sha256", v.sha256)("remark",
                                                                                                v.remark);
}
template <class A> void visit(A& a, ProbeResult& v) {
    a("id", v.id)("source", v.source)("query", v.query)("at", v.at)("elapsed_ms", v.elapsedMs)("state",
                                                                                               v.state);
    a("message", v.message)("columns", v.columns)("rows", v.rows);
}
template <class A> void visit(A& a, StatusSample& v) {
    a("at", v.at)("source", v.source)("values", v.values);
}
template <class A> void visit(A& a, HostSample& v) {
    a("at", v.at)("cpu_busy", v.cpuBusy)("io_wait", v.ioWait)("run_queue", v.runQueue);
    a("memory_used", v.memoryUsedBytes)("swap_in", v.swapInPerSecond)("swap_out", v.swapOutPerSecond);
    a("disk_reads", v.diskReadsPerSecond)("disk_writes", v.diskWritesPerSecond)("disk_util", v.diskUtil);
    a("disk_await_ms", v.diskAwaitMs);
}
template <class A> void visit(A& a, Filesystem& v) {
    a("device", v.device)("mount", v.mount)("type", v.type)("size", v.sizeBytes)("used", v.usedBytes);
}
template <class A> void visit(A& a, HostMetrics& v) {
    a("cpus", v.cpus)("ram", v.ramBytes)("kernel", v.kernel)("samples", v.samples)("filesystems",
                                                                                   v.filesystems);
    a("settings", v.settings)("sources", v.sources);
}
template <class A> void visit(A& a, QueryClass& v) {
    a("id", v.id)("fingerprint", v.fingerprint)("sample", v.sample)("schema", v.schema)("user", v.user);
    a("count", v.count)("total_ns", v.totalNs)("min_ns", v.minNs)("max_ns", v.maxNs);
    a("p50_ns", v.p50Ns)("p95_ns", v.p95Ns)("p99_ns", v.p99Ns)("lock_ns", v.lockNs)("v_m", v.varianceToMean);
    a("rows_examined", v.rowsExamined)("rows_sent", v.rowsSent)("rows_affected", v.rowsAffected);
    a("full_scans", v.fullScans)("full_scan_known", v.fullScanKnown)("temp_disk", v.tempDisk);
    a("filesort", v.filesort)("longest_run", v.longestRunSameThread)("first", v.first)("last", v.last);
    a("latency", v.latency)("bucket_s", v.bucketSeconds)("timeline", v.timeline);
    a("from_schemas", v.fromSchemas)("from_users", v.fromUsers);
}
template <class A> void visit(A& a, LatencyStep& v) {
    a("from_ns", v.fromNs)("count", v.count);
}
template <class A> void visit(A& a, LoadPoint& v) {
    a("start", v.start)("count", v.count)("total_ns", v.totalNs)("p95_ns", v.p95Ns);
}
template <class A> void visit(A& a, NamedLoad& v) {
    a("name", v.name)("count", v.count)("total_ns", v.totalNs);
}
template <class A> void visit(A& a, Coverage& v) {
    a("executions", v.executions)("time", v.time)("time_at_least", v.timeAtLeast)("reasons", v.reasons);
}
template <class A> void visit(A& a, WorkloadDigest& v) {
    a("origin", v.origin)("entries", v.entries)("skipped", v.skipped)("remarks", v.remarks);
    a("first", v.first)("last", v.last)("threshold_s", v.thresholdSeconds)("bucket_s", v.bucketSeconds);
    a("timeline", v.timeline)("queries", v.queries)("other_queries", v.otherQueries);
    a("other_count", v.otherCount)("other_ns", v.otherNs)("schemas", v.schemas)("users", v.users);
    a("coverage", v.coverage);
}
template <class A> void visit(A& a, Place& v) {
    a("line", v.line)("column", v.column);
}
template <class A> void visit(A& a, ColumnType& v) {
    a("name", v.name)("full", v.full)("length", v.length)("scale", v.scale)("unsigned", v.isUnsigned);
    a("zerofill", v.zerofill)("members", v.members);
}
template <class A> void visit(A& a, DefaultValue& v) {
    a("kind", v.kind)("text", v.text);
}
template <class A> void visit(A& a, Generated& v) {
    a("expression", v.expression)("stored", v.stored);
}
template <class A> void visit(A& a, Column& v) {
    a("name", v.name)("type", v.type)("nullable", v.nullable)("default", v.defaultValue);
    a("auto_increment", v.autoIncrement)("on_update_now", v.onUpdateNow)("generated", v.generated);
    a("charset", v.charset)("collation", v.collation)("comment", v.comment)("invisible", v.invisible);
    a("check", v.check)("place", v.place);
}
template <class A> void visit(A& a, IndexPart& v) {
    a("column", v.column)("expression", v.expression)("prefix", v.prefix)("descending", v.descending);
}
template <class A> void visit(A& a, Index& v) {
    a("name", v.name)("kind", v.kind)("method", v.method)("parts", v.parts)("predicate", v.predicate);
    a("visible", v.visible)("valid", v.valid)("comment", v.comment)("size", v.sizeBytes);
    a("cardinality", v.cardinality)("place", v.place);
}
template <class A> void visit(A& a, ForeignKey& v) {
    a("name", v.name)("columns", v.columns)("ref_schema", v.refSchema)("ref_table", v.refTable);
    a("ref_columns", v.refColumns)("on_update", v.onUpdate)("on_delete", v.onDelete)("place", v.place);
}
template <class A> void visit(A& a, Check& v) {
    a("name", v.name)("expression", v.expression)("enforced", v.enforced)("place", v.place);
}
template <class A> void visit(A& a, Partition& v) {
    a("name", v.name)("values", v.values)("rows", v.rows);
}
template <class A> void visit(A& a, Partitioning& v) {
    a("method", v.method)("expression", v.expression)("subpartition", v.subpartition)("count", v.count);
    a("partitions", v.partitions);
}
template <class A> void visit(A& a, Table& v) {
    a("schema", v.schema)("name", v.name)("engine", v.engine)("charset", v.charset)("collation", v.collation);
    a("row_format", v.rowFormat)("comment", v.comment)("auto_increment", v.autoIncrement)("columns",
                                                                                          v.columns);
    a("indexes", v.indexes)("foreign_keys", v.foreignKeys)("checks", v.checks)("partitioning",
                                                                               v.partitioning);
    a("options", v.options)("system_versioned", v.systemVersioned)("temporary", v.temporary)("rows", v.rows);
    a("rows_exact", v.rowsExact)("data_bytes", v.dataBytes)("index_bytes", v.indexBytes)("free_bytes",
                                                                                         v.freeBytes);
    a("place", v.place)("source", v.source);
}
template <class A> void visit(A& a, View& v) {
    a("schema", v.schema)("name", v.name)("columns", v.columns)("select", v.select)("definer", v.definer);
    a("security", v.security)("check_option", v.checkOption)("algorithm", v.algorithm)("place", v.place);
    a("source", v.source);
}
template <class A> void visit(A& a, Routine& v) {
    a("schema", v.schema)("name", v.name)("kind", v.kind)("parameters", v.parameters)("returns", v.returns);
    a("body", v.body)("definer", v.definer)("security", v.security)("sql_mode", v.sqlMode);
    a("characteristics", v.characteristics)("place", v.place)("source", v.source);
}
template <class A> void visit(A& a, Trigger& v) {
    a("schema", v.schema)("name", v.name)("table", v.table)("timing", v.timing)("event", v.event)("order",
                                                                                                  v.order);
    a("body", v.body)("definer", v.definer)("sql_mode", v.sqlMode)("place", v.place)("source", v.source);
}
template <class A> void visit(A& a, ScheduledEvent& v) {
    a("schema", v.schema)("name", v.name)("schedule", v.schedule)("body", v.body)("definer", v.definer);
    a("enabled", v.enabled)("place", v.place)("source", v.source);
}
template <class A> void visit(A& a, Sequence& v) {
    a("schema", v.schema)("name", v.name)("type", v.type)("last_value", v.lastValue)("minimum", v.minimum);
    a("maximum", v.maximum)("increment", v.increment)("place", v.place)("source", v.source);
}
template <class A> void visit(A& a, Unparsed& v) {
    a("place", v.place)("text", v.text)("message", v.message);
}
template <class A> void visit(A& a, Catalog& v) {
    a("engine", v.engine)("schemas", v.schemas)("tables", v.tables)("views", v.views)("routines", v.routines);
    a("triggers", v.triggers)("events", v.events)("sequences", v.sequences)("unparsed", v.unparsed);
}
template <class A> void visit(A& a, Version& v) {
    a("major", v.major)("minor", v.minor)("patch", v.patch);
}
template <class A> void visit(A& a, ServerEvidence& v) {
    a("id", v.id)("engine", v.engine)("version", v.version)("version_text", v.versionText);
    a("environment", v.environment)("variables", v.variables)("variables_probe", v.variablesProbe);
    a("status", v.status)("catalog", v.catalog)("catalog_source", v.catalogSource)("workload", v.workload);
    a("other_workloads", v.otherWorkloads)("host", v.host)("probes", v.probes);
}
template <class A> void visit(A& a, Snapshot& v) {
    a("id", v.id)("taken", v.taken)("tool", v.tool)("sources", v.sources)("servers", v.servers);
}

} // namespace fields

namespace {

constexpr const char* kSchema = "causeway.snapshot/1";

void writeJson(const Snapshot& snapshot, const JsonText::Take& take) {
    JsonText json(take);
    fields::Writer writer(json);
    std::string schema = kSchema;
    json.raw("{");
    writer("schema", schema);
    // A writer only reads the fields; the visitors are shared with the reader, which fills them.
    fields::visit(writer, const_cast<Snapshot&>(snapshot));
    json.raw("}");
    json.finish();
}

} // namespace

std::string jsonText(const Snapshot& snapshot) {
    std::string text;
    writeJson(snapshot, [&](std::string_view piece) { text.append(piece); });
    return text;
}

Snapshot snapshotFromJson(const Json& json) {
    try {
        if (json.at("schema") != kSchema)
            throw Error(ErrorCode::Input, "this is no snapshot", "its schema is " + json.at("schema").dump());
        Snapshot snapshot;
        fields::Reader reader(json);
        fields::visit(reader, snapshot);
        return snapshot;
    } catch (const Json::exception& e) {
        throw Error(ErrorCode::Input, "this snapshot cannot be read", e.what());
    }
}

void seal(Snapshot& snapshot) {
    snapshot.taken = {};
    for (const auto& s : snapshot.sources)
        snapshot.taken = std::max(snapshot.taken, s.captured);
    snapshot.tool = kVersion;
    snapshot.id.clear();
    QCryptographicHash hash(QCryptographicHash::Sha256);
    writeJson(snapshot, [&](std::string_view piece) {
        hash.addData(QByteArrayView(piece.data(), qsizetype(piece.size())));
    });
    snapshot.id = hash.result().toHex().left(16).toStdString();
}

} // namespace causeway
