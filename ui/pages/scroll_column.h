// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

class QVBoxLayout;

namespace causeway::ui {

/// A column that scrolls up and down on the ground of what it stands in. Its height follows paragraphs that
/// break anew when the width changes, which a plain QScrollArea misses while it is hidden.
class ScrollColumn : public QScrollArea {
    Q_OBJECT
public:
    explicit ScrollColumn(QWidget* parent = nullptr);
    QVBoxLayout* rows() const { return rows_; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void fit();
    QVBoxLayout* rows_;
};

} // namespace causeway::ui
