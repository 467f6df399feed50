// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/engagement/engagement.h"

#include <QByteArray>

namespace causeway::engagement {

/// JSON as zstd-compressed bytes, the form in which documents stand in the file.
QByteArray packJson(const Json& json);
/// Throws Error(Storage) for bytes that are damaged or would unpack to more than 4 GiB.
Json unpackJson(const QByteArray& bytes);

Json toJson(const LabEntry& entry);
LabEntry labEntryFromJson(const Json& json);

} // namespace causeway::engagement
