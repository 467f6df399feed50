// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/system_appearance.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QGuiApplication>
#include <QPalette>

namespace causeway::ui {
namespace {

constexpr auto kService = "org.freedesktop.portal.Desktop";
constexpr auto kPath = "/org/freedesktop/portal/desktop";
constexpr auto kInterface = "org.freedesktop.portal.Settings";
constexpr auto kAppearance = "org.freedesktop.appearance";
constexpr auto kGnome = "org.gnome.desktop.interface";
/// A desktop without a portal must not delay the start.
constexpr int kWaitMs = 150;

/// The portal wraps values in variants, sometimes twice.
QVariant unwrapped(QVariant value) {
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value;
}

std::optional<QVariant> readSetting(const QDBusConnection& bus, const char* space, const char* key) {
    auto call = QDBusMessage::createMethodCall(kService, kPath, kInterface, "Read");
    call << QString(space) << QString(key);
    const QDBusMessage answer = bus.call(call, QDBus::Block, kWaitMs);
    if (answer.type() != QDBusMessage::ReplyMessage || answer.arguments().isEmpty())
        return std::nullopt;
    return unwrapped(answer.arguments().constFirst());
}

} // namespace

SystemAppearance::SystemAppearance(QObject* parent)
    : QObject(parent), paletteDark_(QGuiApplication::palette().color(QPalette::Window).lightness() < 128) {
    auto bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    for (const auto& [space, key] :
         {std::pair{kAppearance, "color-scheme"}, std::pair{kGnome, "enable-animations"}}) {
        const auto value = readSetting(bus, space, key);
        if (!value)
            return;
        take(space, key, *value);
    }
    bus.connect(kService, kPath, kInterface, "SettingChanged", this,
                SLOT(onSettingChanged(QString, QString, QDBusVariant)));
}

void SystemAppearance::onSettingChanged(const QString& space, const QString& key, const QDBusVariant& value) {
    take(space, key, unwrapped(QVariant::fromValue(value)));
    emit changed();
}

void SystemAppearance::take(const QString& space, const QString& key, const QVariant& value) {
    // color-scheme: 0 no preference, 1 dark, 2 light.
    if (space == QLatin1String(kAppearance) && key == QLatin1String("color-scheme"))
        portalDark_ = value.toUInt() == 0 ? std::nullopt : std::optional(value.toUInt() == 1);
    else if (space == QLatin1String(kGnome) && key == QLatin1String("enable-animations"))
        reducedMotion_ = !value.toBool();
}

} // namespace causeway::ui
