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

/// How volume and load grow, and when each limit is crossed. The first point is the snapshot's day.
struct Forecast {
    Date start{};
    int horizonMonths = 24;
    std::vector<GrowthInput> inputs;
    std::vector<Curve> curves;
    std::vector<Limit> limits;            ///< by date crossed; those never crossed last
    std::vector<std::string> notAssessed; ///< what could not be forecast, and which fact would change that
    const GrowthInput* input(std::string_view key) const;
    const Curve* curve(std::string_view id) const;
    const Limit* firstLimit() const; ///< the first that is crossed, or null
    std::string headline() const;    ///< the page's title
    bool operator==(const Forecast&) const = default;
};

/// Snapshot may be null: then criteria alone. Throws Error(Usage) naming the missing facts when neither
/// gives a volume.
Forecast forecast(const Criteria& criteria, const Snapshot* snapshot, Date start, int horizonMonths = 24);
Json toJson(const Forecast& forecast);

} // namespace causeway
