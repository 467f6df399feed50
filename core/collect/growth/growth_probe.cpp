// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/growth/growth_probe.h"

#include "core/base/text.h"
#include "core/collect/growth/growth_plan.h"
#include "core/snapshot/rows_by_month.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace causeway::growth_probe {
namespace {

constexpr int kYearZero = 1970 * 12; ///< servers number months from year 0
constexpr double kBackwards = 0.1;   ///< share of keys that may be out of their time's order

double secondsSince(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::optional<double> numberIn(const ProbeResult& answer, std::size_t row, std::size_t column) {
    double value = 0;
    if (row < answer.rows.size() && column < answer.rows[row].size() && answer.rows[row][column] &&
        parseNumber(*answer.rows[row][column], value) && std::isfinite(value))
        return value;
    return std::nullopt;
}

/// A month as a fraction of it has passed: 12.5 is the middle of January 1971.
std::optional<double> monthAndPart(const std::optional<std::string>& day) {
    const auto date = day ? parseDate(*day) : std::nullopt;
    if (!date)
        return std::nullopt;
    const int month = monthOf(*date);
    return month + double((*date - firstDay(month)).count()) /
                       double((firstDay(month + 1) - firstDay(month)).count());
}

/// Makes the values rise, and says whether few enough had to be moved.
bool straighten(std::vector<double>& values) {
    int moved = 0;
    for (std::size_t i = 1; i < values.size(); ++i)
        if (values[i] < values[i - 1]) {
            values[i] = values[i - 1];
            ++moved;
        }
    return moved <= kBackwards * double(values.size());
}

/// One table's reading.
class Reader {
public:
    Reader(Engine engine, const Table& table, const Columns& columns, Date day, const Budget& budget,
           double seconds, live::Session& session, Progress& progress)
        : table_(table), columns_(columns), budget_(budget), seconds_(seconds), session_(session),
          progress_(progress), last_(monthOf(day) - 1), oldest_(last_ - budget.months + 1),
          sql_(engine, table, columns, firstDay(monthOf(day))), postgresql_(engine == Engine::PostgreSQL) {
        result_.schema = table.schema;
        result_.table = table.name;
        result_.timeColumn = columns.time;
        result_.keyColumn = columns.key;
    }

    RowsByMonth read() {
        const bool small = table_.rows && *table_.rows <= budget_.wholeRows;
        if ((small && countAll()) ||
            (!columns_.key.empty() && (columns_.timeIndexed ? keysAtMonths() : daysOfKeys())) ||
            (columns_.timeIndexed && countMonths()) || (postgresql_ && countSample())) {
            result_.message.clear();
            return std::move(result_);
        }
        result_.method.clear();
        result_.added.clear();
        result_.keyAtEnd.clear();
        if (result_.message.empty())
            result_.message = fmt::format("no index on {} and no key keeps it cheap", columns_.time);
        return std::move(result_);
    }

private:
    std::optional<ProbeResult> ask(const std::string& sql) {
        const double left = seconds_ - secondsSince(start_);
        if (left <= 0) {
            result_.message = "the time for one table was used up";
            return std::nullopt;
        }
        live::ResultLimits limits;
        limits.seconds = left;
        auto answer = session_.run(std::string(kRowsByMonthProbe), sql, limits, progress_);
        if (answer.state == ProbeResult::State::Answered)
            return answer;
        result_.message = printable(answer.message, 300);
        return std::nullopt;
    }

    void begin(const char* method, int first) {
        result_.method = method;
        result_.firstMonth = first;
        result_.added.assign(std::size_t(last_ - first + 1), 0);
        result_.keyAtEnd.clear();
    }

    bool countAll() {
        const auto answer = ask(sql_.countAll());
        if (!answer)
            return false;
        std::vector<std::pair<int, std::size_t>> months;
        for (std::size_t i = 0; i < answer->rows.size(); ++i)
            if (const auto m = numberIn(*answer, i, 0); m && numberIn(*answer, i, 1))
                if (const int month = int(*m) - kYearZero; month >= oldest_ && month <= last_)
                    months.emplace_back(month, i);
        if (months.empty()) {
            begin("counted", last_ + 1);
            return true;
        }
        begin("counted", months.front().first);
        std::vector<double> keys(result_.added.size(), 0);
        for (const auto& [month, row] : months) {
            const auto place = std::size_t(month - result_.firstMonth);
            result_.added[place] = *numberIn(*answer, row, 1);
            keys[place] = std::max(0.0, numberIn(*answer, row, 2).value_or(0));
        }
        straighten(keys); // months without rows keep the key
        if (!columns_.key.empty())
            result_.keyAtEnd = std::move(keys);
        return true;
    }

    /// The keys at each month's start; the last is the key of the first row of the visit's month, or the
    /// largest.
    bool keysAtMonths() {
        const auto oldest = ask(sql_.firstMonth());
        const auto from = oldest ? numberIn(*oldest, 0, 0) : std::nullopt;
        if (!from)
            return false;
        const int first = std::max(oldest_, int(*from) - kYearZero);
        const auto answer = first <= last_ ? ask(sql_.keysAt(first, last_)) : std::nullopt;
        const auto range = answer ? ask(sql_.keyRange()) : std::nullopt;
        const auto largest = range ? numberIn(*range, 0, 1) : std::nullopt;
        if (!largest)
            return false;
        std::vector<double> keys;
        for (int month = first; month <= last_ + 1; ++month)
            keys.push_back(numberIn(*answer, 0, std::size_t(month - first)).value_or(*largest));
        return take("keys", first, std::move(keys));
    }

    bool daysOfKeys() {
        const auto range = ask(sql_.keyRange());
        const auto low = range ? numberIn(*range, 0, 0) : std::nullopt,
                   high = range ? numberIn(*range, 0, 1) : std::nullopt;
        if (!low || !high || *high - *low < budget_.keySamples)
            return false;
        std::vector<double> asked;
        for (int i = 0; i < budget_.keySamples; ++i)
            asked.push_back(std::round(*low + (*high - *low) * i / (budget_.keySamples - 1)));
        const auto answer = ask(sql_.daysAt(asked));
        if (!answer || answer->rows.size() != 1 || answer->rows[0].size() != asked.size())
            return false;
        std::vector<double> keys, times;
        for (std::size_t i = 0; i < asked.size(); ++i)
            if (const auto time = monthAndPart(answer->rows[0][i]); time && *time <= last_ + 2) {
                keys.push_back(asked[i]);
                times.push_back(*time);
            }
        if (times.size() < asked.size() / 2 || !straighten(times)) {
            result_.message = fmt::format("{} does not follow {}", columns_.time, columns_.key);
            return false;
        }
        return fromTimes(keys, times);
    }

    /// Positions at month starts by straight lines between the keys that were asked.
    bool fromTimes(const std::vector<double>& keys, const std::vector<double>& times) {
        const int first = std::max(oldest_, int(std::floor(times.front())));
        if (first > last_)
            return false;
        std::vector<double> positions;
        for (int month = first; month <= last_ + 1; ++month) {
            const auto after = std::upper_bound(times.begin(), times.end(), double(month));
            const auto i = std::size_t(after - times.begin());
            if (i == 0)
                positions.push_back(keys.front());
            else if (i == times.size())
                positions.push_back(keys.back());
            else
                positions.push_back(keys[i - 1] + (keys[i] - keys[i - 1]) * (month - times[i - 1]) /
                                                      (times[i] - times[i - 1]));
        }
        return take("sampled keys", first, std::move(positions));
    }

    bool take(const char* method, int first, std::vector<double> positions) {
        if (!straighten(positions)) {
            result_.message = fmt::format("{} does not follow {}", columns_.time, columns_.key);
            return false;
        }
        begin(method, first);
        for (std::size_t i = 0; i < result_.added.size(); ++i) {
            result_.added[i] = std::round(positions[i + 1]) - std::round(positions[i]);
            result_.keyAtEnd.push_back(std::round(positions[i + 1]));
        }
        return true;
    }

    /// Newest month first, until the time is used up.
    bool countMonths() {
        std::vector<double> counts;
        int empty = 0;
        constexpr int kGone = 12; ///< empty months after which nothing older is looked for
        for (int month = last_; month >= oldest_ && empty < kGone; --month) {
            const auto answer = ask(sql_.countMonth(month));
            const auto rows = answer ? numberIn(*answer, 0, 0) : std::nullopt;
            if (!rows)
                break;
            counts.push_back(*rows);
            empty = *rows > 0 ? 0 : empty + 1;
        }
        while (!counts.empty() && counts.back() == 0)
            counts.pop_back();
        if (counts.empty())
            return false;
        begin("counted", last_ - int(counts.size()) + 1);
        std::copy(counts.rbegin(), counts.rend(), result_.added.begin());
        return true;
    }

    bool countSample() {
        const double rows = double(table_.rows.value_or(0));
        if (rows <= 0)
            return false;
        const double percent = std::min(100.0, 100.0 * double(budget_.sampleRows) / rows);
        const auto answer = ask(sql_.countSample(percent));
        if (!answer)
            return false;
        double read = 0;
        int first = last_ + 1;
        for (std::size_t i = 0; i < answer->rows.size(); ++i) {
            read += numberIn(*answer, i, 1).value_or(0);
            if (const auto m = numberIn(*answer, i, 0))
                first = std::min(first, std::max(oldest_, int(*m) - kYearZero));
        }
        if (read <= 0)
            return false;
        begin("sampled", first);
        for (std::size_t i = 0; i < answer->rows.size(); ++i)
            if (const auto m = numberIn(*answer, i, 0);
                m && int(*m) - kYearZero >= first && int(*m) - kYearZero <= last_)
                result_.added[std::size_t(int(*m) - kYearZero - first)] =
                    std::round(numberIn(*answer, i, 1).value_or(0) * rows / read);
        return true;
    }

    const Table& table_;
    const Columns& columns_;
    const Budget& budget_;
    double seconds_;
    live::Session& session_;
    Progress& progress_;
    int last_, oldest_;
    Dialect sql_;
    bool postgresql_;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    RowsByMonth result_;
};

std::uint64_t bytesOf(const Table& table) {
    return table.dataBytes.value_or(0) + table.indexBytes.value_or(0);
}

} // namespace

ProbeResult readHistory(const ServerEvidence& server, const std::string& sourceId, Date day,
                        const Budget& budget, live::Session& session, Progress& progress) {
    ProbeResult result = emptyRowsByMonth();
    result.source = sourceId;
    result.query =
        "SELECT <month of a time column>, COUNT(*), MAX(<key>) of each small table; of larger ones "
        "the key at each month's start, the day of some keys, or a count over an index";
    result.at = now();
    const auto start = std::chrono::steady_clock::now();
    std::vector<const Table*> tables;
    if (server.catalog)
        for (const auto& table : server.catalog->tables)
            if (!table.temporary)
                tables.push_back(&table);
    std::stable_sort(tables.begin(), tables.end(),
                     [](const Table* a, const Table* b) { return bytesOf(*a) > bytesOf(*b); });
    for (std::size_t i = 0; i < tables.size(); ++i) {
        progress.report("reading the tables' history", i, tables.size());
        const auto columns = chooseColumns(*tables[i]);
        RowsByMonth missing;
        missing.schema = tables[i]->schema;
        missing.table = tables[i]->name;
        const double left = budget.seconds - secondsSince(start);
        if (!columns)
            missing.message = "no column tells when a row was made";
        else if (left <= 0)
            missing.message = "the time for all tables was used up";
        addRow(result, missing.message.empty()
                           ? Reader(server.engine, *tables[i], *columns, day, budget,
                                    std::min(left, budget.tableSeconds), session, progress)
                                 .read()
                           : missing);
    }
    result.elapsedMs = secondsSince(start) * 1000;
    return result;
}

} // namespace causeway::growth_probe
