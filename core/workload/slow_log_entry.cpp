// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/slow_log_entry.h"

#include "core/base/text.h"

#include <charconv>

namespace causeway {
namespace {

using namespace std::chrono;

constexpr std::uint64_t kSecond = 1'000'000'000;
constexpr std::uint64_t kMostSeconds = 10ull * 366 * 86400;

bool digit(char c) {
    return c >= '0' && c <= '9';
}

std::optional<std::uint64_t> count(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end != text.data() ? std::optional(value) : std::nullopt;
}

void setTime(std::string_view text, SlowLogHeader& header, bool query) {
    const auto ns = slowLogNanoseconds(text);
    if (!ns && (text.empty() || !(digit(text.front()) || text.front() == '-')))
        return;
    header.impossibleTime |= !ns;
    if (query)
        header.queryNs = ns.value_or(0);
    else
        header.lockNs = ns.value_or(0);
}

void setField(std::string_view key, std::string_view value, SlowLogHeader& h) {
    const auto set = [&](std::uint64_t& field) {
        if (const auto n = count(value))
            field = *n;
    };
    const bool yes = value == "Yes";
    switch (key.size()) {
    case 6:
        if (key == "Schema") {
            h.schema = toValidUtf8(value.substr(0, 128));
            h.schemaStated = true;
        }
        break;
    case 8:
        if (key == "Filesort")
            h.filesort |= yes;
        break;
    case 9:
        if (key == "Lock_time")
            setTime(value, h, false);
        else if (key == "Rows_sent")
            set(h.rowsSent);
        else if (key == "Thread_id")
            h.threadId = count(value);
        else if (key == "Full_scan" && (yes || value == "No"))
            h.fullScan = yes;
        else if (key == "Sort_rows") // MySQL's log_slow_extra
            h.filesort |= count(value).value_or(0) > 0;
        break;
    case 10:
        if (key == "Query_time")
            setTime(value, h, true);
        break;
    case 13:
        if (key == "Rows_examined")
            set(h.rowsExamined);
        else if (key == "Rows_affected")
            set(h.rowsAffected);
        break;
    case 17:
        if (key == "Tmp_table_on_disk")
            h.tempDisk |= yes;
        break;
    case 23:
        if (key == "Created_tmp_disk_tables")
            h.tempDisk |= count(value).value_or(0) > 0;
        break;
    default:
        break;
    }
}

/// "root[root] @ localhost [127.0.0.1]  Id:     3"; a replica's thread has its name in the brackets only.
void readUser(std::string_view text, SlowLogHeader& header) {
    const auto open = text.find('['), close = text.find(']');
    std::string_view user = trim(text.substr(0, std::min(open, text.size())));
    if (user.empty() && open != std::string_view::npos && close != std::string_view::npos && close > open)
        user = text.substr(open + 1, close - open - 1);
    header.user = toValidUtf8(user.substr(0, 128));
    const auto id = text.rfind(" Id:");
    if (id != std::string_view::npos)
        header.threadId = count(trim(text.substr(id + 4)));
}

std::optional<Instant> oldTime(std::string_view text) {
    if (text.size() < 15 || text[6] != ' ' || text[9] != ':' || text[12] != ':')
        return std::nullopt;
    int n[6];
    constexpr std::size_t kAt[6] = {0, 2, 4, 7, 10, 13};
    for (int i = 0; i < 6; ++i) {
        const char tens = text[kAt[i]] == ' ' && i == 3 ? '0' : text[kAt[i]];
        const char ones = text[kAt[i] + 1];
        if (!digit(tens) || !digit(ones))
            return std::nullopt;
        n[i] = (tens - '0') * 10 + ones - '0';
    }
    const year_month_day day{year(n[0] + (n[0] < 70 ? 2000 : 1900)), month(unsigned(n[1])),
                             std::chrono::day(unsigned(n[2]))};
    if (!day.ok() || n[3] > 23 || n[4] > 59 || n[5] > 60)
        return std::nullopt;
    return Instant{sys_days{day}} + hours{n[3]} + minutes{n[4]} + seconds{n[5]};
}

} // namespace

std::optional<std::uint64_t> slowLogNanoseconds(std::string_view text) {
    std::uint64_t whole = 0, part = 0, scale = kSecond;
    std::size_t i = 0;
    for (; i < text.size() && digit(text[i]); ++i) {
        whole = whole * 10 + std::uint64_t(text[i] - '0');
        if (whole > kMostSeconds)
            return std::nullopt;
    }
    if (i == 0)
        return std::nullopt;
    if (i < text.size() && (text[i] == '.' || text[i] == ','))
        for (++i; i < text.size() && digit(text[i]) && scale > 1; ++i) {
            scale /= 10;
            part += std::uint64_t(text[i] - '0') * scale;
        }
    return whole * kSecond + part;
}

std::optional<Instant> slowLogTime(std::string_view text, bool& zoned) {
    text = trim(text);
    zoned = false;
    if (text.size() >= 19 && text[4] == '-') {
        const auto end = std::min(text.find(' ', 11), text.size());
        const auto iso = text.substr(0, end);
        const auto at = parseInstant(iso);
        zoned = at && (iso.ends_with('Z') || iso.find_first_of("+-", 19) != std::string_view::npos);
        return at;
    }
    return oldTime(text);
}

void readHeaderLine(std::string_view line, SlowLogHeader& header) {
    constexpr std::string_view kUser = "# User@Host: ";
    header.begun = true;
    if (line.starts_with(kUser))
        return readUser(line.substr(kUser.size()), header);
    if (line.starts_with("# explain:"))
        return;
    std::size_t at = 1;
    const auto word = [&] {
        while (at < line.size() && (line[at] == ' ' || line[at] == '\t' || line[at] == '#'))
            ++at;
        const auto from = at;
        while (at < line.size() && line[at] != ' ' && line[at] != '\t')
            ++at;
        return line.substr(from, at - from);
    };
    for (auto key = word(); !key.empty();) {
        const auto colon = key.find(':');
        auto following = std::string_view{};
        if (colon == std::string_view::npos) {
            following = word();
        } else if (colon + 1 < key.size()) { // "Rows_examined:40"
            setField(key.substr(0, colon), key.substr(colon + 1), header);
            following = word();
        } else if (const auto value = word(); value.ends_with(':')) { // a name without a value
            setField(key.substr(0, colon), {}, header);
            following = value;
        } else {
            setField(key.substr(0, colon), value, header);
            following = word();
        }
        key = following;
    }
}

} // namespace causeway
