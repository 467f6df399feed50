// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/audit/comparison_rows.h"

#include "core/base/units.h"

#include <QCoreApplication>

namespace causeway::ui {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Comparison", text);
}

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

ComparisonRow findingRow(const Finding& f) {
    return {std::string(severityName(f.severity)), qt(f.title), qt(f.where), {}, {}};
}

ComparisonKind findingsKind(const char* title, std::string tone, const std::vector<Finding>& findings) {
    ComparisonKind kind{tr(title), std::move(tone), {}};
    for (const auto& f : findings)
        kind.rows.push_back(findingRow(f));
    return kind;
}

QString side(const std::optional<std::string>& value) {
    return value ? qt(*value) : tr("absent");
}

ComparisonKind movedKind(const Comparison& c) {
    ComparisonKind kind{tr("Moved"), {}, {}};
    for (const auto& m : c.moved)
        for (const auto& change : m.changes) {
            auto row = findingRow(m.after);
            row.second = qt(change.name);
            row.before = side(change.before);
            row.after = side(change.after);
            kind.rows.push_back(std::move(row));
        }
    return kind;
}

ComparisonKind unknownKind(const Comparison& c) {
    ComparisonKind kind{tr("Not assessed"), "na", {}};
    for (const auto& u : c.unknown) {
        auto row = findingRow(u.before);
        if (!u.reason.empty())
            row.second = qt(u.reason);
        kind.rows.push_back(std::move(row));
    }
    return kind;
}

QString amount(const std::optional<std::uint64_t>& bytes, const std::optional<std::uint64_t>& rows) {
    QStringList parts;
    if (bytes)
        parts << qt(formatBytes(double(*bytes)));
    if (rows)
        parts << tr("%1 rows").arg(qt(formatNumber(double(*rows))));
    return parts.isEmpty() ? tr("not known") : parts.join(", ");
}

QString typeWord(const SchemaChange& s) {
    auto word = qt(s.type);
    return word.replace('_', ' ');
}

} // namespace

std::vector<ComparisonKind> comparisonKinds(const Comparison& c) {
    auto added = findingsKind("New", {}, c.added);
    for (const auto& f : c.firstSeen) {
        added.rows.push_back(findingRow(f));
        added.rows.back().before = tr("not assessed");
    }
    ComparisonKind settings{tr("Settings"), {}, {}}, schema{tr("Schema"), {}, {}},
        volume{tr("Volume"), {}, {}};
    for (const auto& s : c.settings)
        settings.rows.push_back(
            {{}, qt(s.value.name), qt(s.server), side(s.value.before), side(s.value.after)});
    for (const auto& s : c.schema)
        schema.rows.push_back({{},
                               qt(s.object),
                               typeWord(s) + ", " + qt(s.server),
                               s.kind == SchemaChange::Kind::Added ? tr("absent") : qt(s.before),
                               s.kind == SchemaChange::Kind::Removed ? tr("removed") : qt(s.after)});
    for (const auto& v : c.volume)
        volume.rows.push_back({{},
                               v.table.empty() ? tr("All tables") : qt(v.table),
                               qt(v.server),
                               amount(v.bytesBefore, v.rowsBefore),
                               amount(v.bytesAfter, v.rowsAfter)});
    return {std::move(added),
            findingsKind("Fixed", "ok", c.fixed),
            movedKind(c),
            unknownKind(c),
            findingsKind("Unchanged", {}, c.unchanged),
            std::move(settings),
            std::move(schema),
            std::move(volume)};
}

} // namespace causeway::ui
