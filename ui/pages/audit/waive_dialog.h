// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/finding.h"

#include <QDialog>

class QDateEdit;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace causeway::ui {

/// Asks why a finding is accepted, who decided, and until when. The name is remembered.
class WaiveDialog : public QDialog {
    Q_OBJECT
public:
    /// day: the snapshot's; the waiver ends on it at the earliest, and a quarter later unless changed.
    WaiveDialog(const Finding& finding, Date day, QWidget* parent = nullptr);
    Waiver waiver() const;
    void accept() override;

private:
    void update();
    std::string key_;
    QPlainTextEdit* reason_;
    QLineEdit* author_;
    QDateEdit* until_;
    QPushButton* waive_;
};

} // namespace causeway::ui
