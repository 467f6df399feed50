// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/collect.h"

#include <string>
#include <string_view>

namespace causeway {

/// The SQL that a client's DBA reads and runs with the server's own client (mysql, mariadb or psql), where no
/// outsider may log in: every probe of resources/probes, section by section, with what it needs. The output
/// is imported by importFiles(). It only reads, and no secret: probes whose answer the collector would clean
/// ask for the cleaned form or are left out. One script serves all versions of an engine.
std::string collectScript(Engine engine, const CollectOptions& options);

} // namespace causeway
