// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/live/session.h"
#include "core/collect/script/recording.h"

#include <map>

namespace causeway::script {

/// Answers from a recording what a collector asks: a probe asked again gets its next answer, and after the
/// last one none. What the recording lacks has failed, never an empty answer.
class RecordedSession final : public live::Session {
public:
    explicit RecordedSession(Recording recording) : recording_(std::move(recording)) {}

    ProbeResult run(const std::string& id, const std::string& sql, const live::ResultLimits& limits,
                    Progress& progress) override;
    std::size_t statements() const override { return statements_; }

private:
    Recording recording_;
    std::map<std::string, std::size_t> next_; ///< by probe: where in the recording to look on
    std::size_t statements_ = 0;
};

} // namespace causeway::script
