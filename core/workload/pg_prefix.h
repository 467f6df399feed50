// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/pg_record.h"

#include <string>
#include <string_view>
#include <vector>

namespace causeway {

/// A log_line_prefix, ready to take lines apart (PostgreSQL 18's manual, 20.8.3).
class PgPrefix {
public:
    explicit PgPrefix(std::string_view pattern);
    /// Takes the line apart when it begins with the prefix and a severity ("LOG:  ") in a known language.
    bool match(std::string_view line, PgRecord& record) const;
    /// How much it tells: the number of its escapes.
    std::size_t detail() const { return parts_.size(); }

private:
    struct Part {
        char escape = 0;     ///< 0: a literal
        std::string literal; ///< what follows the escape, or stands alone
        bool padded = false; ///< blanks may stand around the value
    };
    bool matchFrom(std::size_t part, std::string_view rest, PgRecord& record, int& tries) const;
    static std::size_t fixedSize(char escape, std::string_view rest);
    static void assign(char escape, std::string_view value, PgRecord& record);
    std::vector<Part> parts_;
};

} // namespace causeway
