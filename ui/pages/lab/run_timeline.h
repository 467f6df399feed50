// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sim/outcome.h"
#include "ui/canvas/playback.h"

#include <vector>

namespace causeway::ui {

/// The median run as a bar shows it. Times in seconds of the run.
struct RunTimeline {
    struct Stretch {
        double from = 0, to = 0;
        ClientMoment state = ClientMoment::Writing;
        QString words;
    };
    struct Mark {
        double at = 0;
        QString words;
    };
    double begin = 0, end = 0;
    double fault = 0, faultEnd = 0; ///< of the first fault
    std::vector<Stretch> stretches;
    std::vector<Mark> marks; ///< what happened to nodes, in order
    std::vector<TimelineEntry> entries;
};

/// Shows the run from 15 s before the fault until things have been calm for 15 s.
RunTimeline runTimeline(const Scenario& scenario, const Outcome& outcome);

/// What the canvas shows at that moment.
PlaybackMoment momentAt(const RunTimeline& timeline, const std::map<std::string, CanvasRole>& atRest,
                        double seconds);

} // namespace causeway::ui
