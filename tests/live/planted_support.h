// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit.h"
#include "core/base/text.h"
#include "live_support.h"
#include "unit/audit/advice.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <algorithm>
#include <atomic>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

/// Servers that a test starts for itself with a configuration of its own, and what is done to them.
namespace causeway::live_test {

/// One server of tests/live/servers.sh's "own": stopped when the object ends.
class OwnServer {
public:
    /// kind: "mariadb", "mysql56", "mysql97", "pg15", "pg17". lines: the configuration, without a section.
    /// under: the folder that holds the server's own.
    OwnServer(std::string kind, std::vector<std::string> lines, const std::string& under = "/tmp")
        : kind_(std::move(kind)), lines_(std::move(lines)),
          folder_(QString::fromStdString(under) + "/cw-own-XXXXXX") {
        if (!folder_.isValid())
            throw Error(ErrorCode::Internal, "no temporary folder");
        QFile::setPermissions(folder_.path(), QFile::permissions(folder_.path()) | QFile::ExeOther |
                                                  QFile::ReadOther | QFile::ExeGroup | QFile::ReadGroup);
        QDir(folder_.path()).mkdir(QString::fromStdString(kind_));
        start();
    }
    OwnServer(const OwnServer&) = delete;
    OwnServer& operator=(const OwnServer&) = delete;
    ~OwnServer() { script({"stop", folder_.path()}); }

    const Server& server() const { return server_; }
    const std::string& kind() const { return kind_; }
    bool postgresql() const { return kind_.starts_with("pg"); }
    std::string folder() const { return folder_.path().toStdString() + "/" + kind_; }

    /// Writes "name = value" lines after the others, where the later one holds, and starts again.
    void reconfigure(const std::vector<std::string>& more) {
        script({"stop", folder_.path()});
        lines_.insert(lines_.end(), more.begin(), more.end());
        start();
    }
    /// Does something to the server's folder while the server is stopped, and adds lines as reconfigure does.
    template <typename Work> void stopped(const std::vector<std::string>& more, Work work) {
        script({"stop", folder_.path()});
        work();
        lines_.insert(lines_.end(), more.begin(), more.end());
        start();
    }
    /// Takes lines that begin with a name out of the configuration, adds others, and starts again.
    void forget(const std::string& name, const std::vector<std::string>& more = {}) {
        std::erase_if(lines_, [&](const std::string& line) { return line.starts_with(name); });
        reconfigure(more);
    }

private:
    void start() {
        QFile file(QString::fromStdString(folder() + "/extra.cnf"));
        if (!file.open(QIODevice::WriteOnly))
            throw Error(ErrorCode::Internal, "cannot write the configuration of " + kind_);
        if (!postgresql())
            file.write("[mysqld]\n");
        for (const auto& line : lines_)
            file.write((line + "\n").c_str());
        file.close();
        const auto said = script({"own", QString::fromStdString(kind_), folder_.path()});
        QFile env(folder_.path() + "/env");
        if (!env.open(QIODevice::ReadOnly))
            throw Error(ErrorCode::Internal, kind_ + " did not start", said);
        static const QRegularExpression line("export \\w+?(_PASSWORD)?='?([^'\n]+)'?\n");
        server_ = {};
        for (auto it = line.globalMatch(env.readAll()); it.hasNext();) {
            const auto m = it.next();
            if (m.captured(1).isEmpty())
                server_.target = parseTarget(m.captured(2).toStdString());
            else
                server_.password = m.captured(2).toStdString();
        }
        server_.target.name = kind_;
    }
    static std::string script(const QStringList& arguments) {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        // Its servers outlive the script and would hold a pipe open: their words go to their logs.
        process.start("bash", QStringList{CAUSEWAY_SOURCE_DIR "/tests/live/servers.sh"} + arguments);
        process.waitForFinished(180000);
        return process.readAll().toStdString();
    }

