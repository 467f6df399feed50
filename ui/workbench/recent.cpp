// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workbench/recent.h"

#include <QSettings>

#include <algorithm>

namespace causeway::ui::recent {
namespace {

void store(QList<RecentFile> files) {
    std::stable_sort(files.begin(), files.end(), [](const RecentFile& a, const RecentFile& b) {
        return a.pinned != b.pinned ? a.pinned : a.opened > b.opened;
    });
    QSettings settings;
    settings.beginWriteArray("recent");
    for (int i = 0; i < std::min<int>(int(files.size()), kMost); ++i) {
        settings.setArrayIndex(i);
        settings.setValue("path", files[i].path);
        settings.setValue("client", files[i].client);
        settings.setValue("opened", files[i].opened);
        settings.setValue("pinned", files[i].pinned);
    }
    settings.endArray();
}

} // namespace

QList<RecentFile> list() {
    QSettings settings;
    QList<RecentFile> files;
    const int n = settings.beginReadArray("recent");
    for (int i = 0; i < n; ++i) {
        settings.setArrayIndex(i);
        files << RecentFile{settings.value("path").toString(), settings.value("client").toString(),
                            settings.value("opened").toDateTime(), settings.value("pinned").toBool()};
    }
    return files;
}

void add(const QString& path, const QString& client) {
    auto files = list();
    bool pinned = false;
    files.removeIf([&](const RecentFile& f) {
        pinned = pinned || (f.path == path && f.pinned);
        return f.path == path;
    });
    files.prepend({path, client, QDateTime::currentDateTime(), pinned});
    store(files);
}

void rename(const QString& path, const QString& client) {
    auto files = list();
    for (auto& f : files)
        if (f.path == path)
            f.client = client;
    store(files);
}

void setPinned(const QString& path, bool pinned) {
    auto files = list();
    for (auto& f : files)
        if (f.path == path)
            f.pinned = pinned;
    store(files);
}

void remove(const QString& path) {
    auto files = list();
    files.removeIf([&](const RecentFile& f) { return f.path == path; });
    store(files);
}

} // namespace causeway::ui::recent
