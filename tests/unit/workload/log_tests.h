// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/digester.h"
#include "core/workload/log_formats.h"

#include <QFile>

#include <string>
#include <string_view>

namespace causeway::tests {

/// A real log of tests/unit/workload/data.
inline std::string logFile(const char* name) {
    QFile file(QStringLiteral(CAUSEWAY_SOURCE_DIR "/tests/unit/workload/data/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

/// Digests a text as whatever log it is recognised as; nothing when it is none.
inline WorkloadDigest digestAny(std::string_view text, const DigestLimits& limits = {}) {
    const auto format = recogniseLog(text.substr(0, 256 * 1024));
    return format ? digestLog(text, *format, limits) : WorkloadDigest();
}

inline const QueryClass* query(const WorkloadDigest& digest, std::string_view shape) {
    for (const auto& q : digest.queries)
        if (q.fingerprint == shape)
            return &q;
    return nullptr;
}

inline bool says(const WorkloadDigest& digest, std::string_view part) {
    for (const auto& remark : digest.remarks)
        if (remark.find(part) != std::string::npos)
            return true;
    return false;
}

/// The same by any number of threads and any cuts.
inline bool sameHoweverRead(std::string_view text, const WorkloadDigest& whole) {
    for (const std::size_t block : {std::size_t(1), std::size_t(100), std::size_t(5000)})
        for (const unsigned threads : {1u, 2u, 3u, 7u}) {
            DigestLimits limits;
            limits.blockBytes = block;
            limits.threads = threads;
            if (!(digestAny(text, limits) == whole))
                return false;
        }
    return true;
}

} // namespace causeway::tests
