// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>

class QLabel;
class QSlider;

namespace causeway::ui {

class ElidedLabel;

/// Name, value and slider of one number. Steps are even, or even in the number's logarithm.
class Lever : public QWidget {
    Q_OBJECT
public:
    struct Range {
        double low = 0, high = 1, step = 1; ///< step: of the value; on a log range the least one
        bool log = false;
    };
    Lever(const QString& name, Range range, std::function<QString(double)> text, QWidget* parent = nullptr);
    double value() const { return value_; }
    /// From outside: emits nothing. A value beyond the range is shown as it is, with the handle at the end.
    void setValue(double value);

signals:
    void moved(double value);

private:
    double valueAt(int position) const;
    int positionOf(double value) const;
    void showValue();

    Range range_;
    std::function<QString(double)> text_;
    ElidedLabel* name_;
    QLabel* figure_;
    QSlider* slider_;
    double value_ = 0;
};

/// "20 s", for a lever of seconds.
QString leverSeconds(double seconds);

} // namespace causeway::ui
