// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sql/mysql/keyword.h"
#include "core/sql/mysql/parser.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

/// Private to the parser's source files.
namespace causeway::mysql {

/// Thrown inside the parser only; parser.cpp turns it into a value.
struct SyntaxError {
    ParseFailure failure;
};

/// A recursive-descent parser over the tokens of one statement.
class Parser {
public:
    Parser(std::string_view text, const LexOptions& options, Place start);
    ~Parser();
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;

    StatementNode statement();
    ExprPtr expression();
    QueryPtr query();
    DataType dataType();
    void expectEnd();

private:
    // ---- tokens: parser_tokens.cpp
    using Words = std::initializer_list<Keyword>;
    const Token& peek() const { return tokens_[at_]; } // at_ stops at the End token
    const Token& peek(std::size_t ahead) const { return tokens_[std::min(at_ + ahead, tokens_.size() - 1)]; }
    const Token& take() { return at_ + 1 < tokens_.size() ? tokens_[at_++] : tokens_.back(); }
    static bool same(const Token& t, const Keyword& keyword) {
        return t.mark == keyword.mark() && t.is(keyword.text());
    }
    bool is(const Keyword& keyword) const { return same(peek(), keyword); }
    bool is(const Keyword& keyword, std::size_t ahead) const { return same(peek(ahead), keyword); }
    bool isOp(std::string_view op) const { return peek().isOperator(op); }
    bool isOp(std::string_view op, std::size_t ahead) const { return peek(ahead).isOperator(op); }
    bool isAny(Words keywords, std::size_t ahead = 0) const;
    bool sequence(Words keywords) const; ///< the next words in this order
    bool accept(const Keyword& keyword) {
        const bool found = is(keyword);
        if (found)
            take();
        return found;
    }
    /// All of them in this order, or nothing.
    bool accept(Words keywords) { return is(*keywords.begin()) && acceptSequence(keywords); }
    bool acceptSequence(Words keywords);
    bool acceptOp(std::string_view op) {
        const bool found = isOp(op);
        if (found)
            take();
        return found;
    }
    void expect(const Keyword& keyword) {
        if (!accept(keyword))
            fail(keyword.text());
    }
    void expectOp(std::string_view op) {
        if (!acceptOp(op))
            failOp(op);
    }
    [[noreturn]] void failOp(std::string_view op) const;
    [[noreturn]] void fail(std::string_view expected) const;
    [[noreturn]] void failAt(const Token& token, std::string message) const;
    bool atName(std::size_t ahead = 0) const;
    std::string name(std::string_view what = "a name");
    std::string nameAfterDot();
    std::string nameOrString(std::string_view what = "a name");
    ObjectName objectName();
    std::vector<std::string> nameList(); ///< (a, b, c)
    std::string stringValue();           ///< a string literal, decoded
    std::uint64_t unsignedValue();
    std::int64_t signedValue();
    std::string account();                              ///< user@host, CURRENT_USER
    std::string textFrom(std::size_t firstToken) const; ///< up to the token before the current one
    std::string textInParens();                         ///< "(...)": the inside as written
    void skipBalanced(Words stops); ///< up to one of these words, a comma or a ) at this level, or the end
    std::size_t closing(std::size_t token) const { return close_[token]; }

    // ---- expressions: expr_operators.cpp, expr_primary.cpp, expr_calls.cpp
    ExprPtr logicalExpr(int level);
    ExprPtr notExpr();
    ExprPtr comparison();
    ExprPtr predicate();
    ExprPtr inTail(ExprPtr operand, bool negated, std::size_t start);
    ExprPtr bitExpr(int minPrecedence);
    ExprPtr unary();
    ExprPtr postfix(ExprPtr operand, std::size_t start);
    ExprPtr primary();
    ExprPtr wordPrimary(std::size_t start);
    ExprPtr parenthesis(std::size_t start);
    ExprPtr stringLiteral(std::size_t start, std::string charset);
    ExprPtr variable(std::size_t start);
    ExprPtr columnRef(std::size_t start);
    ExprPtr caseExpr(std::size_t start);
    ExprPtr castExpr(std::size_t start);
    ExprPtr convertExpr(std::size_t start);
    ExprPtr intervalExpr(std::size_t start);
    ExprPtr matchExpr(std::size_t start);
    ExprPtr odbcEscape(std::size_t start);
    ExprPtr call(std::size_t start, std::string schema);
    void callArguments(Call& c);
    bool specialArguments(Call& c);
    void groupConcatTail(Call& c);
    void callTail(Call& c);
    Window window();
    DataType castType();
    std::vector<ExprPtr> expressionList();
    std::vector<OrderItem> orderItems();
    bool queryAhead(std::size_t token) const; ///< does the "(" at this index open a query?
    template <class T> ExprPtr make(T node, std::size_t start) {
        auto e = std::make_unique<Expr>();
        e->node.template emplace<T>(std::move(node));
        finish(*e, start);
        return e;
    }
    void finish(Expr& e, std::size_t start);
    int noteDepth(std::size_t start);

