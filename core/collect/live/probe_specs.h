// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/version.h"
#include "core/collect/live/session.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace causeway::live {

/// A statement for some engines and versions [from, to).
struct Statement {
    std::vector<Engine> engines; ///< empty: every engine of the file
    Version from, to;            ///< `to` is excluded; unknown: no bound
    std::string sql;
    std::string whenVariable, whenValue,
        whenElse; ///< only where the variable has this value; else the message
    std::string
        inScript; ///< asked instead by a collection script, whose output we cannot clean; may be empty
    std::string ownWithout; ///< without this privilege the server shows only our own rows, and no error
    bool fits(Engine engine, const Version& version) const;
};

struct ProbeSpec {
    std::string id, title, cost;
    std::string liveOnly; ///< why a collection script leaves it out; empty: it asks it too
    std::vector<std::string> privileges;
    ResultLimits limits;
    std::vector<Statement> variants; ///< the first that fits is asked
};

/// The contents of resources/probes/<name>.json.
struct ProbeFile {
    std::vector<Statement> session; ///< makes a session safe and known
    std::vector<Statement> account; ///< sql: a privilege that an account should have
    std::vector<ProbeSpec> probes, catalog;
};

ProbeFile loadProbes(std::string_view name);

/// What decides which variant of a probe is asked.
struct ProbeContext {
    Engine engine = Engine::MySQL;
    Version version;
    std::string source;                                            ///< Source::id
    const std::map<std::string, std::string>* variables = nullptr; ///< null: not known yet
    std::function<bool(const std::string&)> hasPrivilege;          ///< empty: not known, so ask
    std::function<std::string(const std::string&)>
        expand; ///< fills a statement's {placeholders}; may be empty
};

/// Runs a probe in the variant that fits. A probe that no variant serves is State::Absent, one that would
/// show only our own rows is State::Denied: neither may be taken for an empty answer.
ProbeResult runProbe(const ProbeSpec& spec, const ProbeContext& context, Session& session,
                     Progress& progress);

/// Runs the statements that make a session read-only, bounded in time and known in its modes; returns a
/// sentence for each that the server refused.
std::vector<std::string> makeSafe(const ProbeFile& file, const ProbeContext& context, Session& session,
                                  Progress& progress);

/// `text` with each "{key:argument}" or "{key}" replaced by fill(key, argument).
std::string expandPlaceholders(const std::string& text,
                               const std::function<std::string(std::string_view, std::string_view)>& fill);

} // namespace causeway::live
