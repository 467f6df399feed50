// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

#include <memory>
#include <set>

class QSyntaxHighlighter;

namespace causeway::ui {

/// Read-only code with line numbers. SQL is coloured by KSyntaxHighlighting where the build has it, else by
/// our own lexer. Whole lines can be marked as changed.
class CodeView : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit CodeView(QWidget* parent = nullptr);
    ~CodeView() override;

    /// language: "sql" (PostgreSQL), "mysql", "ini", "sh" or "text".
    void setCode(const QString& code, const QString& language);
    /// Lines, from 1, with the ground of a change and a mark at the number.
    void setChangedLines(std::set<int> lines);
    /// A fixed height for as many lines as there are, at most `most`; longer code scrolls.
    void fitLines(int most);
    /// Brings a line, from 1, to the top and puts the cursor there.
    void showLine(int line);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    class Gutter;
    int gutterWidth() const;
    void paintGutter(QPaintEvent* event);
    void dress();
    void placeGutter();

    Gutter* gutter_;
    QSyntaxHighlighter* highlighter_ = nullptr;
    QString language_;
    std::set<int> changed_;
};

} // namespace causeway::ui
