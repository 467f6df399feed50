// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decision/decision.h"

namespace causeway::decision {

/// Sets kind, headline and lines from the scores and the ranking.
void speak(Decision& decision);

} // namespace causeway::decision
