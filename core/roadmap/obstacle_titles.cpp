// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/roadmap/obstacle_titles.h"

#include "core/base/text.h"
#include "core/readiness/obstacle_texts.h"
#include "core/roadmap/templates.h"

namespace causeway::plan {

std::string obstacleTitle(const std::string& id) {
    const auto& texts = obstacleTexts();
    if (const auto it = texts.find(id); it != texts.end())
        return it->second.title;
    const auto point = id.find('.');
    return capital(replaceAll(id.substr(point == std::string::npos ? 0 : point + 1), "_", " "));
}

} // namespace causeway::plan
