// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/base/time.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace causeway {

enum class FactKind {
    Text,
    Bytes,
    Seconds,
    GrowthPerQuarter,
    PerSecond,
    Count,
    Money,
    Date,
    Choice,
    DateRanges
};

/// One criterion or interview question: what the client says, as opposed to what was measured.
struct FactDefinition {
    std::string key;   ///< "volume", "growth", "rps", "cpus", "ram", "rto", "rpo"...
    std::string group; ///< "Client", "Case", "Targets", "Machines", "Operations", "Project"
    std::string label; ///< a field's label in the window
    std::string help;  ///< one sentence: what it decides
    FactKind kind = FactKind::Text;
    std::vector<std::string> choices;
    std::string example; ///< a value that parses: "100GB"
};

/// All definitions, in the order in which a form shows them.
const std::vector<FactDefinition>& factDefinitions();
const FactDefinition* factDefinition(std::string_view key);

struct Fact {
    std::string text;   ///< as entered, after validation
    std::string source; ///< who said so: "interview", "contract", a name
    std::optional<Instant> at;
    bool operator==(const Fact&) const = default;
};

/// The client's criteria and interview facts. Values are validated on entry, so that getters never fail:
/// they return nothing when the fact is not known.
class Criteria {
public:
    /// Throws Error(Usage) for an unknown key or a value that does not parse, naming both and an example.
    void set(std::string_view key, std::string_view text, std::string_view source = "interview",
             std::optional<Instant> at = {});
    void clear(std::string_view key);
    /// "KEY=VALUE" sets, "KEY=" forgets. Throws as set() does.
    void assign(std::string_view assignment, std::string_view source, std::optional<Instant> at);
    /// One assignment a line; blank lines and those that begin with # are passed over. Throws Error(Input)
    /// naming the line; nothing is set then.
    void assignLines(std::string_view text, std::string_view source, std::optional<Instant> at);
    const Fact* fact(std::string_view key) const;
    const std::map<std::string, Fact, std::less<>>& facts() const { return facts_; }

    std::optional<std::string> text(std::string_view key) const;
    /// In the kind's base unit: bytes, seconds, factor a quarter (1.5), per second, a count, money.
    std::optional<double> number(std::string_view key) const;
    std::optional<Date> date(std::string_view key) const;
    /// Inclusive ranges such as change freezes: "2026-12-01..2027-01-10, 2027-11-20..2027-12-01".
    std::vector<std::pair<Date, Date>> dateRanges(std::string_view key) const;

    Json toJson() const;
    static Criteria fromJson(const Json& json);
    bool operator==(const Criteria&) const = default;

private:
    std::map<std::string, Fact, std::less<>> facts_;
};

} // namespace causeway
