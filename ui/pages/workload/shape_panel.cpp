// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/workload/shape_panel.h"

#include "ui/kit/chip.h"
#include "ui/kit/clear_layout.h"
#include "ui/kit/label.h"
#include "ui/kit/segment.h"
#include "ui/pages/readiness/conversion_words.h"
#include "ui/pages/workload/shape_conversion.h"
#include "ui/pages/workload/shape_facts.h"
#include "ui/pages/workload/shape_findings.h"
#include "ui/pages/workload/shape_words.h"
#include "ui/pages/workload/source_view.h"

#include <QHBoxLayout>
#include <QStackedWidget>

namespace causeway::ui {

ShapePanel::ShapePanel(QueryConversions& conversions, QWidget* parent)
    : QFrame(parent), conversions_(conversions) {
    setProperty("kind", "card");
    setMinimumWidth(340);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(metrics().inside, metrics().gap, metrics().inside, metrics().step);
    head->setSpacing(metrics().step);
    title_ = new ElidedLabel({}, TextRole::Section, "text", this);
    title_->setObjectName("shape-title");
    head->addWidget(title_, 1);
    chips_ = new QHBoxLayout;
    chips_->setSpacing(metrics().step);
    head->addLayout(chips_);
    column->addLayout(head);
    auto* choice = new QHBoxLayout;
    choice->setContentsMargins(metrics().inside, 0, metrics().inside, metrics().gap);
    segment_ = new Segment({tr("Query"), tr("PostgreSQL"), tr("Source")}, tr("What is shown"), this);
    segment_->setObjectName("shape-sides");
    choice->addWidget(segment_);
    choice->addStretch(1);
    column->addLayout(choice);
    column->addWidget(makeLine(this));
    stack_ = new QStackedWidget(this);
    facts_ = new ShapeFacts(stack_);
    conversion_ = new ShapeConversionView(stack_);
    seen_ = new SourceView(stack_);
    for (QWidget* side :
         {static_cast<QWidget*>(facts_), static_cast<QWidget*>(conversion_), static_cast<QWidget*>(seen_)})
        stack_->addWidget(side);
    column->addWidget(stack_, 1);
    connect(segment_, &Segment::currentChanged, this, [this](int side) {
        stack_->setCurrentIndex(side);
        showCurrent();
    });
    connect(facts_, &ShapeFacts::openFinding, this, &ShapePanel::openFinding);
    connect(facts_, &ShapeFacts::openTable, this, &ShapePanel::openTable);
    connect(&conversions_, &QueryConversions::changed, this, [this] {
        fresh_[PostgreSqlSide] = false;
        showHead();
        showCurrent();
    });
}

void ShapePanel::show(const WorkloadSource& source, std::shared_ptr<const AuditReport> audit,
                      const QueryClass* shape) {
    if (source.digest != source_.digest)
        fresh_[SourceSide] = false;
    if (source.digest != source_.digest || shape != shape_ || audit != audit_)
        fresh_[QuerySide] = fresh_[PostgreSqlSide] = false;
    source_ = source;
    audit_ = std::move(audit);
    shape_ = shape;
    showHead();
    showCurrent();
}

void ShapePanel::showSide(Side side) {
    segment_->setCurrent(side);
}

void ShapePanel::showHead() {
    clearLayout(chips_);
    title_->setFullText(shape_ ? shapeTitle(*shape_) : tr("No query chosen"));
    if (!shape_)
        return;
    const auto* known = conversions_.of(shape_->id);
    if (known && known->conversion)
        chips_->addWidget(
            new Chip(verdictWord(known->conversion->verdict), verdictTone(known->conversion->verdict), this));
    else if (conversions_.applies() && !known)
        conversions_.ask(*shape_);
}

void ShapePanel::showCurrent() {
    const auto side = std::size_t(stack_->currentIndex());
    if (!source_ || fresh_[side])
        return;
    fresh_[side] = true;
    if (side == SourceSide) {
        seen_->show(source_);
    } else if (!shape_) {
        facts_->clear();
        conversion_->clear();
    } else if (side == QuerySide) {
        facts_->show(source_, *shape_,
                     audit_ ? findingsOf(*audit_, source_.server->id, *shape_)
                            : std::vector<const Finding*>{});
    } else {
        showConversion();
    }
}

void ShapePanel::showConversion() {
    const auto server = QString::fromStdString(
        (source_.server->engine == Engine::MariaDB ? "MariaDB " : "MySQL ") +
        (source_.server->version.known() ? std::to_string(source_.server->version.major) + "." +
                                               std::to_string(source_.server->version.minor)
                                         : std::string()));
    conversion_->show(*shape_, conversions_.of(shape_->id), conversions_.applies(), server.trimmed());
}

} // namespace causeway::ui
