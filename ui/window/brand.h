// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace causeway::ui {

/// The mark and the name at the rail's top; the mark alone when narrow.
class Brand : public QWidget {
    Q_OBJECT
public:
    explicit Brand(QWidget* parent = nullptr);
    void setNarrow(bool narrow);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool narrow_ = false;
};

} // namespace causeway::ui
