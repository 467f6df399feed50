// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/collect.h"

#include <QWidget>

#include <map>

class QComboBox;
class QDoubleSpinBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QSpinBox;
class QStackedWidget;
class QTabBar;

namespace causeway::ui {

/// How to reach one server: a URL that fills the fields, or the fields themselves. The password is read
/// from its field when it is used and kept nowhere else.
class ConnectionForm : public QWidget {
    Q_OBJECT
public:
    explicit ConnectionForm(QWidget* parent = nullptr);

    Target target() const;
    void setTarget(const Target& target);
    std::string password() const;
    CollectOptions options() const;
    /// Why no connection can be tried yet; empty when it can.
    QString lacking() const;
    /// The URL was not taken; the reason stands below it.
    bool urlRefused() const;
    /// Frames the fields that a step of the connection ("port", "login"...) depends on and shows their tab;
    /// an empty step takes all frames away.
    void blame(const std::string& step);
    /// An empty form for the next server; TLS and timing stay.
    void clearServer();

signals:
    void edited();

private:
    QWidget* makeGeneral();
    QWidget* makeTls();
    QWidget* makeTiming();
    QWidget* fileField(QLineEdit*& field, const QString& title);
    QLineEdit* line(const char* name, bool code = false);
    void readUrl(const QString& text, bool finished);
    void fieldsEdited();
    void engineChosen();

    QLineEdit* url_;
    QLabel* urlNote_;
    QTabBar* tabs_;
    QStackedWidget* sheets_;
    QComboBox *engine_, *environment_, *tls_;
    QLineEdit *host_, *user_, *password_, *database_, *name_, *socket_;
    QLineEdit *ca_, *certificate_, *key_;
    QSpinBox *port_, *samples_;
    QDoubleSpinBox *every_, *connectTimeout_, *statementTimeout_;
};

} // namespace causeway::ui
