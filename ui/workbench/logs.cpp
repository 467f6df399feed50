// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workbench/workbench.h"

namespace causeway::ui {

Task* Workbench::addLogs(const QStringList& paths, const std::string& serverId) {
    std::vector<std::string> files;
    for (const auto& path : paths)
        files.push_back(path.toStdString());
    auto result = std::make_shared<Snapshot>();
    const auto base = isOpen() ? snapshot_ : viewed_;
    return runner_->start(
        tr("Digesting logs"),
        [this, result, base, files, serverId](Progress& progress) {
            *result = services_.addLogs(base ? *base : Snapshot{}, serverId, files, progress);
        },
        [this, result, stored = isOpen(), into = path()] {
            if (stored)
                return keep(*result, into);
            if (isOpen())
                return; // an engagement was opened meanwhile: what was only looked at is not for its file
            viewed_ = std::make_shared<const Snapshot>(std::move(*result));
            emit viewedChanged();
        });
}

} // namespace causeway::ui
