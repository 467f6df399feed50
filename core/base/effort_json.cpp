// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/effort_json.h"

#include "core/base/error.h"

namespace causeway {

Effort effortFromJson(const Json& hours) {
    Effort effort;
    if (hours.is_array() && hours.size() == 3)
        effort = {hours[0].get<double>(), hours[1].get<double>(), hours[2].get<double>()};
    else if (hours.is_array() && hours.size() == 2)
        effort = Effort::between(hours[0].get<double>(), hours[1].get<double>());
    else
        throw Error(ErrorCode::Internal, "an effort is no list of two or three hours: " + hours.dump());
    if (!(effort.low >= 0 && effort.low <= effort.likely && effort.likely <= effort.high))
        throw Error(ErrorCode::Internal, "the hours of an effort are out of order: " + hours.dump());
    return effort;
}

Json toJson(const Effort& effort) {
    Json json = Json::object();
    json["low_h"] = effort.low;
    json["likely_h"] = effort.likely;
    json["high_h"] = effort.high;
    return json;
}

Json toJson(const EffortTotal& total) {
    Json json = toJson(total.ends());
    json["expected_h"] = total.expected();
    json["low80_h"] = total.low80();
    json["high80_h"] = total.high80();
    return json;
}

} // namespace causeway
