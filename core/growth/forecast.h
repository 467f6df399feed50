// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/base/time.h"
#include "core/criteria/criteria.h"
#include "core/snapshot/snapshot.h"

#include <optional>
#include <string>
#include <vector>

namespace causeway {

/// A table's size on one day.
struct TableSize {
    std::string table;
    double rows = 0, bytes = 0;
};
/// What one stored snapshot says of a server's size: a point of its history.
struct Visit {
    Date day{};
    std::string server;
    double bytes = 0;
    std::vector<TableSize> tables; ///< by name
};
/// The sizes of every server of a snapshot that has a catalog.
std::vector<Visit> visitsOf(const Snapshot& snapshot);

enum class Basis { Measured, Stated, Assumed };
std::string_view basisName(Basis b); ///< "measured", "stated by the client", "assumed"

/// One input of the forecast, and how well it is known.
struct GrowthInput {
    std::string key, label;
    double value = 0; ///< bytes, per second, factor a quarter, CPUs
    Basis basis = Basis::Assumed;
    std::string source; ///< what it rests on, in words
    bool operator==(const GrowthInput&) const = default;
};

struct ForecastPoint {
    Date date{};
    double value = 0, low = 0, high = 0; ///< low..high: the 80 % band
    bool operator==(const ForecastPoint&) const = default;
};

struct Limit {
    std::string id;    ///< "disk", "memory", "cpu", "autoinc:shop.orders.id"
    std::string curve; ///< Curve::id it belongs to
    std::string label; ///< "buffer pool 10 GB"
    double value = 0;
    std::optional<Date> crossed, earliest, latest; ///< nothing within the horizon: absent
    std::string reason;                            ///< why this is a limit, with its formula
    std::string remedy;
    Basis basis = Basis::Assumed;
    bool operator==(const Limit&) const = default;
};

struct Curve {
    std::string id;    ///< "volume", "cpu", "memory", "throughput"
    std::string title; ///< the conclusion
    std::string unit;  ///< "bytes", "fraction", "per second"
    std::vector<ForecastPoint> measured, forecast;
    std::string method; ///< "stated rate", "linear fit of 6 points, R2 0.98"
    bool operator==(const Curve&) const = default;
};

/// One table's history and what it comes to.
struct TableForecast {
    std::string table, timeColumn;
    std::string method;  ///< how its months were read: "counted", "keys"...; empty: they were not
    std::string message; ///< why not
    double rows = 0, bytes = 0;
    int months = 0;    ///< of history
    std::string shape; ///< of its additions: "linear"...; empty: no curve
    bool seasonal = false;
    std::optional<double> backtestError;       ///< typical error of a month's forecast, as a fraction
    double addedLastYear = 0;                  ///< rows
    double bytesInYear = 0, low = 0, high = 0; ///< a year ahead, with its 80 % band; 0 without a curve
    std::vector<std::pair<Date, double>> past; ///< rows that each month added, by its first day
    bool operator==(const TableForecast&) const = default;
};

/// The curve that the data's own history gave.
struct HistoryFit {
    bool used = false; ///< growth rests on it; else it stands beside the client's plan
    std::string shape;
    bool seasonal = false;
    int months = 0, backtests = 0;
    std::optional<double> backtestError;
    double covered = 0;                        ///< share of the data in tables with a history
    double perQuarter = 1;                     ///< mean factor of the next year by the history alone
    std::vector<Date> outliers;                ///< months that the curve leaves aside
    std::vector<std::pair<Date, double>> past; ///< bytes that each month added, by its first day
    bool operator==(const HistoryFit&) const = default;
};

/// How volume and load grow, and when each limit is crossed. The first point is the snapshot's day.
struct Forecast {
    Date start{};
    int horizonMonths = 24;
    std::vector<GrowthInput> inputs;
    std::vector<Curve> curves;
    std::vector<Limit> limits;            ///< by date crossed; those never crossed last
    std::vector<std::string> notAssessed; ///< what could not be forecast, and which fact would change that
    std::optional<HistoryFit> history;
    std::vector<TableForecast> tables; ///< that were asked for their history; what grows most first
    const GrowthInput* input(std::string_view key) const;
    const Curve* curve(std::string_view id) const;
    const Limit* firstLimit() const; ///< the first that is crossed, or null
    std::string headline() const;    ///< the page's title
    bool operator==(const Forecast&) const = default;
};

/// Snapshot may be null: then criteria alone. Throws Error(Usage) naming the missing facts when neither
/// gives a volume. `visits`: of the engagement's other snapshots, by visitsOf().
Forecast forecast(const Criteria& criteria, const Snapshot* snapshot, Date start, int horizonMonths = 24,
                  const std::vector<Visit>& visits = {});
Json toJson(const Forecast& forecast);

} // namespace causeway
