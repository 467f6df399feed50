// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/job.h"

#include "core/base/error.h"

namespace causeway::app {

Job openJob(const std::string& path) {
    const auto engagement = Engagement::open(path);
    auto snapshot = engagement.latestSnapshot();
    if (!snapshot)
        throw Error(ErrorCode::Usage, "the engagement holds no snapshot yet", {},
                    "run 'causeway collect' or 'causeway import' with -e " + path);
    return {std::move(*snapshot), engagement.criteria(), engagement.lab()};
}

} // namespace causeway::app
