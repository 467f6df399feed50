// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/class_sums.h"

#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace causeway {

/// Sorted runs of queries on disk, in temporary files without a name, readable by this process alone. They
/// hold samples of statements: nothing of them outlives the process. Throws Error(Storage) when the disk
/// refuses.
class ClassRuns {
public:
    using Less = bool (*)(const ClassSums&, const ClassSums&);
    /// `folder`: where the files go; empty: the system's folder for temporary files.
    ClassRuns(std::string folder, Less less) : folder_(std::move(folder)), less_(less) {}

    /// Writes one run of queries that are in order.
    void add(const std::vector<ClassSums*>& sorted);
    bool empty() const { return runs_.empty(); }
    std::uint64_t bytes() const { return bytes_; }
    /// All queries of all runs, in order, equals in the order of the runs; stops when `take` returns false.
    /// May be called again.
    void merge(const std::function<bool(ClassSums&&)>& take) const;

private:
    struct Closer {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    using File = std::unique_ptr<std::FILE, Closer>;
    File create() const;
    void compact();

    std::string folder_;
    Less less_;
    std::vector<File> runs_;
    std::uint64_t bytes_ = 0;
};

} // namespace causeway
