// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog.h"
#include "core/readiness/choices/choices.h"

namespace causeway {

/// The choice that a type map can make for this column by itself; null when there is none for its type, and
/// for AUTO_INCREMENT columns.
const ChoiceDefinition* choiceOf(const Column& column);

} // namespace causeway
