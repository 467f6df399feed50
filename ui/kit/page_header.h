// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace causeway::ui {

/// A page's answer: a sentence computed from results, the line it rests on, actions at the right.
class PageHeader : public QWidget {
    Q_OBJECT
public:
    explicit PageHeader(QWidget* parent = nullptr);
    void setHeadline(const QString& headline, const QString& basis = {});
    void addAction(QWidget* widget);

private:
    QLabel* headline_;
    QLabel* basis_;
    QHBoxLayout* actions_;
};

} // namespace causeway::ui
