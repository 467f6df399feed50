// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/mysql/program_blocks.h"

namespace causeway::mysql {

bool createsProgram(std::string_view text, const LexOptions& options) {
    constexpr int kHeaderTokens = 16; // OR REPLACE DEFINER = user @ host AGGREGATE ...
    Lexer lexer(text, options);
    auto t = lexer.next();
    if (t.is("BEGIN"))
        return lexer.next().is("NOT");
    if (!t.is("CREATE"))
        return false;
    for (int i = 0; i < kHeaderTokens; ++i) {
        t = lexer.next();
        if (t.is("TRIGGER") || t.is("PROCEDURE") || t.is("FUNCTION") || t.is("EVENT"))
            return true;
        if (t.kind == TokenKind::End || t.is("TABLE") || t.is("VIEW") || t.is("DATABASE") || t.is("SCHEMA") ||
            t.is("INDEX") || t.is("TEMPORARY"))
            return false;
    }
    return false;
}

int blockBalance(std::string_view text, const LexOptions& options) {
    Lexer lexer(text, options);
    int balance = 0;
    bool afterDot = false;
    auto t = lexer.next();
    while (t.kind != TokenKind::End) {
        if (!afterDot && (t.is("BEGIN") || t.is("CASE"))) {
            ++balance;
        } else if (!afterDot && t.is("END")) {
            t = lexer.next();
            if (t.is("IF") || t.is("LOOP") || t.is("WHILE") || t.is("REPEAT") || t.is("FOR")) {
                t = lexer.next();
                continue;
            }
            --balance;
            if (!t.is("CASE"))
                continue;
        }
        afterDot = t.isOperator(".");
        t = lexer.next();
    }
    return balance;
}

} // namespace causeway::mysql
