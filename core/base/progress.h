// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace causeway {

/// How a synchronous core function reports how far it is and learns that it must stop.
/// report() is called from the working thread; cancel() may be called from any thread.
class Progress {
public:
    /// stage: what is being done; done and total in the same unit; total 0 means not known yet.
    using Listener = std::function<void(std::string_view stage, std::uint64_t done, std::uint64_t total)>;

    Progress() = default;
    explicit Progress(Listener listener) : listener_(std::move(listener)) {}
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void report(std::string_view stage, std::uint64_t done = 0, std::uint64_t total = 0) {
        throwIfCancelled();
        if (listener_)
            listener_(stage, done, total);
    }
    void cancel() { cancelled_.store(true, std::memory_order_relaxed); }
    bool cancelled() const { return cancelled_.load(std::memory_order_relaxed); }
    /// Throws Error(Cancelled); call it in long loops that have nothing to report.
    void throwIfCancelled() const {
        if (cancelled())
            throw Error(ErrorCode::Cancelled, "stopped at your request");
    }

private:
    Listener listener_;
    std::atomic<bool> cancelled_{false};
};

} // namespace causeway
