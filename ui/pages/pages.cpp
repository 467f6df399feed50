// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/pages.h"

#include "ui/pages/audit/audit_page.h"
#include "ui/pages/decision/decision_page.h"
#include "ui/pages/growth/growth_page.h"
#include "ui/pages/lab/lab_page.h"
#include "ui/pages/readiness/readiness_page.h"
#include "ui/pages/roadmap/roadmap_page.h"
#include "ui/pages/sources/sources_page.h"
#include "ui/pages/start/start_page.h"
#include "ui/pages/workload/workload_page.h"

namespace causeway::ui {

std::vector<Page*> makePages(Workbench& workbench) {
    return {
        new StartPage(workbench),    new SourcesPage(workbench),   new AuditPage(workbench),
        new WorkloadPage(workbench), new ReadinessPage(workbench), new LabPage(workbench),
        new GrowthPage(workbench),   new DecisionPage(workbench),  new RoadmapPage(workbench),
    };
}

} // namespace causeway::ui
