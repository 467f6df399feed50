// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/rewrite/rewriter.h"
#include "core/sql/postgresql/quote.h"

#include <QString>

#include <fmt/format.h>

#include <algorithm>

namespace causeway::rewrite {

namespace {

std::string listOf(const std::vector<Sql>& values) {
    std::string out;
    for (const Sql& value : values)
        out += (out.empty() ? "" : ", ") + value.text;
    return out;
}

/// "20240229" or "20240229134510" with the signs that PostgreSQL reads; nothing for other texts.
std::optional<std::string> dashedMoment(const std::string& text) {
    if ((text.size() != 8 && text.size() != 14) ||
        text.find_first_not_of("0123456789") != std::string::npos || text.starts_with("0000"))
        return std::nullopt;
    const std::string month = text.substr(4, 2), day = text.substr(6, 2);
    if (month < "01" || month > "12" || day < "01" || day > "31")
        return std::nullopt;
    std::string out = text.substr(0, 4) + "-" + month + "-" + day;
    if (text.size() == 14)
        out += " " + text.substr(8, 2) + ":" + text.substr(10, 2) + ":" + text.substr(12, 2);
    return out;
}

bool isWord(ValueKind k) {
    return k == ValueKind::Text || k == ValueKind::Null || k == ValueKind::Unknown;
}

/// A constant written as a constant of the column's boolean type.
bool asBooleanConstant(Sql& constant) {
    if (!constant.literal || (*constant.literal != "0" && *constant.literal != "1"))
        return false;
    constant.text = *constant.literal == "1" ? "true" : "false";
    constant.kind = ValueKind::Boolean;
    constant.precedence = kPrimary;
    return true;
}

} // namespace

Sql lowered(const Sql& text) {
    if (!text.literal)
        return made("lower(" + text.text + ")", ValueKind::Text, kPrimary, {&text});
    const QString folded = QString::fromStdString(*text.literal).toLower();
    return stringLiteral(folded.toStdString());
}

namespace {

/// An enum column as it is, where both sides are of its type.
void asOwnType(Sql& column) {
    if (column.ownType.empty())
        return;
    column.text = column.ownType;
    column.precedence = kPrimary;
}

} // namespace

/// The label that a text means, in the spelling of the declaration; the text itself when it is none.
std::string labelOf(const std::vector<std::string>& labels, const std::string& text) {
    const auto found = std::find_if(labels.begin(), labels.end(), [&](const std::string& label) {
        return QString::fromStdString(label).compare(QString::fromStdString(text), Qt::CaseInsensitive) == 0;
    });
    return found == labels.end() ? text : *found;
}

namespace {

/// The labels that a text names, in the order and the spelling of the declaration; unknown ones last.
std::vector<std::string> membersOf(const std::vector<std::string>& labels, const std::string& text) {
    std::set<std::string> given;
    for (const auto item : split(text, ','))
        given.insert(labelOf(labels, std::string(item)));
    std::vector<std::string> members;
    for (const auto& label : labels)
        if (given.erase(label) > 0)
            members.push_back(label);
    for (const auto& unknown : given)
        if (!unknown.empty())
            members.push_back(unknown);
    return members;
}

} // namespace

Sql setLiteral(const std::vector<std::string>& labels, const std::string& text) {
    std::string list;
    for (const auto& label : membersOf(labels, text))
        list += (list.empty() ? "" : ", ") + pg::quoteLiteral(label);
    return made("ARRAY[" + list + "]::text[]", ValueKind::TextArray, kPrimary, {});
}

std::string listOf(const std::vector<std::string>& labels, const std::string& text) {
    return causeway::join(membersOf(labels, text), ",");
}

const mysql::Row* rowOf(const mysql::Expr& e) {
    const mysql::Expr* at = &e;
    while (const auto* parens = at->as<mysql::Parens>())
        at = parens->inner.get();
    return at->as<mysql::Row>();
}

/// Brings the sides of a comparison to types that PostgreSQL compares, as MySQL would.
void Rewriter::align(Sql& l, Sql& r) {
    if (l.kind == r.kind && !l.predicate && !r.predicate)
        return;
    if (l.kind == ValueKind::Boolean && r.kind == ValueKind::Boolean)
        return;
    if ((l.kind == ValueKind::Boolean && asBooleanConstant(r)) ||
        (r.kind == ValueKind::Boolean && asBooleanConstant(l)))
        return;
    if (l.kind == ValueKind::Boolean)
        l = asNumber(l);
    if (r.kind == ValueKind::Boolean)
        r = asNumber(r);
    for (auto [a, b] : {std::pair(&l, &r), std::pair(&r, &l)})
        if (alignWith(*a, *b))
            return;
}

/// Brings `b`, and where needed `a`, to one type by what `a` is. True when that was done.
bool Rewriter::alignWith(Sql& a, Sql& b) {
    if (isNumeric(a.kind) && (b.kind == ValueKind::Text || b.kind == ValueKind::Bits)) {
        if (b.kind == ValueKind::Text && !b.literal && !b.members)
            remark("sql.implicit_cast", b.text);
        b = asNumber(b);
        return true;
    }
    if (a.kind == ValueKind::Json && (isNumeric(b.kind) || b.predicate)) {
        const std::string text = b.truth ? (*b.literal == "1" ? "true" : "false") : asValue(b).text;
        b = made(fmt::format("to_jsonb({})", text), ValueKind::Json, kPrimary, {&b});
        return true;
    }
    if (isTemporal(a.kind))
        return alignMoment(a, b);
    if (a.kind == ValueKind::Interval && (b.kind == ValueKind::Time || b.kind == ValueKind::Text)) {
        b = castTo(b, "interval", ValueKind::Interval);
        return true;
    }
    if (a.kind == ValueKind::TextArray || a.kind == ValueKind::Json) {
        if (b.kind == a.kind || b.kind == ValueKind::Null)
            return true;
        const bool exact = a.kind == ValueKind::Json;
        a = asText(a);
        b = asText(b);
        a.exactCase = a.exactCase || exact;
        return true;
    }
    if (a.kind == ValueKind::Bytes && b.kind == ValueKind::Text) {
        if (a.bytes)
            a = asText(a);
        else
            b = forTarget(b, ValueKind::Bytes, "bytea");
        return true;
    }
    if ((a.kind == ValueKind::Uuid || a.kind == ValueKind::Inet) && b.kind == ValueKind::Text) {
        a = asText(a);
        return true;
    }
    return false;
}

bool Rewriter::alignMoment(Sql& a, Sql& b) {
    if (b.kind == ValueKind::Integer && b.literal && b.literal->size() >= 8 && a.kind != ValueKind::Time) {
        b = asMoment(b);
        return true;
    }
    if (isNumeric(b.kind)) {
        a = asNumber(a);
        return true;
    }
    if (b.kind != ValueKind::Text) {
        if (!isTemporal(b.kind) && !isWord(b.kind) && b.kind != ValueKind::Interval)
            throw Unsupported("a date is compared with " + printable(b.text, 60));
        return isTemporal(b.kind);
    }
    if (b.literal && a.kind != ValueKind::Time)
        if (const auto dashed = dashedMoment(*b.literal))
            b = stringLiteral(*dashed);
    if (b.literal && a.kind == ValueKind::Time && !looksLikeTime(*b.literal))
        throw Unsupported("a time is compared with " + printable(b.text, 60));
    if (b.literal && a.kind != ValueKind::Time && !looksLikeMoment(*b.literal))
        throw Unsupported("a date is compared with " + printable(b.text, 60));
    if (!b.literal)
        remark("sql.text_as_date", b.text);
    // Beside a date a text with a time would lose it; alone it stays as it is written.
    constexpr std::size_t kDateOnly = 10;
    if (!b.literal || (a.kind == ValueKind::Date && b.literal->size() > kDateOnly))
        b = asMoment(b);
    return true;
}

/// Text of the default collations compares without regard to case: both sides in lower case. Labels of an
/// ENUM are stored in one spelling only.
void Rewriter::foldCase(Sql& l, Sql& r) {
    for (auto [a, b] : {std::pair(&l, &r), std::pair(&r, &l)})
        if (a->kind == ValueKind::Text && b->placeholder)
            b->kind = ValueKind::Text;
    if (l.kind != ValueKind::Text || r.kind != ValueKind::Text)
        return;
    if (l.exactCase || r.exactCase) {
        l = seesCase(l);
        r = seesCase(r);
        return;
    }
    for (auto [a, b] : {std::pair(&l, &r), std::pair(&r, &l)}) {
        if (a->members && b->literal) {
            *b = stringLiteral(labelOf(*a->members, *b->literal));
            // Compared with a word that is no label, an enum type would refuse the statement.
            const auto& labels = *a->members;
            if (!a->ownType.empty() && std::find(labels.begin(), labels.end(), *b->literal) != labels.end())
                asOwnType(*a);
            return;
        }
        if (b->literal && comparesAlike(*b->literal))
            return;
        if (a->caseBlind != CaseBlind::No && (b->literal || b->placeholder || b->caseBlind == a->caseBlind)) {
            remark("sql.text_compare_blind", a->text);
            return;
        }
    }
    if (l.members && l.members == r.members) {
        asOwnType(l);
        asOwnType(r);
        return;
    }
    for (Sql* side : {&l, &r}) {
        if (!side->literal)
            remark("sql.text_compare", side->text);
        *side = lowered(*side);
    }
}

/// Blanks at the end of a text do not count in a comparison, but for the collations of MySQL 8 (NO PAD).
void Rewriter::trimLiteral(const Sql& other, Sql& literal) {
    if (literal.kind != ValueKind::Text || !literal.literal || !literal.literal->ends_with(' ') ||
        other.kind != ValueKind::Text)
        return;
    const auto end = literal.literal->find_last_not_of(' ');
    const Sql shorter = stringLiteral(literal.literal->substr(0, end == std::string::npos ? 0 : end + 1));
    remark("sql.text_compare", other.text);
    literal = shorter;
}

Sql Rewriter::compare(const std::string& op, Sql l, Sql r) {
    trimLiteral(l, r);
    trimLiteral(r, l);
    if (const auto zero = zeroDate(op, l, r))
        return *zero;
    align(l, r);
    foldCase(l, r);
    const bool same = op == "<=>";
    return made(fmt::format("{} {} {}", wrap(l, kCompare + 1), same ? "IS NOT DISTINCT FROM" : op,
                            wrap(r, kCompare + 1)),
                ValueKind::Boolean, same ? kIs : kCompare, {&l, &r});
}

/// Zero dates are loaded as the type map says: as NULL where it says nothing.
std::optional<Sql> Rewriter::zeroDate(const std::string& op, const Sql& l, const Sql& r) {
    for (const auto& [moment, literal] : {std::pair(&l, &r), std::pair(&r, &l)}) {
        const bool zero =
            literal->literal && (literal->literal->starts_with("0000-00-00") ||
                                 (literal->kind == ValueKind::Integer && *literal->literal == "0"));
        if (!zero || !isTemporal(moment->kind) || moment->kind == ValueKind::Time)
            continue;
        remark("sql.zero_date", moment->text);
        if (!model.options.choices.is("zero_dates", "null")) {
            // Where zero dates are refused no row has one; -infinity is before all others.
            const bool epoch = model.options.choices.is("zero_dates", "epoch");
            const std::string zeroText = !epoch                            ? "'-infinity'"
                                         : moment->kind == ValueKind::Date ? "'1970-01-01'"
                                                                           : "'1970-01-01 00:00:00'";
            const std::string word = op == "<=>" ? "IS NOT DISTINCT FROM" : op;
            const std::string own = wrap(*moment, kCompare + 1);
            return made(moment == &l ? own + " " + word + " " + zeroText : zeroText + " " + word + " " + own,
                        ValueKind::Boolean, op == "<=>" ? kIs : kCompare, {moment});
        }
        const bool equal =
            op == "=" || op == "<=>" || (op == "<=" && moment == &l) || (op == ">=" && moment == &r);
        Sql sql = made(wrap(*moment, kIs + 1) + (equal ? " IS NULL" : " IS NOT NULL"), ValueKind::Boolean,
                       kIs, {moment});
        sql.nullable = false;
        return sql;
    }
    return std::nullopt;
}

Sql Rewriter::between(const mysql::Between& b, const Scope& scope) {
    Sql operand = expr(*b.operand, scope), low = expr(*b.low, scope), high = expr(*b.high, scope);
    Sql plain = asValue(operand), other = plain, first = asValue(low), second = asValue(high);
    align(plain, first);
    foldCase(plain, first);
    align(other, second);
    foldCase(other, second);
    if (other.text != plain.text) {
        const Sql above = compare(">=", operand, low), below = compare("<=", operand, high);
        Sql both =
            made(wrap(above, kAnd) + " AND " + wrap(below, kAnd), ValueKind::Boolean, kAnd, {&above, &below});
        if (b.negated)
            both = made("NOT (" + both.text + ")", ValueKind::Boolean, kNot, {&both});
        return both;
    }
    return made(fmt::format("{} {}BETWEEN {} AND {}", wrap(plain, kOther), b.negated ? "NOT " : "",
                            wrap(first, kOther), wrap(second, kOther)),
                ValueKind::Boolean, kLike, {&plain, &first, &second});
}

Sql Rewriter::in(const mysql::In& i, const Scope& scope) {
    const std::string word = i.negated ? "NOT IN" : "IN";
    if (i.query)
        return inQuery(i, word, scope);
    if (const mysql::Row* row = rowOf(*i.operand))
        return inRows(i, *row, word, scope);
    const Sql operand = value(*i.operand, scope);
    std::string list, head;
    Sql result = operand;
    bool alike = true;
    for (const auto& item : i.items) {
        Sql one = value(*item, scope), own = operand;
        align(own, one);
        foldCase(own, one);
        alike = alike && (head.empty() || head == wrap(own, kLike + 1));
        head = wrap(own, kLike + 1);
        result = made("", ValueKind::Boolean, kLike, {&result, &one});
        list += (list.empty() ? "" : ", ") + one.text;
    }
    if (alike)
        return made(fmt::format("{} {} ({})", head, word, list), ValueKind::Boolean, kLike, {&result});
    Sql any;
    for (const auto& item : i.items) {
        const Sql one = compare("=", operand, value(*item, scope));
        any = any.text.empty()
                  ? one
                  : made(any.text + " OR " + wrap(one, kOr), ValueKind::Boolean, kOr, {&any, &one});
    }
    return i.negated ? made("NOT (" + any.text + ")", ValueKind::Boolean, kNot, {&any}) : any;
}

Sql Rewriter::inQuery(const mysql::In& i, const std::string& word, const Scope& scope) {
    const mysql::Row* row = rowOf(*i.operand);
    std::vector<Sql> operands;
    if (!row)
        operands.push_back(value(*i.operand, scope));
    for (std::size_t k = 0; row && k < row->items.size(); ++k)
        operands.push_back(value(*row->items[k], scope));
    const std::string list = alignedQuery(operands, query(*i.query, &scope, false));
    const std::string head = row ? "(" + listOf(operands) + ")" : wrap(operands[0], kLike + 1);
    Sql sql = made(fmt::format("{} {} ({})", head, word, list), ValueKind::Boolean, kLike, {});
    for (const Sql& operand : operands)
        sql.nullable = sql.nullable || operand.nullable;
    return sql;
}

/// The rows of a subquery whose columns compare with `operands` as MySQL compares them: by type and case.
std::string Rewriter::alignedQuery(std::vector<Sql>& operands, const QuerySql& inner) {
    if (inner.columns.size() != operands.size())
        return inner.text; // of columns that are not known, or an error in MySQL as well
    std::string names, values;
    bool changed = false;
    for (std::size_t i = 0; i < operands.size(); ++i) {
        const std::string name = operands.size() == 1 ? "x" : fmt::format("x{}", i + 1);
        Sql column = made("q." + name, inner.columns[i].kind, kPrimary, {});
        column.exactCase = inner.columns[i].exactCase;
        align(operands[i], column);
        foldCase(operands[i], column);
        changed = changed || column.text != "q." + name;
        names += (i > 0 ? ", " : "") + name;
        values += (i > 0 ? ", " : "") + column.text;
    }
    return changed ? fmt::format("SELECT {} FROM ({}) AS q ({})", values, inner.text, names) : inner.text;
}

/// (a, b) = (c, d), one pair after another.
Sql Rewriter::compareRows(const std::string& op, const mysql::Row& l, const mysql::Row& r,
                          const Scope& scope) {
    if (l.items.size() != r.items.size() || l.items.empty())
        throw Unsupported("rows of different lengths are compared");
    if (op != "=" && op != "<=>" && op != "<>")
        throw Unsupported("rows are compared by their order");
    Sql all;
    for (std::size_t i = 0; i < l.items.size(); ++i) {
        const Sql one = compare(op == "<=>" ? op : "=", expr(*l.items[i], scope), expr(*r.items[i], scope));
        all = i == 0
                  ? one
                  : made(wrap(all, kAnd) + " AND " + wrap(one, kAnd), ValueKind::Boolean, kAnd, {&all, &one});
    }
    return op == "<>" ? made("NOT (" + all.text + ")", ValueKind::Boolean, kNot, {&all}) : all;
}

Sql Rewriter::inRows(const mysql::In& i, const mysql::Row& operand, const std::string& word,
                     const Scope& scope) {
    std::string head, list;
    bool alike = true;
    Sql any;
    for (const auto& item : i.items) {
        const mysql::Row* row = rowOf(*item);
        if (!row || row->items.size() != operand.items.size())
            throw Unsupported("a row is looked for among what is no row of its length");
        std::vector<Sql> left, right;
        for (std::size_t k = 0; k < row->items.size(); ++k) {
            Sql l = value(*operand.items[k], scope), r = value(*row->items[k], scope);
            trimLiteral(l, r);
            align(l, r);
            foldCase(l, r);
            left.push_back(l);
            right.push_back(r);
        }
        alike = alike && (head.empty() || head == listOf(left));
        head = listOf(left);
        list += (list.empty() ? "(" : ", (") + listOf(right) + ")";
        const Sql one = compareRows("=", operand, *row, scope);
        any = any.text.empty()
                  ? one
                  : made(any.text + " OR " + wrap(one, kOr), ValueKind::Boolean, kOr, {&any, &one});
    }
    if (alike)
        return made(fmt::format("({}) {} ({})", head, word, list), ValueKind::Boolean, kLike, {&any});
    return i.negated ? made("NOT (" + any.text + ")", ValueKind::Boolean, kNot, {&any}) : any;
}

Sql Rewriter::like(const mysql::Like& l, const Scope& scope) {
    Sql operand = text(*l.operand, scope);
    const Sql pattern = text(*l.pattern, scope);
    if (operand.exactCase || pattern.exactCase)
        operand = seesCase(operand);
    if (l.op == "SOUNDS LIKE")
        throw Unsupported("SOUNDS LIKE has no counterpart");
    const bool exact = operand.exactCase || pattern.exactCase ||
                       (pattern.literal && l.op == "LIKE" && comparesAlike(*pattern.literal));
    if (!exact)
        remark("sql.case_insensitive_match", operand.text);
    const std::string negation = l.negated ? "NOT " : "";
    if (l.op == "REGEXP")
        return made(fmt::format("{} {}{} {}", wrap(operand, kOther), l.negated ? "!~" : "~", exact ? "" : "*",
                                wrap(asPattern(pattern), kOther + 1)),
                    ValueKind::Boolean, kOther, {&operand, &pattern});
    std::string escape;
    if (l.escape)
        escape = " ESCAPE " + text(*l.escape, scope).text;
    return made(fmt::format("{} {}{} {}{}", wrap(operand, kOther), negation, exact ? "LIKE" : "ILIKE",
                            wrap(pattern, kOther), escape),
                ValueKind::Boolean, kLike, {&operand, &pattern});
}

Sql Rewriter::is(const mysql::Is& i, const Scope& scope) {
    const std::string tail = std::string(" IS ") + (i.negated ? "NOT " : "") + i.what;
    const Sql operand = i.what == "NULL" ? expr(*i.operand, scope) : condition(*i.operand, scope);
    Sql sql = made(wrap(operand, kIs + 1) + tail, ValueKind::Boolean, kIs, {&operand});
    sql.nullable = false;
    return sql;
}

} // namespace causeway::rewrite
