// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/log_format.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace causeway {

/// The bytes of one log: in memory as a whole (mapped), or read piece by piece (unpacked).
class LogBytes {
public:
    virtual ~LogBytes() = default;
    /// True when whole() gives the log at once; else read() gives its pieces.
    virtual bool inMemory() const = 0;
    virtual std::string_view whole() const { return {}; }
    /// The next piece, valid until the next call; empty at the end. Throws Error(Input) for a damaged file.
    virtual std::string_view read() { return {}; }
    /// The first `bytes` of whole() are not needed any more.
    virtual void release(std::size_t /*bytes*/) {}
    virtual std::uint64_t size() const = 0;      ///< as stored; 0 when not known
    virtual std::uint64_t bytesRead() const = 0; ///< as stored
};

/// A log's text in memory.
class LogInMemory : public LogBytes {
public:
    explicit LogInMemory(std::string_view text) : text_(text) {}
    bool inMemory() const override { return true; }
    std::string_view whole() const override { return text_; }
    std::uint64_t size() const override { return text_.size(); }
    std::uint64_t bytesRead() const override { return text_.size(); }

private:
    std::string_view text_;
};

/// One block of a log, cut where an entry seems to begin.
struct LogBlock {
    LogText text;
    bool fromBoundary = false; ///< begins with a line that looks like the beginning of an entry
    std::uint64_t end = 0;     ///< offset in the log behind the block
    std::shared_ptr<const std::string> owner; ///< of the text, when the log is not in memory
};

/// Cuts a log into blocks. Where no line for a while looks like the beginning of an entry, the cut is made
/// anywhere. Blocks depend on the log and `blockBytes` only.
class LogBlocks {
public:
    LogBlocks(LogBytes& bytes, const LogFormat& format, std::size_t blockBytes)
        : bytes_(bytes), format_(format), blockBytes_(blockBytes) {}
    /// The next block; false at the end of the log, whose last block has text.last set (and may be empty).
    bool next(LogBlock& block);
    /// Why the log could not be read to its end; empty when it could.
    const std::string& stopped() const { return stopped_; }

private:
    bool nextInMemory(LogBlock& block);
    bool nextRead(LogBlock& block);
    void refill(std::size_t most);
    std::size_t cutIn(std::string_view text, bool& atBoundary) const;

    LogBytes& bytes_;
    const LogFormat& format_;
    const std::size_t blockBytes_;
    std::uint64_t at_ = 0;
    std::string ahead_; ///< read, and not handed out
    std::string stopped_;
    bool boundary_ = true, ended_ = false, done_ = false;
};

} // namespace causeway
