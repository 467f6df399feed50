// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/context.h"
#include "app/window.h"
#include "build_info.h"

#include <QApplication>
#include <QCoreApplication>

#include <CLI/CLI.hpp>

#include <cstdlib>
#include <iostream>

using namespace causeway::app;

namespace {

void addCommands(CLI::App& app, Context& context) {
    addCollect(app, context);
    addImport(app, context);
    addSnapshots(app, context);
    addFacts(app, context);
    addAudit(app, context);
    addDigest(app, context);
    addConvert(app, context);
    addReadiness(app, context);
    addSimulate(app, context);
    addTopology(app, context);
    addGrowth(app, context);
    addDecision(app, context);
    addRoadmap(app, context);
}

bool hasDisplay() {
    return std::getenv("DISPLAY") || std::getenv("WAYLAND_DISPLAY") || std::getenv("QT_QPA_PLATFORM");
}

int runCommandLine(CLI::App& app, Context& context, int argc, char** argv) {
    // The report is drawn by Qt's painter, which needs a platform, chosen before the application object is
    // made; the offscreen one always, so that a command does not fail because a session's display is gone.
    if (app.got_subcommand("roadmap")) {
        setenv("QT_QPA_PLATFORM", "offscreen", 1);
        QApplication gui(argc, argv);
        return runCommand(context);
    }
    QCoreApplication core(argc, argv);
    return runCommand(context);
}

} // namespace

int main(int argc, char** argv) {
    QCoreApplication::setApplicationName("Causeway");
    QCoreApplication::setApplicationVersion(causeway::kVersion);
    CLI::App app("The workbench for moving an outgrown MySQL database to PostgreSQL", "causeway");
    app.set_version_flag("--version", causeway::kVersion);
    Context context;
    std::string path;
    app.add_subcommand("open", "open the workbench with a file")
        ->add_option("FILE", path, "engagement, dump or log")
        ->required();
    try {
        addCommands(app, context);
        app.require_subcommand(0, 1);
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? kDone : kBadInput;
    } catch (const causeway::Error& e) {
        std::cerr << "causeway: " << e.what() << '\n';
        return kBadInput;
    }
    if (context.run)
        return runCommandLine(app, context, argc, argv);
    if (!hasDisplay()) {
        std::cerr << "causeway: there is no display to open the workbench on\n"
                     "  'causeway --help' lists what works without one\n";
        return kBadInput;
    }
    return runWindow(argc, argv, path);
}
