// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

#include <array>
#include <map>
#include <optional>
#include <set>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace causeway::ui {

class ConversionPanel;
class FigureTile;
class KindTile;
class ObjectFilter;
class ObjectModel;
class PageHeader;
class Segment;
class StageView;
class TableView;
class TryIt;
class TypeMapEditor;

/// What converts to PostgreSQL, what needs a person, and what each conversion rests on.
class ReadinessPage : public Page {
    Q_OBJECT
public:
    explicit ReadinessPage(Workbench& workbench, QWidget* parent = nullptr);
    StationState station() const override;
    void rerun() override { workbench().run(Workbench::Stage::Readiness); }
    bool exportResult() override;
    void focusFilter() override;
    /// An object by "schema.name" or by name alone.
    void showAnchor(const QString& anchor) override;
    /// Writes the whole script, or the list of objects when the path ends in .csv or .md. Throws
    /// Error(Storage) when it cannot be written.
    void saveTo(const QString& path) const;
    enum class View { Objects, TypeMap, TryIt };
    void showView(View view);
    /// Writes the files of the shown server's move into `folder`, in the background.
    void writeMoveTo(const QString& folder);
    /// Tries the shown server's conversion on the scratch servers, in the background.
    void verifyOn(const ScratchServers& scratch, const SecretProvider& secret);

private:
    QWidget* makeHeader(QWidget* parent);
    QWidget* makeObjects();
    void makeExportMenu(QPushButton* button);
    void tellWritten(Task* task, const QString& folder);
    void askAndVerify();
    void watch(Task* task);
    void feedViews();
    QWidget* makeStrip();
    QWidget* makeTable();
    void refresh();
    void showServer(int index);
    void fillStrip(const ReadinessReport& report);
    void applyFilter();
    void showCurrent();
    void select(int row);

    ObjectModel* model_;
    ObjectFilter* filter_;
    StageView* stage_;
    PageHeader* header_;
    QComboBox* server_;
    std::array<FigureTile*, 3> verdicts_{};
    std::map<QString, KindTile*> groups_;
    QHBoxLayout* kindRow_;
    QLineEdit* words_;
    QLabel* count_;
    TableView* table_;
    ConversionPanel* panel_;
    Segment* views_;
    QStackedWidget* stack_;
    TypeMapEditor* typeMap_;
    TryIt* tryIt_;
    QPushButton *verify_, *cancel_;
    QLabel* verifyNote_;
    Task* verifying_ = nullptr;
    QString scratchUrl_, originalUrl_;
};

} // namespace causeway::ui
