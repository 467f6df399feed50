// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/code_view.h"

#include "ui/kit/buttons.h"
#include "ui/kit/sql_highlighter.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme_manager.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QScrollBar>
#include <QSyntaxHighlighter>
#include <QTextBlock>

#include <algorithm>
#include <cmath>

namespace causeway::ui {

class LineGutter : public QWidget {
public:
    explicit LineGutter(CodeView* view) : QWidget(view), view_(view) {}

protected:
    void paintEvent(QPaintEvent* event) override {
        QPainter painter(this);
        view_->paintGutter(painter, event->rect());
    }

private:
    CodeView* view_;
};

namespace {

const QColor& groundOf(LineMark mark) {
    return mark == LineMark::Added     ? theme().added
           : mark == LineMark::Removed ? theme().removed
                                       : theme().changed;
}

} // namespace

CodeView::CodeView(QWidget* parent)
    : QPlainTextEdit(parent), gutter_(new LineGutter(this)),
      copy_(makeToolButton("copy", tr("Copy the code"), this)), find_(new QLineEdit(this)) {
    setAccessibleName(tr("Code"));
    setTabChangesFocus(true);
    setProperty("kind", "code");
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setFont(textFont(TextRole::Code));
    document()->setDocumentMargin(6);
    copy_->setProperty("kind", "oncode");
    setTabStopDistance(4 * fontMetrics().horizontalAdvance(' '));
    find_->hide();
    find_->setPlaceholderText(tr("Find"));
    find_->setAccessibleName(tr("Find in the code"));
    find_->addAction(icon("search", "muted"), QLineEdit::LeadingPosition);
    connect(find_, &QLineEdit::returnPressed, this, [this] { findNext(); });
    connect(find_, &QLineEdit::textEdited, this, [this] {
        moveCursor(QTextCursor::Start);
        findNext();
    });
    connect(copy_, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(toPlainText()); });
    connect(this, &QPlainTextEdit::blockCountChanged, this, &CodeView::placeChildren);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect& rect, int scrolled) {
        if (scrolled)
            gutter_->scroll(0, scrolled);
        else
            gutter_->update(0, rect.y(), gutter_->width(), rect.height());
    });
    placeChildren();
}

void CodeView::setCode(const QString& code, const QString& language) {
    marks_.clear();
    if (!highlighter_ || language != language_) {
        delete highlighter_;
        language_ = language;
        highlighter_ = makeHighlighter(document(), language);
    }
    setPlainText(code);
}

void CodeView::setChangedLines(const std::set<int>& lines) {
    std::map<int, LineMark> marks;
    for (const int line : lines)
        marks[line] = LineMark::Changed;
    setLineMarks(marks);
}

void CodeView::setLineMarks(const std::map<int, LineMark>& marks) {
    marks_ = marks;
    viewport()->update();
    gutter_->update();
}

void CodeView::showLine(int line) {
    const QTextBlock block = document()->findBlockByNumber(line - 1);
    if (!block.isValid())
        return;
    setTextCursor(QTextCursor(block));
    centerCursor();
}

int CodeView::currentLine() const {
    return textCursor().blockNumber() + 1;
}

int CodeView::markAfter(int line) const {
    for (auto mark = marks_.upper_bound(line); mark != marks_.end(); ++mark)
        if (!marks_.contains(mark->first - 1))
            return mark->first;
    return 0;
}

int CodeView::markBefore(int line) const {
    int found = 0;
    for (auto mark = marks_.begin(); mark != marks_.end() && mark->first < line; ++mark)
        if (!marks_.contains(mark->first - 1))
            found = mark->first;
    return found;
}

void CodeView::fitLines(int most) {
    const int lines = std::clamp(blockCount(), 1, most);
    const double line =
        std::max(double(fontMetrics().lineSpacing()), blockBoundingRect(document()->firstBlock()).height());
    setFixedHeight(int(std::ceil(line * lines)) + int(3 * document()->documentMargin()) + 2 * frameWidth() +
                   horizontalScrollBar()->sizeHint().height());
}

void CodeView::hideCopyButton() {
    copy_->hide();
}

void CodeView::find() {
    find_->show();
    placeChildren();
    find_->setFocus();
    find_->selectAll();
}

bool CodeView::findNext(bool backward) {
    if (find_->text().isEmpty())
        return false;
    const QTextDocument::FindFlags flags =
        backward ? QTextDocument::FindBackward : QTextDocument::FindFlags();
    if (QPlainTextEdit::find(find_->text(), flags))
        return true;
    const QTextCursor before = textCursor();
    moveCursor(backward ? QTextCursor::End : QTextCursor::Start);
    if (QPlainTextEdit::find(find_->text(), flags))
        return true;
    setTextCursor(before);
    return false;
}

void CodeView::resizeEvent(QResizeEvent* event) {
    QPlainTextEdit::resizeEvent(event);
    placeChildren();
}

void CodeView::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF place = blockBoundingGeometry(block).translated(contentOffset());
        if (place.top() > viewport()->height())
            break;
        if (const auto mark = marks_.find(block.blockNumber() + 1); mark != marks_.end())
            painter.fillRect(QRectF(0, place.top(), viewport()->width(), place.height()),
                             groundOf(mark->second));
    }
    painter.end();
    QPlainTextEdit::paintEvent(event);
}

void CodeView::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Find))
        return find();
    if (event->key() == Qt::Key_F3) {
        findNext(event->modifiers() & Qt::ShiftModifier);
        return;
    }
    if (event->key() == Qt::Key_Escape && find_->isVisible()) {
        find_->hide();
        setFocus();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

int CodeView::gutterWidth() const {
    const int digits = std::max(2, int(QString::number(blockCount()).size()));
    return fontMetrics().horizontalAdvance('0') * digits + 34;
}

void CodeView::placeChildren() {
    setViewportMargins(gutterWidth(), 0, 0, 0);
    const QRect inside = contentsRect();
    gutter_->setGeometry(inside.left(), inside.top(), gutterWidth(), inside.height());
    const int bar = verticalScrollBar()->isVisible() ? verticalScrollBar()->width() : 0;
    const int side = metrics().toolButton;
    copy_->setGeometry(inside.right() - bar - side - 6, inside.top() + 3, side, side);
    find_->setGeometry(inside.right() - bar - side - 230, inside.top() + 2, 220, metrics().control);
}

void CodeView::paintGutter(QPainter& painter, const QRect& dirty) {
    painter.fillRect(dirty, theme().codeBg);
    painter.setFont(font());
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF place = blockBoundingGeometry(block).translated(contentOffset());
        if (place.top() > dirty.bottom())
            break;
        const int number = block.blockNumber() + 1;
        const auto mark = marks_.find(number);
        if (mark != marks_.end())
            painter.fillRect(QRectF(0, place.top(), gutter_->width(), place.height()),
                             groundOf(mark->second));
        painter.setPen(theme().muted);
        painter.drawText(QRectF(0, place.top(), gutter_->width() - 24, place.height()),
                         Qt::AlignRight | Qt::AlignVCenter, QString::number(number));
        if (mark == marks_.end())
            continue;
        const double x = gutter_->width() - 15, y = place.center().y();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().muted);
        painter.drawPolygon(QPolygonF{{x, y - 3}, {x + 5, y}, {x, y + 3}});
    }
}

} // namespace causeway::ui
