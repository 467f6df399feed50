// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/mysql/parser.h"
#include "core/sql/postgresql/lexer.h"

#include <cstdint>

/// Hostile text through both lexers and MySQL's parser, in every way they can be called. The first byte chooses
/// the SQL mode.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace causeway;
    if (size == 0)
        return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    mysql::LexOptions options;
    options.mode.ansiQuotes = (data[0] & 1) != 0;
    options.mode.pipesAsConcat = (data[0] & 2) != 0;
    options.mode.noBackslashEscapes = (data[0] & 4) != 0;
    options.flavour = (data[0] & 8) != 0 ? mysql::Flavour::MariaDB : mysql::Flavour::Either;
    options.keepComments = (data[0] & 16) != 0;
    std::size_t covered = 0;
    for (const auto& token : mysql::tokenize(text, options)) {
        if (token.offset < covered || token.end() > text.size())
            __builtin_trap(); // tokens stand in order, inside the text
        covered = token.offset;
    }
    postgresql::Lexer lexer(text);
    while (lexer.next().kind != mysql::TokenKind::End) {
    }
    mysql::parseStatement(text, options);
    mysql::parseExpression(text, options);
    mysql::parseDataType(text, options);
    return 0;
}
