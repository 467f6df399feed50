// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/scroll_box.h"
#include "ui/pages/workload/workload_source.h"

namespace causeway::ui {

/// What the source can see and what it cannot, what of the log was left out, and who makes the load.
class SourceView : public ScrollBox {
    Q_OBJECT
public:
    explicit SourceView(QWidget* parent = nullptr);
    void show(const WorkloadSource& source);

private:
    void addTitle(const QString& title);
    void addLoads(const QString& title, const std::vector<NamedLoad>& loads, const WorkloadDigest& digest);
};

} // namespace causeway::ui
