// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/script/recorded_session.h"

#include "core/base/text.h"
#include "core/collect/mysql/connection.h"
#include "core/collect/postgresql/pg_connection.h"

namespace causeway::script {
namespace {

ProbeResult::State stateOfError(Engine engine, const std::string& error) {
    if (engine == Engine::PostgreSQL)
        return postgresql::stateOfError(error);
    long long number = 0;
    return parseNumber(error, number) && number > 0 ? mysql::stateOfError(unsigned(number))
                                                    : ProbeResult::State::Failed;
}

/// Over the limits an answer is not kept: a part of it would look like the whole.
bool within(const RecordedAnswer& answer, const live::ResultLimits& limits) {
    std::size_t bytes = 0;
    for (const auto& row : answer.rows)
        for (const auto& cell : row)
            bytes += cell ? cell->size() : 0;
    return answer.rows.size() <= limits.rows && bytes <= limits.bytes;
}

} // namespace

ProbeResult RecordedSession::run(const std::string& id, const std::string& sql,
                                 const live::ResultLimits& limits, Progress& progress) {
    progress.throwIfCancelled();
    ++statements_;
    ProbeResult result;
    result.id = id;
    result.query = sql;
    if (id == "session")
        return result; // the script made its session safe by itself
    auto& from = next_[id];
    while (from < recording_.answers.size() && recording_.answers[from].id != id)
        ++from;
    if (from == recording_.answers.size()) {
        result.state = ProbeResult::State::Failed;
        result.message = "the script's output has no answer to it";
        return result;
    }
    auto& answer = recording_.answers[from++];
    result.at = answer.at;
    if (!answer.answered) {
        result.state = stateOfError(recording_.engine, answer.error);
        result.message = answer.error.empty()     ? "the server gave no answer"
                         : answer.message.empty() ? answer.error
                                                  : answer.error + ": " + answer.message;
    } else if (!within(answer, limits)) {
        result.state = ProbeResult::State::Failed;
        result.message = "the answer is larger than " + std::to_string(limits.rows) + " rows or " +
                         std::to_string(limits.bytes >> 20) + " MiB and was not kept";
    } else {
        result.columns = std::move(answer.columns);
        result.rows = std::move(answer.rows);
    }
    return result;
}

} // namespace causeway::script
