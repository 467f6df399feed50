// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/workload/shape_model.h"

#include "core/base/text.h"
#include "core/base/units.h"
#include "ui/kit/table_view.h"
#include "ui/pages/readiness/conversion_words.h"
#include "ui/pages/workload/shape_words.h"

#include <algorithm>
#include <cmath>

namespace causeway::ui {
namespace {

constexpr qsizetype kMostLine = 300; ///< characters of a fingerprint in a row

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

} // namespace

void ShapeModel::setSource(const WorkloadSource& source) {
    beginResetModel();
    source_ = source;
    all_.clear();
    haystacks_.clear();
    verdicts_.clear();
    loops_.clear();
    only_.clear();
    totalNs_ = totalCount_ = 0;
    if (source_) {
        totalNs_ = double(source_.digest->totalNs());
        totalCount_ = double(source_.digest->otherCount);
        for (const auto& shape : source_.digest->queries) {
            all_.push_back({&shape, all_.size()});
            totalCount_ += double(shape.count);
        }
    }
    rebuild();
    endResetModel();
}

void ShapeModel::setWords(const QString& words) {
    std::vector<std::string> wanted;
    for (const auto& word : words.split(' ', Qt::SkipEmptyParts))
        wanted.push_back(toLower(word.toStdString()));
    if (wanted == words_)
        return;
    beginResetModel();
    words_ = std::move(wanted);
    rebuild();
    endResetModel();
}

void ShapeModel::setOnly(std::set<std::string> ids) {
    if (ids == only_)
        return;
    beginResetModel();
    only_ = std::move(ids);
    rebuild();
    endResetModel();
}

void ShapeModel::setVerdicts(std::map<std::string, Verdict> verdicts) {
    verdicts_ = std::move(verdicts);
    if (!rows_.empty())
        emit dataChanged(index(0, VerdictColumn), index(rowCount() - 1, VerdictColumn));
}

void ShapeModel::setLoops(std::set<std::string> ids) {
    loops_ = std::move(ids);
    if (!rows_.empty())
        emit dataChanged(index(0, RunColumn), index(rowCount() - 1, RunColumn));
}

bool ShapeModel::accepts(std::size_t index) const {
    const auto& shape = *all_[index].shape;
    if (!only_.empty() && !only_.contains(shape.id))
        return false;
    if (words_.empty())
        return true;
    return std::all_of(words_.begin(), words_.end(), [&](const std::string& word) {
        return haystacks_[index].find(word) != std::string::npos;
    });
}

void ShapeModel::rebuild() {
    if (!words_.empty() && haystacks_.size() != all_.size()) {
        haystacks_.clear();
        for (const auto& row : all_)
            haystacks_.push_back(toLower(row.shape->fingerprint + "\n" + row.shape->schema + "\n" +
                                         row.shape->user + "\n" + row.shape->id));
    }
    rows_.clear();
    for (std::size_t i = 0; i < all_.size(); ++i)
        if (accepts(i))
            rows_.push_back(all_[i]);
    sortRows();
}

double ShapeModel::key(const Row& row, int column) const {
    const auto& shape = *row.shape;
    switch (column) {
    case ShareColumn:
        return totalNs_ > 0 ? double(shape.totalNs) : double(shape.count);
    case CallsColumn:
        return double(shape.count);
    case TotalColumn:
        return double(shape.totalNs);
    case MeanColumn:
        return meanNs(shape);
    case P95Column:
        return double(shape.p95Ns);
    case VarianceColumn:
        return shape.varianceToMean;
    case ExaminedColumn:
        return examinedPerSent(shape).value_or(-1);
    case RunColumn:
        return double(shape.longestRunSameThread);
    case VerdictColumn: {
        const auto known = verdicts_.find(shape.id);
        return known == verdicts_.end() ? -1 : double(int(known->second));
    }
    default:
        return double(row.rank);
    }
}

void ShapeModel::sortRows() {
    const auto byText = [&](std::string QueryClass::*member) {
        std::stable_sort(rows_.begin(), rows_.end(), [&](const Row& a, const Row& b) {
            const auto order = (a.shape->*member).compare(b.shape->*member);
            return order_ == Qt::AscendingOrder ? order < 0 : order > 0;
        });
    };
    std::sort(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) { return a.rank < b.rank; });
    if (sortColumn_ == QueryColumn)
        return byText(&QueryClass::fingerprint);
    if (sortColumn_ == SchemaColumn)
        return byText(&QueryClass::schema);
    if (sortColumn_ == UserColumn)
        return byText(&QueryClass::user);
    std::vector<std::pair<double, Row>> keyed;
    for (const auto& row : rows_)
        keyed.emplace_back(key(row, sortColumn_), row);
    std::stable_sort(keyed.begin(), keyed.end(), [&](const auto& a, const auto& b) {
        return order_ == Qt::AscendingOrder ? a.first < b.first : a.first > b.first;
    });
    std::transform(keyed.begin(), keyed.end(), rows_.begin(), [](const auto& one) { return one.second; });
}

void ShapeModel::sort(int column, Qt::SortOrder order) {
    emit layoutAboutToBeChanged();
    const auto before = persistentIndexList();
    std::vector<std::string> ids;
    for (const auto& index : before)
        ids.push_back(shape(index.row()).id);
    sortColumn_ = column;
    order_ = order;
    sortRows();
    std::map<std::string, int> places;
    if (!before.isEmpty())
        for (std::size_t i = 0; i < rows_.size(); ++i)
            places[rows_[i].shape->id] = int(i);
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i)
        after << index(places[ids[std::size_t(i)]], before[i].column());
    changePersistentIndexList(before, after);
    emit layoutChanged();
}

