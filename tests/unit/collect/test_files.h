// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QTest>

#include <string>

/// The bytes of a capture under tests/unit/collect/data.
inline std::string capture(const char* name) {
    QFile file(QStringLiteral(CAUSEWAY_SOURCE_DIR "/tests/unit/collect/data/") + QString::fromUtf8(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no capture %s", name);
    return file.readAll().toStdString();
}
