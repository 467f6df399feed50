// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <string>
#include <string_view>

namespace causeway {

/// The bytes of a file compiled in from resources/, by its path there ("rules/durability.en.json").
/// Throws Error(Internal) when there is none: a missing resource is a defect of the build.
std::string resourceBytes(std::string_view path);
/// The same, parsed as JSON once and kept for the life of the program; safe from any thread.
const Json& resourceJson(std::string_view path);

} // namespace causeway
