// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/log_blocks.h"

#include "core/base/error.h"

#include <algorithm>

namespace causeway {
namespace {

constexpr std::size_t kMostSearch = 4 << 20; ///< a boundary is looked for so far behind a block's end
constexpr std::size_t kMostLine = 4096;      ///< of the line behind a block, to tell what it is

std::string_view lineAt(std::string_view text, std::size_t at) {
    auto line = text.substr(at, kMostLine);
    line = line.substr(0, line.find('\n'));
    return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

} // namespace

bool LogBlocks::next(LogBlock& block) {
    if (done_)
        return false;
    block.owner.reset();
    block.fromBoundary = boundary_;
    return bytes_.inMemory() ? nextInMemory(block) : nextRead(block);
}

/// Where to cut a text that goes on: at the first boundary behind the block's size, or else anywhere.
std::size_t LogBlocks::cutIn(std::string_view text, bool& atBoundary) const {
    const auto searched = text.substr(0, blockBytes_ + kMostSearch);
    const auto found = format_.boundary(searched, std::min(blockBytes_, searched.size()));
    atBoundary = found != std::string_view::npos && found > 0;
    return atBoundary ? found : searched.size();
}

bool LogBlocks::nextInMemory(LogBlock& block) {
    const auto rest = bytes_.whole().substr(at_);
    auto size = rest.size();
    boundary_ = false;
    block.text = {};
    if (size > blockBytes_)
        size = cutIn(rest, boundary_);
    block.text.text = rest.substr(0, size);
    block.text.last = done_ = size == rest.size();
    if (boundary_)
        block.text.next = lineAt(rest, size);
    at_ += size;
    block.end = at_;
    return true;
}

void LogBlocks::refill(std::size_t most) {
    try {
        while (!ended_ && ahead_.size() < most) {
            const auto piece = bytes_.read();
            ended_ = piece.empty();
            ahead_ += piece;
        }
    } catch (const Error& error) {
        if (error.code() != ErrorCode::Input)
            throw;
        stopped_ = error.what();
        ended_ = true;
    }
}

bool LogBlocks::nextRead(LogBlock& block) {
    refill(blockBytes_ + kMostLine);
    boundary_ = false;
    auto size = ahead_.size();
    if (size > blockBytes_) {
        size = cutIn(ahead_, boundary_);
        if (!boundary_) {
            refill(blockBytes_ + kMostSearch);
            size = cutIn(ahead_, boundary_);
        }
        if (boundary_ && size + kMostLine > ahead_.size())
            refill(size + kMostLine);
    }
    auto owned = std::make_shared<std::string>(std::move(ahead_));
    const std::string_view whole = *owned;
    block.text = {};
    block.text.text = whole.substr(0, size);
    block.text.last = done_ = ended_ && size == whole.size();
    if (boundary_)
        block.text.next = lineAt(whole, size);
    ahead_ = whole.substr(size);
    at_ += size;
    block.end = at_;
    block.owner = std::move(owned);
    return true;
}

} // namespace causeway
