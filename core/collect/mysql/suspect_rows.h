// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"

#include <string>

namespace causeway::mysql {

/// A script for the client mysql that lists, for every check of the data that found rows, the keys of the
/// first of them and where in the value the fault is, if that can be said. Whoever runs it sees keys; the
/// evidence holds none. Empty without such counts.
std::string suspectRows(const ServerEvidence& evidence);

} // namespace causeway::mysql
