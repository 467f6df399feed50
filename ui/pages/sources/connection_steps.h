// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/collect.h"

#include <QString>

#include <vector>

namespace causeway::ui {

/// One step of a connection test as the window shows it.
struct ConnectionStep {
    enum class State { Waiting, Passed, Lacking, Failed };
    std::string id; ///< "name", "port", "tls", "login" or "privilege"
    QString title;
    State state = State::Waiting;
    QString text; ///< what was found; of a failed step, why
};

/// The five steps in their order. What comes after the step that failed was not tried, and says so. A
/// connection without encryption is Lacking, not Passed.
std::vector<ConnectionStep> connectionSteps(const ConnectionTest& test, const Target& target);
/// The same before a test: all waiting, without text.
std::vector<ConnectionStep> untriedSteps();

} // namespace causeway::ui
