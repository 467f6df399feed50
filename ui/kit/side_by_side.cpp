// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/side_by_side.h"

#include "ui/kit/code_view.h"
#include "ui/kit/label.h"

#include <QRegularExpression>
#include <QScrollBar>
#include <QSet>
#include <QSplitter>
#include <QVBoxLayout>

namespace causeway::ui {
namespace {

/// A line's words without quotes, case and closing punctuation: what is left differs in meaning.
QString essence(QString line) {
    static const QRegularExpression noise("[`\",;]|\\s+");
    return line.toLower().replace(noise, " ").simplified();
}

std::set<int> linesNotIn(const QStringList& lines, const QStringList& other) {
    QSet<QString> known;
    for (const auto& line : other)
        known << essence(line);
    std::set<int> changed;
    for (int i = 0; i < lines.size(); ++i)
        if (const auto e = essence(lines[i]); !e.isEmpty() && !known.contains(e))
            changed.insert(i + 1);
    return changed;
}

} // namespace

SideBySide::SideBySide(QWidget* parent) : QWidget(parent) {
    auto* split = new QSplitter(this);
    split->setChildrenCollapsible(false);
    split->setHandleWidth(8);
    const auto side = [&](QLabel*& title, CodeView*& view, const QString& name) {
        auto* box = new QWidget(split);
        auto* column = new QVBoxLayout(box);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(6);
        title = makeLabel(name, TextRole::SmallStrong, "muted", box);
        view = new CodeView(box);
        view->setAccessibleName(name);
        column->addWidget(title);
        column->addWidget(view, 1);
        split->addWidget(box);
    };
    side(leftTitle_, left_, tr("Source"));
    side(rightTitle_, right_, tr("Target"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(split);
    const auto follow = [this](CodeView* from, CodeView* to) {
        connect(from->verticalScrollBar(), &QScrollBar::valueChanged, this, [this, from, to](int value) {
            if (scrolling_)
                return;
            scrolling_ = true;
            const int range = from->verticalScrollBar()->maximum();
            to->verticalScrollBar()->setValue(range ? value * to->verticalScrollBar()->maximum() / range : 0);
            scrolling_ = false;
        });
    };
    follow(left_, right_);
    follow(right_, left_);
}

void SideBySide::setTitles(const QString& left, const QString& right) {
    leftTitle_->setText(left);
    rightTitle_->setText(right);
}

void SideBySide::setTexts(const QString& mysql, const QString& postgresql) {
    left_->setCode(mysql, "mysql");
    right_->setCode(postgresql, "sql");
    const auto before = mysql.split('\n'), after = postgresql.split('\n');
    left_->setChangedLines(linesNotIn(before, after));
    const auto changed = linesNotIn(after, before);
    marks_.assign(changed.begin(), changed.end());
    right_->setChangedLines(changed);
    at_ = -1;
}

bool SideBySide::step(bool forward) {
    const int next = at_ + (forward ? 1 : -1);
    if (next < 0 || next >= int(marks_.size()))
        return false;
    at_ = next;
    right_->showLine(marks_[std::size_t(at_)]);
    return true;
}

} // namespace causeway::ui
