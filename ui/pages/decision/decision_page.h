// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decision/choices.h"
#include "core/decision/decision.h"
#include "ui/pages/page.h"

#include <optional>

class QGridLayout;
class QLabel;
class QSlider;
class QStackedWidget;
class QVBoxLayout;

namespace causeway::ui {

class Card;
class ChoiceHistory;
class MarkEditor;
class PageHeader;
class ScoreCell;
class StateBox;
class TotalCell;

/// Options as columns, criteria as rows, the weight as a slider on its row and the points at the foot; at the
/// right how firm the ranking is, why the chosen score is what it is, and what fails a limit.
class DecisionPage : public Page {
    Q_OBJECT
public:
    explicit DecisionPage(Workbench& workbench, QWidget* parent = nullptr);
    StationState station() const override;
    void rerun() override { refresh(); }
    bool exportResult() override;

private:
    QWidget* makeTable();
    QWidget* makeSide();
    void makeActions();
    void buildGrid();
    void refresh();
    void showDecision();
    void showSide();
    void showChosen();
    void tryWeights();
    void keepWeights(std::size_t criterion);
    void keepMark(const std::optional<ConsultantMark>& mark);

    std::optional<Decision> decision_;
    ChoiceHistory* history_;
    QStackedWidget* states_;
    StateBox* empty_;
    PageHeader* header_;
    Card* table_;
    QGridLayout* grid_;
    QVBoxLayout* firmness_;
    QVBoxLayout* failures_;
    Card* failuresCard_;
    MarkEditor* editor_;
    std::vector<QSlider*> sliders_;
    std::vector<QLabel*> weights_, heads_;
    std::vector<std::vector<ScoreCell*>> cells_; ///< by criterion, then option
    std::vector<TotalCell*> totals_;
    std::size_t chosenCriterion_ = 0, chosenOption_ = 0;
    bool following_ = false;
};

} // namespace causeway::ui
