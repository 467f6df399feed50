// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace causeway {

/// A file's bytes, read once from the front, unpacked when the file is gzip or zstd (told by its first bytes,
/// not by its name). Memory stays bounded whatever the file holds.
class TextSource {
public:
    enum class Packing { Plain, Gzip, Zstd };

    /// Throws Error(Input) when the file cannot be opened.
    static TextSource open(const std::string& path);
    /// Bytes in memory under a name, unpacked likewise; for parts of archives and for tests.
    static TextSource fromMemory(std::string name, std::string bytes);

    TextSource(TextSource&&) noexcept;
    TextSource& operator=(TextSource&&) noexcept;
    ~TextSource();

    /// The next chunk, at most 256 KiB, valid until the next call; empty at the end. Throws Error(Input) when
    /// the file is damaged or cut short, and says at which byte of the file.
    std::string_view read();

    const std::string& name() const;
    Packing packing() const;
    std::uint64_t size() const;       ///< of the file as stored; 0 when not known
    std::uint64_t bytesRead() const;  ///< of the file as stored
    std::uint64_t bytesGiven() const; ///< unpacked bytes handed out

private:
    struct State;
    explicit TextSource(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace causeway
