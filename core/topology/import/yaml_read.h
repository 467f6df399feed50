// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <string>

namespace causeway {

/// Reads one YAML document (JSON is a part of it) as the value that PyYAML, which Patroni uses, would make of
/// it: plain on, off, yes and no are booleans, quoted scalars stay text. At most 1 MiB, 32 levels and 20,000
/// values counted after aliases are followed, so that a file that names itself again and again stays small.
/// Throws Error(Input) with `name`, the line and the column.
Json fromYaml(const std::string& text, const std::string& name);

} // namespace causeway
