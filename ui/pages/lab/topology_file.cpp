// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lab/topology_file.h"

#include "core/base/error.h"

#include <QCoreApplication>
#include <QFileDialog>
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
    const auto name = path.toStdString();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw Error(ErrorCode::Input, "cannot read " + name, file.errorString().toStdString());
    const auto bytes = file.read(kMostBytes + 1);
    if (bytes.size() > kMostBytes)
        throw Error(ErrorCode::Input, name + " is no topology", "it is larger than 4 MiB");
    return topologyFromJson(parse(bytes, name));
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
