// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"
#include "core/base/version.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace causeway {

/// One release series of facts/versions.json.
struct ReleaseSeries {
    Engine engine = Engine::MySQL;
    std::string series; ///< "5.6", "10.11", "15"
    std::string kind;   ///< "lts", "innovation", "short", "rolling", "old"
    std::optional<Date> released, endOfLife;
    bool estimated = false; ///< the end of life is a plan, not an announcement
    bool run = false;       ///< the rules were tried on a real server of the series
    Version latest;         ///< newest release known on latestAsOf
    std::optional<Date> latestAsOf;
    std::string source;
};

/// A setting that a later series no longer has, of facts/removed_settings.json.
struct RemovedSetting {
    Engine engine = Engine::MySQL;
    std::string name, instead;
    std::string series; ///< first one without it
    Version gone;
    std::vector<std::string> defaults; ///< values that mean it was never touched
};

/// Dated facts the rules compare with; data files in resources/facts.
class Facts {
public:
    /// Reads facts/thresholds.json, versions.json, settings.json and grants.json.
    Facts();
    double limit(std::string_view rule, std::string_view name) const;
    /// A list of words: column names, patterns.
    const std::vector<std::string>& words(std::string_view name) const;
    /// The series of a version; null when the table does not know it.
    const ReleaseSeries* series(Engine engine, const Version& version) const;
    Date asOf() const { return asOf_; }
    const std::vector<ReleaseSeries>& allSeries() const { return series_; }
    const std::vector<RemovedSetting>& removedSettings() const { return removed_; }
    /// Must the server be restarted for the variable to change, on this engine and version?
    bool needsRestart(std::string_view variable, Engine engine, const Version& version) const;
    /// The GRANT that lets an account read a probe.
    std::string grantFor(std::string_view probe, Engine engine) const;

private:
    std::map<std::string, std::map<std::string, double, std::less<>>, std::less<>> limits_;
    std::map<std::string, std::vector<std::string>, std::less<>> words_;
    std::vector<ReleaseSeries> series_;
    std::vector<RemovedSetting> removed_;
    Date asOf_{};
    std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> dynamicSince_;
    std::map<std::string, std::string, std::less<>> grants_;
};

} // namespace causeway
