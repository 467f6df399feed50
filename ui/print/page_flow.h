// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/base/progress.h"
#include "core/report/document.h"
#include "ui/print/page_canvas.h"
#include "ui/print/text_block.h"

#include <functional>

namespace causeway::ui {

/// A4 with margins of 54, text from 72 to 778 points.
struct PageFrame {
    static constexpr double left = 54, right = kPageWidth - 54, width = right - left;
    static constexpr double top = 72, bottom = 778, body = bottom - top;
    /// Text runs over ten of twelve columns at most.
    static constexpr double textWidth = 10 * 30.6 + 9 * 10.9;
};

/// Where the next block stands. Turns pages, and draws each page's head and foot.
class PageFlow {
public:
    /// firstPass: the marks of the first pass; nullptr while it runs.
    PageFlow(PageCanvas& canvas, const report::Document& document, const PageMarks* firstPass,
             Progress& progress);

    PageCanvas& canvas() { return canvas_; }
    const report::Document& document() const { return document_; }
    const PageMarks* firstPass() const { return firstPass_; }
    /// A word of the report's language, with {0} and {1} filled in.
    QString word(const char* key, const QString& first = {}, const QString& second = {}) const;

    double y() const { return y_; }
    void advance(double points) { y_ += points; }
    void moveTo(double y) { y_ = y; }
    /// Space below a block.
    void gap(double points) { y_ += points * density_; }
    /// 1: as designed; less: the white between blocks shrinks, so that a page's last lines are no page of
    /// their own.
    void setDensity(double density) { density_ = density; }
    double density() const { return density_; }
    /// How far a part of the document reaches.
    struct Extent {
        int pages = 0;
        double y = 0; ///< on the last of them
    };
    /// Lays a part out on pages that are thrown away, from `y` of a first page on.
    Extent measured(const std::function<void(PageFlow&)>& part, double y, double density) const;
    double room() const { return PageFrame::bottom - y_; }
    bool atTop() const { return y_ <= PageFrame::top; }

    /// A page without head and foot.
    void coverPage();
    void newPage();
    /// A new page when less than `points` are left, unless the page is empty.
    void need(double points);
    /// Space before a block; none at a page's top.
    void space(double points);
    void setSection(const QString& title) { section_ = title; }
    int page() const { return canvas_.page(); }
    /// Nothing more goes on the present page.
    void setClosed(bool closed) { closed_ = closed; }
    bool closed() const { return closed_; }

    /// Lines over as many pages as they need; never one line alone at a page's end.
    void text(const TextBlock& block, double x, double after);

private:
    void strip();
    void head();
    void foot();

    PageCanvas& canvas_;
    const report::Document& document_;
    const PageMarks* firstPass_;
    Progress& progress_;
    Json words_;
    QString section_;
    double y_ = PageFrame::top, density_ = 1;
    bool closed_ = false;
};

} // namespace causeway::ui
