// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/files/show_output.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace causeway {
namespace {

constexpr std::size_t kLongestValue = 64 * 1024;
constexpr std::size_t kMostRows = 20000; ///< of one answer; servers have under 2,000

bool isNameHeader(std::string_view name) {
    return equalsIgnoreCase(trim(name), "Variable_name");
}

/// Names are printable ASCII; MySQL 9 has status names with blanks and colons.
bool plausibleName(std::string_view name) {
    return !name.empty() && name.size() <= 128 &&
           std::all_of(name.begin(), name.end(), [](char c) { return c >= 0x20 && c < 0x7F && c != '|'; });
}

/// The client's batch mode writes newline, tab, NUL and backslash as escapes.
std::string unescapeBatch(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            result += text[i];
            continue;
        }
        const char next = text[++i];
        if (next == 'n')
            result += '\n';
        else if (next == 't')
            result += '\t';
        else if (next == '\\')
            result += '\\';
        else if (next != '0')
            (result += '\\') += next;
    }
    return result;
}

ShowBlock::Kind kindOf(const ShowBlock& block, std::size_t capitalised) {
    static constexpr std::array kVariables{
        "version",         "datadir", "max_connections",      "basedir",         "innodb_buffer_pool_size",
        "sql_mode",        "port",    "character_set_server", "version_comment", "key_buffer_size",
        "long_query_time", "log_bin"};
    static constexpr std::array kStatus{"uptime",          "questions",      "threads_connected",
                                        "com_select",      "bytes_received", "aborted_connects",
                                        "connections",     "slow_queries",   "handler_read_rnd_next",
                                        "threads_running", "opened_tables",  "com_insert"};
    const auto known = [&](const auto& names) {
        return std::count_if(names.begin(), names.end(),
                             [&](const char* n) { return block.values.count(n) > 0; });
    };
    const auto variables = known(kVariables), status = known(kStatus);
    if (variables != status)
        return variables > status ? ShowBlock::Kind::Variables : ShowBlock::Kind::Status;
    // A part of an answer (LIKE 'innodb%'): SHOW STATUS capitalises its names, SHOW VARIABLES does not.
    if (block.values.empty())
        return ShowBlock::Kind::Unknown;
    return capitalised * 2 > block.values.size() ? ShowBlock::Kind::Status : ShowBlock::Kind::Variables;
}

/// Builds blocks from rows, whatever the form they stood in.
class BlockList {
public:
    explicit BlockList(ShowOutput& output) : output_(output) {}

    void row(std::string_view name, std::string value, std::uint32_t line) {
        name = trim(name);
        if (!plausibleName(name) || current_.values.size() >= kMostRows) {
            ++odd;
            return;
        }
        if (value.size() > kLongestValue)
            value.resize(kLongestValue);
        auto key = toLower(name);
        if (current_.values.count(key)) // the same name again: the next answer begins without a header
            close();
        if (current_.values.empty())
            current_.line = line;
        capitalised_ += name.front() >= 'A' && name.front() <= 'Z' && name.size() > 1 && name[1] >= 'a';
        current_.values.emplace(std::move(key), toValidUtf8(value));
    }
    void stamp(const Stamp& stamp) {
        close();
        current_.stamp = stamp;
    }
    void close() {
        if (!current_.values.empty()) {
            // One or two lone rows are a stray line with a tab in it, not an answer.
            const auto least = headed_ ? 1u : 3u;
            current_.kind =
                current_.values.size() < least ? ShowBlock::Kind::Unknown : kindOf(current_, capitalised_);
            if (current_.kind == ShowBlock::Kind::Unknown)
                odd += current_.values.size();
            else
                output_.blocks.push_back(std::move(current_));
        }
        current_ = {};
        capitalised_ = 0;
        headed_ = false;
    }
    void header() {
        const auto kept = current_.values.empty() ? current_.stamp : std::nullopt;
        close();
        current_.stamp = kept;
        headed_ = true;
    }
    bool open() const { return headed_ || !current_.values.empty(); }

    std::size_t odd = 0;

private:
    ShowOutput& output_;
    ShowBlock current_;
    std::size_t capitalised_ = 0;
    bool headed_ = false;
};

class ShowReader {
public:
    ShowReader(std::string_view text, BlockList& blocks) : text_(text), blocks_(blocks) {}

    void read() {
        std::string_view line;
        while (nextLine(line)) {
            if (line.starts_with("| "))
                boxed(line);
            else if (line.starts_with("***") && line.find(". row *") != std::string_view::npos)
                vertical(line);
            else if (line.find('\t') != std::string_view::npos)
                tabbed(line);
            else
                other(line);
        }
        blocks_.close();
    }

private:
    bool nextLine(std::string_view& line) {
        if (at_ >= text_.size())
            return false;
        const auto end = std::min(text_.find('\n', at_), text_.size());
        line = text_.substr(at_, end - at_);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        at_ = end + 1;
        ++number_;
        return true;
    }
    std::string_view peek() {
        const auto at = at_;
        const auto number = number_;
        std::string_view line;
        if (!nextLine(line))
            line = {};
        at_ = at;
        number_ = number;
        return line;
    }

