// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/table_export.h"

#include "ui/kit/save_file.h"
#include "ui/kit/table_view.h"

#include <QAbstractItemModel>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

namespace causeway::ui {
namespace {

QString cellText(QString text, TableText form) {
    switch (form) {
    case TableText::Csv:
        return csvCell(std::move(text));
    case TableText::Markdown:
        return text.replace('\\', "\\\\").replace('|', "\\|").replace('\n', ' ');
    case TableText::Tsv:
        break;
    }
    return text.replace('\t', ' ').replace('\n', ' ');
}

QString lineOf(const QStringList& cells, TableText form) {
    if (form == TableText::Markdown)
        return "| " + cells.join(" | ") + " |\n";
    return cells.join(form == TableText::Csv ? "," : "\t") + "\n";
}

} // namespace

QString csvCell(QString text) {
    bool isNumber = false;
    text.toDouble(&isNumber);
    if (!text.isEmpty() && !isNumber && QStringLiteral("=+-@\t\r").contains(text.front()))
        text.prepend('\'');
    if (text.contains('"') || text.contains(',') || text.contains('\n') || text.contains('\r'))
        return '"' + text.replace('"', "\"\"") + '"';
    return text;
}

QString tableText(const QAbstractItemModel& model, TableText form, const QList<int>& rows) {
    QStringList titles, rules;
    for (int column = 0; column < model.columnCount(); ++column) {
        titles << cellText(model.headerData(column, Qt::Horizontal).toString(), form);
        rules << "---";
    }
    QString text = lineOf(titles, form);
    if (form == TableText::Markdown)
        text += lineOf(rules, form);
    const int count = rows.isEmpty() ? model.rowCount() : int(rows.size());
    for (int i = 0; i < count; ++i) {
        const int row = rows.isEmpty() ? i : rows[i];
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column) {
            const QModelIndex index = model.index(row, column);
            QString cell = index.data(NotAssessedRole).toBool() ? TableView::tr("not assessed")
                                                                : index.data().toString();
            if (const QString second = index.data(SecondLineRole).toString(); !second.isEmpty())
                cell += "; " + second;
            cells << cellText(cell, form);
        }
        text += lineOf(cells, form);
    }
    return text;
}

bool exportTable(QWidget* parent, const QAbstractItemModel& model, const QString& name) {
    return saveAs(parent, name, TableView::tr("CSV (*.csv);;TSV (*.tsv);;Markdown (*.md)"),
                  [&model](const QString& path) {
                      const auto form = path.endsWith(".md", Qt::CaseInsensitive)    ? TableText::Markdown
                                        : path.endsWith(".tsv", Qt::CaseInsensitive) ? TableText::Tsv
                                                                                     : TableText::Csv;
                      return tableText(model, form).toUtf8();
                  });
}

void addTableActions(QMenu& menu, QWidget* parent, const QAbstractItemModel& model, const QString& name) {
    const std::pair<QString, TableText> forms[] = {
        {TableView::tr("Copy the table as TSV"), TableText::Tsv},
        {TableView::tr("Copy the table as CSV"), TableText::Csv},
        {TableView::tr("Copy the table as Markdown"), TableText::Markdown}};
    for (const auto& [text, form] : forms)
        menu.addAction(text, parent, [&model, form = form] {
            QGuiApplication::clipboard()->setText(tableText(model, form));
        });
    menu.addSeparator();
    menu.addAction(TableView::tr("Save the table…"), parent,
                   [parent, &model, name] { exportTable(parent, model, name); });
}

} // namespace causeway::ui
