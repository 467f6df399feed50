// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"
#include "core/workload/log_oddities.h"

#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace causeway {

/// One thing that a log tells, in the order of the log. Views stay valid until the block is digested: they
/// point into the log or into the list's arena.
struct LogEvent {
    enum class Kind : std::uint8_t {
        Execution, ///< a statement with its figures
        Statement, ///< a statement whose time, if any, follows as a Duration of the same thread
        Duration,  ///< the time of the thread's last Statement
        Session,   ///< a thread's user and schema become known
        Schema,    ///< a thread changes its schema
        Ended,     ///< a thread's session ends
        Start,     ///< the server started: `text` is its version
        Clock      ///< nothing but a time
    };
    Kind kind = Kind::Execution;
    bool schemaStated = false; ///< the log names schemas itself, so that an empty one is none
    bool clockRead = false;    ///< a time line was read before this event, readable or not
    bool zoned = false;        ///< `clock` is UTC; else the server's local time
    bool tempDisk = false, filesort = false;
    std::optional<bool> fullScan;
    std::uint64_t shape = 0;    ///< the fingerprint's hash
    std::string_view shapeText; ///< the fingerprint, unless this thread has given it before
    std::string_view text;      ///< the statement, without the closing semicolon
    std::string_view user, schema;
    std::string_view use; ///< the schema that the log says is in use from here on
    std::optional<std::uint64_t> thread;
    std::optional<std::uint64_t> timeNs;
    std::uint64_t lockNs = 0, rowsSent = 0, rowsExamined = 0, rowsAffected = 0;
    std::uint64_t standsFor = 1;  ///< executions that this one stands for, where the server logs a sample
    std::optional<Instant> clock; ///< the log's own time
    std::optional<Instant> stamp; ///< SET timestamp
};

/// Keeps copies of texts whose bytes go away.
class TextArena {
public:
    std::string_view keep(std::string_view text) {
        if (text.empty())
            return {};
        char* to = room(text.size());
        std::memcpy(to, text.data(), text.size());
        return {to, text.size()};
    }
    /// Room for `size` bytes, of which the caller may use fewer.
    char* room(std::size_t size) {
        if (size > kBlock / 4) {
            large_.push_back(std::make_unique_for_overwrite<char[]>(size));
            return large_.back().get();
        }
        if (size > left_) {
            if (used_ == blocks_.size())
                blocks_.push_back(std::make_unique_for_overwrite<char[]>(kBlock));
            at_ = blocks_[used_++].get();
            left_ = kBlock;
        }
        char* const result = at_;
        at_ += size;
        left_ -= size;
        return result;
    }
    /// Forgets all, and keeps the memory for the next texts.
    void clear() {
        large_.clear();
        used_ = left_ = 0;
    }

private:
    static constexpr std::size_t kBlock = 64 * 1024;
    std::vector<std::unique_ptr<char[]>> blocks_, large_;
    std::size_t used_ = 0, left_ = 0;
    char* at_ = nullptr;
};

/// What was cut out of one block of a log.
struct LogEvents {
    std::vector<LogEvent> events;
    TextArena arena;
    LogOddities oddities;

    void clear() {
        events.clear();
        arena.clear();
        oddities = {};
    }
};

} // namespace causeway
