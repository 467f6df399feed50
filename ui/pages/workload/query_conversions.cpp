// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/workload/query_conversions.h"

#include "core/base/text.h"
#include "core/readiness/convert_query.h"

#include <algorithm>
#include <memory>

namespace causeway::ui {
namespace {

constexpr std::size_t kAtOnce = 200; ///< shapes, which are nearly all of the time in practice

/// Why the text of a shape can't be converted; empty when it can.
QString unfit(const QueryClass& shape) {
    if (shape.sample.empty() || shape.sample == shape.fingerprint)
        if (shape.fingerprint.find("...") != std::string::npos)
            return QueryConversions::tr(
                "The source keeps no statement with its values, and the shape alone is no "
                "statement: a list in it is folded.");
    if (shape.sample.ends_with("…"))
        return QueryConversions::tr("The sample is longer than the digest keeps (2 048 bytes): a part of a "
                                    "statement cannot be converted.");
    return {};
}

/// Each shape stands for itself: what one statement leaves behind must not reach the next.
bool leavesNothing(const Conversion& conversion, const std::string& text) {
    return (conversion.kind == "select" || conversion.kind == "insert" || conversion.kind == "update" ||
            conversion.kind == "delete" || conversion.kind == "replace") &&
           text.find('@') == std::string::npos && !containsIgnoreCase(text, "found_rows");
}

class Converters {
public:
    explicit Converters(const ServerEvidence& server) : server_(server) {}
    Conversion convert(const QueryClass& shape) {
        const auto& text = shape.sample.empty() ? shape.fingerprint : shape.sample;
        auto& converter = bySchema_[shape.schema];
        if (!converter)
            converter = std::make_unique<QueryConverter>(server_.catalog ? &*server_.catalog : nullptr,
                                                         ConversionOptions{}, shape.schema);
        auto conversion = converter->convert(text);
        if (!leavesNothing(conversion, text) || bySchema_.size() > 16)
            converter.reset();
        return conversion;
    }

private:
    const ServerEvidence& server_;
    std::map<std::string, std::unique_ptr<QueryConverter>> bySchema_;
};

} // namespace

QueryConversions::~QueryConversions() {
    for (const auto& task : working_)
        if (task)
            task->cancel();
}

void QueryConversions::setSource(const WorkloadSource& source) {
    if (source.digest == source_.digest)
        return;
    for (const auto& task : working_)
        if (task)
            task->cancel();
    working_.clear();
    ++generation_;
    known_.clear();
    source_ = source;
    if (!applies())
        return;
    std::vector<const QueryClass*> heaviest;
    for (const auto& shape : source.digest->queries) {
        if (heaviest.size() == kAtOnce)
            break;
        heaviest.push_back(&shape);
    }
    if (!heaviest.empty())
        start(std::move(heaviest), tr("Converting queries"));
}

const ShapeConversion* QueryConversions::of(const std::string& id) const {
    const auto known = known_.find(id);
    return known == known_.end() ? nullptr : &known->second;
}

void QueryConversions::ask(const QueryClass& shape) {
    if (applies() && !of(shape.id) && std::none_of(working_.begin(), working_.end(), [](const auto& task) {
            return task && task->state() == Task::State::Working;
        }))
        start({&shape}, tr("Converting a query"));
}

std::map<std::string, Verdict> QueryConversions::verdicts() const {
    std::map<std::string, Verdict> verdicts;
    for (const auto& [id, known] : known_)
        if (known.conversion)
            verdicts[id] = known.conversion->verdict;
    return verdicts;
}

void QueryConversions::start(std::vector<const QueryClass*> shapes, const QString& title) {
    auto results = std::make_shared<std::map<std::string, ShapeConversion>>();
    auto* task = tasks_.start(
        title,
        [results, shapes, source = source_](Progress& progress) {
            Converters converters(*source.server);
            std::uint64_t done = 0;
            for (const auto* shape : shapes) {
                progress.report("converting queries", done++, shapes.size());
                auto& result = (*results)[shape->id];
                result.reason = unfit(*shape);
                if (result.reason.isEmpty())
                    result.conversion = converters.convert(*shape);
            }
        },
        [this, guard = QPointer<QueryConversions>(this), results, generation = generation_] {
            if (!guard || generation != generation_)
                return;
            known_.merge(*results);
            emit changed();
        });
    working_ << task;
}

} // namespace causeway::ui
