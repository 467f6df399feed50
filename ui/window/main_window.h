// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

#include <QMainWindow>

#include <vector>

class QMenuBar;
class QStackedWidget;

namespace causeway::ui {

class EnvironmentStrip;
class Rail;

/// Assembles the window: strip, rail, top bar, the pages, status bar. Holds no logic of a page.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(Workbench& workbench, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Opens an engagement, or imports a dump, log or folder into the open one; failures are shown in a box.
    void openPath(const QString& path);
    void showPage(const QString& pageId, const QString& anchor = {});
    Page* page(const QString& pageId) const;
    Page* currentPage() const;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void addPage(Page* page);
    QWidget* makeTopBar();
    void makeMenus(QMenuBar* bar);
    void newEngagement();
    void openEngagement();
    void restoreLayout();

    Workbench& workbench_;
    Rail* rail_ = nullptr;
    QStackedWidget* stack_ = nullptr;
    std::vector<Page*> pages_;
};

} // namespace causeway::ui