    // ---- queries: query_parser.cpp, from_parser.cpp
    QueryPtr queryExpr();
    std::vector<CommonTable> withClause(bool& recursive);
    QueryPart queryPart();
    Select select();
    void selectModifiers(Select& s);
    std::vector<SelectItem> selectItems();
    std::string aliasHere();
    void queryTail(Query& q);
    std::optional<Limit> limitClause();
    std::string intoClause();
    std::string lockingClause();
    std::vector<TableRefPtr> tableRefs();
    TableRefPtr tableRef();
    TableRefPtr joinTail(TableRefPtr left, std::size_t start);
    bool joinAhead() const;
    TableRefPtr tableFactor();
    TableRefPtr namedTable();
    template <class T> TableRefPtr makeRef(T node, std::size_t start);

    // ---- INSERT, UPDATE, DELETE: dml_parser.cpp
    Insert insertStatement();
    void insertSource(Insert& in);
    std::vector<Assignment> assignments();
    Update updateStatement(std::vector<CommonTable> with);
    Delete deleteStatement(std::vector<CommonTable> with);

    // ---- definitions: ddl_*.cpp
    StatementNode createStatement();
    StatementNode alterStatement();
    StatementNode dropStatement();
    RenameTables renameStatement();
    SetVariables setStatement();
    OtherStatement otherStatement();
    StatementNode withStatement();
    std::optional<SetSequence> sequenceValue();
    SetVariables::Item setItem();
    CreateDatabase databaseOptions(bool alter);
    CreateSequence createSequence();
    CreateIndex createIndex();
    CreateTable createTable(bool temporary, bool orReplace);
    void tableElements(CreateTable& t);
    void tableElement(CreateTable& t);
    void createTail(CreateTable& t);
    void columnDef(ColumnDef& c);
    void columnAttributes(ColumnDef& c);
    bool columnAttribute(ColumnDef& c);
    void generatedColumn(ColumnDef& c);
    bool typeAttribute(DataType& t);
    std::string typeName();
    void typeArguments(DataType& t);
    void typeAttributes(DataType& t);
    TextExpr parenthesised();
    TextExpr defaultExpr();
    std::optional<KeyDef> keyDef();
    std::vector<KeyPartDef> keyParts();
    void keyOptions(KeyDef& k);
    ReferenceDef references();
    std::string referenceAction();
    CheckDef check(std::string constraint);
    bool tableOption(TableOptions& options);
    std::string optionValue();
    PartitionByDef partitionBy();
    std::string partitionMethod(std::string& expression);
    std::vector<PartitionDef> partitionList();
    PartitionDef partition(bool sub);
    AlterTable alterTable();
    AlterAction alterAction();
    bool alterAdd(AlterAction& a);
    bool alterDrop(AlterAction& a);
    bool alterRename(AlterAction& a);
    bool alterColumn(AlterAction& a);
    bool alterPartitions(AlterAction& a);
    void columnPosition(AlterAction& a);
    CreateView createView(bool orReplace, std::string algorithm, std::string definer, std::string security);
    CreateRoutine createRoutine(std::string definer, bool orReplace, bool aggregate);
    std::vector<ParameterDef> parameters(bool function);
    void characteristics(CreateRoutine& r);
    CreateTrigger createTrigger(std::string definer);
    CreateEvent createEvent(std::string definer);
    std::string restOfText(Place& place);

    /// Counts how deep the recursion is; fails before the stack is in danger.
    class Nested {
    public:
        explicit Nested(Parser& p);
        ~Nested() { --parser_.nesting_; }
        Nested(const Nested&) = delete;
        Nested& operator=(const Nested&) = delete;

    private:
        Parser& parser_;
    };

    std::string_view text_;
    LexOptions options_;
    std::vector<Token> tokens_;
    std::vector<std::size_t> close_; ///< for each "(": the index of its ")", or the end's
    std::size_t at_ = 0;
    int nesting_ = 0;
    std::vector<std::pair<std::size_t, int>> depths_; ///< (first token, depth) of finished trees
};

} // namespace causeway::mysql
