// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/finding.h"
#include "ui/pages/workload/query_conversions.h"
#include "ui/pages/workload/workload_source.h"

#include <QFrame>

#include <memory>

class QHBoxLayout;
class QStackedWidget;

namespace causeway::ui {

class ElidedLabel;
class Segment;
class ShapeConversionView;
class ShapeFacts;
class SourceView;

/// The side of the workload: the chosen query, what PostgreSQL makes of it, and what the source can see.
class ShapePanel : public QFrame {
    Q_OBJECT
public:
    enum Side { QuerySide, PostgreSqlSide, SourceSide };
    explicit ShapePanel(QueryConversions& conversions, QWidget* parent = nullptr);
    /// The source, its audit (null while there is none) and the chosen shape (null for none).
    void show(const WorkloadSource& source, std::shared_ptr<const AuditReport> audit,
              const QueryClass* shape);
    void showSide(Side side);

signals:
    void openFinding(const QString& key);
    void openTable(const QString& name);

private:
    void showHead();
    void showCurrent();
    void showConversion();
    QueryConversions& conversions_;
    WorkloadSource source_;
    std::shared_ptr<const AuditReport> audit_;
    const QueryClass* shape_ = nullptr;
    std::array<bool, 3> fresh_{}; ///< sides that show the present shape already
    ElidedLabel* title_;
    QHBoxLayout* chips_;
    Segment* segment_;
    QStackedWidget* stack_;
    ShapeFacts* facts_;
    ShapeConversionView* conversion_;
    SourceView* seen_;
};

} // namespace causeway::ui
