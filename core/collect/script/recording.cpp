// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/script/recording.h"

namespace causeway::script {
namespace {

constexpr std::string_view kMark = "causeway_section";
constexpr std::size_t kHead = 8192; ///< the mark stands within this many bytes

bool isXml(std::string_view head) {
    return head.starts_with("<?xml");
}

} // namespace

bool looksLikeRecording(std::string_view head) {
    const auto mark = head.substr(0, kHead).find(kMark);
    return mark != std::string_view::npos && (isXml(head) || mark == 0);
}

Recording readRecording(std::string_view text) {
    return isXml(text) ? readXmlRecording(text) : readCsvRecording(text);
}

} // namespace causeway::script