    void boxed(std::string_view line) {
        const auto start = number_;
        const auto middle = line.find('|', 1);
        if (middle == std::string_view::npos) {
            ++blocks_.odd;
            return;
        }
        const auto name = trim(line.substr(1, middle - 1));
        std::string value(line.substr(middle + 1));
        // A value with newlines in it runs on until the line that closes the cell.
        while (!std::string_view(value).ends_with('|') && value.size() < kLongestValue &&
               at_ < text_.size()) {
            const auto next = peek();
            if (next.starts_with("| ") || next.starts_with("+-"))
                break;
            nextLine(line);
            (value += '\n') += line;
        }
        if (value.ends_with('|'))
            value.pop_back();
        if (isNameHeader(name))
            blocks_.header();
        else
            blocks_.row(name, std::string(trim(value)), start);
    }

    void vertical(std::string_view line) {
        if (line.find(" 1. row") != std::string_view::npos)
            blocks_.header();
        const auto start = number_;
        std::string_view name, row;
        std::string value;
        bool hasValue = false;
        while (at_ < text_.size()) {
            const auto next = peek();
            if (next.starts_with("***") || (hasValue && (findStamp(next) || next.starts_with("+-"))))
                break;
            nextLine(row);
            const auto colon = row.find(": ");
            const auto key = trim(row.substr(0, std::min(colon, row.find(':'))));
            if (name.empty() && isNameHeader(key))
                name = trim(row.substr(row.find(':') + 1));
            else if (!hasValue &&
                     (equalsIgnoreCase(key, "Value") || equalsIgnoreCase(key, "Variable_value"))) {
                value = trim(row.substr(row.find(':') + 1));
                hasValue = true;
            } else if (hasValue && value.size() < kLongestValue && !trim(row).empty())
                (value += '\n') += row;
            else if (name.empty())
                break;
        }
        if (hasValue)
            blocks_.row(name, std::move(value), start);
        else
            ++blocks_.odd;
    }

    void tabbed(std::string_view line) {
        const auto tab = line.find('\t');
        if (isNameHeader(line.substr(0, tab)))
            blocks_.header();
        else
            blocks_.row(line.substr(0, tab), unescapeBatch(line.substr(tab + 1)), number_);
    }

    void other(std::string_view line) {
        const auto bare = trim(line);
        if (bare.empty() || bare.starts_with("+-") || bare.ends_with("rows in set") ||
            bare.starts_with("mysql>") || bare.starts_with("MariaDB ["))
            return;
        if (const auto stamp = findStamp(bare))
            blocks_.stamp(*stamp);
        else if (blocks_.open() && plausibleName(bare) &&
                 bare.find_first_of(" :;,(") == std::string_view::npos)
            blocks_.row(bare, {}, number_); // an empty value whose tab an editor has cut away
        else
            ++blocks_.odd;
    }

    std::string_view text_;
    BlockList& blocks_;
    std::size_t at_ = 0;
    std::uint32_t number_ = 0;
};

std::optional<double> uptimeOf(const ShowBlock& block) {
    const auto it = block.values.find("uptime");
    double value = 0;
    return it != block.values.end() && parseNumber(it->second, value) && value >= 0 && value < 1e10
               ? std::optional(value)
               : std::nullopt;
}

} // namespace

ShowOutput readShowOutput(std::string_view text) {
    ShowOutput output;
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    BlockList blocks(output);
    ShowReader(text, blocks).read();
    if (blocks.odd)
        output.remarks.push_back(
            fmt::format("{} lines that are no row of SHOW output were passed over", blocks.odd));
    if (std::any_of(output.blocks.begin(), output.blocks.end(),
                    [](const auto& b) { return b.stamp && !b.stamp->zoned; }))
        output.remarks.push_back("the date lines name no time zone: taken as UTC");
    return output;
}

std::vector<Instant> statusTimes(const std::vector<const ShowBlock*>& blocks, Instant fallback) {
    std::vector<Instant> times(blocks.size(), fallback);
    if (blocks.empty())
        return times;
    // The anchor is the last block with a stamp, else the last block at the file's own time.
    std::size_t anchor = blocks.size() - 1;
    for (std::size_t i = 0; i < blocks.size(); ++i)
        if (blocks[i]->stamp)
            anchor = i;
    const Instant anchorTime = blocks[anchor]->stamp ? blocks[anchor]->stamp->at : fallback;
    const auto anchorUptime = uptimeOf(*blocks[anchor]);
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const auto uptime = uptimeOf(*blocks[i]);
        if (blocks[i]->stamp)
            times[i] = blocks[i]->stamp->at;
        else if (uptime && anchorUptime)
            times[i] = anchorTime +
                       std::chrono::milliseconds{static_cast<long long>((*uptime - *anchorUptime) * 1000)};
        else
            times[i] = anchorTime;
    }
    return times;
}

} // namespace causeway
