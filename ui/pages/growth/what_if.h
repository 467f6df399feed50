// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/criteria/criteria.h"
#include "core/growth/forecast.h"
#include "ui/kit/card.h"

#include <map>

class QLabel;
class QSlider;

namespace causeway::ui {

/// Levers over the forecast's inputs. They change nothing that is kept: Reset returns to the client's own
/// figures.
class WhatIf : public Card {
    Q_OBJECT
public:
    explicit WhatIf(QWidget* parent = nullptr);
    /// Puts the levers where the forecast's inputs are, unless the user has moved one.
    void follow(const Forecast& forecast);
    bool moved() const { return moved_; }
    /// The client's criteria with the levers' values in their place.
    Criteria apply(Criteria criteria) const;

signals:
    void changed();
    void reset();

private:
    struct Lever {
        QSlider* slider = nullptr;
        QLabel* value = nullptr;
        bool moved = false; ///< else the forecast's own figure stays, history and plans included
    };
    void addLever(const char* key, const QString& label, int low, int high);
    void describe();

    std::map<std::string, Lever> levers_;
    bool moved_ = false, following_ = false;
};

} // namespace causeway::ui
