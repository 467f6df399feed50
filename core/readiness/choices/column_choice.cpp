// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/choices/column_choice.h"

#include "core/base/text.h"
#include "core/readiness/general/general_obstacles.h"

#include <algorithm>

namespace causeway {

const ChoiceDefinition* choiceOf(const Column& column) {
    if (column.autoIncrement)
        return nullptr;
    TargetColumn target;
    target.source = &column;
    target.type = mapType(column.type);
    const auto& ids = target.type.obstacles;
    switch (target.type.family) {
    case TypeFamily::Integer:
        if (std::find(ids.begin(), ids.end(), "mysql.tinyint1") != ids.end())
            return choiceDefinition("tinyint1");
        if (!column.type.isUnsigned)
            return nullptr;
        return choiceDefinition(toLower(column.type.name) == "bigint" ? "bigint_unsigned" : "unsigned");
    case TypeFamily::Decimal:
    case TypeFamily::Float:
        return column.type.isUnsigned ? choiceDefinition("unsigned") : nullptr;
    case TypeFamily::Enum:
        return choiceDefinition("enum");
    case TypeFamily::Set:
        return choiceDefinition("set");
    case TypeFamily::Datetime:
        return choiceDefinition("datetime");
    case TypeFamily::Timestamp:
        return choiceDefinition("timestamp");
    case TypeFamily::Text:
        return ignoresCase(target) ? choiceDefinition("text_case") : nullptr;
    default:
        return nullptr;
    }
}

} // namespace causeway
