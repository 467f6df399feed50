// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

#include <map>
#include <set>

class QLineEdit;
class QSyntaxHighlighter;
class QToolButton;

namespace causeway::ui {

enum class LineMark { Changed, Added, Removed };

/// Code on its own ground: line numbers, marked lines, a copy button, Ctrl+F to find, F3 and Shift+F3 to go
/// on.
class CodeView : public QPlainTextEdit {
    Q_OBJECT
public:
    /// Read only until setReadOnly(false).
    explicit CodeView(QWidget* parent = nullptr);

    /// language: "sql" (PostgreSQL), "mysql", "ini", "yaml", "sh" or "text".
    void setCode(const QString& code, const QString& language);
    /// By line from 1; marked lines also carry a ▸ in the gutter, never colour alone.
    void setLineMarks(const std::map<int, LineMark>& marks);
    void setChangedLines(const std::set<int>& lines);
    const std::map<int, LineMark>& lineMarks() const { return marks_; }
    /// Brings a line, from 1, to the middle of the view and puts the cursor there.
    void showLine(int line);
    int currentLine() const;
    /// The next line after `line` that begins a run of marked lines, or 0; the last one before `line`, or 0.
    int markAfter(int line) const;
    int markBefore(int line) const;
    /// Without the copy button on the code: for places that have one of their own.
    void hideCopyButton();
    /// A fixed height for as many lines as there are, at most `most`; longer code scrolls.
    void fitLines(int most);

public slots:
    void find();
    bool findNext(bool backward = false);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    friend class LineGutter;
    int gutterWidth() const;
    void placeChildren();
    void paintGutter(class QPainter& painter, const QRect& dirty);

    QWidget* gutter_;
    QToolButton* copy_;
    QLineEdit* find_;
    QSyntaxHighlighter* highlighter_ = nullptr;
    QString language_;
    std::map<int, LineMark> marks_;
};

} // namespace causeway::ui
