// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/waivers.h"

#include "app/job.h"
#include "core/audit/audit.h"
#include "core/base/text.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace causeway::app {
namespace {

AuditReport auditOf(const Job& job, const Context& context, Progress& progress) {
    return audit(job.snapshot, job.criteria, job.waivers, context.language, progress);
}

Date dayOf(const Job& job) {
    return std::chrono::floor<std::chrono::days>(job.snapshot.taken);
}

/// Throws Error(Usage) when no finding of the newest snapshot has this key: a waiver for a misspelt key would
/// wait for ever.
const Finding& findingNamed(const std::vector<Finding>& findings, const std::string& key) {
    const auto it =
        std::find_if(findings.begin(), findings.end(), [&](const Finding& f) { return f.key == key; });
    if (it != findings.end())
        return *it;
    std::vector<std::string> near;
    for (const auto& f : findings)
        if (near.size() < 5 && containsIgnoreCase(f.key, key.substr(0, key.find('@'))))
            near.push_back(f.key);
    throw Error(ErrorCode::Usage, "no finding of the newest snapshot has the key " + printable(key), {},
                near.empty() ? "'causeway audit' prints each finding's key" : "near: " + join(near, ", "));
}

int waive(const WaiverCommands& asked, const std::string& path, Context& context, Progress& progress) {
    const auto until = parseDate(asked.until);
    if (!until)
        throw Error(ErrorCode::Usage, "'" + printable(asked.until) + "' is no day",
                    "--until takes a day that exists", "write it as 2027-03-31");
    const Job job = openJob(path);
    const auto before = auditOf(job, context, progress);
    auto all = before.findings();
    const auto waived = before.waivedFindings();
    all.insert(all.end(), waived.begin(), waived.end());
    const auto& finding = findingNamed(all, asked.key);
    if (*until < dayOf(job))
        throw Error(ErrorCode::Usage, "the waiver would end before the snapshot's day",
                    toIso(*until) + " is before " + toIso(dayOf(job)));
    auto engagement = Engagement::open(path);
    engagement.setWaiver({asked.key, asked.reason, asked.author, now(), *until});
    auto after = before;
    applyWaivers(after, engagement.waivers(), dayOf(job));
    if (context.format == "json")
        printJson({{"schema", "causeway.waiver/1"},
                   {"key", asked.key},
                   {"until", toIso(*until)},
                   {"score_before", before.score},
                   {"score", after.score}});
    else
        print(fmt::format("Waived until {}: {}\nHealth score {} (before: {})", toIso(*until), finding.title,
                          after.score, before.score));
    return kDone;
}

int withdraw(const WaiverCommands& asked, const std::string& path, Context& context, Progress&) {
    auto engagement = Engagement::open(path);
    if (!engagement.withdrawWaiver(asked.key))
        throw Error(ErrorCode::Usage, "there is no waiver for " + printable(asked.key), {},
                    "'causeway audit waivers -e " + path + "' lists them");
    if (context.format == "json")
        printJson({{"schema", "causeway.waiver/1"}, {"key", asked.key}, {"withdrawn", true}});
    else
        print("Withdrawn: " + asked.key);
    return kDone;
}

int list(const std::string& path, Context& context, Progress& progress) {
    const Job job = openJob(path);
    const auto report = auditOf(job, context, progress);
    Json rows = Json::array();
    std::string text;
    for (const auto& w : job.waivers) {
        const auto state = waiverStateName(stateOf(w, report, dayOf(job)));
        rows.push_back({{"key", w.key},
                        {"state", state},
                        {"reason", w.reason},
                        {"author", w.author},
                        {"made", toIso(w.made)},
                        {"until", toIso(w.until)}});
        text += fmt::format("{:<16} until {}  {}\n  {}, {}: {}\n", state, toIso(w.until), w.key, w.author,
                            toIso(std::chrono::floor<std::chrono::days>(w.made)), w.reason);
    }
    if (context.format == "json")
        printJson({{"schema", "causeway.waivers/1"}, {"day", toIso(dayOf(job))}, {"waivers", rows}});
    else
        print(text.empty() ? "No waivers" : text);
    return kDone;
}

} // namespace

std::shared_ptr<WaiverCommands> addWaiverCommands(CLI::App& audit) {
    auto asked = std::make_shared<WaiverCommands>();
    auto* state = asked.get(); // the commands live as long as `asked`, which the command line keeps
    auto* add = audit.add_subcommand("waive", "accept a finding for a reason and for a time");
    add->add_option("KEY", asked->key, "the finding's key, as 'causeway audit' prints it")->required();
    add->add_option("--reason", asked->reason, "why the client lives with it")->required();
    add->add_option("--author", asked->author, "who decided")->required();
    add->add_option("--until", asked->until, "the last day on which it holds, as 2027-03-31")->required();
    add->callback([state] {
        state->action = [state](const std::string& path, Context& context, Progress& progress) {
            return waive(*state, path, context, progress);
        };
    });
    auto* remove = audit.add_subcommand("unwaive", "withdraw a waiver");
    remove->add_option("KEY", asked->key, "the finding's key")->required();
    remove->callback([state] {
        state->action = [state](const std::string& path, Context& context, Progress& progress) {
            return withdraw(*state, path, context, progress);
        };
    });
    auto* show = audit.add_subcommand("waivers", "list the waivers and whether they hold");
    show->callback([state] {
        state->action = [](const std::string& path, Context& context, Progress& progress) {
            return list(path, context, progress);
        };
    });
    for (auto* command : {add, remove, show})
        command->fallthrough();
    audit.require_subcommand(0, 1);
    return asked;
}

} // namespace causeway::app
