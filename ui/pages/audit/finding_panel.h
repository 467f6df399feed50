// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"
#include "ui/pages/audit/audit_model.h"

#include <QFrame>

class QPushButton;
class QVBoxLayout;

namespace causeway::ui {

class ScrollBox;

/// The side of the audit: one finding in full, or why a check was not assessed.
class FindingPanel : public QFrame {
    Q_OBJECT
public:
    explicit FindingPanel(QWidget* parent = nullptr);
    void show(const AuditRow& row);
    void clear();
    /// Whether a task of the roadmap mends it.
    void setPlanned(bool planned);
    /// Says what would stand here.
    void showNothing();
    /// The key of the finding shown; empty for a check that was not assessed.
    const std::string& key() const { return key_; }
    /// The fix's text goes to the clipboard; false when there is none.
    bool copyFix() const;

signals:
    void waiveAsked();
    void withdrawAsked();
    void roadmapAsked();

private:
    void addSection(const QString& title, const QString& text);
    void addEvidence(const Finding& finding);
    void addEvidenceLine(const EvidenceLine& line);
    void addFact(const QString& label, const QString& text);
    void showFinding(const Finding& finding);

    QWidget* actions_;
    ScrollBox* scroll_;
    QVBoxLayout* body_ = nullptr;
    QPushButton* copy_;
    QPushButton* waive_;
    QPushButton* withdraw_;
    QPushButton* plan_;
    std::string key_;
    QString fix_;
};

} // namespace causeway::ui
