// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/class_runs.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace causeway {

/// All queries of a digest, by the hashes of their fingerprints. When they take more memory than allowed,
/// they go to disk and come together again at the end: what comes out is the same.
class ClassTable {
public:
    ClassTable(std::uint64_t mostBytes, std::string folder);

    /// The query with this hash, or null.
    ClassSums* find(std::uint64_t id);
    /// The query will be looked for: brings near, in this order, its slot, the query, and what it points to.
    void prefetchSlot(std::uint64_t id) const;
    void prefetchQuery(std::uint64_t id) const;
    void prefetchTimes(std::uint64_t id) const;
    /// Makes room for a new query; references to others end here.
    ClassSums& insert(std::uint64_t id, std::string_view fingerprint);
    /// The query has grown by so many bytes.
    void grown(std::size_t bytes) { bytes_ += bytes; }

    /// No more executions come. Sorts by total time, descending, ties by id.
    void finish();
    /// After finish(): all queries in order. Stops when `take` returns false.
    void forEach(const std::function<bool(const ClassSums&)>& take) const;
    std::uint64_t size() const { return size_; }            ///< after finish()
    std::uint64_t spilledBytes() const { return spilled_; } ///< written to disk so far

private:
    static constexpr std::size_t kChunk = 1024;
    struct Slot {
        std::uint64_t id = 0;
        std::uint32_t index = 0; ///< plus one; 0: free
    };
    ClassSums& at(std::uint32_t index) const { return chunks_[index / kChunk][index % kChunk]; }
    std::size_t slotOf(std::uint64_t id) const;
    Slot& slot(std::uint64_t id) { return slots_[slotOf(id)]; }
    void rehash();
    void spill();
    std::vector<ClassSums*> all() const;
    void finishSpilled();

    std::uint64_t mostBytes_, bytes_ = 0, spilled_ = 0, size_ = 0;
    std::vector<Slot> slots_; ///< open addressing
    std::vector<std::unique_ptr<ClassSums[]>> chunks_;
    std::uint32_t used_ = 0;
    ClassRuns byId_, byTotal_;
    struct Ranked {
        std::uint64_t totalNs, id;
        const ClassSums* sums;
    };
    std::vector<Ranked> order_;
};

} // namespace causeway
