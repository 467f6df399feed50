// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace causeway::ui {

/// A name, its share as a bar and in words: one line of a short list.
class ShareLine : public QWidget {
    Q_OBJECT
public:
    /// share: 0..1; words: "87 %, 12 000 calls".
    ShareLine(const QString& name, double share, const QString& words, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString name_, words_;
    double share_;
};

} // namespace causeway::ui
