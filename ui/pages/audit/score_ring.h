// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit.h"
#include "ui/kit/picture_menu.h"

#include <QWidget>

#include <vector>

namespace causeway::ui {

/// The score as a figure in a ring: the one round chart of the product.
class ScoreRing : public QWidget {
    Q_OBJECT
public:
    explicit ScoreRing(QWidget* parent = nullptr);
    void setReport(const AuditReport& report);
    Drawing drawing() const;
    /// Each area's score and what it costs.
    std::unique_ptr<QAbstractItemModel> values() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void paint(QPainter& painter) const;

    int score_ = 0;
    std::vector<FamilyScore> families_;
};

} // namespace causeway::ui
