// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "core/collect/target.h"

#endif

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace causeway::ui {

/// Asks for the PostgreSQL server on which the conversion is tried, and for one of the source's kind on which
/// the queries run as they are. Passwords are read when they are used and kept nowhere.
class VerifyDialog : public QDialog {
    Q_OBJECT
public:
    /// The URLs: what was used last, or empty.
    VerifyDialog(const QString& url, const QString& originalUrl, int targetVersion,
                 QWidget* parent = nullptr);
    /// The servers, once the dialog was accepted.
    ScratchServers servers() const;
    /// The passwords that were typed, by server.
    SecretProvider secret() const;
    QString url() const;
    QString originalUrl() const;

private:
    void check();
    QString whyNot() const;

    QLineEdit *url_, *password_, *original_, *originalPassword_;
    QLabel* reason_;
    QPushButton* run_;
};

} // namespace causeway::ui
