// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/script/script_writer.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/collect/script/script_parts.h"

#include <algorithm>

namespace causeway {
namespace script {

std::vector<const live::Statement*> variantsFor(const live::ProbeSpec& spec, Engine engine) {
    std::vector<const live::Statement*> variants;
    for (const auto& v : spec.variants)
        if (v.engines.empty() || std::find(v.engines.begin(), v.engines.end(), engine) != v.engines.end())
            variants.push_back(&v);
    return variants;
}

std::string commented(const std::string& text) {
    return "-- " + replaceAll(text, "\n", "\n-- ") + "\n";
}

std::string sectionHead(const live::ProbeSpec& spec) {
    std::string text = spec.title + " (" + spec.id + ")";
    if (!spec.privileges.empty())
        text += "\nneeds " + join(spec.privileges, ", ");
    return "\n" + commented(text);
}

} // namespace script

std::string collectScript(Engine engine, const CollectOptions& options) {
    if (options.samples < 1 || !(options.everySeconds > 0))
        throw Error(ErrorCode::Usage, "the samples are not understood",
                    "their number and interval must be above 0");
    return engine == Engine::PostgreSQL ? script::postgresqlScript(options)
                                        : script::mysqlScript(engine, options);
}

} // namespace causeway
