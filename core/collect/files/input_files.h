// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

#include <string>
#include <vector>

namespace causeway {

/// A file to import.
struct InputFile {
    std::string path;
    std::string label; ///< what the user knows it by: the name, without the folder it lies in
    Instant modified{};
};

/// The files that the paths name; a folder stands for the files in it, hidden ones left out, in the order of
/// their names. Throws Error(Input) for a path that is not there or a folder without files.
std::vector<InputFile> listInputFiles(const std::vector<std::string>& paths);

/// SHA-256 of the file's bytes as they are stored, in hex. Throws Error(Input) when it cannot be read.
std::string fileSha256(const std::string& path);

} // namespace causeway
