// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "core/base/error.h"

namespace causeway::ui {
namespace {

struct ColourToken {
    std::string_view name;
    QColor Theme::*member;
};
#define TOKEN(name)                                                                                          \
    ColourToken {                                                                                            \
#name, &Theme::name                                                                                  \
    }
constexpr ColourToken kColours[] = {
    TOKEN(window),     TOKEN(surface),      TOKEN(raised),       TOKEN(sunken),      TOKEN(hover),
    TOKEN(selection),  TOKEN(text),         TOKEN(muted),        TOKEN(disabled),    TOKEN(border),
    TOKEN(grid),       TOKEN(borderStrong), TOKEN(accent),       TOKEN(accentHover), TOKEN(accentSoft),
    TOKEN(accentText), TOKEN(onAccent),     TOKEN(focus),        TOKEN(critical),    TOKEN(criticalSoft),
    TOKEN(high),       TOKEN(highSoft),     TOKEN(medium),       TOKEN(mediumSoft),  TOKEN(low),
    TOKEN(lowSoft),    TOKEN(info),         TOKEN(infoSoft),     TOKEN(ok),          TOKEN(okSoft),
    TOKEN(na),         TOKEN(naSoft),       TOKEN(prod),         TOKEN(prodSoft),    TOKEN(prodStrip),
    TOKEN(staging),    TOKEN(stagingSoft),  TOKEN(stagingStrip), TOKEN(test),        TOKEN(testSoft),
    TOKEN(testStrip),  TOKEN(codeBg),       TOKEN(keyword),      TOKEN(string),      TOKEN(number),
    TOKEN(comment),    TOKEN(changed),      TOKEN(added),        TOKEN(removed),
};
#undef TOKEN

constexpr std::string_view kSeries[] = {"s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8"};

struct SizeToken {
    std::string_view name;
    int Metrics::*member;
};
#define SIZE(name)                                                                                           \
    SizeToken {                                                                                              \
#name, &Metrics::name                                                                                \
    }
constexpr SizeToken kSizes[] = {
    SIZE(stepTiny),       SIZE(step),       SIZE(gap),           SIZE(inside),        SIZE(margin),
    SIZE(wide),           SIZE(hero),       SIZE(radius),        SIZE(radiusControl), SIZE(radiusSite),
    SIZE(radiusBar),      SIZE(strip),      SIZE(rail),          SIZE(railNarrow),    SIZE(station),
    SIZE(stationCircle),  SIZE(topBar),     SIZE(statusBar),     SIZE(control),       SIZE(controlLarge),
    SIZE(controlPadding), SIZE(toolButton), SIZE(tableHeader),   SIZE(row),           SIZE(rowCompact),
    SIZE(rowTwoLines),    SIZE(focusRing),  SIZE(selectionEdge), SIZE(barHeight),     SIZE(scrollBar),
    SIZE(iconChip),       SIZE(iconButton), SIZE(iconTool),      SIZE(iconEmpty),
};
#undef SIZE

/// In the order of TextRole.
constexpr std::string_view kRoles[] = {
    "hero",         "figure",     "title",         "object",        "section",
    "body",         "bodyMedium", "bodyStrong",    "small",         "smallMedium",
    "smallStrong",  "caption",    "captionMedium", "captionStrong", "number",
    "numberStrong", "axis",       "code",          "codeStrong",
};

[[noreturn]] void missing(const char* what, std::string_view name) {
    throw Error(ErrorCode::Internal,
                std::string("theme/tokens.json lacks the ") + what + " " + std::string(name));
}

const Json& member(const Json& object, const char* what, std::string_view name) {
    const auto found = object.find(name);
    if (found == object.end())
        missing(what, name);
    return *found;
}

QColor readColour(const Json& colours, std::string_view name) {
    const QColor colour(QString::fromStdString(member(colours, "colour", name).get<std::string>()));
    if (!colour.isValid())
        missing("colour", name);
    return colour;
}

} // namespace

Theme Theme::load(const Json& tokens, bool dark) {
    const Json& colours = member(tokens, "appearance", dark ? "dark" : "light");
    Theme theme;
    theme.dark = dark;
    for (const ColourToken& token : kColours)
        theme.*token.member = readColour(colours, token.name);
    for (std::size_t i = 0; i < theme.series.size(); ++i)
        theme.series[i] = readColour(colours, kSeries[i]);
    return theme;
}

QColor Theme::colour(std::string_view token) const {
    for (const ColourToken& candidate : kColours)
        if (candidate.name == token)
            return this->*candidate.member;
    for (std::size_t i = 0; i < series.size(); ++i)
        if (kSeries[i] == token)
            return series[i];
    return {};
}

std::vector<std::string_view> Theme::tokens() {
    std::vector<std::string_view> names;
    for (const ColourToken& token : kColours)
        names.push_back(token.name);
    names.insert(names.end(), std::begin(kSeries), std::end(kSeries));
    return names;
}

Tone tone(const Theme& theme, std::string_view word) {
    for (const std::string_view severity : {"critical", "high", "medium", "low", "info", "ok", "na"})
        if (word == severity)
            return {theme.colour(word), theme.colour(std::string(word) + "Soft"),
                    "sev-" + QString::fromUtf8(word.data(), qsizetype(word.size()))};
    if (word == "prod" || word == "staging" || word == "test")
        return {theme.colour(word), theme.colour(std::string(word) + "Soft"),
                word == "prod" ? "lock" : QString()};
    if (word == "accent")
        return {theme.accentText, theme.accentSoft, {}};
    return {theme.muted, theme.sunken, {}};
}

std::string_view environmentToken(std::string_view environment) {
    if (environment == "production" || environment == "prod")
        return "prod";
    if (environment == "staging")
        return "staging";
    if (environment == "test")
        return "test";
    return {};
}

Metrics Metrics::load(const Json& tokens) {
    const Json& sizes = member(tokens, "group", "sizes");
    Metrics metrics{};
    for (const SizeToken& token : kSizes)
        metrics.*token.member = member(sizes, "size", token.name).get<int>();
    return metrics;
}

Type Type::load(const Json& tokens) {
    const Json& roles = member(tokens, "group", "type");
    const Json& families = member(tokens, "group", "families");
    Type type;
    for (const std::string_view name : kRoles) {
        const Json& role = member(roles, "type role", name);
        Entry entry;
        for (const Json& family : member(families, "family", role.at("family").get<std::string>()))
            entry.families << QString::fromStdString(family.get<std::string>());
        entry.pixels = role.at("px").get<int>();
        entry.weight = role.at("weight").get<int>();
        type.entries_.push_back(std::move(entry));
    }
    return type;
}

QFont Type::font(TextRole role, double scale) const {
    return sized(role, entries_.at(std::size_t(role)).pixels * scale);
}

QFont Type::sized(TextRole role, double pixels) const {
    const Entry& entry = entries_.at(std::size_t(role));
    QFont font;
    font.setFamilies(entry.families);
    font.setPixelSize(std::max(1, qRound(pixels)));
    font.setWeight(QFont::Weight(entry.weight));
    font.setHintingPreference(QFont::PreferNoHinting);
    if (entry.pixels >= 17)
        font.setLetterSpacing(QFont::PercentageSpacing, 98.4);
    return font;
}

} // namespace causeway::ui
