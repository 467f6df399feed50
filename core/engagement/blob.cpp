// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engagement/blob.h"

#include "core/base/error.h"

#include <zstd.h>

namespace causeway::engagement {
namespace {

constexpr unsigned long long kLargestDocument = 4ULL << 30; ///< bytes unpacked; a bound against damaged files
constexpr int kCompressionLevel = 6; ///< a schema of 2,000 tables packs in about 0.1 s at this level

Error damaged(std::string why) {
    return Error(ErrorCode::Storage, "part of the engagement file is damaged", std::move(why),
                 "open a copy of the file, or collect again");
}

} // namespace

QByteArray packJson(const Json& json) {
    return packText(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

QByteArray packText(std::string_view text) {
    QByteArray packed(qsizetype(ZSTD_compressBound(text.size())), Qt::Uninitialized);
    const auto size =
        ZSTD_compress(packed.data(), std::size_t(packed.size()), text.data(), text.size(), kCompressionLevel);
    if (ZSTD_isError(size))
        throw Error(ErrorCode::Internal, "cannot compress a document", ZSTD_getErrorName(size));
    packed.resize(qsizetype(size));
    return packed;
}

Json unpackJson(const QByteArray& bytes) {
    const auto size = ZSTD_getFrameContentSize(bytes.constData(), std::size_t(bytes.size()));
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > kLargestDocument)
        throw damaged("a document has no valid size");
    std::string text(std::size_t(size), '\0');
    const auto got = ZSTD_decompress(text.data(), text.size(), bytes.constData(), std::size_t(bytes.size()));
    if (ZSTD_isError(got) || got != text.size())
        throw damaged(ZSTD_isError(got) ? ZSTD_getErrorName(got) : "a document is shorter than it says");
    try {
        return Json::parse(text);
    } catch (const Json::exception& e) {
        throw damaged(e.what());
    }
}

} // namespace causeway::engagement
