// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/collect/files/host_files.h"
#include "core/collect/files/input_files.h"
#include "core/collect/files/log_digests.h"
#include "core/collect/files/server_claims.h"
#include "core/collect/files/show_output.h"
#include "core/collect/files/table_status.h"
#include "core/collect/files/text_source.h"

#include <optional>
#include <string>
#include <vector>

namespace causeway {

/// Puts the files of one server together into one snapshot, file by file.
class EvidenceBuilder {
public:
    EvidenceBuilder(std::string serverName, Progress& progress) : progress_(progress) {
        server_.id = std::move(serverName);
    }
    /// Reads a file, whatever it is, and adds what it says. Throws Error(Input) when it cannot be opened.
    void add(const InputFile& file);
    bool anyRecognised() const { return recognised_ > 0; }
    /// The sealed snapshot.
    Snapshot finish();

private:
    void addLog(Source& source, const InputFile& file, const LogFormat& format);
    bool addDump(Source& source, const InputFile& file);
    bool addText(Source& source, const InputFile& file, std::string_view text);
    void addShow(Source& source, const ShowOutput& output, Instant fileTime);
    void addRecording(Source& source, const std::string& text);
    void mergeRecording();
    void addVariables(const Source& source, const ShowBlock& block, Instant at);
    void addStatusProbe();
    void addWorkload();
    void addTableStatus();

    Progress& progress_;
    Snapshot snapshot_;
    ServerEvidence server_;
    VersionClaims versions_;
    LogDigests logs_;
    std::vector<TableStatus> tableStatus_; ///< applied at the end, when every dump is read
    std::string tableStatusSource_;
    std::optional<ServerEvidence> recorded_; ///< from a collection script's output
    std::size_t recognised_ = 0;
    std::optional<Instant> variablesAt_;
};

} // namespace causeway
