// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/collect/files/dump.h"
#include "core/collect/files/text_source.h"

#include <string>
#include <utility>

namespace causeway {

/// What a dump says whose text stands in memory.
inline DumpContents readDumpText(std::string text) {
    Progress progress;
    auto source = TextSource::fromMemory("dump.sql", std::move(text));
    return readDump(source, progress);
}

} // namespace causeway
