// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/proof.h"

#include "core/readiness/obstacle_texts.h"

#include <QCryptographicHash>

#include <array>
#include <map>
#include <tuple>

namespace causeway {

namespace {

constexpr std::array<std::string_view, 7> kResults{"ran",       "part refused", "refused", "blocked",
                                                   "same rows", "rows differ",  "untried"};

using Key = std::tuple<std::string, std::string, std::string, std::string>;

void refuse(Conversion& conversion, std::string_view id, Verdict verdict, const std::string& message) {
    const std::string object =
        conversion.schema.empty() ? conversion.name : conversion.schema + "." + conversion.name;
    conversion.obstacles.push_back(makeObstacle(id, object, {{"message", message}}, conversion.place));
    conversion.verdict = std::max(conversion.verdict, verdict);
    conversion.proofMessage = message;
}

void apply(Conversion& conversion, std::string_view result, const std::string& message,
           const std::string& compared) {
    conversion.comparison = compared;
    if (result == "ran" || result == "same rows") {
        conversion.proof = std::max(conversion.proof, result == "ran" ? Proof::Ran : Proof::SameRows);
        conversion.proofMessage.clear();
    } else if (result == "rows differ") {
        conversion.proof = std::max(conversion.proof, Proof::Ran);
        refuse(conversion, "verify.rows_differ", Verdict::Assisted, compared);
        conversion.proofMessage.clear();
    } else if (result == "part refused") {
        refuse(conversion, "verify.part_refused", Verdict::Assisted, message);
    } else if (result == "refused") {
        refuse(conversion, "verify.refused", Verdict::Manual, message);
    } else if (result == "blocked") {
        refuse(conversion, "verify.blocked", Verdict::Assisted, message);
    }
}

} // namespace

std::string conversionDigest(const Conversion& conversion) {
    return QCryptographicHash::hash(QByteArray::fromStdString(conversion.target), QCryptographicHash::Sha256)
        .toHex()
        .left(32)
        .toStdString();
}

ProbeResult proofProbe(const std::vector<ObjectProof>& proofs, const std::string& server) {
    ProbeResult probe;
    probe.id = kProofProbe;
    probe.query = "every converted statement, in a scratch database";
    probe.columns = {"kind", "schema", "name", "digest", "result", "message", "server_version", "compared"};
    for (const ObjectProof& p : proofs)
        probe.rows.push_back({p.kind, p.schema, p.name, p.digest,
                              std::string(kResults[std::size_t(p.result)]), p.message, server, p.compared});
    return probe;
}

void applyProofs(ReadinessReport& report, const ProbeResult& probe) {
    std::map<Key, std::size_t> rows;
    const auto cell = [&](std::size_t row, std::string_view column) {
        return probe.value(row, column).value_or(std::string());
    };
    for (std::size_t i = 0; i < probe.rows.size(); ++i)
        rows[{cell(i, "kind"), cell(i, "schema"), cell(i, "name"), cell(i, "digest")}] = i;
    for (auto* list : {&report.conversions, &report.queries})
        for (Conversion& c : *list) {
            const auto found = rows.find({c.kind, c.schema, c.name, conversionDigest(c)});
            if (found != rows.end())
                apply(c, cell(found->second, "result"), cell(found->second, "message"),
                      cell(found->second, "compared"));
        }
}

} // namespace causeway
