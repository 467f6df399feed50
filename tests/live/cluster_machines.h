// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/topology/export/cluster_export.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <csignal>
#include <map>
#include <memory>

/// Machines of a test's own: network namespaces with real addresses on one bridge, in which the exported
/// configuration lies over /etc and each machine has data folders of its own. The test itself runs in
/// namespaces of its own (see runAlone), so that all ends with it.
namespace causeway::live_test {

/// Runs a program to its end; its output and errors, or nothing when it failed or took too long.
inline std::optional<QString> output(const QString& program, const QStringList& arguments,
                                     int limitMs = 60000) {
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    if (!process.waitForFinished(limitMs) || process.exitStatus() != QProcess::NormalExit ||
        process.exitCode() != 0)
        return std::nullopt;
    return QString::fromUtf8(process.readAll());
}

class Machines {
public:
    /// With CAUSEWAY_CLUSTER_KEEP=1 the folder with its logs stays.
    Machines() {
        folder_.setAutoRemove(qEnvironmentVariable("CAUSEWAY_CLUSTER_KEEP") != "1");
        if (!folder_.isValid() || !QFile::setPermissions(folder_.path(), QFile::Permissions(0x7755)))
            throw Error(ErrorCode::Internal, "no temporary folder");
        shell("mount --make-rprivate / && mount -t tmpfs tmpfs /run && ip link set lo up && "
              "ip link add lan type bridge && ip link set lan up && ip addr add 10.77.0.1/24 dev lan");
    }

    QString folder() const { return folder_.path(); }

    void add(const QString& name, const QString& address) {
        shell(QString("ip netns add %1 && ip link add to-%1 type veth peer name eth0 netns %1 && "
                      "ip link set to-%1 master lan up && ip -n %1 link set lo up && "
                      "ip -n %1 addr add %2/24 dev eth0 && ip -n %1 link set eth0 up && "
                      "cd %3 && mkdir -p %1/etc %1/postgresql %1/etcd %1/run && "
                      "chown postgres %1/postgresql %1/run && chmod 700 %1/etcd")
                  .arg(name, address, folder()));
    }

    /// The command as it would run on that machine: its /etc, its data folders, its network.
    QStringList onMachine(const QString& name, const QString& command) const {
        return {"netns",
                "exec",
                name,
                "sh",
                "-ec",
                QString("cd %1/%2; mount -t overlay overlay -o lowerdir=$PWD/etc:/etc /etc; "
                        "mount --bind postgresql /var/lib/postgresql; mount --bind etcd /var/lib/etcd; "
                        "mkdir -p /run/postgresql; mount --bind run /run/postgresql; cd /; %3")
                    .arg(folder(), name, command)};
    }
    std::optional<QString> ask(const QString& name, const QString& command) const {
        return output("ip", onMachine(name, command), 30000);
    }

    /// Starts what a systemd unit of this machine starts, as its user and with its environment file.
    void startUnit(const QString& name, const QString& unit) {
        QFile file(QString("%1/%2/etc/systemd/system/%3.service").arg(folder(), name, unit));
        if (!file.open(QIODevice::ReadOnly))
            throw Error(ErrorCode::Internal, file.fileName().toStdString());
        QString start, user, environment;
        for (const auto& line : QString::fromUtf8(file.readAll()).split('\n')) {
            if (line.startsWith("ExecStart="))
                start = line.mid(10);
            if (line.startsWith("User=") && line != "User=etcd") // its folder is the test's, as is etcd here
                user = QString("setpriv --reuid=%1 --regid=%1 --init-groups ").arg(line.mid(5));
            if (line.startsWith("EnvironmentFile="))
                environment = "set -a; . " + line.mid(16) + "; set +a; ";
        }
        start_(name, environment + "export HOME=/var/lib/postgresql; exec " + user + start, unit);
    }
    void startHaproxy(const QString& name) {
        start_(name, "exec haproxy -f /etc/haproxy/haproxy.cfg", "haproxy");
    }

    /// The machine loses its power: every process in its network dies at once.
    void kill(const QString& name) {
        const auto pids = output("ip", {"netns", "pids", name}).value_or("").split('\n', Qt::SkipEmptyParts);
        for (const auto& pid : pids)
            ::kill(pid.toInt(), SIGKILL);
        for (auto& [key, process] : processes_)
            if (key.first == name)
                process->waitForFinished(5000);
    }

    QString log(const QString& name, const QString& unit) const {
        QFile file(QString("%1/%2/%3.log").arg(folder(), name, unit));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).right(3000) : QString();
    }

    ~Machines() {
        for (auto& [key, process] : processes_) {
            process->kill();
            process->waitForFinished(5000);
        }
    }

private:
    static void shell(const QString& command) {
        if (!output("sh", {"-ec", command}))
            throw Error(ErrorCode::Internal, "failed: " + command.toStdString());
    }
    void start_(const QString& name, const QString& command, const QString& unit) {
        auto process = std::make_unique<QProcess>();
        process->setProcessChannelMode(QProcess::MergedChannels);
        process->setStandardOutputFile(QString("%1/%2/%3.log").arg(folder(), name, unit), QIODevice::Append);
        process->start("ip", onMachine(name, command));
        process->waitForStarted();
        processes_[{name, unit}] = std::move(process);
    }

    QTemporaryDir folder_{"/tmp/causeway-cluster-XXXXXX"};
    std::map<std::pair<QString, QString>, std::unique_ptr<QProcess>> processes_;
};

} // namespace causeway::live_test
