// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

#include <QFrame>
#include <QPushButton>

#include <functional>
#include <vector>

class QAction;
class QEventLoop;
class QLineEdit;
class QListWidget;

namespace causeway::ui {

/// Looks like a field; Ctrl+K or a click opens the palette.
class PaletteField : public QPushButton {
    Q_OBJECT
public:
    explicit PaletteField(QWidget* parent = nullptr);

signals:
    void opened();

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// Finds an action, a page, a finding or a table by any words of its name.
class Palette : public QFrame {
    Q_OBJECT
public:
    Palette(Workbench& workbench, const QList<QAction*>& actions, const std::vector<Page*>& pages,
            QWidget* parent);
    /// Shows itself under the field and returns when something was chosen or Esc pressed.
    void openBelow(const QWidget* field);

signals:
    void chosen(const QString& pageId, const QString& anchor);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    struct Entry {
        QString text, kind;
        std::function<void()> act;
    };
    void filter(const QString& words);
    void choose();

    std::vector<Entry> entries_;
    std::vector<std::size_t> shown_;
    QLineEdit* field_;
    QListWidget* list_;
    QEventLoop* loop_ = nullptr;
};

} // namespace causeway::ui
