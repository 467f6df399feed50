// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/units.h"

#include <QString>

namespace causeway::ui {

/// "20 740": thousands apart by no-break thin spaces.
inline QString grouped(qint64 n) {
    return QString::fromStdString(formatNumber(double(n)));
}

/// "1 server", "3 servers": the number with the word that goes with it.
inline QString counted(qint64 n, const QString& one, const QString& many) {
    return grouped(n) + " " + (n == 1 ? one : many);
}

} // namespace causeway::ui
