// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/files/mapped_file.h"
#include "core/collect/files/text_source.h"
#include "core/workload/log_blocks.h"

#include <memory>
#include <string>
#include <string_view>

namespace causeway {

/// A log file: mapped when it is plain, read and unpacked piece by piece when it is gzip or zstd, or no
/// regular file (a pipe).
class FileLog : public LogBytes {
public:
    /// Throws Error(Input) when the file cannot be opened or its beginning is damaged.
    static std::unique_ptr<FileLog> open(const std::string& path);

    /// The beginning of the text, up to 256 KiB.
    std::string_view head() const;
    /// Some of the file was gone when it was read: it was cut meanwhile.
    bool lost() const { return mapped_ && mapped_->lost(); }

    bool inMemory() const override { return mapped_ != nullptr; }
    std::string_view whole() const override { return mapped_ ? mapped_->bytes() : std::string_view(); }
    std::string_view read() override;
    void release(std::size_t bytes) override { mapped_->release(bytes); }
    std::uint64_t size() const override { return source_.size(); }
    std::uint64_t bytesRead() const override { return source_.bytesRead(); }

private:
    explicit FileLog(TextSource source) : source_(std::move(source)) {}
    TextSource source_;
    std::unique_ptr<MappedFile> mapped_;
    std::string head_;
    bool headGiven_ = false;
};

} // namespace causeway
