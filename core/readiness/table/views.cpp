// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/programs/programs.h"
#include "core/readiness/rewrite/rewriter.h"
#include "core/sql/mysql/parser.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway {

namespace {

constexpr int kSecurityInvokerSince = 15;

class ViewConverter {
public:
    explicit ViewConverter(TargetModel& model) : model_(model) {}

    std::vector<Conversion> all() {
        for (const View& view : model_.catalog->views)
            names_.emplace(key(view.schema, view.name), &view);
        for (const View& view : model_.catalog->views)
            convert(view);
        return std::move(done_);
    }

private:
    static std::string key(const std::string& schema, const std::string& name) {
        return toLower(schema) + "." + toLower(name);
    }

    /// Views that this one reads come first; a view that reads itself in a circle is refused by name look-up.
    void convert(const View& view) {
        if (started_.size() > kMaxDepth + done_.size() ||
            !started_.insert(key(view.schema, view.name)).second)
            return;
        for (const auto& token : mysql::tokenize(view.select)) {
            if (token.kind != mysql::TokenKind::Word && token.kind != mysql::TokenKind::QuotedName)
                continue;
            const auto other = names_.find(key(view.schema, mysql::unquoteName(token.text)));
            if (other != names_.end() && other->second != &view)
                convert(*other->second);
        }
        done_.push_back(write(view));
    }

    Conversion write(const View& view) {
        Conversion conversion;
        conversion.kind = "view";
        conversion.schema = view.schema;
        conversion.name = view.name;
        conversion.source =
            view.source.empty() ? "CREATE VIEW `" + view.name + "` AS " + view.select : view.source;
        conversion.place = view.place;
        Notes notes(view.schema.empty() ? view.name : view.schema + "." + view.name, view.place);
        std::string text, reason;
        try {
            text = statement(view, notes);
        } catch (const rewrite::Unsupported& refusal) {
            reason = refusal.what();
            notes.add("mysql.view_manual", {{"reason", "Not converted: " + reason + "."}});
        }
        conversion.obstacles = notes.take();
        conversion.parts.push_back(
            {ScriptPhase::Views,
             reason.empty() ? text : commented("Manual: " + reason + "\n" + conversion.source)});
        finish(conversion, !reason.empty());
        return conversion;
    }

    std::string statement(const View& view, Notes& notes) {
        const auto parsed = mysql::parseQuery(view.select);
        if (!parsed)
            throw rewrite::Unsupported("the query was not understood: " + parsed.failure.message);
        rewrite::Rewriter rewriter(model_, view.schema, view.select);
        auto query = rewriter.query(**parsed.value, nullptr);
        rewriter.addRemarks(notes);
        const auto place = std::size_t(&view - model_.catalog->views.data());
        TargetView target{model_.names.schema(view.schema), model_.viewNames[place], view.schema, view.name,
                          query.columns};
        const std::string columns = columnList(view, target);
        model_.views.push_back(target);
        const bool invoker = equalsIgnoreCase(view.security, "INVOKER") &&
                             model_.options.targetVersion >= kSecurityInvokerSince;
        std::string check;
        if (!view.checkOption.empty() && !equalsIgnoreCase(view.checkOption, "NONE"))
            check = "\nWITH " +
                    std::string(equalsIgnoreCase(view.checkOption, "LOCAL") ? "LOCAL" : "CASCADED") +
                    " CHECK OPTION";
        return fmt::format("CREATE VIEW {}{}{} AS\n{}{};\n", pg::qualified(target.schema, target.name),
                           columns, invoker ? " WITH (security_invoker = true)" : "", query.text, check);
    }

    /// The names of the view's columns where they differ from those of its query; else empty.
    std::string columnList(const View& view, TargetView& target) {
        NameSpace& names = model_.names.columns(view.schema + "." + view.name);
        std::vector<std::string> list;
        bool differ = false;
        for (std::size_t i = 0; i < target.columns.size(); ++i) {
            ViewColumn& column = target.columns[i];
            if (column.name == "*")
                return {};
            const std::string source = i < view.columns.size() ? view.columns[i] : column.name;
            const std::string name = names.take(source);
            model_.names.changed("column", view.schema.empty() ? view.name : view.schema + "." + view.name,
                                 source, name);
            differ = differ || name != column.name;
            column.name = name;
            list.push_back(name);
        }
        return differ ? " (" + pg::quoteList(list) + ")" : std::string();
    }

    static constexpr std::size_t kMaxDepth = 500; ///< views that read views
    TargetModel& model_;
    std::map<std::string, const View*> names_;
    std::set<std::string> started_;
    std::vector<Conversion> done_;
};

} // namespace

std::vector<Conversion> convertViews(TargetModel& model) {
    return ViewConverter(model).all();
}

} // namespace causeway
