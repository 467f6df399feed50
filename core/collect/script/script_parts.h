// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/collect.h"
#include "core/collect/live/probe_specs.h"

#include <string>
#include <vector>

namespace causeway::script {

/// The variants of a probe that serve the engine, in the order in which they are tried.
std::vector<const live::Statement*> variantsFor(const live::ProbeSpec& spec, Engine engine);
/// A comment that names the probe, what it is about and what it needs.
std::string sectionHead(const live::ProbeSpec& spec);
/// The text as lines of SQL comments.
std::string commented(const std::string& text);

std::string mysqlScript(Engine engine, const CollectOptions& options);
std::string postgresqlScript(const CollectOptions& options);

} // namespace causeway::script
