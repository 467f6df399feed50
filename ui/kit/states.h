// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QFrame>

#include <cstdint>

class QHBoxLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace causeway::ui {

/// Icon, a strong line, a text below and buttons: the shared shape of the states of a page or card.
class StateBox : public QFrame {
    Q_OBJECT
public:
    StateBox(const QString& iconName, const char* iconToken, const QString& title, const QString& text,
             QWidget* parent = nullptr);
    /// Without its frame: for a place that stands in a card already.
    void setFrameless();
    void setTexts(const QString& title, const QString& text);
    /// The first button added is the primary one.
    QPushButton* addButton(const QString& text, const QString& iconName = {});

protected:
    QVBoxLayout* words() const { return words_; }
    QHBoxLayout* buttons() const { return buttons_; }

private:
    QLabel* title_;
    QLabel* text_;
    QVBoxLayout* words_;
    QHBoxLayout* buttons_;
    int added_ = 0;
};

/// What is missing, what fills it, one primary button. Stands where a bare table would.
class EmptyState : public StateBox {
    Q_OBJECT
public:
    EmptyState(const QString& iconName, const QString& title, const QString& text, QWidget* parent = nullptr);
};

/// 4 checks were not assessed: reason, and the GRANT that would change it.
class NotAssessedState : public StateBox {
    Q_OBJECT
public:
    NotAssessedState(const QString& title, const QString& text, QWidget* parent = nullptr);
};

/// What failed, why, what next; in place, not in a dialog.
class FailedState : public StateBox {
    Q_OBJECT
public:
    explicit FailedState(const Error& error, QWidget* parent = nullptr);
    /// What "Copy details" puts on the clipboard: never holds a secret, since Error never does.
    const QString& details() const { return details_; }

private:
    QString details_;
};

/// The stage, how far it is, Cancel. Stays hidden for its first 300 ms.
class WorkingState : public QFrame {
    Q_OBJECT
public:
    explicit WorkingState(QWidget* parent = nullptr);
    /// total 0: not known yet, the count alone is shown.
    void setProgress(const QString& stage, std::uint64_t done, std::uint64_t total);
    /// A line at the foot: "Results so far are shown below".
    void setNote(const QString& note);
    /// Shows itself after 300 ms, so that short work does not flash.
    void begin();
    void end();

signals:
    void cancelRequested();

private:
    QLabel* stage_;
    QLabel* count_;
    QLabel* note_;
    QProgressBar* bar_;
    QPushButton* cancel_;
    class QTimer* delay_;
};

} // namespace causeway::ui
