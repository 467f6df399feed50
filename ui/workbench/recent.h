// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>

namespace causeway::ui {

struct RecentFile {
    QString path, client;
    QDateTime opened;
    bool pinned = false;
};

/// The engagements opened last: pinned ones first, then newest first, ten at most; in the user's settings.
namespace recent {
inline constexpr int kMost = 10;
QList<RecentFile> list();
/// Notes that it was opened now; a pin stays.
void add(const QString& path, const QString& client);
/// The client's name became known, or changed, while it is open.
void rename(const QString& path, const QString& client);
void setPinned(const QString& path, bool pinned);
void remove(const QString& path);
} // namespace recent

} // namespace causeway::ui
