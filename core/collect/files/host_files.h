// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace causeway {

/// What a file of host figures holds. Swap rates are bytes a second; memory used leaves out the page cache.
struct HostFile {
    std::string name;   ///< decides only what a lone number means ("nproc.txt")
    Instant fileTime{}; ///< for figures that carry no time of their own

    std::vector<std::string>
        kinds;           ///< "sar", "sadf", "vmstat", "iostat", "df", "free", "lscpu"...; what was found
    HostMetrics metrics; ///< all but the samples
    std::map<Instant, HostSample> samples;
    std::optional<Instant> captured; ///< the newest time that the file itself states
    std::vector<std::string> remarks;

    bool recognised() const { return !kinds.empty(); }
    /// The sample of that moment, made when it is new.
    HostSample& sample(Instant at);
};

/// Reads every host figure that a text holds; one file may hold the output of several programs. Nothing is
/// found in a text of another kind. Never throws.
HostFile readHostFile(std::string_view text, std::string name, Instant fileTime);

/// Adds what a file says to what is known: fields that are known already stay.
void mergeHost(HostMetrics& known, const HostFile& file);

// The readers, each for one program's output; they add to the file and name their kind when they find any.
void readSar(std::string_view text, HostFile& file); ///< sar's text, 12 and 24 hour clocks, several days
void readSadfTable(std::string_view text, HostFile& file); ///< sadf -d
void readSadfJson(std::string_view text, HostFile& file);  ///< sadf -j
void readVmstat(std::string_view text, HostFile& file);    ///< vmstat N M, also with -t
void readIostat(std::string_view text, HostFile& file);    ///< iostat -x of sysstat 9 to 12
void readDf(std::string_view text, HostFile& file);        ///< df with -k, -h, -T, -P
void readSystemFacts(std::string_view text,
                     HostFile& file); ///< free, lscpu, nproc, uname, sysctl, huge pages

} // namespace causeway
