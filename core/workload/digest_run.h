// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/digester.h"

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>

namespace causeway {

/// Reads one log by several threads. Each takes the next block and cuts it into events on its own, as if the
/// block began with an entry; then the blocks are settled one after the other in the order of the log. Where
/// a block turns out to begin elsewhere (a header line within a string, a statement longer than a block), it
/// is cut again there, from where the block before has ended: the events are those of one reader from
/// beginning to end.
class DigestRun {
public:
    DigestRun(Digester& digester, LogBytes& bytes, const LogFormat& format, Progress& progress);
    LogRead read();
    const LogOddities& oddities() const { return oddities_; }

private:
    struct Worker {
        Worker(const LogFormat& format, std::size_t shaperBytes)
            : shaper(format.dialect(), shaperBytes), cutter(format.cutter()) {}
        Shaper shaper;
        std::unique_ptr<LogCutter> cutter;
        LogEvents events;
        LogBlock block;
        bool cut = false; ///< the block is cut whole, on its own
    };
    void work(unsigned number);
    bool take(Worker& worker, std::uint64_t& turn);
    void cutAlone(Worker& worker);
    void settle(Worker& worker);
    void cutAgain(Worker& worker);
    void addEvents(LogEvents& events);
    void endOfLog();

    Digester& digester_;
    LogBytes& bytes_;
    const LogFormat& format_;
    Progress& progress_;
    LogBlocks blocks_;
    std::unique_ptr<LogOrder> order_;
    LogOddities oddities_;
    LogRead result_;

    std::atomic<std::uint64_t> bytesRead_{0};
    std::mutex taking_, settling_;
    std::condition_variable settled_;
    std::uint64_t taken_ = 0, turn_ = 0; ///< blocks handed out; blocks settled
    bool stopped_ = false;               ///< a thread has failed: under settling_

    // Used by the thread whose turn it is.
    std::unique_ptr<LogCutter> unclean_; ///< in the middle of an entry that is longer than texts may be
    std::string_view rest_;              ///< of the blocks before, not yet cut
    std::shared_ptr<const std::string> restOwner_;
};

} // namespace causeway
