// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/finding.h"
#include "ui/kit/scroll_box.h"
#include "ui/pages/workload/workload_source.h"

class QVBoxLayout;

namespace causeway::ui {

/// All that is known of one query shape: its text with the lines marked that a missing index would serve,
/// what the audit says, figures, latencies, load, who runs it, the tables it touches, one execution.
class ShapeFacts : public ScrollBox {
    Q_OBJECT
public:
    explicit ShapeFacts(QWidget* parent = nullptr);
    void show(const WorkloadSource& source, const QueryClass& shape,
              const std::vector<const Finding*>& findings);

signals:
    void openFinding(const QString& key);
    void openTable(const QString& name);

private:
    void addTitle(const QString& title);
    void addText(const WorkloadSource& source, const QueryClass& shape,
                 const std::vector<const Finding*>& findings);
    void addFinding(const Finding& finding);
    void addFigures(const WorkloadSource& source, const QueryClass& shape);
    void addCharts(const QueryClass& shape);
    void addNames(const QString& title, const std::vector<NamedLoad>& names, const std::string& only,
                  std::uint64_t count, std::uint64_t shapeNs);
    void addTables(const WorkloadSource& source, const QueryClass& shape);
    void addSample(const WorkloadSource& source, const QueryClass& shape);
};

} // namespace causeway::ui
