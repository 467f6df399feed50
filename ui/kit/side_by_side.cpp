// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/side_by_side.h"

#include "ui/kit/code_view.h"
#include "ui/kit/label.h"

#include <QHBoxLayout>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSplitter>

#include <algorithm>

namespace causeway::ui {
namespace {

constexpr qsizetype kMostLines = 4000;

QString essence(QString line) {
    static const QRegularExpression blanks(R"(\s+)");
    line.remove('`').remove('"');
    line = line.replace(blanks, " ").trimmed().toLower();
    while (line.endsWith(',') || line.endsWith(';'))
        line.chop(1);
    return line;
}

/// Lengths of the longest common subsequences of the lines from i and from j on.
std::vector<std::vector<std::uint16_t>> commonLengths(const QStringList& a, const QStringList& b) {
    std::vector<std::vector<std::uint16_t>> length(std::size_t(a.size()) + 1,
                                                   std::vector<std::uint16_t>(std::size_t(b.size()) + 1));
    for (std::size_t i = std::size_t(a.size()); i-- > 0;)
        for (std::size_t j = std::size_t(b.size()); j-- > 0;)
            length[i][j] = a[qsizetype(i)] == b[qsizetype(j)] ? std::uint16_t(length[i + 1][j + 1] + 1)
                                                              : std::max(length[i + 1][j], length[i][j + 1]);
    return length;
}

QWidget* side(QLabel* title, QLabel* note, CodeView* view) {
    auto* widget = new QWidget;
    auto* head = new QHBoxLayout;
    head->setContentsMargins(metrics().inside, 6, metrics().inside, 4);
    head->addWidget(title);
    head->addStretch();
    head->addWidget(note);
    auto* all = new QVBoxLayout(widget);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(head);
    all->addWidget(view, 1);
    return widget;
}

} // namespace

LineDifference compareLines(const QString& source, const QString& target) {
    QStringList a = source.split('\n'), b = target.split('\n');
    if (a.size() > kMostLines || b.size() > kMostLines)
        return {};
    std::ranges::transform(a, a.begin(), essence);
    std::ranges::transform(b, b.begin(), essence);
    const auto length = commonLengths(a, b);
    LineDifference difference;
    qsizetype i = 0, j = 0;
    while (i < a.size() || j < b.size()) {
        if (i < a.size() && j < b.size() && a[i] == b[j]) {
            ++i;
            ++j;
        } else if (j == b.size() || (i < a.size() && length[std::size_t(i) + 1][std::size_t(j)] >=
                                                         length[std::size_t(i)][std::size_t(j) + 1])) {
            if (!a[i].isEmpty())
                difference.source[int(i) + 1] = LineMark::Removed;
            ++i;
        } else {
            if (!b[j].isEmpty())
                difference.target[int(j) + 1] = LineMark::Added;
            ++j;
        }
    }
    return difference;
}

SideBySide::SideBySide(QWidget* parent)
    : QWidget(parent), titles_{makeLabel({}, TextRole::SmallStrong), makeLabel({}, TextRole::SmallStrong)},
      notes_{makeLabel({}, TextRole::Small, "muted"), makeLabel({}, TextRole::Small, "muted")},
      source_(new CodeView), target_(new CodeView) {
    setTitles(tr("Source"), tr("Target"));
    auto* splitter = new QSplitter;
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1);
    splitter->addWidget(side(titles_[0], notes_[0], source_));
    splitter->addWidget(side(titles_[1], notes_[1], target_));
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(splitter);
    for (const auto& [from, to] : {std::pair{source_, target_}, std::pair{target_, source_}}) {
        QScrollBar* other = to->verticalScrollBar();
        connect(from->verticalScrollBar(), &QScrollBar::valueChanged, this, [this, other](int value) {
            if (locked_)
                other->setValue(value);
        });
    }
}

void SideBySide::setTitles(const QString& source, const QString& target) {
    titles_[0]->setText(source);
    titles_[1]->setText(target);
    source_->setAccessibleName(source);
    target_->setAccessibleName(target);
}

void SideBySide::setNotes(const QString& source, const QString& target) {
    notes_[0]->setText(source);
    notes_[1]->setText(target);
}

void SideBySide::setTexts(const QString& source, const QString& target) {
    source_->setCode(source, "mysql");
    target_->setCode(target, "sql");
    const LineDifference difference = compareLines(source, target);
    source_->setLineMarks(difference.source);
    target_->setLineMarks(difference.target);
}

bool SideBySide::step(bool forward) {
    const int here = target_->currentLine();
    const int line = forward ? target_->markAfter(here) : target_->markBefore(here);
    // The first line may itself begin the first change: the cursor then stands on it already.
    if (line > 0)
        target_->showLine(line);
    return line > 0;
}

int SideBySide::changes() const {
    int count = 0;
    for (int line = target_->markAfter(0); line > 0; line = target_->markAfter(line))
        ++count;
    return count;
}

int SideBySide::currentChange() const {
    int count = 0;
    for (int line = target_->markAfter(0); line > 0 && line <= target_->currentLine();
         line = target_->markAfter(line))
        ++count;
    return count;
}

void SideBySide::setScrollLocked(bool locked) {
    locked_ = locked;
}

} // namespace causeway::ui
