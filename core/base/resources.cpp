// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/resources.h"

#include "core/base/error.h"

#include <QFile>

#include <map>
#include <mutex>

namespace causeway {

std::string resourceBytes(std::string_view path) {
    QFile file(":/causeway/" + QString::fromUtf8(path.data(), qsizetype(path.size())));
    if (!file.open(QIODevice::ReadOnly))
        throw Error(ErrorCode::Internal, "the program lacks its resource " + std::string(path));
    return file.readAll().toStdString();
}

const Json& resourceJson(std::string_view path) {
    static std::mutex mutex;
    static std::map<std::string, Json, std::less<>> parsed;
    const std::lock_guard lock(mutex);
    if (const auto it = parsed.find(path); it != parsed.end())
        return it->second;
    try {
        return parsed.emplace(path, Json::parse(resourceBytes(path))).first->second;
    } catch (const Json::exception& e) {
        throw Error(ErrorCode::Internal, "the resource " + std::string(path) + " is not valid JSON",
                    e.what());
    }
}

} // namespace causeway
