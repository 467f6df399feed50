// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "core/collect/target.h"

#include <optional>
#endif

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace causeway::ui {

/// Asks for the PostgreSQL server on which the conversion is tried. The password is read when it is used and
/// kept nowhere.
class VerifyDialog : public QDialog {
    Q_OBJECT
public:
    /// url: what was used last, or empty.
    VerifyDialog(const QString& url, int targetVersion, QWidget* parent = nullptr);
    /// The server, once the dialog was accepted.
    Target target() const;
    std::optional<std::string> password() const;
    QString url() const;

private:
    void check();

    QLineEdit *url_, *password_;
    QLabel* reason_;
    QPushButton* run_;
};

} // namespace causeway::ui
