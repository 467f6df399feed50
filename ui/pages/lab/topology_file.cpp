// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lab/topology_file.h"

#include "core/base/error.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QSaveFile>

namespace causeway::ui {
namespace {

constexpr qint64 kMostBytes = 4 << 20;
constexpr int kDeepest = 32;

QString filter() {
    return QCoreApplication::translate("Lab", "Topologies (*.json)");
}

void say(QWidget* parent, const Error& error) {
    QMessageBox::warning(parent, "Causeway", QString::fromUtf8(error.what()));
}

QByteArray readWhole(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw Error(ErrorCode::Input, "cannot read " + path.toStdString(), file.errorString().toStdString());
    const auto bytes = file.read(kMostBytes + 1);
    if (bytes.size() > kMostBytes)
        throw Error(ErrorCode::Input, "cannot read " + path.toStdString(), "it is larger than 4 MiB");
    return bytes;
}

Json parse(const QByteArray& bytes, const std::string& name) {
    bool deep = false;
    const auto watch = [&](int depth, Json::parse_event_t, Json&) {
        deep = deep || depth > kDeepest;
        return !deep;
    };
    try {
        auto json = Json::parse(bytes.begin(), bytes.end(), watch);
        if (!deep)
            return json;
    } catch (const Json::exception& e) {
        throw Error(ErrorCode::Input, name + " is no topology", e.what());
    }
    throw Error(ErrorCode::Input, name + " is no topology", "it is nested too deeply");
}

} // namespace

Topology readTopologyFile(const QString& path) {
    return topologyFromJson(parse(readWhole(path), path.toStdString()));
}

void writeTopologyFile(const QString& path, const Topology& topology) {
    QSaveFile file(path);
    const auto bytes = QByteArray::fromStdString(toJson(topology).dump(1) + "\n");
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        throw Error(ErrorCode::Storage, "cannot write " + path.toStdString(),
                    file.errorString().toStdString());
}

std::optional<Topology> askTopology(QWidget* parent) {
    const auto path = QFileDialog::getOpenFileName(
        parent, QCoreApplication::translate("Lab", "Open a topology"), {}, filter());
    if (path.isEmpty())
        return std::nullopt;
    try {
        return readTopologyFile(path);
    } catch (const Error& e) {
        say(parent, e);
        return std::nullopt;
    }
}

ClusterImport readClusterFiles(const QStringList& paths) {
    std::vector<ImportedFile> files;
    for (const auto& path : paths)
        files.push_back({QFileInfo(path).fileName().toStdString(), readWhole(path).toStdString(), {}});
    return importCluster(std::move(files));
}

void tellImport(QWidget* parent, const ClusterImport& cluster) {
    QStringList notes, files;
    for (const auto& note : cluster.notes)
        notes << QString::fromUtf8("\u2022 ") + QString::fromStdString(note);
    for (const auto& file : cluster.files)
        files << QString("%1: %2").arg(QString::fromStdString(file.name),
                                       QString::fromStdString(file.readAs));
    QMessageBox box(QMessageBox::Information, "Causeway",
                    QCoreApplication::translate("Lab", "The cluster was read. What its files do not say:"),
                    QMessageBox::Ok, parent);
    box.setObjectName("import-notes");
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(notes.join("\n"));
    box.setDetailedText(files.join("\n"));
    box.exec();
}

std::optional<Topology> askCluster(QWidget* parent) {
    const auto paths = QFileDialog::getOpenFileNames(
        parent,
        QCoreApplication::translate(
            "Lab", "Import a live cluster: patroni.yml, patronictl list and show-config, haproxy.cfg…"),
        {}, QCoreApplication::translate("Lab", "All files (*)"));
    if (paths.isEmpty())
        return std::nullopt;
    try {
        auto cluster = readClusterFiles(paths);
        tellImport(parent, cluster);
        return std::move(cluster.topology);
    } catch (const Error& e) {
        say(parent, e);
        return std::nullopt;
    }
}

bool writeTopology(QWidget* parent, const Topology& topology) {
    const auto path = QFileDialog::getSaveFileName(
        parent, QCoreApplication::translate("Lab", "Save the topology"), "topology.json", filter());
    if (path.isEmpty())
        return false;
    try {
        writeTopologyFile(path, topology);
        return true;
    } catch (const Error& e) {
        say(parent, e);
        return false;
    }
}

} // namespace causeway::ui
