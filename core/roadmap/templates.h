// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/roadmap/roadmap.h"

#include <map>
#include <string>
#include <string_view>

namespace causeway::plan {

using Words = std::map<std::string, std::string, std::less<>>;

/// `text` with every {name} replaced; {Name} is the same with a capital letter. Throws Error(Internal) for a
/// name that `words` lacks: a text with a hole must not reach a client.
std::string fill(std::string_view text, const Words& words);

/// A task of resources/roadmap/plan.en.json with its effort base + units x per unit; texts filled.
Task taskFromTemplate(std::string_view id, const Words& words, double units = 0);
/// The five phases, filled, without dates.
std::vector<Phase> phasesFromTemplate(const Words& words);
/// Ids of all task templates.
std::vector<std::string> taskTemplates();
/// Working days that pass at least while the task is done.
double daysFromTemplate(std::string_view id);

/// "one", "two"... "twelve", then digits.
std::string numberWord(std::size_t n);
/// "1 table", "3 tables".
std::string counted(std::size_t n, std::string_view singular, std::string_view plural = {});
/// The first `limit` names, then "and 5 more".
std::string listed(const std::vector<std::string>& names, std::size_t limit = 3);
/// First letter in upper case (ASCII).
std::string capital(std::string text);

} // namespace causeway::plan
