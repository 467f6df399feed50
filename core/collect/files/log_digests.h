// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/collect/files/input_files.h"
#include "core/snapshot/snapshot.h"
#include "core/workload/digester.h"
#include "core/workload/log_format.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace causeway {

/// The digests of a server's logs, one for each kind of log: what a general log counts without times must not
/// blur what a slow log measures.
class LogDigests {
public:
    /// Digests a file and says in the source what it is, what it held and what was odd. Returns what the
    /// reader found.
    LogRead add(Source& source, const InputFile& file, const LogFormat& format, Progress& progress);
    bool empty() const { return digesters_.empty(); }
    /// A digest of each kind, those with times first, then in the order in which the kinds came. No file can
    /// be added afterwards. A log that is the only one of its kind was captured at its last entry: the
    /// sources are told.
    std::vector<WorkloadDigest> finish(std::vector<Source>& sources);

private:
    struct Kind {
        std::string name;
        bool timed = true;
        std::unique_ptr<Digester> digester;
        std::vector<std::string> sources; ///< Source::id
    };
    Kind& kind(const LogFormat& format);
    std::vector<Kind> digesters_;
};

} // namespace causeway
