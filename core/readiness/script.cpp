// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/concat.h"
#include "core/base/text.h"
#include "core/readiness/conversion.h"
#include "core/readiness/notes.h"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace causeway {

namespace {

struct Section {
    ScriptPhase phase;
    std::string_view title;
};
constexpr std::array kSections{
    Section{ScriptPhase::Tables, "Tables and sequences"},
    Section{ScriptPhase::AfterLoad, "Next values of identity columns, after the load"},
    Section{ScriptPhase::Indexes, "Unique constraints and indexes"},
    Section{ScriptPhase::ForeignKeys, "Foreign keys"},
    Section{ScriptPhase::Routines, "Functions and procedures"},
    Section{ScriptPhase::Views, "Views"},
    Section{ScriptPhase::Triggers, "Triggers"},
    Section{ScriptPhase::Events, "Scheduled jobs"}};

std::string rule(std::string_view title) {
    return fmt::format("\n-- {:-<76}\n-- {}\n-- {:-<76}\n", "", title, "");
}

std::string questions(const Conversion& conversion) {
    std::string out;
    for (const Obstacle& o : conversion.obstacles)
        if (!o.question.empty())
            out += commented(concat({"To confirm: ", o.message, " ", o.question}));
    return out;
}

std::string heading(const Conversion& conversion) {
    const std::string name =
        conversion.schema.empty() ? conversion.name : conversion.schema + "." + conversion.name;
    return "\n" + commented(concat(
                      {conversion.kind, " ", printable(name), " (", verdictName(conversion.verdict), ")"}));
}

std::string loadRemark() {
    return rule("Load the data here") + "-- The tables have no secondary indexes, foreign keys or triggers "
                                        "yet: copy the rows now, then go on.\n";
}

} // namespace

std::string ReadinessReport::script() const {
    std::string out = preamble;
    for (const Section& section : kSections) {
        if (section.phase == ScriptPhase::AfterLoad)
            out += loadRemark();
        bool begun = false;
        for (const Conversion& conversion : conversions)
            for (const ConversionPart& part : conversion.parts)
                if (part.phase == section.phase) {
                    if (!std::exchange(begun, true))
                        out += rule(section.title);
                    out += heading(conversion);
                    if (&part == &conversion.parts.front())
                        out += questions(conversion);
                    out += part.sql;
                }
    }
    return out;
}

} // namespace causeway
