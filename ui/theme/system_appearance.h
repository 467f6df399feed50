// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <optional>

class QDBusVariant;

namespace causeway::ui {

/// What the desktop says about appearance, read from its settings portal over D-Bus.
class SystemAppearance : public QObject {
    Q_OBJECT
public:
    explicit SystemAppearance(QObject* parent = nullptr);

    /// Dark or light by the portal, else by the lightness of the palette the program began with.
    bool dark() const { return portalDark_.value_or(paletteDark_); }
    /// The desktop asks for no animation.
    bool reducedMotion() const { return reducedMotion_; }

signals:
    void changed();

private slots:
    void onSettingChanged(const QString& space, const QString& key, const QDBusVariant& value);

private:
    void take(const QString& space, const QString& key, const QVariant& value);

    bool paletteDark_;
    std::optional<bool> portalDark_;
    bool reducedMotion_ = false;
};

} // namespace causeway::ui
