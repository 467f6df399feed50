// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/topology/topology.h"

#include <string>

/// What the commands on clusters share.
namespace causeway::app {

/// Throws Error(Input) when the file cannot be read or is no JSON.
Json parseJsonFile(const std::string& path);
/// A starter by its name, else a topology file.
Topology readTopology(const std::string& name);
/// "one-node, primary-async, …".
std::string starterNames();

} // namespace causeway::app
