// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/version.h"

#include <string>

namespace causeway {

/// The SQL with which an administrator makes an account that can collect everything and write nothing: what
/// each privilege is for, what stays "not assessed" without it, and how to remove the account. From the same
/// lists (resources/probes) that the collectors run. version: unknown is taken for the newest. user: empty is
/// "causeway"; it is quoted as the engine quotes. Holds no password: a place to write one.
std::string grantScript(Engine engine, const Version& version, const std::string& user);

} // namespace causeway
