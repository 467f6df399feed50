// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace causeway {

/// A file's bytes in memory, mapped for reading. A file that is cut while it is read (a log that is rotated
/// by copying and truncating) does no harm: what is gone reads as zero bytes, and lost() is true.
class MappedFile {
public:
    /// Null when the file is no regular file or cannot be mapped: then it must be read piece by piece. Throws
    /// Error(Input) when it cannot be opened.
    static std::unique_ptr<MappedFile> open(const std::string& path);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    std::string_view bytes() const { return {data_, size_}; }
    /// The first `bytes` are not needed any more: their memory is given back.
    void release(std::size_t bytes);
    /// Some of the file was gone when it was read.
    bool lost() const;

private:
    MappedFile(const char* data, std::size_t size, int slot) : data_(data), size_(size), slot_(slot) {}
    const char* data_;
    std::size_t size_, released_ = 0;
    int slot_;
};

} // namespace causeway
