// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/context.h"

#include "core/base/text.h"

#include <QFile>
#include <QSaveFile>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <iostream>

namespace causeway::app {
namespace {

std::atomic<Progress*> g_running{nullptr};
bool g_lineShown = false;

/// Only sets an atomic flag: that is all a signal handler may do.
extern "C" void onInterrupt(int) {
    if (auto* progress = g_running.load())
        progress->cancel();
}

int exitCode(ErrorCode code) {
    switch (code) {
    case ErrorCode::Connection:
        return kNotReached;
    case ErrorCode::Cancelled:
    case ErrorCode::Incomplete:
        return kPartly;
    default:
        return kBadInput;
    }
}

std::string environmentSecretName(const Target& target) {
    std::string name = "CAUSEWAY_PASSWORD_";
    for (const char c : toUpper(target.name))
        name += (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? c : '_';
    return name;
}

std::optional<std::string> prompt(const Target& target) {
    if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO))
        return std::nullopt;
    clearProgressLine();
    std::cerr << "Password for " << target.url() << ": " << std::flush;
    termios shown{};
    tcgetattr(STDIN_FILENO, &shown);
    termios hidden = shown;
    hidden.c_lflag &= ~tcflag_t(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    std::string line;
    const bool got = bool(std::getline(std::cin, line));
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
    std::cerr << '\n';
    return got ? std::optional(line) : std::nullopt;
}

std::string passwordFrom(const std::string& path) {
    struct stat info {};
    if (::stat(path.c_str(), &info) == 0 && (info.st_mode & (S_IRWXG | S_IRWXO)))
        throw Error(ErrorCode::Usage, "the password file " + path + " can be read by others", {},
                    "chmod 600 " + path);
    const auto text = readSmallFile(path, 4096);
    return text.substr(0, text.find_first_of("\r\n"));
}

} // namespace

void addCommonOptions(CLI::App& command, Context& context, const std::vector<std::string>& formats,
                      bool withLanguage) {
    command.add_option("--format", context.format, "how to print the result")
        ->check(CLI::IsMember(formats))
        ->capture_default_str();
    if (withLanguage)
        command.add_option("--lang", context.language, "language of titles and advice")
            ->check(CLI::IsMember(std::vector<std::string>{"en", "uk"}))
            ->capture_default_str();
    command.add_flag("--quiet", context.quiet, "no progress on standard error");
}

void print(std::string_view text) {
    clearProgressLine();
    std::cout << text;
    if (text.empty() || text.back() != '\n')
        std::cout << '\n';
}

void printJson(const Json& json) {
    print(json.dump(2, ' ', false, Json::error_handler_t::replace));
}

void writeFile(const std::string& path, std::string_view bytes) {
    QSaveFile file(QString::fromStdString(path));
    const bool written = file.open(QIODevice::WriteOnly) &&
                         file.write(bytes.data(), qint64(bytes.size())) == qint64(bytes.size()) &&
                         file.commit();
    if (!written)
        throw Error(ErrorCode::Storage, "cannot write " + path, file.errorString().toStdString(),
                    "check that the folder exists and has space");
}

std::string readSmallFile(const std::string& path, std::size_t limit) {
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly))
        throw Error(ErrorCode::Input, "cannot read " + path, file.errorString().toStdString());
    const auto bytes = file.read(qint64(limit) + 1);
    if (std::size_t(bytes.size()) > limit)
        throw Error(ErrorCode::Input, "cannot read " + path,
                    fmt::format("it is larger than {} bytes", limit));
    return bytes.toStdString();
}

Progress::Listener progressLine(bool quiet) {
    if (quiet || !isatty(STDERR_FILENO))
        return {};
    return [](std::string_view stage, std::uint64_t done, std::uint64_t total) {
        const auto amount = total  ? fmt::format(" {} %", done * 100 / total)
                            : done ? fmt::format(" {}", done)
                                   : "";
        std::cerr << "\r\033[K" << printable(stage, 100) << amount << std::flush;
        g_lineShown = true;
    };
}

void clearProgressLine() {
    if (g_lineShown)
        std::cerr << "\r\033[K" << std::flush;
    g_lineShown = false;
}

SecretProvider secretProvider(const std::string& passwordFile) {
    return [passwordFile](const Target& target) -> std::optional<std::string> {
        if (!passwordFile.empty())
            return passwordFrom(passwordFile);
        for (const auto& name : {environmentSecretName(target), std::string("CAUSEWAY_PASSWORD")})
            if (const char* value = std::getenv(name.c_str()))
                return std::string(value);
        return prompt(target);
    };
}

int runCommand(Context& context) {
    Progress progress(progressLine(context.quiet));
    g_running = &progress;
    std::signal(SIGINT, onInterrupt);
    int code = kDone;
    try {
        code = context.run(context, progress);
    } catch (const Error& e) {
        clearProgressLine();
        std::cerr << "causeway: " << e.what() << '\n';
        if (!e.next().empty())
            std::cerr << "  " << e.next() << '\n';
        code = exitCode(e.code());
    } catch (const std::exception& e) {
        clearProgressLine();
        std::cerr << "causeway: this should not happen: " << e.what() << '\n';
        code = kBadInput;
    }
    clearProgressLine();
    g_running = nullptr;
    return code;
}

} // namespace causeway::app
