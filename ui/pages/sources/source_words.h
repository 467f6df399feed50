// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/criteria/criteria.h"
#include "core/snapshot/snapshot.h"

#include <QString>

namespace causeway::ui {

/// A live server, not a file.
bool isLive(const Source& source);
/// "Slow log", "Dump", "SHOW VARIABLES"; a kind without a word of its own as it is.
QString kindWord(const std::string& kind);
/// "20 Nov 2026, 09:14 UTC".
QString momentText(Instant at);
/// "MySQL 5.6.24 · 68 tables, 3 views".
QString serverLine(const ServerEvidence& server);
/// "Slow log · 20 Nov 2026 · 4 entries".
QString sourceLine(const Source& source);

/// How many facts of the interview nobody has stated yet.
int unknownFacts(const Criteria& criteria);
/// "1 server and 5 files tell of 68 tables; 3 facts are still unknown". snapshot may be null.
QString sourcesHeadline(const Snapshot* snapshot, const Criteria& criteria);
/// What the headline rests on.
QString sourcesBasis(const Snapshot* snapshot);

} // namespace causeway::ui
