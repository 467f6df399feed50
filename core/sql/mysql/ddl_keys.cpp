// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/sql/mysql/parser_impl.h"

/// Keys, foreign keys and their options.
namespace causeway::mysql {

/// A key or a foreign key; nothing when no such thing begins here. CONSTRAINT name has been looked past by
/// the caller only when a CHECK follows.
std::optional<KeyDef> Parser::keyDef() {
    KeyDef k;
    k.place = peek().place;
    const auto start = at_;
    if (accept("CONSTRAINT") && atName())
        k.constraint = name("a constraint's name");
    if (accept("PRIMARY")) {
        expect("KEY");
        k.kind = KeyDef::Kind::Primary;
    } else if (accept({"FOREIGN", "KEY"})) {
        k.kind = KeyDef::Kind::Foreign;
    } else if (accept("UNIQUE")) {
        k.kind = KeyDef::Kind::Unique;
    } else if (isAny({"FULLTEXT", "SPATIAL"})) {
        k.kind = is("FULLTEXT") ? KeyDef::Kind::Fulltext : KeyDef::Kind::Spatial;
        take();
    } else if (!isAny({"KEY", "INDEX"})) {
        at_ = start;
        return {};
    }
    if (k.kind != KeyDef::Kind::Primary && k.kind != KeyDef::Kind::Foreign && !accept("KEY"))
        accept("INDEX");
    k.ifNotExists = accept({"IF", "NOT", "EXISTS"});
    if (atName() && !(isAny({"USING", "TYPE"}) && !isOp("(", 1)))
        k.name = name("a key's name");
    if (accept("USING") || accept("TYPE"))
        k.method = toUpper(nameAfterDot());
    k.parts = keyParts();
    if (k.kind == KeyDef::Kind::Foreign) {
        expect("REFERENCES");
        k.references = references();
    } else {
        for (const auto& part : k.parts)
            k.withoutOverlaps = k.withoutOverlaps || part.withoutOverlaps;
        keyOptions(k);
    }
    return k;
}

std::vector<KeyPartDef> Parser::keyParts() {
    std::vector<KeyPartDef> parts;
    expectOp("(");
    do {
        KeyPartDef p;
        p.place = peek().place;
        if (isOp("(")) {
            p.expression = parenthesised();
        } else {
            p.column = name("a column's name");
            if (acceptOp("(")) {
                p.length = static_cast<std::uint32_t>(unsignedValue());
                expectOp(")");
            }
            p.withoutOverlaps = accept({"WITHOUT", "OVERLAPS"});
        }
        p.descending = accept("DESC");
        if (!p.descending)
            accept("ASC");
        parts.push_back(std::move(p));
    } while (acceptOp(","));
    expectOp(")");
    return parts;
}

void Parser::keyOptions(KeyDef& k) {
    for (;;) {
        if (accept("USING") || accept("TYPE")) {
            k.method = toUpper(nameAfterDot());
        } else if (accept("COMMENT")) {
            acceptOp("=");
            k.comment = stringValue();
        } else if (accept("INVISIBLE") || accept("IGNORED")) {
            k.visible = false;
        } else if (accept("VISIBLE") || accept({"NOT", "IGNORED"})) {
            k.visible = true;
        } else if (accept({"WITH", "PARSER"})) {
            k.options["WITH PARSER"] = nameAfterDot();
        } else if (isAny(
                       {"KEY_BLOCK_SIZE", "CLUSTERING", "ENGINE_ATTRIBUTE", "SECONDARY_ENGINE_ATTRIBUTE"}) ||
                   ((peek().kind == TokenKind::Word || peek().kind == TokenKind::QuotedName) &&
                    isOp("=", 1))) {
            auto option = toUpper(unquoteName(take().text));
            acceptOp("=");
            k.options[std::move(option)] = optionValue();
        } else {
            return;
        }
    }
}

} // namespace causeway::mysql
