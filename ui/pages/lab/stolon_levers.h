// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <utility>
#include <vector>

namespace causeway {
struct StolonSpec;
struct Topology;
} // namespace causeway

namespace causeway::ui {

class LabSession;
class Lever;
class Segment;

/// Stolon's settings that say how long an outage lasts, under the names of its cluster specification.
class StolonLevers : public QWidget {
    Q_OBJECT
public:
    explicit StolonLevers(LabSession& session, QWidget* parent = nullptr);
    /// Shows what the topology says, without changing it.
    void follow(const Topology& topology);

private:
    LabSession& session_;
    Segment* sync_;
    std::vector<std::pair<Lever*, double StolonSpec::*>> levers_;
    bool following_ = false; ///< controls are being set, not moved by the user
};

} // namespace causeway::ui
