// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/resources.h"

#include "core/base/error.h"

#include <QFile>

namespace causeway {

std::string resourceBytes(std::string_view path) {
    QFile file(":/causeway/" + QString::fromUtf8(path.data(), qsizetype(path.size())));
    if (!file.open(QIODevice::ReadOnly))
        throw Error(ErrorCode::Internal, "the program lacks its resource " + std::string(path));
    return file.readAll().toStdString();
}

Json resourceJson(std::string_view path) {
    try {
        return Json::parse(resourceBytes(path));
    } catch (const Json::exception& e) {
        throw Error(ErrorCode::Internal, "the resource " + std::string(path) + " is not valid JSON", e.what());
    }
}

} // namespace causeway
