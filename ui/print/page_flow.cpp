// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/page_flow.h"

#include "core/base/resources.h"
#include "core/base/time.h"
#include "ui/theme/theme_manager.h"

namespace causeway::ui {
namespace {

constexpr double kStrip = 5, kHeadLine = 43, kFootLine = 790;

} // namespace

PageFlow::PageFlow(PageCanvas& canvas, const report::Document& document, const PageMarks* firstPass,
                   Progress& progress)
    : canvas_(canvas), document_(document), firstPass_(firstPass), progress_(progress) {
    const Json all = resourceJson("theme/print_words.json");
    words_ = all.at(all.contains(document.language) ? document.language : "en");
}

QString PageFlow::word(const char* key, const QString& first, const QString& second) const {
    QString text = QString::fromStdString(words_.at(key).get<std::string>());
    return text.replace("{0}", first).replace("{1}", second);
}

void PageFlow::coverPage() {
    canvas_.beginPage();
    strip();
    y_ = PageFrame::top;
}

void PageFlow::newPage() {
    progress_.report(firstPass_ ? "writing pages" : "laying out pages", std::uint64_t(canvas_.page()),
                     firstPass_ ? std::uint64_t(firstPass_->pages) : 0);
    canvas_.beginPage();
    strip();
    head();
    foot();
    y_ = PageFrame::top;
}

void PageFlow::need(double points) {
    if (points > room() && !atTop())
        newPage();
}

void PageFlow::space(double points) {
    if (!atTop())
        y_ += points * density_;
}

PageFlow::Extent PageFlow::measured(const std::function<void(PageFlow&)>& part, double y,
                                    double density) const {
    PageCanvas canvas;
    Progress silent;
    PageFlow flow(canvas, document_, nullptr, silent);
    flow.newPage();
    flow.moveTo(y);
    flow.setDensity(density);
    part(flow);
    return {canvas.page(), flow.y()};
}

void PageFlow::text(const TextBlock& block, double x, double after) {
    int from = 0;
    while (from < block.lines()) {
        int fit = std::max(0, int(room() / block.lead() + 1e-6));
        const int left = block.lines() - from;
        if (fit < std::min(left, 2) && !atTop()) {
            newPage();
            continue;
        }
        fit = std::max(1, std::min(fit, left));
        if (left - fit == 1 && fit > 2)
            --fit; // no line alone on the next page
        block.draw(canvas_, {x, y_}, from, from + fit);
        y_ += fit * block.lead();
        from += fit;
        if (from < block.lines())
            newPage();
    }
    gap(after);
}

void PageFlow::strip() {
    const std::string_view token = environmentToken(document_.environment);
    if (!token.empty())
        canvas_.fill(QRectF(0, 0, kPageWidth, kStrip), printTheme().colour(std::string(token) + "Strip"));
}

void PageFlow::head() {
    const double baseline = kHeadLine - 16;
    const TextBlock client(QString::fromStdString(document_.cover.client),
                           withColour(print_style::labelStrong(), printTheme().text), 160);
    client.draw(canvas_, {PageFrame::left, baseline}, 0, 1);
    const double after = PageFrame::left + (document_.cover.client.empty() ? 0 : client.naturalWidth() + 11);
    const TextBlock right(section_, rightAligned(print_style::label()), 200);
    right.draw(canvas_, {PageFrame::right - 200, baseline}, 0, 1);
    TextBlock(QString::fromStdString(document_.cover.title), print_style::label(),
              PageFrame::right - right.naturalWidth() - 12 - after)
        .draw(canvas_, {after, baseline}, 0, 1);
    canvas_.rule(PageFrame::left, kHeadLine, PageFrame::width, 0.5, printTheme().border);
}

void PageFlow::foot() {
    canvas_.rule(PageFrame::left, kFootLine, PageFrame::width, 0.5, printTheme().border);
    QStringList left{QString::fromStdString(document_.cover.consultancy)};
    if (!document_.cover.confidentiality.empty())
        left << QString::fromStdString(document_.cover.confidentiality);
    left.removeAll(QString());
    QStringList evidence;
    if (const std::string_view token = environmentToken(document_.environment); !token.empty())
        evidence << word(token == "prod" ? "production" : token == "staging" ? "staging" : "test");
    if (!document_.snapshotId.empty())
        evidence << word("snapshot", QString::fromStdString(document_.snapshotId).left(12));
    if (document_.snapshotTaken) {
        const std::string iso = toIso(*document_.snapshotTaken);
        const auto day = std::chrono::floor<std::chrono::days>(*document_.snapshotTaken);
        evidence << QString::fromStdString(longDate(day) + ", " + iso.substr(11, 5) + " UTC");
    }
    const QString text =
        left.join(", ") + (left.isEmpty() || evidence.isEmpty() ? "" : "     ") + evidence.join(", ");
    TextBlock(text, print_style::label(), PageFrame::width - 92)
        .draw(canvas_, {PageFrame::left, kFootLine + 6}, 0, 1);
    const int pages = firstPass_ ? firstPass_->pages : canvas_.page();
    TextBlock(word("page", QString::number(canvas_.page()), QString::number(pages)),
              rightAligned(withColour(print_style::labelStrong(), printTheme().text)), 90)
        .draw(canvas_, {PageFrame::right - 90, kFootLine + 6}, 0, 1);
}

} // namespace causeway::ui
