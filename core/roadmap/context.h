// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/roadmap/outcome_words.h"
#include "core/roadmap/roadmap.h"
#include "core/roadmap/templates.h"

namespace causeway::plan {

/// What every part of the plan asks of the input, worked out once.
struct Context {
    explicit Context(const RoadmapInput& input);

    const RoadmapInput& in;
    Date start{};                           ///< start_date, else the snapshot's day, else the forecast's
    const ServerEvidence* server = nullptr; ///< the one that is moved or strengthened
    std::optional<Date> moveBy;             ///< the day the move would end without the work on limits
    bool fromMySql = false;                 ///< a MySQL or MariaDB server is part of the evidence
    bool migrating = false;                 ///< a conversion was assessed
    int target = 15;
    std::vector<Finding> findings; ///< worst first
    std::vector<Candidate> tried;  ///< best first
    std::size_t objects = 0, automatic = 0, assisted = 0, manual = 0;
    std::size_t unproven = 0, proven = 0; ///< converted and never run; ran on a server
    std::optional<double> copyRate;       ///< bytes a second
    Basis copyBasis = Basis::Assumed;
    std::optional<double> volume; ///< bytes
    std::size_t tables = 0;
    /// The files come from a smaller copy: what was read of it, and how many times larger the client says its
    /// own system is.
    struct Scaling {
        double raw = 0, factor = 1; ///< bytes
        std::string factorText() const;
    };
    std::optional<Scaling> scaling;
    bool volumeScaled = false; ///< `volume` is scaling's raw times its factor
    Words words;               ///< for the texts

    const Candidate* best() const { return tried.empty() ? nullptr : &tried.front(); }
    std::size_t count(Severity s) const;
    const Limit* limit(std::string_view id) const;
    /// Seconds one copy of the volume takes, where both are known.
    std::optional<double> copySeconds() const;
    const std::string& word(std::string_view key) const { return words.find(key)->second; }
    /// "RPO 0 ms, RTO 60 s" of the targets that are set; "no stated target" for none.
    std::string targets() const;
    bool hasTargets() const; ///< any of those
    /// "100 GB = 914 MB read × 112: ..." where the volume was computed from a smaller copy; else empty.
    std::string scaleNote() const;
};

} // namespace causeway::plan
