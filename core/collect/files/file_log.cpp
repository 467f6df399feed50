// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/files/file_log.h"

#include <filesystem>

namespace causeway {
namespace {

constexpr std::size_t kHead = 256 * 1024;

} // namespace

std::unique_ptr<FileLog> FileLog::open(const std::string& path) {
    std::unique_ptr<FileLog> log(new FileLog(TextSource::open(path)));
    std::error_code failed;
    if (log->source_.packing() == TextSource::Packing::Plain &&
        std::filesystem::is_regular_file(path, failed))
        log->mapped_ = MappedFile::open(path);
    if (!log->mapped_)
        log->head_ = log->source_.read();
    return log;
}

std::string_view FileLog::head() const {
    return mapped_ ? mapped_->bytes().substr(0, kHead) : std::string_view(head_);
}

std::string_view FileLog::read() {
    if (headGiven_)
        return source_.read();
    headGiven_ = true;
    return head_;
}

} // namespace causeway
