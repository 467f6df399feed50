// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace causeway::app {

struct Context;

/// Each adds its command to the command line; the command, when named, sets Context::run.
void addCollect(CLI::App& app, Context& context);
void addImport(CLI::App& app, Context& context);
void addSnapshots(CLI::App& app, Context& context);
void addFacts(CLI::App& app, Context& context);
void addAudit(CLI::App& app, Context& context);
void addDigest(CLI::App& app, Context& context);
void addConvert(CLI::App& app, Context& context);
void addReadiness(CLI::App& app, Context& context);
void addSimulate(CLI::App& app, Context& context);
void addTopology(CLI::App& app, Context& context);
void addGrowth(CLI::App& app, Context& context);
void addDecision(CLI::App& app, Context& context);
void addRoadmap(CLI::App& app, Context& context);

} // namespace causeway::app
