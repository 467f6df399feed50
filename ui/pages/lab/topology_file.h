// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/topology/topology.h"

#include <QString>

#include <optional>

class QWidget;

namespace causeway::ui {

/// Reads a "causeway.topology/1" file of at most 4 MiB. Throws Error(Input) saying what and where.
Topology readTopologyFile(const QString& path);
/// Throws Error(Storage) when it cannot be written.
void writeTopologyFile(const QString& path, const Topology& topology);

/// The same with a file dialog; what fails is said in a box. Nothing when the user chose no file.
std::optional<Topology> askTopology(QWidget* parent);
bool writeTopology(QWidget* parent, const Topology& topology);

} // namespace causeway::ui
