// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/job.h"

#include "core/base/error.h"
#include "core/base/text.h"

namespace causeway::app {

Job openJob(const std::string& path) {
    const auto engagement = Engagement::open(path);
    auto snapshot = engagement.latestSnapshot();
    if (!snapshot)
        throw Error(ErrorCode::Usage, "the engagement holds no snapshot yet", {},
                    "run 'causeway collect' or 'causeway import' with -e " + path);
    return {std::move(*snapshot), engagement.criteria(), engagement.lab(), engagement.waivers()};
}

Snapshot snapshotNamed(const Engagement& engagement, const std::string& id) {
    std::vector<std::string> found;
    for (const auto& info : engagement.snapshots())
        if (info.id.starts_with(id))
            found.push_back(info.id);
    const std::string next = "'causeway snapshots -e " + engagement.path() + "' lists them";
    if (found.empty())
        throw Error(ErrorCode::Usage, "the engagement has no snapshot " + printable(id), {}, next);
    if (found.size() > 1)
        throw Error(ErrorCode::Usage, "more than one snapshot begins with " + printable(id), {}, next);
    return *engagement.snapshot(found.front());
}

} // namespace causeway::app
