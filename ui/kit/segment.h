// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QButtonGroup;

namespace causeway::ui {

/// Two to five choices side by side, one of them chosen; arrow keys move the choice.
class Segment : public QWidget {
    Q_OBJECT
public:
    /// name: what is chosen here, for assistive technology.
    Segment(const QStringList& choices, const QString& name, QWidget* parent = nullptr);
    int current() const;
    void setCurrent(int index);

signals:
    void currentChanged(int index);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QButtonGroup* group_;
};

} // namespace causeway::ui
