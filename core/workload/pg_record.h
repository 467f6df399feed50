// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/log_format.h"
#include "core/workload/pg_words.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace causeway {

/// One record of a log of PostgreSQL, whatever its form.
struct PgRecord {
    std::string_view time, user, database, message;
    PgSeverity severity = PgSeverity::Unknown;
    std::optional<std::uint64_t> process;
};

/// Reads the records of one form of PostgreSQL's log.
class PgRecords {
public:
    enum class Result { Record, Malformed, Stray, More };
    virtual ~PgRecords() = default;
    /// The record at text[at], which is behind a line's end; `end` becomes the place behind it. Texts that
    /// are not in the log as they are go to the arena. Stray: a line of something else. More: the record may
    /// go on behind the text.
    virtual Result read(std::string_view text, std::size_t at, bool last, PgRecord& record, std::size_t& end,
                        TextArena& arena) const = 0;
    /// Does the line behind a text tell that no record of the text goes on?
    virtual bool nextLineTells() const { return true; }
    /// As LogFormat::boundary.
    virtual std::size_t boundary(std::string_view text, std::size_t from) const = 0;
    virtual std::string_view name() const = 0;
};

/// "2026-11-22 17:53:55.630 UTC", also with a numeric zone, or seconds since 1970 ("1795370035.630"). `zoned`
/// is false for a zone that has but a name: the time is then local.
std::optional<Instant> pgLogTime(std::string_view text, bool& zoned);

/// csvlog: the columns as PostgreSQL 9.0 to 18 write them (more may follow).
std::unique_ptr<PgRecords> pgCsvRecords();
/// jsonlog, of PostgreSQL 15 and later.
std::unique_ptr<PgRecords> pgJsonRecords();
/// The stderr log with a log_line_prefix.
std::unique_ptr<PgRecords> pgStderrRecords(const std::string& prefix);
/// The log_line_prefix among usual ones that fits most lines; nothing when none fits any.
std::optional<std::string> guessLogLinePrefix(std::string_view head);

/// A log of PostgreSQL.
class PgLog : public LogFormat {
public:
    explicit PgLog(std::unique_ptr<PgRecords> records) : records_(std::move(records)) {}
    std::string_view name() const override { return records_->name(); }
    SqlDialect dialect() const override { return SqlDialect::PostgreSql; }
    std::size_t boundary(std::string_view text, std::size_t from) const override {
        return records_->boundary(text, from);
    }
    std::unique_ptr<LogCutter> cutter() const override;
    std::unique_ptr<LogOrder> order() const override;

private:
    std::shared_ptr<const PgRecords> records_;
};

} // namespace causeway
