// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/workload/source_view.h"

#include "core/base/units.h"
#include "ui/kit/label.h"
#include "ui/kit/share_line.h"
#include "ui/pages/workload/shape_words.h"
#include "ui/pages/workload/workload_words.h"
#include "ui/theme/theme_manager.h"

#include <QVBoxLayout>

#include <algorithm>

namespace causeway::ui {
namespace {

constexpr std::size_t kMostLoads = 12;
constexpr qsizetype kMostRemark = 400;

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

} // namespace

SourceView::SourceView(QWidget* parent) : ScrollBox(parent) {
    column()->setContentsMargins(metrics().inside, metrics().gap, metrics().inside, metrics().inside);
    column()->setSpacing(6);
}

void SourceView::addTitle(const QString& title) {
    if (column()->count() > 0)
        column()->addSpacing(8);
    column()->addWidget(makeLabel(title, TextRole::SmallStrong, "muted", this));
}

void SourceView::show(const WorkloadSource& source) {
    clear();
    const auto& digest = *source.digest;
    addTitle(tr("What it can see"));
    for (const auto& sentence : coverageSentences(digest))
        column()->addWidget(makeParagraph(sentence, TextRole::Body, "text", this));
    addTitle(tr("What was left out"));
    const auto skipped = skippedSentences(digest);
    for (const auto& sentence : skipped)
        column()->addWidget(makeParagraph(sentence, TextRole::Body, "text", this));
    if (skipped.isEmpty())
        column()->addWidget(
            makeParagraph(tr("Nothing: every entry was whole."), TextRole::Body, "text", this));
    addLoads(tr("By schema"), digest.schemas, digest);
    addLoads(tr("By user"), digest.users, digest);
    QStringList files;
    for (const auto& from : source.snapshot->sources)
        if (from.kind.ends_with("log"))
            files << oneLine(from.label + ": " + from.kind + (from.remark.empty() ? "" : ", " + from.remark),
                             kMostRemark);
    if (!files.isEmpty())
        addTitle(tr("Logs in this snapshot"));
    for (const auto& file : files)
        column()->addWidget(makeParagraph(file, TextRole::Small, "text", this));
    column()->addStretch(1);
}

void SourceView::addLoads(const QString& title, const std::vector<NamedLoad>& loads,
                          const WorkloadDigest& digest) {
    if (loads.empty())
        return;
    addTitle(title);
    double total = double(digest.totalNs()), count = 0;
    for (const auto& load : loads)
        count += double(load.count);
    for (std::size_t i = 0; i < std::min(kMostLoads, loads.size()); ++i) {
        const auto& load = loads[i];
        const double share = total > 0   ? double(load.totalNs) / total
                             : count > 0 ? double(load.count) / count
                                         : 0;
        column()->addWidget(new ShareLine(
            load.name.empty() ? tr("not stated") : oneLine(load.name, 80), share,
            (total > 0 ? tr("%1 of time") : tr("%1 of calls")).arg(qt(formatPercent(share))), this));
    }
    if (loads.size() > kMostLoads)
        column()->addWidget(
            makeLabel(tr("and %1 more").arg(loads.size() - kMostLoads), TextRole::Small, "muted", this));
}

} // namespace causeway::ui
