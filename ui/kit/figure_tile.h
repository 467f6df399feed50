// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

#include <string>

namespace causeway::ui {

/// A count or score with its word: "3 Critical". Checkable tiles are filters; a plain one is read only.
class FigureTile : public QAbstractButton {
    Q_OBJECT
public:
    /// toneWord: a severity puts its shape before the figure; empty for none.
    FigureTile(const QString& value, const QString& label, std::string toneWord = {},
               QWidget* parent = nullptr);
    void setValue(const QString& value);
    void setNote(const QString& note);
    /// A filter: a click checks it, with focus and frame.
    void setFilter(bool on);
    QSize sizeHint() const override;
    /// Nothing is cut off: only the margin at the right gives way.
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void describe();
    QString value_, label_, note_;
    std::string tone_;
};

} // namespace causeway::ui
