// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme_manager.h"

#include "core/base/error.h"
#include "core/base/resources.h"
#include "ui/theme/icons.h"
#include "ui/theme/system_appearance.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QRegularExpression>
#include <QStyleFactory>
#include <QToolTip>

namespace causeway::ui {
namespace {

QPalette paletteOf(const Theme& theme) {
    QPalette palette;
    palette.setColor(QPalette::Window, theme.window);
    palette.setColor(QPalette::Base, theme.surface);
    palette.setColor(QPalette::AlternateBase, theme.sunken);
    palette.setColor(QPalette::Button, theme.surface);
    for (const auto role :
         {QPalette::Text, QPalette::WindowText, QPalette::ButtonText, QPalette::ToolTipText})
        palette.setColor(role, theme.text);
    palette.setColor(QPalette::BrightText, theme.critical);
    palette.setColor(QPalette::Highlight, theme.accent);
    palette.setColor(QPalette::HighlightedText, theme.onAccent);
    palette.setColor(QPalette::PlaceholderText, theme.muted);
    palette.setColor(QPalette::Link, theme.accent);
    palette.setColor(QPalette::LinkVisited, theme.accentHover);
    palette.setColor(QPalette::ToolTipBase, theme.raised);
    palette.setColor(QPalette::Light, theme.raised);
    palette.setColor(QPalette::Midlight, theme.hover);
    palette.setColor(QPalette::Mid, theme.border);
    palette.setColor(QPalette::Dark, theme.borderStrong);
    palette.setColor(QPalette::Shadow, theme.border);
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, theme.disabled);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, theme.sunken);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, theme.disabled);
    return palette;
}

/// 13 px stands for a system font of 10 pt. Qt's own default, where no desktop states a font, is 9 pt.
double systemScale() {
    const QFont system = QGuiApplication::font();
    const double points = system.pointSizeF();
    if (points <= 0 || (points == 9 && system.family() == QLatin1String("Sans Serif")))
        return 1;
    return std::clamp(points / 10, 0.9, 2.5);
}

} // namespace

void loadFonts() {
    static bool loaded = false;
    if (loaded)
        return;
    for (const char* file :
         {"Sans-Regular.otf", "Sans-Medium.otf", "Sans-SemiBold.otf", "Figures-Regular.otf",
          "Figures-Medium.otf", "Figures-SemiBold.otf", "Mono-Regular.ttf", "Mono-Bold.ttf"})
        if (QFontDatabase::addApplicationFont(QString(":/causeway/fonts/Causeway") + file) < 0)
            throw Error(ErrorCode::Internal, std::string("the program lacks its font Causeway") + file);
    loaded = true;
}

const Theme& printTheme() {
    static const Theme light = Theme::load(resourceJson("theme/tokens.json"), false);
    return light;
}

ThemeManager& ThemeManager::instance() {
    static ThemeManager manager;
    return manager;
}

ThemeManager::ThemeManager()
    : tokens_(resourceJson("theme/tokens.json")), theme_(Theme::load(tokens_, false)),
      metrics_(Metrics::load(tokens_)), type_(Type::load(tokens_)) {}

void ThemeManager::install(QApplication& application, Mode mode) {
    loadFonts();
    application_ = &application;
    scale_ = systemScale();
    system_ = new SystemAppearance(&application);
    connect(system_, &SystemAppearance::changed, this, [this] {
        if (mode_ == Mode::System)
            apply();
    });
    application.setStyle(QStyleFactory::create("Fusion"));
    application.setFont(font(TextRole::Body));
    mode_ = mode;
    apply();
}

void ThemeManager::setMode(Mode mode) {
    if (mode == mode_)
        return;
    mode_ = mode;
    if (application_)
        apply();
}

int ThemeManager::motionMs(int milliseconds) const {
    return system_ && system_->reducedMotion() ? 0 : milliseconds;
}

void ThemeManager::apply() {
    theme_ = Theme::load(tokens_, mode_ == Mode::Dark || (mode_ == Mode::System && system_->dark()));
    const QPalette palette = paletteOf(theme_);
    application_->setPalette(palette);
    QToolTip::setPalette(palette);
    QToolTip::setFont(font(TextRole::Small));
    application_->setStyleSheet(styleSheet());
    emit changed();
}

QString ThemeManager::styleSheet() const {
    static const QRegularExpression hole(R"(@(?:icon\((\w+),(\w+)\)|([A-Za-z]\w*)))");
    const QString sheet = QString::fromStdString(resourceBytes("theme/style.qss"));
    QString result;
    qsizetype from = 0;
    for (auto it = hole.globalMatch(sheet); it.hasNext();) {
        const auto match = it.next();
        result += sheet.mid(from, match.capturedStart() - from);
        from = match.capturedEnd();
        if (!match.captured(1).isEmpty()) {
            result += "url(" + recolouredIcon(match.captured(1), match.captured(2)) + ")";
            continue;
        }
        const QColor colour = theme_.colour(match.captured(3).toStdString());
        if (!colour.isValid())
            throw Error(ErrorCode::Internal,
                        "theme/style.qss names no token: " + match.captured(3).toStdString());
        result += colour.name();
    }
    return result + sheet.mid(from);
}

QString ThemeManager::recolouredIcon(const QString& name, const QString& token) const {
    const QColor colour = theme_.colour(token.toStdString());
    const QString path = iconFiles_.filePath(name + "-" + colour.name().mid(1) + ".svg");
    QFile file(path);
    if (!file.exists() && file.open(QIODevice::WriteOnly))
        file.write(iconSvg(name, colour, theme_.surface));
    return path;
}

} // namespace causeway::ui
