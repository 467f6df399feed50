// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/pg_prefix.h"

#include <algorithm>

namespace causeway {
namespace {

/// Prefixes in wide use: PostgreSQL's default, Debian's, those that pgBadger and RDS ask for, and kin.
constexpr const char* kUsualPrefixes[] = {
    "%m [%p] ",
    "%m [%p] %q%u@%d ",
    "%m [%p] %u@%d ",
    "%t [%p]: [%l-1] user=%u,db=%d,app=%a,client=%h ",
    "%m [%p]: [%l-1] user=%u,db=%d,app=%a,client=%h ",
    "%t [%p]: user=%u,db=%d,app=%a,client=%h ",
    "%m [%p]: user=%u,db=%d,app=%a,client=%h ",
    "%m [%p] user=%u,db=%d,app=%a,client=%h ",
    "%t [%p]: [%l-1] user=%u,db=%d ",
    "%t [%p-%l] %q%u@%d ",
    "%m [%p] %q[user=%u,db=%d,app=%a] ",
    "%m [%p]: [%l-1] db=%d,user=%u,app=%a,client=%h ",
    "%t [%p]: [%l-1] db=%d,user=%u,app=%a,client=%h ",
    "%m [%p]: [%l-1] db=%d,user=%u ",
    "%t [%p]: db=%d,user=%u ",
    "%t:%r:%u@%d:[%p]:",
    "%m:%r:%u@%d:[%p]:",
    "%t:%r:%u@%d:[%p]:%l:%e:%s:%v:%x:%c:%q%a:",
    "%n %p %q%u@%d ",
    "%n [%p] %q%u@%d ",
    "%m %p %q%u@%d ",
    "%m %u@%d %p ",
    "%m %u %d %p ",
    "< %m >",
    "< %m %p %u %d >",
    "<%m>",
    "%t [%p]: [%l-1] ",
    "%t [%p]: ",
    "%t [%p] ",
    "%m ",
    "%t ",
};

std::string_view lineAt(std::string_view text, std::size_t at) {
    const auto newline = text.find('\n', at);
    auto line = text.substr(at, newline == text.npos ? newline : newline - at);
    return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

/// The server puts a tab before each further line of a message: it goes.
std::string_view withoutTabs(std::string_view message, TextArena& arena) {
    if (message.find("\n\t") == message.npos)
        return message;
    char* const to = arena.room(message.size());
    std::size_t n = 0;
    for (std::size_t i = 0; i < message.size(); ++i) {
        to[n++] = message[i];
        i += message[i] == '\n' && i + 1 < message.size() && message[i + 1] == '\t';
    }
    return {to, n};
}

class StderrRecords : public PgRecords {
public:
    explicit StderrRecords(const std::string& prefix) : prefix_(prefix) {}
    std::string_view name() const override { return "PostgreSQL stderr log"; }

    std::size_t boundary(std::string_view text, std::size_t from) const override {
        PgRecord record;
        auto at = from;
        if (from > 0) {
            const auto newline = text.find('\n', from - 1);
            at = newline == text.npos ? text.size() : newline + 1;
        }
        while (at < text.size()) {
            if (text[at] != '\t' && prefix_.match(lineAt(text, at).substr(0, 2048), record))
                return at;
            const auto newline = text.find('\n', at);
            at = newline == text.npos ? text.size() : newline + 1;
        }
        return text.npos;
    }

    /// A record ends before the next line that does not begin with a tab.
    Result read(std::string_view text, std::size_t at, bool last, PgRecord& record, std::size_t& end,
                TextArena& arena) const override {
        auto newline = text.find('\n', at);
        while (newline != text.npos && newline + 1 < text.size() && text[newline + 1] == '\t')
            newline = text.find('\n', newline + 1);
        const bool open = newline == text.npos || newline + 1 == text.size();
        if (open && !last)
            return Result::More;
        end = newline == text.npos ? text.size() : newline + 1;
        if (!prefix_.match(lineAt(text, at).substr(0, 2048), record))
            return Result::Stray;
        auto message = text.substr(at, end - at);
        message = message.substr(std::size_t(record.message.data() - message.data()));
        while (message.ends_with('\n') || message.ends_with('\r'))
            message.remove_suffix(1);
        // Only statements are wanted whole.
        record.message = record.severity == PgSeverity::Log ? withoutTabs(message, arena) : message;
        return Result::Record;
    }

private:
    PgPrefix prefix_;
};

} // namespace

std::unique_ptr<PgRecords> pgStderrRecords(const std::string& prefix) {
    return std::make_unique<StderrRecords>(prefix);
}

std::optional<std::string> guessLogLinePrefix(std::string_view head) {
    std::optional<std::string> best;
    std::size_t bestLines = 0, bestDetail = 0;
    for (const char* candidate : kUsualPrefixes) {
        const PgPrefix prefix(candidate);
        std::size_t lines = 0, seen = 0;
        for (std::size_t at = 0; at < head.size() && seen < 2000; ++seen) {
            PgRecord record;
            lines += head[at] != '\t' && prefix.match(lineAt(head, at).substr(0, 2048), record);
            const auto newline = head.find('\n', at);
            at = newline == head.npos ? head.size() : newline + 1;
        }
        if (lines > bestLines || (lines == bestLines && lines && prefix.detail() > bestDetail)) {
            best = candidate;
            bestLines = lines;
            bestDetail = prefix.detail();
        }
    }
    return best;
}

} // namespace causeway
