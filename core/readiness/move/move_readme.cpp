// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/move/change_capture.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace causeway {

namespace {

struct FileText {
    std::string_view name, text;
};
constexpr std::array kFiles{
    FileText{"plan.csv", "the tables in their order, with sizes, ranges and remarks"},
    FileText{"before-load.sql", "for psql: schemas, types and tables"},
    FileText{"copy.sh", "copies all rows with the clients mysql and psql"},
    FileText{"pgloader-*.load", "for pgloader, where it reads a table alike; instead of copy.sh"},
    FileText{"after-load.sql", "for psql: next numbers, indexes, foreign keys, programs and views"},
    FileText{"compare-source.sql", "for mysql, and"},
    FileText{"compare-target.sql", "for psql: both write the same lines when the same rows are there"},
    FileText{"suspects.sql", "for mysql: the rows that the counts in the data found"},
    FileText{"debezium-source.json", "for Kafka Connect: reads the source's changes"},
    FileText{"debezium-sink.json", "for Kafka Connect: writes them into the target"}};

constexpr const char* kStop = R"(With a stop of the application
1. psql -X -v ON_ERROR_STOP=1 -f before-load.sql
2. Stop the writers. bash copy.sh
3. psql -X -v ON_ERROR_STOP=1 -f after-load.sql
4. Run both comparing scripts and compare what they wrote (the head of compare-source.sql tells how).
)";

constexpr const char* kFollow = R"(With a short stop only: changes are carried over by Debezium
The two JSON files were written by the documentation of Debezium 3.6 and of its JDBC sink. No connector was run
with them here: try them on a copy first.
1. psql -X -v ON_ERROR_STOP=1 -f before-load.sql
2. Give every worker of Kafka Connect the file provider:
     config.providers=file
     config.providers.file.class=org.apache.kafka.common.config.provider.FileConfigProvider
   and two files that only its user may read:
     /etc/kafka/causeway-source.properties   host, port, user, password, kafka (host:port of the brokers)
     /etc/kafka/causeway-target.properties   address (host:port/database), user, password
   The source's account needs SELECT, RELOAD, SHOW DATABASES, REPLICATION SLAVE and REPLICATION CLIENT. The
   target's account may set session_replication_role (a superuser; from PostgreSQL 15 on also by GRANT SET ON
   PARAMETER), so that no trigger changes what arrives and no foreign key asks for an order between tables.
3. Register debezium-source.json and wait until it reads the log. Only then: bash copy.sh
   Changes from before and during the copy arrive once more, and end in the same rows.
4. psql -X -v ON_ERROR_STOP=1 -f after-load.sql
5. Register debezium-sink.json and wait until it has no lag.
6. Stop the writers, wait for the last change, run both comparing scripts, and run the setval lines of
   after-load.sql once more: the next numbers have moved on.
With snapshot.mode "initial" in place of "no_data" the source connector reads all rows itself; leave out copy.sh.
)";

std::string listed(const char* title, const std::vector<std::string>& lines) {
    if (lines.empty())
        return {};
    std::string out = std::string("\n") + title + "\n";
    for (const auto& line : lines)
        out += "- " + line + "\n";
    return out;
}

bool names(std::string_view pattern, const std::string& file) {
    const auto star = pattern.find('*');
    return star == std::string_view::npos
               ? file == pattern
               : file.starts_with(pattern.substr(0, star)) && file.ends_with(pattern.substr(star + 1));
}

} // namespace

std::string moveReadme(const ChangeCapture& capture, const std::vector<std::string>& objections,
                       const std::vector<std::string>& files) {
    std::string out = "What moves the rows to PostgreSQL. No file holds an account or a password.\n\n";
    for (const FileText& text : kFiles)
        if (std::any_of(files.begin(), files.end(), [&](const auto& f) { return names(text.name, f); }))
            out += fmt::format("{:<21} {}\n", text.name, text.text);
    out += "\n" + std::string(kStop);
    if (capture.source.is_null())
        out += "\nNo table's changes can be followed, so that no connector is configured.\n";
    else
        out += "\n" + std::string(kFollow);
    out += listed("The source's settings are not ready for that", objections);
    out += listed(
        "Tables whose changes are not carried over: copy them once more in the stop (copy.sh SCHEMA.TABLE)",
        capture.left);
    return out + listed("To know", capture.remarks);
}

} // namespace causeway
