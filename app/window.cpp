// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window.h"

#include "app/move.h"
#include "app/sample.h"
#include "core/collect/collect.h"
#include "core/prove/verify.h"
#include "ui/theme/theme_manager.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QSettings>
#include <QTimer>

#include <iostream>

namespace causeway::app {
namespace {

/// Where the collectors meet the window: nothing in ui/ names a driver.
ui::Services services() {
    ui::Services s;
    s.collect = collect;
    s.importFiles = importFiles;
    s.addLogs = addLogs;
    s.testConnection = testConnection;
    s.verify = [](const Snapshot& snapshot, const std::string& server, const Criteria& criteria,
                  const ScratchServers& scratch, const SecretProvider& secret, Progress& progress) {
        return prove::verifyServer(snapshot, server, criteria, {}, scratch, secret, progress);
    };
    s.moveFiles = [](const std::string& folder, const ServerEvidence& server, const Criteria& criteria,
                     const ReadinessReport& report) {
        return writeMoveFiles(folder, server, criteria, {}, report);
    };
    s.sampleFolder = sampleFolder();
    return s;
}

ui::ThemeManager::Mode chosenTheme() {
    const auto name = QSettings().value("theme").toString();
    return name == "dark"    ? ui::ThemeManager::Mode::Dark
           : name == "light" ? ui::ThemeManager::Mode::Light
                             : ui::ThemeManager::Mode::System;
}

} // namespace

int runWindow(int& argc, char** argv, const std::string& path) {
    QApplication application(argc, argv);
    try {
        ui::ThemeManager::instance().install(application, chosenTheme());
        ui::Workbench workbench(services());
        ui::MainWindow window(workbench);
        window.show();
        if (!path.empty())
            QTimer::singleShot(0, &window,
                               [&window, &path] { window.openPath(QString::fromStdString(path)); });
        return QApplication::exec();
    } catch (const Error& e) {
        std::cerr << "causeway: " << e.what() << '\n';
        return 2;
    }
}

} // namespace causeway::app
