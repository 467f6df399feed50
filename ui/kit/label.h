// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme_manager.h"

#include <QLabel>

namespace causeway::ui {

/// A label of one text role. tone: "text", "muted", "accent", "accentText", "critical", "high", "medium" or
/// "ok"; its colour follows a theme switch. Text is plain: a client's names are never read as markup.
QLabel* makeLabel(const QString& text, TextRole role = TextRole::Body, const char* tone = "text",
                  QWidget* parent = nullptr);
/// The same, breaking lines, selectable by mouse.
QLabel* makeParagraph(const QString& text, TextRole role = TextRole::Body, const char* tone = "text",
                      QWidget* parent = nullptr);
void setTone(QLabel* label, const char* tone);

/// A line of 1 px across.
QWidget* makeLine(QWidget* parent = nullptr);

/// One line that gives way by eliding; the whole text is then its tooltip.
class ElidedLabel : public QLabel {
    Q_OBJECT
public:
    ElidedLabel(const QString& text, TextRole role, const char* tone = "text", QWidget* parent = nullptr);
    void setFullText(const QString& text);
    const QString& fullText() const { return full_; }
    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void elide();
    QString full_;
};

} // namespace causeway::ui
