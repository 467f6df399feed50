// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/collect/collect.h"
#include "core/collect/files/evidence_builder.h"

#include <fmt/format.h>

namespace causeway {

Snapshot importFiles(const std::vector<std::string>& paths, const std::string& serverName,
                     Progress& progress) {
    const auto files = listInputFiles(paths);
    EvidenceBuilder builder(serverName, progress);
    std::vector<std::string> names;
    for (const InputFile& file : files) {
        builder.add(file);
        if (names.size() < 5)
            names.push_back(file.label);
    }
    if (!builder.anyRecognised())
        throw Error(
            ErrorCode::Input,
            fmt::format("nothing to import: {} {} not recognised", join(names, ", "),
                        files.size() == 1 ? "is" : "are"),
            "looked for dumps (CREATE TABLE), logs of MySQL, MariaDB and PostgreSQL, the output of SHOW GLOBAL "
            "VARIABLES and STATUS, and of sar, sadf, vmstat, iostat, df, free, lscpu and sysctl",
            "Give the files as the programs wrote them, plain, .gz or .zst.");
    return builder.finish();
}

} // namespace causeway
