// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <QColor>
#include <QFont>
#include <QString>

#include <array>
#include <string_view>
#include <vector>

namespace causeway::ui {

/// The colours of one appearance by role; resources/theme/tokens.json holds the values, nothing else in ui/
/// does.
struct Theme {
    bool dark = false;
    QColor window, surface, raised, sunken, hover, selection;
    QColor text, muted, disabled, border, grid, borderStrong;
    QColor accent, accentHover, accentSoft, accentText, onAccent, focus;
    QColor critical, criticalSoft, high, highSoft, medium, mediumSoft, low, lowSoft, info, infoSoft, ok,
        okSoft, na, naSoft;
    QColor prod, prodSoft, prodStrip, staging, stagingSoft, stagingStrip, test, testSoft, testStrip;
    QColor codeBg, keyword, string, number, comment, changed, added, removed;
    std::array<QColor, 8> series;

    /// The colours of tokens[dark ? "dark" : "light"]. Throws Error(Internal) when a role is missing or not a
    /// colour.
    static Theme load(const Json& tokens, bool dark);
    /// A colour by its token's name ("criticalSoft", "s3"); invalid when there is no such token.
    QColor colour(std::string_view token) const;
    /// The names of all tokens, as colour() takes them.
    static std::vector<std::string_view> tokens();
};

/// What a severity, state or environment looks like: never colour alone, so shape and colour go together.
struct Tone {
    QColor colour, soft;
    QString icon; ///< name in resources/icons; empty when the word alone carries it
};
/// word: "critical", "high", "medium", "low", "info", "ok", "na", "prod", "staging", "test", "accent"; others
/// are neutral.
Tone tone(const Theme& theme, std::string_view word);

/// "production" -> "prod", "staging" and "test" as they are; empty for any other environment.
std::string_view environmentToken(std::string_view environment);

/// Sizes in device-independent pixels.
struct Metrics {
    int stepTiny, step, gap, inside, margin, wide, hero, radius, radiusControl, radiusSite, radiusBar;
    int strip, rail, railNarrow, station, stationCircle, topBar, statusBar, control, controlLarge,
        controlPadding;
    int toolButton, tableHeader, row, rowCompact, rowTwoLines, focusRing, selectionEdge, barHeight, scrollBar;
    int iconChip, iconButton, iconTool, iconEmpty;

    static Metrics load(const Json& tokens);
};

/// What a text is for; size, weight and family follow from it.
enum class TextRole {
    Hero,
    Figure,
    Title,
    Object,
    Section,
    Body,
    BodyMedium,
    BodyStrong,
    Small,
    SmallMedium,
    SmallStrong,
    Caption,
    CaptionMedium,
    CaptionStrong,
    Number,       ///< right-aligned figures in Causeway Figures
    NumberStrong, ///
    Axis,         ///< figures of 11 px
    Code,
    CodeStrong
};

/// Families, sizes and weights by role.
class Type {
public:
    static Type load(const Json& tokens);
    /// scale: 1 stands for a system font of 10 pt.
    QFont font(TextRole role, double scale = 1) const;
    /// A font of that role's family and weight at a size of its own, in device units of the painter.
    QFont sized(TextRole role, double pixels) const;

private:
    struct Entry {
        QStringList families;
        int pixels = 0;
        int weight = 400;
    };
    std::vector<Entry> entries_;
};

} // namespace causeway::ui
