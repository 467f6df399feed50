// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/topology/import/cluster_import.h"

#include <QString>
#include <QStringList>

#include <optional>

class QWidget;

namespace causeway::ui {

/// Reads a "causeway.topology/1" file of at most 4 MiB. Throws Error(Input) saying what and where.
Topology readTopologyFile(const QString& path);
/// Throws Error(Storage) when it cannot be written.
void writeTopologyFile(const QString& path, const Topology& topology);

/// The same with a file dialog; what fails is said in a box. Nothing when the user chose no file.
std::optional<Topology> askTopology(QWidget* parent);
/// A topology of what a live cluster says about itself, as importCluster() reads it.
ClusterImport readClusterFiles(const QStringList& paths);
/// Says in a box what no file says, and what each file was taken for.
void tellImport(QWidget* parent, const ClusterImport& cluster);
/// All of it with a file dialog; what fails is said in a box. Nothing when the user chose no file.
std::optional<Topology> askCluster(QWidget* parent);
bool writeTopology(QWidget* parent, const Topology& topology);

} // namespace causeway::ui
