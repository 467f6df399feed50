// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/criteria/criteria.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;

namespace causeway::ui {

/// One question of the interview: its label, a field, what the answer decides, and who gave it and when.
/// What does not parse stays in the field, framed, with the reason.
class FactField : public QWidget {
    Q_OBJECT
public:
    /// `names`: Qt::Vertical puts the label above the field, where there is little room.
    explicit FactField(const FactDefinition& definition, QWidget* parent = nullptr,
                       Qt::Orientation names = Qt::Horizontal);
    const FactDefinition& definition() const { return definition_; }
    /// Shows what is known now; a text that was refused, or is being typed, stays. Null: not known.
    void setFact(const Fact* fact);
    /// Says why the text was not taken.
    void refuse(const Error& error);
    /// Forgets also a refused text: another engagement was opened.
    void reset(const Fact* fact);

signals:
    /// The user finished with a text other than the known one.
    void answered(const QString& text);

private:
    QString text() const;
    void finish();
    void sayHelp();

    const FactDefinition& definition_;
    QString known_, told_;
    QLineEdit* line_ = nullptr;
    QComboBox* choice_ = nullptr;
    QLabel* note_;
    QLabel* who_;
    bool refused_ = false;
};

} // namespace causeway::ui
