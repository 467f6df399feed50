// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

namespace causeway {

/// JSON that keeps the order in which keys were written, so that output is stable and readable.
using Json = nlohmann::ordered_json;

} // namespace causeway
