// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/readiness/readiness.h"

#include <string>
#include <vector>

namespace causeway {

/// Connectors of Debezium for Kafka Connect that carry changes over while and after the rows are copied, with
/// the options that fit the type map. By Debezium's documentation: no connector was run.
struct ChangeCapture {
    Json source, sink;                 ///< what Kafka Connect takes; null when no table can be followed
    std::vector<std::string> followed; ///< tables, "schema.name"
    std::vector<std::string> left;     ///< "schema.name: why its changes cannot be followed"
    std::vector<std::string> remarks;  ///< what else to know, a sentence each
};

/// `options` as convertSchema() got them. `server` has a catalog. Addresses, accounts and passwords are
/// references to files of Kafka Connect's file provider.
ChangeCapture planChangeCapture(const ServerEvidence& server, const ConversionOptions& options);

/// What the source's settings lack for reading its changes, as "binlog_format is MIXED"; what is not known is
/// not told.
std::vector<std::string> changeCaptureObjections(const ServerEvidence& server);

/// What the files of the move are and in which order they run. `files` are their names, without a folder.
std::string moveReadme(const ChangeCapture& capture, const std::vector<std::string>& objections,
                       const std::vector<std::string>& files);

} // namespace causeway
