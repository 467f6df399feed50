// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

#include <string>

class QPainter;

namespace causeway::ui {

/// A word on a soft ground, 22 high: a severity, an environment, an area, an active filter.
/// A plain chip takes no focus; one made closable is a button that emits clicked().
class Chip : public QAbstractButton {
    Q_OBJECT
public:
    /// toneWord: as tone() takes it; other words are neutral.
    explicit Chip(const QString& text, std::string toneWord = {}, QWidget* parent = nullptr);
    /// Shape, word and colour of a severity: "critical".."info", "ok", "na".
    static Chip* severity(const std::string& word, QWidget* parent = nullptr);
    /// PRODUCTION, STAGING or TEST; other environments as they are written.
    static Chip* environment(const std::string& environment, QWidget* parent = nullptr);

    void setTone(std::string toneWord);
    /// Shows × in front: an active filter that a click removes.
    void setClosable(bool closable);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString iconName() const;
    std::string tone_;
    bool closable_ = false;
};

/// The user's word for "critical".."info", "ok", "na": "Critical", "Passed", "Not assessed".
QString severityWord(const std::string& word);

/// Icon and word of a severity on the given ground, as table cells and legends show it.
void paintSeverity(QPainter& painter, const QRect& place, const std::string& word, const QString& text,
                   const QColor& ground);

} // namespace causeway::ui
