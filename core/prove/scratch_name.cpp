// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prove/scratch_name.h"

#include <QCryptographicHash>
#include <QtEndian>

#include <fmt/format.h>

namespace causeway::prove {

namespace {

constexpr std::string_view kPrefix = "causeway_scratch_";
constexpr std::size_t kDigits = 16, kCheckDigits = 8;

QByteArray digest(std::string_view text) {
    return QCryptographicHash::hash(QByteArray(text.data(), qsizetype(text.size())),
                                    QCryptographicHash::Sha256);
}

std::string checkDigits(std::string_view digits) {
    return digest("causeway scratch database " + std::string(digits))
        .toHex()
        .left(int(kCheckDigits))
        .toStdString();
}

} // namespace

std::string scratchName(std::uint64_t random) {
    const std::string digits = fmt::format("{:016x}", random);
    return std::string(kPrefix) + digits + "_" + checkDigits(digits);
}

bool isScratchName(std::string_view name) {
    if (name.size() != kPrefix.size() + kDigits + 1 + kCheckDigits || !name.starts_with(kPrefix))
        return false;
    const auto digits = name.substr(kPrefix.size(), kDigits);
    return digits.find_first_not_of("0123456789abcdef") == std::string_view::npos &&
           name[kPrefix.size() + kDigits] == '_' &&
           name.substr(name.size() - kCheckDigits) == checkDigits(digits);
}

std::int64_t scratchLock(std::string_view name) {
    return qFromBigEndian<qint64>(digest(name).constData());
}

} // namespace causeway::prove
