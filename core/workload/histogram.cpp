// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace causeway {
namespace {

constexpr std::size_t kFew = 192; ///< buckets; more take rows
constexpr unsigned kPartBits = 7;
constexpr std::uint64_t kParts = 1u << kPartBits;

/// Values below 128 have a bucket each; above, the leading eight bits name the bucket.
std::uint32_t bucketOf(std::uint64_t value) {
    if (value < kParts)
        return std::uint32_t(value);
    const unsigned shift = unsigned(std::bit_width(value)) - kPartBits - 1;
    return std::uint32_t((std::uint64_t(shift) << kPartBits) + (value >> shift));
}

std::uint64_t middleOf(std::uint32_t bucket) {
    if (bucket < 2 * kParts)
        return bucket;
    const unsigned shift = (bucket >> kPartBits) - 1u;
    const std::uint64_t low = (bucket - (std::uint64_t(shift) << kPartBits)) << shift;
    return low + (std::uint64_t(1) << shift) / 2;
}

} // namespace

Histogram::Histogram(std::vector<Bucket> buckets) : few_(std::move(buckets)) {
    for (const auto& bucket : few_)
        count_ += bucket.second;
    if (few_.size() > kFew)
        spread();
}

std::uint64_t& Histogram::cell(std::uint32_t bucket) {
    auto& row = (*rows_)[bucket / kParts];
    if (!row) {
        row = std::make_unique<Row>();
        rowBytes_ += sizeof(Row);
    }
    return (*row)[bucket % kParts];
}

void Histogram::spread() {
    rows_ = std::make_unique<std::array<std::unique_ptr<Row>, kRows>>();
    rowBytes_ = sizeof *rows_;
    for (const auto& [bucket, times] : few_)
        cell(bucket) += times;
    few_ = {};
}

void Histogram::addTo(std::uint32_t bucket, std::uint64_t times) {
    count_ += times;
    if (rows_) {
        cell(bucket) += times;
        return;
    }
    const auto it = std::lower_bound(few_.begin(), few_.end(), bucket,
                                     [](const auto& entry, std::uint32_t b) { return entry.first < b; });
    if (it != few_.end() && it->first == bucket)
        it->second += times;
    else
        few_.insert(it, {bucket, times});
    if (few_.size() > kFew)
        spread();
}

std::vector<Histogram::Bucket> Histogram::buckets() const {
    if (!rows_)
        return few_;
    std::vector<Bucket> list;
    for (std::uint32_t r = 0; r < kRows; ++r)
        if (const auto& row = (*rows_)[r])
            for (std::uint32_t part = 0; part < kParts; ++part)
                if ((*row)[part])
                    list.emplace_back(std::uint32_t(r * kParts + part), (*row)[part]);
    return list;
}

void Histogram::forEachValue(const std::function<void(std::uint64_t, std::uint64_t)>& take) const {
    for (const auto& [bucket, times] : buckets())
        take(middleOf(bucket), times);
}

void Histogram::add(std::uint64_t nanoseconds, std::uint64_t times) {
    if (times)
        addTo(bucketOf(nanoseconds), times);
}

void Histogram::merge(const Histogram& other) {
    for (const auto& [bucket, times] : other.buckets())
        addTo(bucket, times);
}

std::uint64_t Histogram::quantile(double fraction) const {
    if (!count_)
        return 0;
    const auto rank = std::uint64_t(std::ceil(std::clamp(fraction, 0.0, 1.0) * double(count_)));
    const auto in = [rank](const std::vector<Bucket>& all) {
        std::uint64_t seen = 0;
        for (const auto& [bucket, times] : all)
            if ((seen += times) >= rank && seen > 0)
                return middleOf(bucket);
        return middleOf(all.back().first);
    };
    return rows_ ? in(buckets()) : in(few_);
}

} // namespace causeway
