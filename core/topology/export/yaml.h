// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <string>

namespace causeway {

/// Block-style YAML 1.1 that PyYAML and Go's yaml read back as the same value: every text is quoted, so that
/// "on" stays a word and "017" stays text. `value` must be an object.
std::string toYaml(const Json& value);

} // namespace causeway
