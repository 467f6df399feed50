// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/base/progress.h"
#include "core/collect/target.h"

#include <functional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace causeway::app {

/// Exit codes of the command line; they are part of its interface.
enum Exit : int { kDone = 0, kFindings = 1, kBadInput = 2, kNotReached = 3, kPartly = 4 };

/// What all commands share: the common options, and what the chosen command is to do.
struct Context {
    std::string format = "text";
    std::string language = "en";
    bool quiet = false;
    std::function<int(Context&, Progress&)> run; ///< set by the command that was named
};

/// Adds --format with these choices, --quiet and, when wanted, --lang.
void addCommonOptions(CLI::App& command, Context& context, const std::vector<std::string>& formats,
                      bool withLanguage = false);

/// Prints to standard output, with a line feed at the end.
void print(std::string_view text);
void printJson(const Json& json);
/// Replaces a file as a whole: on failure the old one stays. Throws Error(Storage).
void writeFile(const std::string& path, std::string_view bytes);
/// Throws Error(Input) when the file cannot be read or is larger than `limit` bytes.
std::string readSmallFile(const std::string& path, std::size_t limit = 64 << 20);

/// Shows progress on standard error when it is a terminal; SIGINT cancels it.
Progress::Listener progressLine(bool quiet);
void clearProgressLine();

/// Passwords from a file, the environment (CAUSEWAY_PASSWORD_<NAME>, CAUSEWAY_PASSWORD) or a prompt, in this
/// order; never from the command line.
SecretProvider secretProvider(const std::string& passwordFile);

/// Runs what the command line asked for and maps failures to exit codes and messages on standard error.
int runCommand(Context& context);

} // namespace causeway::app
