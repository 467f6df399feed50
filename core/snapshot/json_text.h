// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace causeway {

/// JSON as text, written piece by piece without a tree of it in memory. The bytes are those that
/// Json::dump(-1, ' ', false, replace) gives: no blanks, UTF-8 as it is, invalid UTF-8 replaced.
class JsonText {
public:
    using Take = std::function<void(std::string_view)>;

    /// `take` gets the text in pieces of about 64 KiB; the last one at finish().
    explicit JsonText(Take take);
    void finish();

    /// What stands between values: braces, brackets, colons, commas, names that need no escapes.
    void raw(std::string_view text) {
        buffer_.append(text);
        if (buffer_.size() >= kPiece)
            finish();
    }
    void text(std::string_view value); ///< in quotes, with escapes
    void number(std::uint64_t value);
    void number(std::int64_t value);
    void number(double value); ///< null when it is not finite
    void boolean(bool value) { raw(value ? "true" : "false"); }

private:
    static constexpr std::size_t kPiece = std::size_t{64} << 10;

    Take take_;
    std::string buffer_;
};

} // namespace causeway
