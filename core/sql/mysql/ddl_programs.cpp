// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/sql/mysql/parser_impl.h"

/// Views, triggers, routines and events: headers in full, bodies as text.
namespace causeway::mysql {

/// Everything from here to the last token, which is the whole rest of the statement.
std::string Parser::restOfText(Place& place) {
    place = peek().place;
    const auto from = at_;
    at_ = tokens_.size() - 1;
    return textFrom(from);
}

CreateView Parser::createView(bool orReplace, std::string algorithm, std::string definer,
                              std::string security) {
    CreateView v;
    v.orReplace = orReplace;
    v.algorithm = std::move(algorithm);
    v.definer = std::move(definer);
    v.security = std::move(security);
    accept({"IF", "NOT", "EXISTS"});
    v.view = objectName();
    if (isOp("("))
        v.columns = nameList();
    expect("AS");
    const auto from = at_;
    auto last = tokens_.size() - 1; // WITH [CASCADED|LOCAL] CHECK OPTION stands at the very end
    if (last >= 3 && tokens_[last - 1].is("OPTION") && tokens_[last - 2].is("CHECK")) {
        const bool scope = tokens_[last - 3].is("CASCADED") || tokens_[last - 3].is("LOCAL");
        v.checkOption = scope ? toUpper(tokens_[last - 3].text) : "CASCADED";
        last -= scope ? 4 : 3;
    }
    v.selectPlace = peek().place;
    try {
        v.query = queryExpr();
        if (at_ != last)
            fail("the end of the view");
    } catch (const SyntaxError& e) {
        v.query.reset();
        v.failure = e.failure.message;
        v.failurePlace = e.failure.place;
    }
    at_ = last;
    v.select = textFrom(from);
    if (v.select.empty())
        fail("SELECT");
    at_ = tokens_.size() - 1;
    return v;
}

CreateTrigger Parser::createTrigger(std::string definer) {
    CreateTrigger t;
    t.definer = std::move(definer);
    accept({"IF", "NOT", "EXISTS"});
    t.name = objectName();
    if (!isAny({"BEFORE", "AFTER"}))
        fail("BEFORE or AFTER");
    t.timing = toUpper(take().text);
    if (!isAny({"INSERT", "UPDATE", "DELETE"}))
        fail("INSERT, UPDATE or DELETE");
    t.event = toUpper(take().text);
    expect("ON");
    t.table = objectName();
    for (const Keyword& word : {Keyword("FOR"), Keyword("EACH"), Keyword("ROW")})
        expect(word);
    if (isAny({"FOLLOWS", "PRECEDES"})) {
        t.order = toUpper(take().text);
        t.order += " " + name("a trigger's name");
    }
    t.body = restOfText(t.bodyPlace);
    if (t.body.empty())
        fail("the trigger's body");
    return t;
}

CreateRoutine Parser::createRoutine(std::string definer, bool orReplace, bool aggregate) {
    CreateRoutine r;
    r.definer = std::move(definer);
    r.orReplace = orReplace;
    r.aggregate = aggregate;
    r.function = is("FUNCTION");
    take();
    r.ifNotExists = accept({"IF", "NOT", "EXISTS"});
    r.name = objectName();
    const auto open = at_;
    r.parameters = parameters(r.function);
    r.parametersText =
        std::string(trim(text_.substr(tokens_[open].end(), tokens_[at_ - 1].offset - tokens_[open].end())));
    if (r.function) {
        expect("RETURNS");
        r.returns = dataType();
    }
    characteristics(r);
    r.body = restOfText(r.bodyPlace);
    if (r.body.empty())
        fail("the routine's body");
    return r;
}

std::vector<ParameterDef> Parser::parameters(bool function) {
    std::vector<ParameterDef> list;
    expectOp("(");
    if (acceptOp(")"))
        return list;
    do {
        ParameterDef p;
        p.place = peek().place;
        p.mode = "IN";
        if (!function && isAny({"IN", "OUT", "INOUT"}))
            p.mode = toUpper(take().text);
        else if (function)
            accept("IN");
        p.name = name("a parameter's name");
        p.type = dataType();
        list.push_back(std::move(p));
    } while (acceptOp(","));
    expectOp(")");
    return list;
}

void Parser::characteristics(CreateRoutine& r) {
    auto& c = r.characteristics;
    for (;;) {
        if (accept("COMMENT"))
            c["COMMENT"] = stringValue();
        else if (accept("LANGUAGE"))
            c["LANGUAGE"] = toUpper(nameAfterDot());
        else if (accept("DETERMINISTIC"))
            c["DETERMINISTIC"] = "YES";
        else if (accept({"NOT", "DETERMINISTIC"}))
            c["DETERMINISTIC"] = "NO";
        else if (accept({"CONTAINS", "SQL"}))
            c["DATA ACCESS"] = "CONTAINS SQL";
        else if (accept({"NO", "SQL"}))
            c["DATA ACCESS"] = "NO SQL";
        else if (accept({"READS", "SQL", "DATA"}))
            c["DATA ACCESS"] = "READS SQL DATA";
        else if (accept({"MODIFIES", "SQL", "DATA"}))
            c["DATA ACCESS"] = "MODIFIES SQL DATA";
        else if (accept({"SQL", "SECURITY"}))
            r.security = toUpper(nameAfterDot());
        else
            return;
    }
}

CreateEvent Parser::createEvent(std::string definer) {
    CreateEvent e;
    e.definer = std::move(definer);
    accept({"IF", "NOT", "EXISTS"});
    e.name = objectName();
    expect("ON");
    expect("SCHEDULE");
    const auto from = at_;
    while (peek().kind != TokenKind::End && !isAny({"DO", "ENABLE", "DISABLE", "COMMENT"}) &&
           !(is("ON") && is("COMPLETION", 1)))
        take();
    e.schedule = textFrom(from);
    if (accept({"ON", "COMPLETION"})) {
        e.completion = accept("NOT") ? "NOT PRESERVE" : "PRESERVE";
        expect("PRESERVE");
    }
    e.status = "ENABLE";
    if (accept("DISABLE")) {
        e.status = "DISABLE";
        if (accept("ON"))
            e.status += " ON " + toUpper(nameAfterDot());
    } else {
        accept("ENABLE");
    }
    if (accept("COMMENT"))
        e.comment = stringValue();
    expect("DO");
    e.body = restOfText(e.bodyPlace);
    if (e.body.empty())
        fail("the event's body");
    return e;
}

} // namespace causeway::mysql
