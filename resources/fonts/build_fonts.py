# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes Causeway's three font families from the packaged Inter and JetBrains Mono.

Causeway Sans     Inter without contextual alternates, so that "->" in a setting stays "->".
Causeway Figures  the same with tabular digits as its ordinary digits (Qt 6.4 cannot switch a font feature on).
Causeway Mono     JetBrains Mono without ligatures.

A changed font must not pose as the original, so every name in it is replaced.
Usage: build_fonts.py INTER_DIRECTORY JETBRAINS_MONO_DIRECTORY OUTPUT_DIRECTORY
"""
import os
import sys

try:
    from fontTools import subset
    from fontTools.ttLib import TTFont
except ImportError:
    sys.exit("build_fonts.py needs fontTools: install python3-fonttools")

RANGES = [
    (0x0020, 0x007E), (0x00A0, 0x024F), (0x02B0, 0x036F), (0x0370, 0x03FF), (0x0400, 0x052F), (0x1E00, 0x1EFF),
    (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20C0), (0x2100, 0x218F), (0x2190, 0x21FF), (0x2200, 0x22FF),
    (0x2500, 0x25FF), (0x2713, 0x2718), (0xFB00, 0xFB04), (0xFFFD, 0xFFFD),
]
FACES = [
    ("Causeway Sans", "Inter-Regular.otf", "Regular", 400),
    ("Causeway Sans", "Inter-Medium.otf", "Medium", 500),
    ("Causeway Sans", "Inter-SemiBold.otf", "SemiBold", 600),
    ("Causeway Figures", "Inter-Regular.otf", "Regular", 400),
    ("Causeway Figures", "Inter-Medium.otf", "Medium", 500),
    ("Causeway Figures", "Inter-SemiBold.otf", "SemiBold", 600),
    ("Causeway Mono", "JetBrainsMono-Regular.ttf", "Regular", 400),
    ("Causeway Mono", "JetBrainsMono-Bold.ttf", "Bold", 700),
]
FEATURES = ["kern", "mark", "mkmk", "ccmp"]


def freeze_digits(font, feature):
    """Makes the digits of a feature the font's ordinary digits."""
    gsub = font["GSUB"].table
    lookups = {index for record in gsub.FeatureList.FeatureRecord if record.FeatureTag == feature
               for index in record.Feature.LookupListIndex}
    mapping = {}
    for index in sorted(lookups):
        for table in gsub.LookupList.Lookup[index].SubTable:
            table = getattr(table, "ExtSubTable", table)
            mapping.update(getattr(table, "mapping", {}))
    if font.getBestCmap()[ord("1")] not in mapping:
        sys.exit("the font has no tabular digits")
    digits = range(ord("0"), ord("9") + 1)
    for table in font["cmap"].tables:
        table.cmap = {code: mapping.get(glyph, glyph) if code in digits else glyph
                      for code, glyph in table.cmap.items()}


def add_spaces(font):
    """Thin and narrow spaces are used in numbers; a font that lacks them takes its ordinary space."""
    for table in font["cmap"].tables:
        if table.isUnicode():
            for code in (0x2009, 0x202F):
                table.cmap.setdefault(code, table.cmap[0x20])


def set_line_height(font, ratio):
    """Code stands on a fixed line of `ratio` times its size; QPlainTextEdit takes that from the font alone."""
    head = font["hhea"]
    more = round(ratio * font["head"].unitsPerEm) - (head.ascent - head.descent)
    head.ascent += more // 2
    head.descent -= more - more // 2
    head.lineGap = 0
    os2 = font["OS/2"]
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = head.ascent, head.descent, 0
    os2.usWinAscent, os2.usWinDescent = head.ascent, -head.descent


def rename(font, family, style, weight):
    postscript = family.replace(" ", "") + "-" + style
    names = font["name"]
    copyright_line = names.getDebugName(0) or ""
    licence = names.getDebugName(13) or ""
    names.names = []
    for name_id, text in ((0, copyright_line), (1, family), (2, style), (3, postscript), (4, family + " " + style),
                          (5, "Version 1.0"), (6, postscript), (13, licence)):
        names.setName(text, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames = [postscript]
        top = cff.topDictIndex[0]
        top.FullName, top.FamilyName, top.Weight = family + " " + style, family, style
        for key in ("Notice", "Copyright"):
            top.rawDict.pop(key, None)


def build(source, target, family, style, weight):
    font = TTFont(source, recalcTimestamp=False)
    if family == "Causeway Figures":
        freeze_digits(font, "tnum")
    if family == "Causeway Mono":
        set_line_height(font, 19 / 12)
    add_spaces(font)
    options = subset.Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.notdef_outline = True
    options.drop_tables += ["DSIG", "gasp"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for low, high in RANGES for code in range(low, high + 1)])
    subsetter.subset(font)
    rename(font, family, style, weight)
    font.save(target)


def main(inter, mono, output):
    os.makedirs(output, exist_ok=True)
    for family, file, style, weight in FACES:
        source = os.path.join(mono if file.startswith("JetBrains") else inter, file)
        if not os.path.exists(source):
            sys.exit("%s is missing: install fonts-inter and fonts-jetbrains-mono" % source)
        name = family.replace(" ", "") + "-" + style + os.path.splitext(file)[1]
        build(source, os.path.join(output, name), family, style, weight)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