    std::string kind_;
    std::vector<std::string> lines_;
    QTemporaryDir folder_;
    Server server_;
};

/// A session whose statements each run on their own thread until the object ends: a lock is held, a statement
/// waits for it.
class Held {
public:
    Held(const Server& server, std::vector<std::string> statements) {
        session_ = connect(server);
        thread_ = std::thread([this, all = std::move(statements)] {
            Progress progress;
            try {
                for (const auto& sql : all)
                    session_->run("held", sql, {}, progress);
            } catch (const Error&) {
                // The fix ends this session: that is the point.
            }
        });
    }
    ~Held() { thread_.join(); }

private:
    std::unique_ptr<live::Session> session_;
    std::thread thread_;
};

/// The statements of a script: one a line, comments left out.
inline std::vector<std::string> statementsOf(const std::string& script) {
    std::vector<std::string> all;
    for (const auto line : split(script, '\n'))
        if (const auto sql = trim(line.substr(0, line.find(" -- "))); !sql.empty() && !sql.starts_with("--"))
            all.emplace_back(sql.ends_with(";") ? sql.substr(0, sql.size() - 1) : sql);
    return all;
}

/// "name = value" lines of a fix that belong in the configuration file, bare or as a remark of an SQL script.
inline std::vector<std::string> configurationOf(const std::string& script) {
    std::vector<std::string> lines;
    bool inside = false;
    for (const auto raw : split(script, '\n')) {
        auto line = trim(raw);
        if (line.starts_with("-- "))
            line = trim(line.substr(3));
        inside = line == "[mysqld]" || (inside && line.find(" = ") != std::string_view::npos);
        if (inside && line != "[mysqld]")
            lines.emplace_back(line);
    }
    return lines;
}

inline const CheckResult& checkOf(const AuditReport& report, const std::string& rule) {
    const auto it = std::find_if(report.checks.begin(), report.checks.end(),
                                 [&](const auto& c) { return c.rule == rule; });
    if (it == report.checks.end())
        throw Error(ErrorCode::Internal, "no check " + rule);
    return *it;
}

/// The same server, had nothing happened for so many seconds: its clock and all ages move on.
inline Snapshot later(Snapshot snapshot, double seconds) {
    static const std::set<std::string> ages{"seconds", "age_s", "xact_s",       "state_s",     "query_s",
                                            "uptime",  "time",  "wait_seconds", "replay_age_s"};
    snapshot.taken += std::chrono::duration_cast<Instant::duration>(std::chrono::duration<double>(seconds));
    const auto add = [&](std::string& text) {
        double value = 0;
        if (parseNumber(text, value))
            text = std::to_string(static_cast<long long>(value + seconds));
    };
    for (auto& server : snapshot.servers) {
        for (auto& sample : server.status)
            if (const auto it = sample.values.find("uptime"); it != sample.values.end())
                add(it->second);
        for (auto& probe : server.probes)
            for (std::size_t c = 0; c < probe.columns.size(); ++c)
                if (ages.contains(probe.columns[c]))
                    for (auto& row : probe.rows)
                        if (c < row.size() && row[c])
                            add(*row[c]);
    }
    return snapshot;
}

/// What findings lack of all that a DBA needs to judge and mend them: "rule: part", each once.
inline std::set<std::string> incomplete(const AuditReport& report) {
    std::set<std::string> lacking;
    const auto lack = [&](const Finding& f, bool is, const char* part) {
        if (is)
            lacking.insert(f.rule + ": " + part);
    };
    for (const auto& f : report.findings()) {
        lack(f, !f.key.starts_with(f.rule + "@" + f.server), "key");
        for (const auto& [part, value] : {std::pair{"title", &f.title},
                                          {"where", &f.where},
                                          {"why", &f.why},
                                          {"fix", &f.fix},
                                          {"risk", &f.risk},
                                          {"rollback", &f.rollback},
                                          {"verify", &f.verify},
                                          {"reference", &f.reference}})
            lack(f, value->empty() || value->find('{') != std::string::npos, part);
        lack(f, f.effort.high <= 0 || f.effort.low > f.effort.high, "effort");
        lack(f, f.evidence.empty(), "evidence");
        for (const auto& line : f.evidence)
            lack(f, line.label.empty() || line.value.empty(), "evidence");
    }
    return lacking;
}

/// What is wrong with the advice of a report as a whole: findings that lack a part, fixes that work against
/// each other; empty when nothing is.
inline std::string badAdvice(const AuditReport& report) {
    std::vector<std::string> all;
    for (const auto& part : incomplete(report))
        all.push_back(part + " is missing");
    for (auto& one : test::contradictions(report))
        all.push_back(std::move(one));
    return join(all, "; ");
}

} // namespace causeway::live_test
