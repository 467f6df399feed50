// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/rule.h"

#include <string>
#include <vector>

namespace causeway {

/// An index that can be held against others: valid, whole, with every part known.
bool comparable(const Index& index);
/// The statement that makes the index of a MySQL or MariaDB table again.
std::string createIndex(const RuleContext& context, const Table& table, const Index& index);

/// Do the rules about copies propose something for the index, or keep it because they drop another?
bool isSpokenFor(const Table& table, const Index& index);

/// Indexes that a rule proposes to drop, each with the statements that do and undo it.
struct DroppableIndexes {
    std::vector<std::string> names;
    std::string drop, create;
    /// because: the index that makes this one needless, or a figure; may be empty.
    void add(const RuleContext& context, const Table& table, const Index& index, const std::string& because);
    /// One finding for all of them; passed when there are none.
    RuleVerdict verdict(const RuleContext& context, Severity severity,
                        Confidence confidence = Confidence::Measured) const;
};

} // namespace causeway
