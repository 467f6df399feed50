// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace causeway::ui {

/// "1 table", "68 tables": the number with the word that agrees with it.
inline QString counted(qint64 n, const QString& one, const QString& many) {
    return QString::number(n) + " " + (n == 1 ? one : many);
}

} // namespace causeway::ui
