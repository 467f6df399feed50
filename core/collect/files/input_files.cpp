// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/files/input_files.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace causeway {
namespace {

InputFile inputFile(const QFileInfo& info) {
    const auto milliseconds = std::chrono::milliseconds{info.lastModified().toMSecsSinceEpoch()};
    return {info.filePath().toStdString(), printable(info.fileName().toStdString()), Instant{milliseconds}};
}

} // namespace

std::vector<InputFile> listInputFiles(const std::vector<std::string>& paths) {
    std::vector<InputFile> files;
    for (const auto& path : paths) {
        const QFileInfo info(QString::fromStdString(path));
        if (!info.exists())
            throw Error(ErrorCode::Input, "cannot read " + printable(path), "no such file or folder");
        if (!info.isDir()) {
            files.push_back(inputFile(info));
            continue;
        }
        const auto entries = QDir(info.filePath()).entryInfoList(QDir::Files | QDir::Readable, QDir::Name);
        if (entries.isEmpty())
            throw Error(ErrorCode::Input, "nothing to import in " + printable(path),
                        "the folder holds no file",
                        "Folders are read one level deep: give the folder in which the files lie.");
        for (const auto& entry : entries)
            files.push_back(inputFile(entry));
    }
    return files;
}

std::string fileSha256(const std::string& path) {
    QFile file(QString::fromStdString(path));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        throw Error(ErrorCode::Input, "cannot read " + printable(path), file.errorString().toStdString());
    return hash.result().toHex().toStdString();
}

} // namespace causeway
