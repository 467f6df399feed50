// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sample.h"

#include <QCoreApplication>
#include <QDir>

namespace causeway::app {

std::string sampleFolder() {
    const QDir program(QCoreApplication::applicationDirPath());
    for (const auto& folder :
         {program.absoluteFilePath("../share/causeway/sample"), QString(CAUSEWAY_SAMPLE_FOLDER)})
        if (QDir(folder).exists("captures"))
            return QDir::cleanPath(folder).toStdString();
    return {};
}

} // namespace causeway::app
