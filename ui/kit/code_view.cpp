// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/code_view.h"

#include "ui/kit/sql_highlighter.h"
#include "ui/theme/theme_manager.h"

#include <QPainter>
#include <QScrollBar>
#include <QSyntaxHighlighter>
#include <QTextBlock>

#include <algorithm>

namespace causeway::ui {
namespace {

constexpr int kLineHeight = 19; ///< the look's fixed line height of code
constexpr int kPadding = 10;

} // namespace

class CodeView::Gutter : public QWidget {
public:
    explicit Gutter(CodeView* view) : QWidget(view), view_(view) {}

protected:
    void paintEvent(QPaintEvent* event) override { view_->paintGutter(event); }

private:
    CodeView* view_;
};

CodeView::CodeView(QWidget* parent) : QPlainTextEdit(parent), gutter_(new Gutter(this)) {
    setProperty("kind", "code");
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setTabChangesFocus(true);
    setAccessibleName(tr("Code"));
    document()->setDocumentMargin(6);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect& rect, int dy) {
        if (dy)
            gutter_->scroll(0, dy);
        else
            gutter_->update(0, rect.y(), gutter_->width(), rect.height());
    });
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, [this] { dress(); });
    dress();
}

CodeView::~CodeView() = default;

void CodeView::dress() {
    setFont(textFont(TextRole::Code));
    setTabStopDistance(4 * fontMetrics().horizontalAdvance(' '));
    delete highlighter_;
    highlighter_ = makeHighlighter(document(), language_);
    setChangedLines(changed_);
}

void CodeView::setCode(const QString& code, const QString& language) {
    language_ = language;
    changed_.clear();
    delete highlighter_;
    highlighter_ = nullptr;
    setPlainText(code);
    highlighter_ = makeHighlighter(document(), language_);
    setExtraSelections({});
    placeGutter();
}

void CodeView::setChangedLines(std::set<int> lines) {
    changed_ = std::move(lines);
    QList<QTextEdit::ExtraSelection> marks;
    for (const int line : changed_) {
        const auto block = document()->findBlockByNumber(line - 1);
        if (!block.isValid())
            continue;
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(block);
        mark.format.setBackground(theme().changed);
        mark.format.setProperty(QTextFormat::FullWidthSelection, true);
        marks << mark;
    }
    setExtraSelections(marks);
    gutter_->update();
}

void CodeView::fitLines(int most) {
    const int lines = std::clamp(document()->blockCount(), 1, most);
    const int height = std::max(kLineHeight, fontMetrics().lineSpacing());
    setFixedHeight(lines * height + 16 + horizontalScrollBar()->sizeHint().height());
}

void CodeView::showLine(int line) {
    const auto block = document()->findBlockByNumber(line - 1);
    if (!block.isValid())
        return;
    setTextCursor(QTextCursor(block));
    verticalScrollBar()->setValue(line - 1);
}

int CodeView::gutterWidth() const {
    const auto digits = QString::number(std::max(1, document()->blockCount())).size();
    return int(digits) * fontMetrics().horizontalAdvance('9') + 2 * kPadding + 8;
}

void CodeView::placeGutter() {
    setViewportMargins(gutterWidth(), 0, 0, 0);
    const auto inside = contentsRect();
    gutter_->setGeometry(inside.left(), inside.top(), gutterWidth(), inside.height());
}

void CodeView::resizeEvent(QResizeEvent* event) {
    QPlainTextEdit::resizeEvent(event);
    placeGutter();
}

void CodeView::changeEvent(QEvent* event) {
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        placeGutter();
}

void CodeView::paintGutter(QPaintEvent* event) {
    QPainter painter(gutter_);
    painter.fillRect(event->rect(), theme().codeBg);
    painter.setFont(font());
    for (auto block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const auto place = blockBoundingGeometry(block).translated(contentOffset());
        if (place.top() > event->rect().bottom())
            break;
        const int line = block.blockNumber() + 1;
        const bool changed = changed_.count(line) > 0;
        if (changed)
            painter.fillRect(QRectF(0, place.top(), gutter_->width(), place.height()), theme().changed);
        painter.setPen(changed ? theme().text : theme().muted);
        painter.drawText(QRectF(0, place.top(), gutter_->width() - kPadding - 8, place.height()),
                         Qt::AlignRight | Qt::AlignVCenter, QString::number(line));
        if (changed)
            painter.drawText(
                QRectF(gutter_->width() - kPadding - 4, place.top(), kPadding + 4, place.height()),
                Qt::AlignLeft | Qt::AlignVCenter, "▸");
    }
}

} // namespace causeway::ui
