// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QBoxLayout;
class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace causeway::ui {

class ElidedLabel;

/// A framed ground with a title (the conclusion), a line below it and a body.
class Card : public QFrame {
    Q_OBJECT
public:
    explicit Card(const QString& title = {}, const QString& subtitle = {}, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    void setSubtitle(const QString& subtitle);
    /// Right of the title: tool buttons, segments, a chip.
    void addAction(QWidget* widget);
    /// Inside the card, 16 from its edges.
    QVBoxLayout* body() const { return body_; }
    /// For tables and canvases that reach the card's edges; the header keeps its margins.
    void setFlush();
    /// Room for two lines of title instead of an elided one.
    void setTitleWraps();

private:
    QWidget* header_;
    ElidedLabel* title_;
    QLabel* wrapped_ = nullptr; ///< stands in for title_ where titles wrap
    QLabel* subtitle_;
    QVBoxLayout* words_;
    QHBoxLayout* actions_;
    QVBoxLayout* body_;
};

} // namespace causeway::ui
