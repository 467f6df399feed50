// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/document.h"

#include <string>
#include <vector>

/// Small makers of the document's blocks, so that sections read as what they say.
namespace causeway::report {

RichText plain(std::string text);
RichText strong(std::string text);
RichText code(std::string text);
RichText muted(std::string text);
RichText link(std::string text, std::string target);
RichText operator+(RichText a, const RichText& b);

Block paragraph(std::string text);
Block lead(std::string text);
Block bullets(const std::vector<std::string>& items);

Cell cell(std::string text, std::string second = {});
Cell cell(RichText text, std::string second = {});
/// A severity's shape and word ("critical".."info", "ok", "na").
Cell severity(std::string word, std::string text = {}, std::string second = {});
/// A number with its share drawn beside it.
Cell share(std::string text, double part, double whole);

TableColumn left(std::string title, double weight = 1);
TableColumn right(std::string title, double weight = 1);

/// The text's beginning, cut between words, with "…" where it is longer than `most` bytes.
std::string brief(const std::string& text, std::size_t most);

/// Days since 1970-01-01, for a date axis.
double axisDay(Date date);

} // namespace causeway::report
