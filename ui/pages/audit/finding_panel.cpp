// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/audit/finding_panel.h"

#include "core/audit/audit_text.h"
#include "core/base/units.h"
#include "ui/kit/buttons.h"
#include "ui/kit/chip.h"
#include "ui/kit/code_view.h"
#include "ui/kit/label.h"
#include "ui/kit/scroll_box.h"
#include "ui/theme/theme_manager.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>

namespace causeway::ui {
namespace {

constexpr int kLabelWidth = 92;            ///< of "Rollback", the longest label
constexpr std::size_t kShortEvidence = 44; ///< characters of a name and its value in one line
constexpr int kLongestCode = 14;           ///< lines of a fix shown before it scrolls

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

/// With very many findings one may cost less than is shown.
QString costText(const Finding& finding) {
    if (finding.waived)
        return FindingPanel::tr("costs nothing while it is waived");
    if (finding.severity == Severity::Info)
        return FindingPanel::tr("costs nothing");
    return finding.scoreCost < 0.01 ? FindingPanel::tr("costs less than 0.01 points")
                                    : FindingPanel::tr("costs %1 points").arg(finding.scoreCost, 0, 'f', 2);
}

} // namespace

FindingPanel::FindingPanel(QWidget* parent) : QFrame(parent) {
    setProperty("kind", "card");
    setMinimumWidth(320);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    scroll_ = new ScrollBox(this);
    scroll_->column()->setContentsMargins(20, 16, 20, 16);
    column->addWidget(scroll_, 1);
    actions_ = new QWidget(this);
    auto* foot = new QVBoxLayout(actions_);
    foot->setContentsMargins(0, 0, 0, 0);
    foot->setSpacing(0);
    foot->addWidget(makeLine(actions_));
    auto* actions = new QHBoxLayout;
    actions->setContentsMargins(20, 12, 20, 12);
    actions->setSpacing(8);
    copy_ = makeButton(tr("Copy fix"), "copy", ButtonKind::Default, this);
    connect(copy_, &QPushButton::clicked, this, [this] { copyFix(); });
    actions->addWidget(copy_);
    waive_ = makeButton(tr("Waive…"), {}, ButtonKind::Default, this);
    waive_->setObjectName("waive");
    connect(waive_, &QPushButton::clicked, this, &FindingPanel::waiveAsked);
    actions->addWidget(waive_);
    withdraw_ = makeButton(tr("Withdraw waiver"), {}, ButtonKind::Default, this);
    withdraw_->setObjectName("withdraw");
    connect(withdraw_, &QPushButton::clicked, this, &FindingPanel::withdrawAsked);
    actions->addWidget(withdraw_);
    actions->addStretch(1);
    plan_ = makeButton(tr("Show in roadmap"), "roadmap", ButtonKind::Primary, this);
    plan_->setObjectName("show-in-roadmap");
    connect(plan_, &QPushButton::clicked, this, &FindingPanel::roadmapAsked);
    actions->addWidget(plan_);
    foot->addLayout(actions);
    column->addWidget(actions_);
    clear();
}

void FindingPanel::clear() {
    scroll_->clear();
    body_ = scroll_->column();
    fix_.clear();
    copy_->setVisible(false);
    actions_->setVisible(false);
    key_.clear();
    waive_->setVisible(false);
    withdraw_->setVisible(false);
}

void FindingPanel::setPlanned(bool planned) {
    plan_->setEnabled(planned);
    plan_->setToolTip(
        planned ? QString() : tr("The roadmap has no task for it: it is not planned yet, or it was waived"));
}

void FindingPanel::showNothing() {
    clear();
    body_->addWidget(makeParagraph(tr("Choose a row to see why it matters, its evidence and its fix."),
                                   TextRole::Body, "muted", this));
    body_->addStretch(1);
}

void FindingPanel::show(const AuditRow& row) {
    clear();
    auto* chips = new QHBoxLayout;
    chips->setSpacing(8);
    chips->addWidget(Chip::severity(
        row.finding ? std::string(severityName(row.finding->severity)) : row.severity(), this));
    chips->addWidget(new Chip(qt(row.check->family), {}, this));
    if (row.finding && row.finding->waived)
        chips->addWidget(new Chip(tr("Waived"), {}, this));
    chips->addStretch(1);
    chips->addWidget(makeLabel(qt(row.check->rule), TextRole::Code, "muted", this));
    body_->addLayout(chips);
    body_->addSpacing(8);
    body_->addWidget(makeParagraph(qt(row.finding ? row.finding->title : row.check->title), TextRole::Object,
                                   "text", this));
    if (row.finding)
        showFinding(*row.finding);
    else if (row.check->state == CheckState::Passed)
        addSection(tr("Server"), qt(row.check->server));
    else
        addSection(tr("Why not, and what would change it"), qt(row.check->reason));
    body_->addStretch(1);
}

void FindingPanel::showFinding(const Finding& finding) {
    if (!finding.where.empty())
        body_->addWidget(makeParagraph(qt(finding.where), TextRole::Small, "muted", this));
    if (finding.waiver)
        addSection(tr("Waiver"), qt(waiverLine(finding, "en")));
    addSection(tr("Why it matters"), qt(finding.why));
    addEvidence(finding);
    if (!finding.fix.empty()) {
        addSection(tr("Fix"), {});
        auto* code = new CodeView(this);
        code->setCode(qt(finding.fix), qt(finding.fixLanguage));
        code->hideCopyButton(); // "Copy fix" stands below
        code->fitLines(kLongestCode);
        body_->addWidget(code);
    }
    body_->addSpacing(12);
    addFact(tr("Risk"), qt(finding.risk));
    addFact(tr("Rollback"), qt(finding.rollback));
    addFact(tr("Effort"), qt(formatEffort(finding.effort.low, finding.effort.high)));
    addFact(tr("Score"), costText(finding));
    addFact(tr("Verify"), qt(finding.verify));
    addFact(tr("Reference"), qt(finding.reference));
    fix_ = qt(finding.fix);
    actions_->setVisible(true);
    copy_->setVisible(!fix_.isEmpty());
    key_ = finding.key;
    waive_->setVisible(!finding.waived);
    withdraw_->setVisible(finding.waiver.has_value());
}

void FindingPanel::addSection(const QString& title, const QString& text) {
    body_->addSpacing(12);
    body_->addWidget(makeLabel(title, TextRole::SmallStrong, "muted", this));
    if (!text.isEmpty())
        body_->addWidget(makeParagraph(text, TextRole::Body, "text", this));
}

void FindingPanel::addEvidence(const Finding& finding) {
    if (finding.evidence.empty())
        return;
    addSection(tr("Evidence"), {});
    for (const auto& line : finding.evidence)
        addEvidenceLine(line);
}

/// A short value stands at the right of its name, a long one below it; the time it was read is its tooltip.
void FindingPanel::addEvidenceLine(const EvidenceLine& line) {
    auto* label = makeParagraph(qt(line.label), TextRole::Code, "text", this);
    auto* value = makeParagraph(qt(line.value), TextRole::CodeStrong, "text", this);
    const auto from = line.ref ? qt(line.ref->probe.empty() ? line.ref->source : line.ref->probe) : QString();
    if (line.at)
        value->setToolTip(from.isEmpty() ? tr("Read %1").arg(qt(toIso(*line.at)))
                                         : tr("Read %1 from %2").arg(qt(toIso(*line.at)), from));
    else if (!from.isEmpty())
        value->setToolTip(tr("Read from %1").arg(from));
    if (line.label.size() + line.value.size() > kShortEvidence) {
        body_->addWidget(label);
        value->setContentsMargins(12, 0, 0, 2);
        body_->addWidget(value);
        return;
    }
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(label, 1);
    value->setWordWrap(false);
    row->addWidget(value);
    body_->addLayout(row);
}

void FindingPanel::addFact(const QString& label, const QString& text) {
    if (text.isEmpty())
        return;
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    auto* name = makeLabel(label, TextRole::SmallStrong, "muted", this);
    name->setFixedWidth(kLabelWidth);
    row->addWidget(name, 0, Qt::AlignTop);
    row->addWidget(makeParagraph(text, TextRole::Body, "text", this), 1);
    body_->addLayout(row);
    body_->addSpacing(4);
}

bool FindingPanel::copyFix() const {
    if (fix_.isEmpty())
        return false;
    QGuiApplication::clipboard()->setText(fix_);
    return true;
}

} // namespace causeway::ui
