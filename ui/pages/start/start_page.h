// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

class QVBoxLayout;

namespace causeway::ui {

/// The way in: the sample, a new engagement, one that was opened before.
class StartPage : public Page {
    Q_OBJECT
public:
    explicit StartPage(Workbench& workbench, QWidget* parent = nullptr);
    StationState station() const override { return {}; }

private:
    QWidget* makePromise();
    QWidget* makeRecents();
    QWidget* recentRow(const struct RecentFile& file);
    void refreshRecents();
    void openSample();
    void create();
    void choose();
    void open(const QString& path, bool create);
    void showFailure(const Error& error);

    QVBoxLayout* rows_ = nullptr;
    QVBoxLayout* failure_ = nullptr;
};

} // namespace causeway::ui
