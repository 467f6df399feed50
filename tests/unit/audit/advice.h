// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/finding.h"
#include "core/base/text.h"

#include <QRegularExpression>
#include <QString>

#include <map>
#include <set>
#include <string>
#include <vector>

/// What the fixes of a report ask for, held against each other.
namespace causeway::test {

/// Settings that the fixes of a report set, each with all values it is set to.
inline std::map<std::string, std::set<std::string>> settingsSet(const AuditReport& report) {
    static const QRegularExpression set(
        "(?:SET (?:GLOBAL|PERSIST|PERSIST_ONLY)|ALTER SYSTEM SET)\\s+([\\w.]+)\\s*=\\s*"
        "([^;\\n]+)|^(?:-- )?(\\w+) = ([^\\n]+)$",
        QRegularExpression::MultilineOption);
    std::map<std::string, std::set<std::string>> values;
    for (const auto& f : report.findings())
        for (auto it = set.globalMatch(QString::fromStdString(f.fix)); it.hasNext();) {
            const auto m = it.next();
            const bool sql = !m.captured(1).isEmpty();
            auto value = m.captured(sql ? 2 : 4);
            values[f.server + ": " + m.captured(sql ? 1 : 3).toStdString()].insert(
                value.remove('\'').trimmed().toStdString());
        }
    return values;
}

/// What the fixes do to indexes: "server: index" with the statements, in the order of the findings.
inline std::map<std::string, std::vector<std::string>> indexesTouched(const AuditReport& report) {
    static const QRegularExpression touch(
        "^(DROP INDEX|REINDEX INDEX|CREATE (?:UNIQUE )?INDEX)(?: CONCURRENTLY)? ([^;(]+?)(?: ON ([^;(]+?))?"
        "(?: \\([^;]*)?;",
        QRegularExpression::MultilineOption);
    std::map<std::string, std::vector<std::string>> touched;
    for (const auto& f : report.findings())
        for (auto it = touch.globalMatch(QString::fromStdString(f.fix)); it.hasNext();) {
            const auto m = it.next();
            auto name = (m.captured(3).isEmpty() ? QString() : m.captured(3).trimmed() + ".") + m.captured(2);
            touched[f.server + ": " + name.remove('"').remove('`').toStdString()].push_back(
                f.rule + " " + m.captured(1).section(' ', 0, 0).toLower().toStdString());
        }
    return touched;
}

/// Fixes of a report that work against each other: a setting with two values, an index that two rules drop,
/// or that one drops and another mends; empty when there are none. A rule may drop an index to make it anew.
inline std::vector<std::string> contradictions(const AuditReport& report) {
    std::vector<std::string> all;
    for (const auto& [name, values] : settingsSet(report))
        if (values.size() != 1)
            all.push_back(name + " is set to " + join({values.begin(), values.end()}, " and "));
    for (const auto& [name, steps] : indexesTouched(report)) {
        std::set<std::string> rules;
        bool drops = false;
        for (const auto& step : steps) {
            rules.insert(step.substr(0, step.find(' ')));
            drops = drops || step.ends_with(" drop");
        }
        if (drops && rules.size() > 1)
            all.push_back(name + ": " + join(steps, ", "));
    }
    return all;
}

} // namespace causeway::test
