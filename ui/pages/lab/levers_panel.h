// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <map>
#include <string>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace causeway::ui {

class LabSession;
class Lever;
class Segment;
class StolonLevers;
class Task;

/// "What if": fault, load, round trips and the manager's settings, with the rule they must obey; Run at the
/// foot.
class LeversPanel : public QFrame {
    Q_OBJECT
public:
    explicit LeversPanel(LabSession& session, QWidget* parent = nullptr);
    void focusFault();

private:
    QWidget* makeLevers();
    QWidget* makeFoot();
    void makeFault(QVBoxLayout* column);
    void makeRouting(QVBoxLayout* column);
    QWidget* makePatroni();
    void fillTargets();
    void fillRoundTrips();
    void takeFault();
    void takeSyncMode(int index);
    void followTopology();
    void followFault();
    void followRun();
    void watch(Task* task);
    void showRule();

    LabSession& session_;
    QComboBox* kind_;
    QComboBox* target_;
    Lever* lasts_;
    Lever* load_;
    QWidget* roundTrips_;
    std::map<std::string, Lever*> trips_; ///< by link id
    Segment* routing_;
    QWidget* patroni_; ///< its settings; those of another manager stand in its place
    StolonLevers* stolon_;
    Segment* sync_;
    Lever* ttl_;
    Lever* loopWait_;
    Lever* retry_;
    QLabel* ruleIcon_;
    QLabel* rule_;
    QCheckBox* failsafe_;
    QLabel* progress_;
    QLabel* state_;
    QProgressBar* bar_;
    QPushButton* run_;
    QPushButton* cancel_;
    QLabel* refusal_;
    bool following_ = false; ///< controls are being set, not moved by the user
};

} // namespace causeway::ui
