// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/move.h"

#include "app/context.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/collect/mysql/suspect_rows.h"
#include "core/readiness/choices/text_case.h"
#include "core/readiness/move/change_capture.h"
#include "core/readiness/move/move_plan.h"

#include <QDir>

#include <algorithm>
#include <set>

namespace causeway::app {
namespace {

/// A database's name as part of a file's.
std::string fileWord(const std::string& schema) {
    std::string out;
    for (const char c : schema)
        out +=
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-'
                ? c
                : '_';
    return out.empty() ? "database" : out;
}

std::string jsonText(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace

std::vector<std::string> writeMoveFiles(const std::string& folder, const ServerEvidence& server,
                                        const Criteria& criteria, const ConversionOptions& given,
                                        const ReadinessReport& report) {
    if (!QDir().mkpath(QString::fromStdString(folder)))
        throw Error(ErrorCode::Storage, "cannot make the folder " + folder);
    auto options = withStatedChoices(given, criteria);
    options = withTextCase(options, decideTextCase(server, options));
    const auto plan = planMove(*server.catalog, options, criteria);
    const auto [before, after] = scriptAroundLoad(report);
    std::vector<std::pair<std::string, std::string>> files{{"plan.csv", movePlanCsv(plan)},
                                                           {"before-load.sql", before},
                                                           {"copy.sh", copyScript(plan)},
                                                           {"after-load.sql", after},
                                                           {"compare-source.sql", compareSource(plan)},
                                                           {"compare-target.sql", compareTarget(plan)}};
    std::set<std::string> schemas, names;
    for (const auto& table : plan.tables)
        schemas.insert(table.schema);
    for (const auto& schema : schemas) {
        auto name = "pgloader-" + fileWord(schema);
        while (!names.insert(name).second)
            name += "_";
        if (auto commands = pgloaderCommands(plan, schema); !commands.empty())
            files.emplace_back(name + ".load", std::move(commands));
    }
    if (auto suspects = mysql::suspectRows(server); !suspects.empty())
        files.emplace_back("suspects.sql", std::move(suspects));
    const auto capture = planChangeCapture(server, options);
    if (!capture.source.is_null()) {
        files.emplace_back("debezium-source.json", jsonText(capture.source));
        files.emplace_back("debezium-sink.json", jsonText(capture.sink));
    }
    std::vector<std::string> inFolder{"README.txt"};
    for (const auto& [name, text] : files)
        inFolder.push_back(name);
    files.emplace_back("README.txt", moveReadme(capture, changeCaptureObjections(server), inFolder));
    std::vector<std::string> written;
    for (const auto& [name, text] : files) {
        writeFile(folder + "/" + name, text);
        written.push_back(folder + "/" + name);
    }
    return written;
}

} // namespace causeway::app
