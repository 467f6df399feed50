// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/print/page_flow.h"

/// One function a kind of block: each puts it at the flow's place and moves the flow below it.
namespace causeway::ui {

void printCover(PageFlow& flow);
/// Sections with their pages, each a link.
void printContents(PageFlow& flow);

void print(PageFlow& flow, const report::Heading& heading);
void print(PageFlow& flow, const report::Paragraph& paragraph);
void print(PageFlow& flow, const report::BulletList& list);
void print(PageFlow& flow, const report::FigureRow& row);
/// The head is repeated on each page; a row breaks only when it is higher than a page.
void print(PageFlow& flow, const report::TableSpec& table);
void print(PageFlow& flow, const report::ChartSpec& chart);
/// Side by side on one page; below each other where the table is too high for that.
void print(PageFlow& flow, const report::Beside& beside);
void print(PageFlow& flow, const report::GanttSpec& gantt);
void print(PageFlow& flow, const report::CodeBlock& code);
void print(PageFlow& flow, const report::Callout& callout);
void print(PageFlow& flow, const report::PageBreak& pageBreak);

/// Draws the table between `left` and `left + width`, without its title and source; the flow stands below it.
void printNarrowTable(PageFlow& flow, const report::TableSpec& table, double left, double width);
/// Its height when it is not cut into pages.
double narrowTableHeight(PageFlow& flow, const report::TableSpec& table, double left, double width);
/// The least height with which a block begins: a heading above it needs so much more room.
double leadIn(PageFlow& flow, const report::Block& block);

/// A title above a table, chart or plan, kept with the `following` points below it.
void printBlockTitle(PageFlow& flow, const std::string& title, const std::string& subtitle, double following);
void printSource(PageFlow& flow, const std::string& source);
double sourceHeight(const std::string& source);

} // namespace causeway::ui
