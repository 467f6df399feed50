// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/slow_log_header.h"

#include "core/base/text.h"
#include "core/workload/header_words.h"

#include <algorithm>
#include <charconv>

namespace causeway {
namespace {

using namespace std::chrono;

constexpr std::string_view kVersion = ", Version: ";
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
        header.event.timeNs = ns.value_or(0);
    else
        header.event.lockNs = ns.value_or(0);
}

/// The value of one name; told apart by length first, as most names say nothing to us.
void setField(std::string_view key, std::string_view value, SlowLogHeader& header) {
    LogEvent& e = header.event;
    const auto set = [&](std::uint64_t& field) {
        if (const auto n = count(value))
            field = *n;
    };
    const auto yes = [&] {
        return value == "Yes";
    };
    switch (key.size()) {
    case 6:
        if (key == "Schema") {
            e.schema = value.substr(0, 128);
            e.schemaStated = true;
        }
        break;
    case 8:
        if (key == "Filesort")
            e.filesort |= yes();
        break;
    case 9:
        if (key == "Lock_time")
            setTime(value, header, false);
        else if (key == "Rows_sent")
            set(e.rowsSent);
        else if (key == "Thread_id")
            e.thread = count(value);
        else if (key == "Full_scan" && (yes() || value == "No"))
            e.fullScan = yes();
        else if (key == "Sort_rows") // MySQL's log_slow_extra
            e.filesort |= count(value).value_or(0) > 0;
        break;
    case 10:
        if (key == "Query_time")
            setTime(value, header, true);
        break;
    case 13:
        if (key == "Rows_examined")
            set(e.rowsExamined);
        else if (key == "Rows_affected")
            set(e.rowsAffected);
        break;
    case 17:
        if (key == "Tmp_table_on_disk")
            e.tempDisk |= yes();
        break;
    case 19:
        if (key == "Log_slow_rate_limit")
            e.standsFor = std::clamp<std::uint64_t>(count(value).value_or(1), 1, 1'000'000);
        break;
    case 23:
        if (key == "Created_tmp_disk_tables")
            e.tempDisk |= count(value).value_or(0) > 0;
        break;
    default:
        break;
    }
}

/// "root[root] @ localhost [127.0.0.1]  Id:     3"; a replica's thread has its name in the brackets only.
void readUser(std::string_view text, SlowLogHeader& header) {
    const auto open = text.find('[');
    std::string_view user = trim(text.substr(0, std::min(open, text.size())));
    if (user.empty() && open != std::string_view::npos)
        if (const auto close = text.find(']', open); close != std::string_view::npos)
            user = text.substr(open + 1, close - open - 1);
    header.event.user = user.substr(0, 128);
    const auto id = text.rfind(" Id:");
    if (id != std::string_view::npos)
        header.event.thread = count(trim(text.substr(id + 4)));
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

std::optional<Instant> setTimestamp(std::string_view line) {
    constexpr std::string_view kUsual = "SET timestamp=";
    if (!line.starts_with("SET ") || !line.ends_with(';') || line.size() > 200)
        return std::nullopt;
    if (line.starts_with(kUsual)) { // whole seconds, as a rule
        std::uint32_t whole = 0;
        const auto [end, error] =
            std::from_chars(line.data() + kUsual.size(), line.data() + line.size(), whole);
        if (error == std::errc{} && end == line.data() + line.size() - 1)
            return Instant{seconds{whole}};
    }
    line = line.substr(4, line.size() - 5);
    while (!line.empty()) {
        const auto comma = std::min(line.find(','), line.size());
        const auto part = line.substr(0, comma);
        line.remove_prefix(std::min(comma + 1, line.size()));
        const auto equals = part.find('=');
        const auto name = part.substr(0, equals);
        double value = 0;
        if (equals == std::string_view::npos || !parseNumber(part.substr(equals + 1), value) || !(value >= 0))
            return std::nullopt;
        if (name == "timestamp")
            return value < 1e11 ? std::optional(Instant{milliseconds{std::int64_t(value * 1000)}})
                                : std::nullopt;
        if (name != "insert_id" && name != "last_insert_id")
            return std::nullopt;
    }
    return std::nullopt;
}

std::string_view usedSchema(std::string_view line) {
    if (line.size() < 6 || line.size() > 300 || !equalsIgnoreCase(line.substr(0, 4), "use ") ||
        !line.ends_with(';'))
        return {};
    auto name = trim(line.substr(4, line.size() - 5));
    if (name.size() > 1 && name.front() == '`' && name.back() == '`')
        name = name.substr(1, name.size() - 2);
    else if (name.find(' ') != std::string_view::npos)
        return {};
    return name.substr(0, 128);
}

bool isServerBanner(std::string_view line) {
    if (line.size() > 512 || !line.ends_with("started with:"))
        return false;
    const auto version = line.find(kVersion);
    return version != std::string_view::npos &&
           line.substr(0, version).find_first_of("'\"`") == std::string_view::npos;
}

std::string_view bannerVersion(std::string_view line) {
    const auto from = line.find(kVersion) + kVersion.size();
    const auto text = line.substr(from, line.rfind(". started with:") - from);
    return text.substr(0, text.find(' '));
}

bool SlowLogLines::looksLike(std::string_view line) const {
    if (line.starts_with('#'))
        return line.starts_with(kSlowLogTime) || line.starts_with(kSlowLogUser) ||
               line.starts_with(kSlowLogQuery);
    return isServerBanner(line);
}

bool SlowLogLines::isWhole(std::string_view line) const {
    bool zoned = false;
    if (line.starts_with(kSlowLogUser))
        return line.find("] @ ") != std::string_view::npos;
    if (line.starts_with(kSlowLogTime))
        return slowLogTime(line.substr(kSlowLogTime.size()), zoned).has_value();
    return isServerBanner(line) || line.find("Lock_time: ") != std::string_view::npos;
}

void readHeaderLine(std::string_view line, SlowLogHeader& header) {
    header.begun = true;
    if (line.starts_with(kSlowLogUser))
        return readUser(line.substr(kSlowLogUser.size()), header);
    if (line.starts_with("# explain:"))
        return;
    HeaderWords words(line.substr(1));
    for (auto key = words.next(); !key.empty();) {
        auto following = words.next();
        if (key.back() == ':') {
            const auto name = key.substr(0, key.size() - 1);
            if (following.empty() || following.back() == ':') // a name without a value
                setField(name, {}, header);
            else {
                setField(name, following, header);
                following = words.next();
            }
        } else if (const auto colon = key.find(':'); colon != key.npos) // "Rows_examined:40"
            setField(key.substr(0, colon), key.substr(colon + 1), header);
        key = following;
    }
}

} // namespace causeway
