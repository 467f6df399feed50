// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workbench/workbench.h"

#include <QWidget>

namespace causeway::ui {

/// What the rail shows of a page: built on evidence, not built yet, working, or older than the snapshot.
struct StationState {
    enum class State { Open, Working, Built, Stale };
    State state = State::Open;
    QString value; ///< the short result at the station's right: "58/100", "Jan 27"; may be empty
};

/// One station of the rail. A page listens to the workbench itself and repaints what changed.
class Page : public QWidget {
    Q_OBJECT
public:
    /// id is stable ("audit"); title is the station's name ("Audit"); iconName is one of resources/icons.
    Page(Workbench& workbench, QString id, QString title, QString iconName, QWidget* parent = nullptr)
        : QWidget(parent), workbench_(workbench), id_(std::move(id)), title_(std::move(title)),
          iconName_(std::move(iconName)) {}

    const QString& id() const { return id_; }
    const QString& title() const { return title_; }
    const QString& iconName() const { return iconName_; }

    virtual StationState station() const = 0;
    /// F5: collect or calculate again.
    virtual void rerun() {}
    /// Ctrl+E: export what the page shows; false when it has nothing to export.
    virtual bool exportResult() { return false; }
    /// Ctrl+F: the page's filter field takes the focus.
    virtual void focusFilter() {}
    /// Shows one thing of this page: a finding's key, an object's name. Unknown anchors are ignored.
    virtual void showAnchor(const QString& anchor) { Q_UNUSED(anchor) }

signals:
    void stationChanged();
    void navigate(const QString& pageId, const QString& anchor = {});

protected:
    Workbench& workbench() const { return workbench_; }

private:
    Workbench& workbench_;
    QString id_, title_, iconName_;
};

} // namespace causeway::ui
