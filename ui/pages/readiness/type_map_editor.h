// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "core/readiness/choices/choices.h"
#include "core/readiness/conversion.h"

#include <map>
#include <memory>
#endif

#include <QWidget>

class QComboBox;
class QLabel;

namespace causeway {
struct Snapshot;
struct Catalog;
struct Column;
} // namespace causeway

namespace causeway::ui {

class Card;
class CodeView;
class ScrollBox;

/// What the conversion does otherwise than by default: for all columns at the left, for the columns of one
/// table at the right, above the statements that come of it.
class TypeMapEditor : public QWidget {
    Q_OBJECT
public:
    explicit TypeMapEditor(QWidget* parent = nullptr);
    /// Shows the choices that the report was converted with; null: none.
    void show(std::shared_ptr<const Snapshot> snapshot, const ReadinessReport* report,
              const ConversionChoices& choices);

signals:
    /// The user chose otherwise.
    void chosen(const causeway::ConversionChoices& choices);

private:
    QWidget* makeChoices();
    QWidget* makeTable();
    QWidget* makeNames();
    QComboBox* valueBox(const ChoiceDefinition& definition, QWidget* parent) const;
    void choose(const std::string& key, const std::string& value);
    void fillTables();
    void showTable();
    void showNames();
    void addColumn(const Column& column, const std::string& key);
    const Catalog* catalog() const;

    std::shared_ptr<const Snapshot> snapshot_;
    const ReadinessReport* report_ = nullptr;
    std::string server_;
    ConversionChoices choices_;
    std::map<std::string, QComboBox*> boxes_;
    std::map<std::string, QLabel*> effects_;
    QComboBox* tables_;
    ScrollBox* columns_;
    Card* tableCard_;
    CodeView* target_;
    Card* namesCard_;
    CodeView* names_;        ///< the names that changed, one a line
    std::string shownTable_; ///< its columns stand in columns_
};

} // namespace causeway::ui
