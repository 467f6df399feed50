// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QObject>
#include <QTemporaryDir>

class QApplication;

namespace causeway::ui {

class SystemAppearance;

/// Puts a Theme on the application: fonts, Fusion, palette and style sheet, and changes them while it runs.
class ThemeManager : public QObject {
    Q_OBJECT
public:
    enum class Mode { System, Light, Dark };
    Q_ENUM(Mode)

    static ThemeManager& instance();

    /// Once, before the first window. Throws Error(Internal) when a font or token is missing from the build.
    void install(QApplication& application, Mode mode = Mode::System);
    void setMode(Mode mode);
    Mode mode() const { return mode_; }

    /// The theme that is on; light before install(), as print needs it.
    const Theme& theme() const { return theme_; }
    const Metrics& metrics() const { return metrics_; }
    const Type& type() const { return type_; }
    QFont font(TextRole role) const { return type_.font(role, scale_); }
    /// 120 ms for hover and selection, 180 ms for panels; 0 when the desktop asks for no motion.
    int motionMs(int milliseconds) const;

signals:
    /// After palette and style sheet have changed: drop pixmaps and colours that were kept.
    void changed();

private:
    ThemeManager();
    void apply();
    QString styleSheet() const;
    QString recolouredIcon(const QString& name, const QString& token) const;

    Json tokens_;
    Theme theme_;
    Metrics metrics_;
    Type type_;
    Mode mode_ = Mode::System;
    double scale_ = 1;
    SystemAppearance* system_ = nullptr;
    QApplication* application_ = nullptr;
    QTemporaryDir iconFiles_; ///< style sheets take pictures only from files
};

/// Loads the three families from the resources, once. Throws Error(Internal) when one is missing.
void loadFonts();

inline const Theme& theme() {
    return ThemeManager::instance().theme();
}
inline const Metrics& metrics() {
    return ThemeManager::instance().metrics();
}
inline QFont textFont(TextRole role) {
    return ThemeManager::instance().font(role);
}
/// The light theme, for print, whatever the screen shows.
const Theme& printTheme();

} // namespace causeway::ui
