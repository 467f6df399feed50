// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/sql_words.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace causeway {
namespace {

constexpr std::string_view kWords =
    "accessible account action add admin after against algorithm all alter always analyze and any as asc at "
    "auto_increment before begin between bigint binary binlog both btree by call cascade cascaded case cast "
    "chain "
    "change char character charset check checksum collate column columns comment commit committed compressed "
    "concurrent condition connection constraint convert create cross cube current current_date current_role "
    "current_time current_timestamp current_user cursor data database databases date datetime deallocate "
    "decimal "
    "declare default definer delayed delete desc describe distinct distinctrow div do double drop dual "
    "dumpfile "
    "duplicate each else elseif enclosed end enforced engine engines enum escape escaped event events except "
    "exclude execute exists explain extended false fetch fields first fixed float flush following for force "
    "foreign "
    "from full fulltext function generated global grant grants group grouping handler hash having "
    "high_priority hour "
    "identified if ignore in index indexes infile inner inout insert int integer intersect interval into is "
    "isolation "
    "join json key keys kill language last lateral leading leave left level like limit lines linear load "
    "local lock "
    "locked logs long longblob longtext loop low_priority master match maxvalue mediumblob mediumint "
    "mediumtext "
    "memory microsecond minute mod mode modify month names national natural next no no_write_to_binlog "
    "nowait not "
    "null numeric of off offset on only open optimize option optionally or order ordinality out outer "
    "outfile over "
    "partition partitions password persist plugin plugins preceding precision prepare primary privileges "
    "procedure "
    "process processlist profile purge quarter query quick range read reads real recursive references regexp "
    "release "
    "rename repair repeat repeatable replace replica replication require reset restrict return returning "
    "returns "
    "revoke right rlike role rollback rollup routine row rows savepoint schema schemas second select "
    "separator "
    "sequence serializable session set share show signal signed skip slave slaves smallint snapshot some "
    "source "
    "spatial sql sql_big_result sql_buffer_result sql_cache sql_calc_found_rows sql_no_cache "
    "sql_small_result ssl "
    "start starting status stop storage straight_join super system table tables tablespace temporary "
    "terminated text "
    "then time timestamp tinyblob tinyint tinytext to trailing transaction trigger triggers true truncate "
    "uncommitted undo union unique unknown unlock unsigned until update usage use user using utc_date "
    "utc_time "
    "utc_timestamp value values varbinary varchar variables varying view virtual warnings week when where "
    "while "
    "window with within without work write xa xor year zerofill";

constexpr std::string_view kFunctionWords = "cast char charset convert current_date current_time "
                                            "current_timestamp current_user database date "
                                            "datetime decimal float double enum grouping hour if insert int "
                                            "integer bigint smallint tinyint mediumint "
                                            "interval json left microsecond minute mod month numeric "
                                            "password quarter real repeat replace right row schema "
                                            "second time timestamp truncate user "
                                            "utc_date utc_time utc_timestamp varbinary varchar "
                                            "binary week year";

/// The length and four letters tell most words apart.
inline std::size_t slotOf(std::string_view word) {
    const auto letter = [&](std::size_t at) {
        return std::size_t(static_cast<unsigned char>(word[at]));
    };
    const auto n = word.size();
    auto hash = letter(0) | letter(n - 1) << 8 | letter(n / 2) << 16 | letter(n / 3) << 24;
    hash = (hash ^ n << 5) * 0x9E3779B97F4A7C15ull;
    return hash >> 53;
}

/// A table with open addressing, filled once.
class WordTable {
public:
    WordTable() {
        fill(kWords, SqlWord::Keyword);
        fill(kFunctionWords, SqlWord::Function);
    }
    SqlWord kindOf(std::string_view word) const {
        auto i = slotOf(word);
        while (slots_[i].kind != SqlWord::None && slots_[i].word != word)
            i = (i + 1) % kSlots;
        return slots_[i].kind;
    }

private:
    static constexpr std::size_t kSlots = 2048; ///< as many as slotOf() tells apart
    struct Slot {
        std::string_view word;
        SqlWord kind = SqlWord::None;
    };
    void fill(std::string_view list, SqlWord kind) {
        while (!list.empty()) {
            const auto end = std::min(list.find(' '), list.size());
            insert({list.substr(0, end), kind});
            list = list.substr(std::min(end + 1, list.size()));
        }
    }
    void insert(const Slot& slot) {
        auto i = slotOf(slot.word);
        while (slots_[i].kind != SqlWord::None && slots_[i].word != slot.word)
            i = (i + 1) % kSlots;
        slots_[i] = slot;
    }
    std::array<Slot, kSlots> slots_{};
};

} // namespace

SqlWord lookUpSqlWord(std::string_view lowerCaseWord) {
    static const WordTable words;
    return lowerCaseWord.empty() ? SqlWord::None : words.kindOf(lowerCaseWord);
}

} // namespace causeway
