// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/json.h"

#include <QFile>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

/// tests/live/proofs.json: which rule is proven on which real server by which test. The live tests take from
/// it what they demand, a unit test counts it: nothing is claimed that is not demanded.
namespace causeway::live_test {

/// What one scenario of one live test proves.
struct Proof {
    std::string test, scenario;
    std::vector<std::string> kinds; ///< "mariadb", "mysql56", "mysql97", "pg15", "pg17"
    /// By level: "mended" (fires, its generated fix is applied as it stands, fires no more), "followed" (the
    /// fix is advice in words, the test does what it says, fires no more), "found" (fires).
    std::map<std::string, std::vector<std::string>> rules;
};

struct ProofRegister {
    std::vector<Proof> proofs;
    std::map<std::string, std::string> exceptions; ///< rule, and why no server here can have the defect
    std::map<std::string, std::string> notApplied; ///< rule that is only found, and why its fix is not run

    static const ProofRegister& instance() {
        static const ProofRegister all = read();
        return all;
    }

    /// The rules that a scenario must prove at this level on a server of this kind; throws Error(Internal)
    /// when the scenario is not in the register.
    std::vector<std::string> rules(const std::string& test, const std::string& scenario,
                                   const std::string& kind, const std::string& level) const {
        std::vector<std::string> all;
        bool known = false;
        for (const auto& proof : proofs) {
            if (proof.test != test || proof.scenario != scenario)
                continue;
            known = true;
            const auto it = proof.rules.find(level);
            if (it != proof.rules.end() &&
                std::find(proof.kinds.begin(), proof.kinds.end(), kind) != proof.kinds.end())
                all.insert(all.end(), it->second.begin(), it->second.end());
        }
        if (!known)
            throw Error(ErrorCode::Internal, "proofs.json has no scenario " + test + ": " + scenario);
        return all;
    }

private:
    static ProofRegister read() {
        QFile file(CAUSEWAY_SOURCE_DIR "/tests/live/proofs.json");
        if (!file.open(QIODevice::ReadOnly))
            throw Error(ErrorCode::Internal, "tests/live/proofs.json cannot be read");
        const auto json = Json::parse(file.readAll().toStdString());
        ProofRegister all;
        for (const auto& one : json.at("proofs")) {
            Proof proof{one.at("test"), one.at("scenario"), one.at("kinds"), {}};
            for (const char* level : {"mended", "followed", "found"})
                if (one.contains(level))
                    proof.rules[level] = one.at(level).get<std::vector<std::string>>();
            all.proofs.push_back(std::move(proof));
        }
        for (const auto& [rule, reason] : json.at("exceptions").items())
            all.exceptions[rule] = reason;
        for (const auto& [rule, reason] : json.at("notApplied").items())
            all.notApplied[rule] = reason;
        return all;
    }
};

} // namespace causeway::live_test
