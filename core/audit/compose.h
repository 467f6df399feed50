// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/rule.h"

namespace causeway {

/// The finding of a draft: texts in the report's language, fix, rollback and check for the engine and
/// version.
Finding compose(const RuleContext& context, std::string_view family, const Draft& draft);

} // namespace causeway
