// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/readiness/choices/column_uses.h"
#include "core/readiness/convert_query.h"
#include "core/readiness/readiness.h"
#include "tests/dump_text.h"

#include <cstdint>
#include <cstdlib>

/// Hostile text through everything that reads MySQL: statements with a known and an unknown schema, and whole
/// dumps. Build and run:
///   cmake -B build/fuzz -DCMAKE_CXX_COMPILER=clang++ -DCAUSEWAY_FUZZERS=ON -DCAUSEWAY_PCH=OFF
///         -DCAUSEWAY_SANITIZE=address,undefined
///   tests/fuzz/seeds.py SEEDS && build/fuzz/tests/fuzz_convert -max_len=4096 -timeout=10 CORPUS SEEDS
/// The first byte chooses what the rest is.
namespace {

using namespace causeway;

const Catalog& schema() {
    static const Catalog catalog =
        readDumpText("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, a VARCHAR(20), b INT UNSIGNED, c "
                     "DATETIME, d ENUM('x','y'), e SET('p','q'), f JSON, UNIQUE KEY k (a));\nCREATE TABLE u "
                     "(id INT PRIMARY KEY, t_id INT, n DECIMAL(10,2), FOREIGN KEY (t_id) REFERENCES t "
                     "(id));\n")
            .catalog;
    return catalog;
}

void statements(std::string_view text, bool known) {
    Progress progress;
    if (known)
        if (const auto parsed = mysql::parseStatement(text))
            columnUses(*parsed.value, text, TableIndex(schema()), {});
    static const auto model = queryModel(&schema(), {});
    if (known)
        convertQueries(text, model, progress);
    else
        convertQueries(text, nullptr, {}, progress);
}

void dump(std::string_view text, int targetVersion) {
    DumpContents contents;
    try {
        contents = readDumpText(std::string(text));
    } catch (const Error& refusal) { // UTF-16, a damaged archive
        if (refusal.code() != ErrorCode::Input)
            throw;
        return;
    }
    if (contents.catalog.engine == Engine::PostgreSQL) // refused, and rightly
        return;
    Progress progress;
    ConversionOptions options;
    options.targetVersion = targetVersion;
    if (convertSchema(contents.catalog, options, progress).script().empty())
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0)
        return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    switch (data[0] % 4) {
    case 0:
    case 1:
        statements(text, data[0] % 2 == 0);
        break;
    case 2:
        dump(text, 15);
        break;
    default:
        dump(text, 17);
    }
    return 0;
}
