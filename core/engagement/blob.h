// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/engagement/engagement.h"

#include <QByteArray>

#include <string_view>

namespace causeway::engagement {

/// JSON as zstd-compressed bytes, the form in which documents stand in the file.
QByteArray packJson(const Json& json);
/// The same for a document that is text already.
QByteArray packText(std::string_view text);
/// Throws Error(Storage) for bytes that are damaged or would unpack to more than 4 GiB.
Json unpackJson(const QByteArray& bytes);

Json toJson(const LabEntry& entry);
LabEntry labEntryFromJson(const Json& json);

} // namespace causeway::engagement
