// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

class QStackedWidget;

namespace causeway::ui {

class FactsView;
class PageHeader;
class Segment;
class ServerView;

/// Where evidence comes from: servers and files, and what the client's people say.
class SourcesPage : public Page {
    Q_OBJECT
public:
    explicit SourcesPage(Workbench& workbench, QWidget* parent = nullptr);
    StationState station() const override;
    /// Collects again with the connection in the form.
    void rerun() override;
    /// A fact's key ("ram") shows its field; "criteria" and "servers" show a view.
    void showAnchor(const QString& anchor) override;

private:
    void refresh();

    PageHeader* header_;
    Segment* choice_;
    QStackedWidget* stack_;
    QWidget* empty_;
    ServerView* servers_;
    FactsView* facts_;
};

} // namespace causeway::ui
