// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/digest.h"

#include <QString>

namespace causeway::ui {

/// "SELECT orders, customers": what a shape does to which tables; its beginning where it names none.
QString shapeTitle(const QueryClass& shape);
/// The fingerprint with each clause on its own line, for reading; at most `most` characters of it.
QString laidOut(const std::string& sql, std::size_t most = 8192);
/// One line of plain text: control characters and marks that turn the reading direction are shown as U+FFFD,
/// line ends as blanks; cut to `most` characters.
QString oneLine(const std::string& text, qsizetype most);
/// The same for a text of several lines.
QString plainText(const std::string& text, qsizetype most);
/// "9.2", "0.013", "14 511": milliseconds in three significant figures.
QString millisecondsText(double ns);
/// "8.7 M", "336", "48 210": a count, short from a million on.
QString countText(double count);
double meanNs(const QueryClass& shape);
/// Rows examined for each row sent or changed; nothing where the source says nothing of rows.
/// Of a query in a part of time: nothing is known but its calls and their time.
bool onlySums(const QueryClass& shape);
std::optional<double> examinedPerSent(const QueryClass& shape);

} // namespace causeway::ui
