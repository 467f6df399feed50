// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/snapshot/snapshot.h"

#include <string>

namespace causeway {

/// The whole snapshot as the text of a JSON document ("schema": "causeway.snapshot/1"); the same snapshot
/// gives the same bytes.
std::string jsonText(const Snapshot& snapshot);
/// Throws Error(Input) naming the key for JSON that is no snapshot.
Snapshot snapshotFromJson(const Json& json);
/// Sets taken (the newest source's moment), tool and id from the content; the last step of every collector.
void seal(Snapshot& snapshot);

} // namespace causeway