int ShapeModel::find(const std::string& id) const {
    const auto it =
        std::find_if(rows_.begin(), rows_.end(), [&](const Row& row) { return row.shape->id == id; });
    return it == rows_.end() ? -1 : int(it - rows_.begin());
}

std::vector<const QueryClass*> ShapeModel::shown() const {
    std::vector<const QueryClass*> list;
    for (const auto& row : rows_)
        list.push_back(row.shape);
    return list;
}

int ShapeModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(rows_.size());
}

QString ShapeModel::text(const Row& row, int column) const {
    const auto& shape = *row.shape;
    switch (column) {
    case RankColumn:
        return QString::number(row.rank + 1);
    case QueryColumn:
        return shapeTitle(shape);
    case ShareColumn: {
        const double whole = totalNs_ > 0 ? totalNs_ : totalCount_;
        return whole > 0 ? qt(formatPercent(key(row, ShareColumn) / whole)) : QString();
    }
    case CallsColumn:
        return countText(double(shape.count));
    case TotalColumn:
        return totalNs_ > 0 ? qt(formatSeconds(double(shape.totalNs) / 1e9)) : QString();
    case MeanColumn:
        return totalNs_ > 0 ? millisecondsText(meanNs(shape)) : QString();
    case P95Column:
        return shape.p95Ns ? millisecondsText(double(shape.p95Ns)) : QString();
    case VarianceColumn:
        return totalNs_ > 0 && shape.count > 1 && !onlySums(shape) ? qt(formatNumber(shape.varianceToMean, 3))
                                                                   : QString();
    case ExaminedColumn:
        if (const auto ratio = examinedPerSent(shape))
            return countText(*ratio);
        return {};
    case RunColumn:
        return shape.longestRunSameThread > 1 ? countText(double(shape.longestRunSameThread)) : QString();
    case VerdictColumn: {
        const auto known = verdicts_.find(shape.id);
        return known == verdicts_.end() ? QString() : verdictWord(known->second);
    }
    case SchemaColumn:
        return oneLine(shape.schema, 64);
    case UserColumn:
        return oneLine(shape.user, 64);
    default:
        return {};
    }
}

QVariant ShapeModel::toolTip(const Row& row, int column) const {
    if (column == QueryColumn)
        return "<p style='white-space:pre-wrap'>" + laidOut(row.shape->fingerprint, 1200).toHtmlEscaped() +
               "</p>";
    if (column == RunColumn && loops_.contains(row.shape->id))
        return tr("One thread ran it so often in a row: most likely one query for each row of a list (N+1)");
    return {};
}

QVariant ShapeModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= int(rows_.size()))
        return {};
    const auto& row = rows_[std::size_t(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole: {
        const auto shown = text(row, column);
        return shown.isEmpty() && isNumber(column) ? QStringLiteral("–") : shown;
    }
    case SecondLineRole:
        return column == QueryColumn ? oneLine(row.shape->fingerprint, kMostLine) : QVariant();
    case ShareRole:
        if (column != ShareColumn)
            return {};
        return key(row, ShareColumn) / std::max(1.0, totalNs_ > 0 ? totalNs_ : totalCount_);
    case SeverityRole:
        if (column == VerdictColumn)
            if (const auto known = verdicts_.find(row.shape->id); known != verdicts_.end())
                return qt(verdictTone(known->second));
        if (column == RunColumn && loops_.contains(row.shape->id))
            return QStringLiteral("high");
        return {};
    case ToneRole:
        return isNumber(column) && text(row, column).isEmpty() ? QVariant(QStringLiteral("muted"))
                                                               : QVariant();
    case Qt::TextAlignmentRole:
        return int((isNumber(column) && column != ShareColumn ? Qt::AlignRight : Qt::AlignLeft) |
                   Qt::AlignVCenter);
    case Qt::ToolTipRole:
        return toolTip(row, column);
    default:
        return {};
    }
}

QString ShapeModel::title(int column) {
    switch (column) {
    case RankColumn:
        return tr("#");
    case QueryColumn:
        return tr("Query");
    case ShareColumn:
        return tr("Share of time");
    case CallsColumn:
        return tr("Calls");
    case TotalColumn:
        return tr("Total");
    case MeanColumn:
        return tr("Mean, ms");
    case P95Column:
        return tr("p95, ms");
    case VarianceColumn:
        return tr("V/M, s");
    case ExaminedColumn:
        return tr("Read per row sent");
    case RunColumn:
        return tr("In a row");
    case VerdictColumn:
        return tr("PostgreSQL");
    case SchemaColumn:
        return tr("Schema");
    case UserColumn:
        return tr("User");
    default:
        return {};
    }
}

QVariant ShapeModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) // a rank's one sign leaves its right to the mark of the order
        return int((isNumber(section) && section != ShareColumn && section != RankColumn ? Qt::AlignRight
                                                                                         : Qt::AlignLeft) |
                   Qt::AlignVCenter);
    if (role == Qt::ToolTipRole)
        return section == VarianceColumn   ? tr("Variance to mean of the time: how uneven its executions are")
               : section == ExaminedColumn ? tr("Rows examined for each row sent or changed")
               : section == RunColumn
                   ? tr("Most executions in a row by one thread, each within a second of the "
                        "one before")
                   : QVariant();
    if (role != Qt::DisplayRole)
        return {};
    if (section == ShareColumn && source_ && totalNs_ == 0)
        return tr("Share of calls");
    return title(section);
}

} // namespace causeway::ui
