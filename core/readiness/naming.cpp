// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/naming.h"

#include "core/base/text.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

namespace causeway {

std::string NameSpace::take(std::string_view text) {
    const std::string wanted = lower_ ? toLower(text) : std::string(text);
    std::string name = pg::fitIdentifier(wanted);
    for (int n = 2; !names_.insert(name).second; ++n)
        name = pg::fitIdentifier(fmt::format("{}_{}", wanted, n));
    return name;
}

} // namespace causeway
