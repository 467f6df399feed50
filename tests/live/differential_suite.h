// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/prove/row_compare.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

/// The cases of tests/live/differential: MySQL statements, each with the class that its conversion must have.
namespace causeway::differential {

struct Case {
    std::string id; ///< "91.07"; the number before the dot is the kind, as the catalogue of obstacles has it
    std::string kind;     ///< "91 integer division": the file's first line
    std::string expected; ///< "automatic", "assisted" or "manual"
    std::string only;     ///< "mysql" or "mariadb": the statement is known to one of them only
    std::vector<std::string> statements;
    std::string file;
};

inline std::string readText(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw Error(ErrorCode::Input, "cannot read " + path.toStdString());
    return file.readAll().toStdString();
}

/// Every case of the folder's NN_*.sql files, in order. A file begins with "-- kind: 91 integer division"; a
/// case with "-- 91.07 automatic" and, where one server alone knows the statement, "mysql" or "mariadb"
/// behind it. Throws Error(Input) for a file that is not understood.
inline std::vector<Case> readCases(const QString& folder) {
    std::vector<Case> all;
    for (const auto& name : QDir(folder).entryList({"[0-9]*.sql"}, QDir::Files, QDir::Name)) {
        std::string kind, text = readText(folder + "/" + name);
        for (const auto line : split(text, '\n')) {
            if (line.starts_with("-- kind: ")) {
                kind = line.substr(9);
            } else if (line.starts_with("-- ")) {
                const auto words = split(line.substr(3), ' ');
                if (words.size() < 2 || words.size() > 3)
                    throw Error(ErrorCode::Input, name.toStdString() + ": " + std::string(line));
                all.push_back({std::string(words[0]),
                               kind,
                               std::string(words[1]),
                               words.size() > 2 ? std::string(words[2]) : std::string(),
                               {},
                               name.toStdString()});
            } else if (!trim(line).empty()) {
                if (all.empty())
                    throw Error(ErrorCode::Input, name.toStdString() + " begins without a case");
                // A statement ends with ";" at a line's end.
                auto& statements = all.back().statements;
                if (statements.empty() || trim(statements.back()).ends_with(";"))
                    statements.emplace_back();
                statements.back() += std::string(line) + "\n";
            }
        }
    }
    for (auto& c : all)
        for (auto& s : c.statements) {
            s = std::string(trim(s));
            if (s.ends_with(";"))
                s.pop_back();
        }
    return all;
}

using prove::Rows;
using prove::sameValue;

inline Rows normalised(const std::vector<std::vector<std::optional<std::string>>>& rows, bool ordered) {
    Rows out = prove::normalised(rows);
    if (!ordered)
        std::sort(out.begin(), out.end());
    return out;
}

inline std::string shown(const Rows& rows) {
    std::string out;
    for (std::size_t r = 0; r < rows.size() && r < 12; ++r) {
        for (std::size_t c = 0; c < rows[r].size(); ++c)
            out += (c > 0 ? " | " : r > 0 ? " // " : "") + rows[r][c];
    }
    return out.empty() ? "(no rows)" : out;
}

/// Empty when both are the same; else both.
inline std::string difference(const Rows& mysql, const Rows& postgres) {
    bool same = mysql.size() == postgres.size();
    for (std::size_t r = 0; same && r < mysql.size(); ++r) {
        same = mysql[r].size() == postgres[r].size();
        for (std::size_t c = 0; same && c < mysql[r].size(); ++c)
            same = sameValue(mysql[r][c], postgres[r][c]);
    }
    return same ? std::string() : "original: " + shown(mysql) + "\n    converted: " + shown(postgres);
}

} // namespace causeway::differential
