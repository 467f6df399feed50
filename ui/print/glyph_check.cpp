// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/glyph_check.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <QFont>
#include <QGlyphRun>
#include <QRawFont>
#include <QTextLayout>

#include <fmt/format.h>

#include <set>

namespace causeway::ui {
namespace {

bool needsNoGlyph(char32_t c) {
    if (c == '\n' || c == '\t' || c == QChar::LineSeparator || (c >= 0xFE00 && c <= 0xFE0F))
        return true;
    return QChar::category(c) == QChar::Other_Format;
}

/// Lays the character out alone: Qt then looks through all installed fonts.
bool someFontHas(char32_t c, const QFont& font) {
    QTextLayout layout(QString::fromUcs4(&c, 1), font);
    layout.beginLayout();
    layout.createLine();
    layout.endLayout();
    const auto runs = layout.glyphRuns();
    if (runs.isEmpty())
        return QChar::isSpace(c);
    for (const QGlyphRun& run : runs)
        for (const quint32 glyph : run.glyphIndexes())
            if (glyph == 0)
                return false;
    return true;
}

/// Characters that were found once, by family: a report repeats them thousands of times.
std::set<char32_t>& known(const QString& family) {
    static std::map<QString, std::set<char32_t>> byFamily;
    return byFamily[family];
}

} // namespace

QString drawable(const std::string& text) {
    QString result = QString::fromStdString(toValidUtf8(text));
    result.replace("\r\n", "\n");
    for (QChar& c : result)
        if (c == '\n')
            c = QChar::LineSeparator;
        else if (c.category() == QChar::Other_Control && c != '\t')
            c = QChar::ReplacementCharacter;
    return result;
}

void checkGlyphs(const QString& text, const QFont& font) {
    auto& found = known(font.families().value(0));
    for (const char32_t c : text.toStdU32String()) {
        if (found.contains(c))
            continue;
        if (!needsNoGlyph(c) && !QRawFont::fromFont(font).supportsCharacter(c) && !someFontHas(c, font)) {
            const std::string name =
                fmt::format("U+{:04X} \"{}\"", std::uint32_t(c), QString::fromUcs4(&c, 1).toStdString());
            throw Error(
                ErrorCode::Input, "the report cannot be drawn: no installed font has the character " + name,
                "it stands in \"" + printable(text.toStdString(), 60) + "\"",
                "Install a font that has it, for example with the package fonts-noto, and export again.");
        }
        found.insert(c);
    }
}

} // namespace causeway::ui
