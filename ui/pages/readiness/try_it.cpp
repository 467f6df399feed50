// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/readiness/try_it.h"

#include "core/readiness/convert_query.h"
#include "core/snapshot/snapshot.h"
#include "ui/kit/card.h"
#include "ui/kit/chip.h"
#include "ui/kit/clear_layout.h"
#include "ui/kit/code_view.h"
#include "ui/kit/counted.h"
#include "ui/kit/label.h"
#include "ui/pages/readiness/conversion_words.h"
#include "ui/pages/readiness/obstacle_list.h"

#include <QElapsedTimer>
#include <QHBoxLayout>
#include <QSplitter>
#include <QTimer>

#include <algorithm>

namespace causeway::ui {
namespace {

constexpr int kPauseMs = 20; ///< after a key, so that fast typing converts once
constexpr qsizetype kMostBytes = 1 << 20;
constexpr std::size_t kMostNotes = 200;

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

} // namespace

/// What names mean; the model is built by the first conversion, in the background.
struct TryIt::Schema {
    std::shared_ptr<const Snapshot> snapshot; ///< keeps the catalog alive
    const Catalog* catalog = nullptr;
    ConversionOptions options;
    std::string database;
    std::shared_ptr<const TargetModel> model;
};

struct TryIt::Result {
    std::string target;
    std::vector<Obstacle> obstacles;
    Verdict verdict = Verdict::Automatic;
    Proof proof = Proof::Unchecked;
    std::string proofMessage;
    std::size_t statements = 0;
    double ms = 0;
};

TryIt::TryIt(QWidget* parent)
    : QWidget(parent), schema_(std::make_shared<Schema>()), runner_(std::make_unique<TaskRunner>()) {
    auto* split = new QSplitter(Qt::Vertical, this);
    split->setHandleWidth(metrics().gap);
    split->setChildrenCollapsible(false);
    split->addWidget(makeTexts());
    way_ = new Card(tr("What changes"), {}, this);
    way_->setFlush();
    obstacles_ = new ObstacleList(way_);
    way_->body()->addWidget(obstacles_, 1);
    split->addWidget(way_);
    split->setSizes({400, 250});
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(split);
    pause_ = new QTimer(this);
    pause_->setSingleShot(true);
    pause_->setInterval(kPauseMs);
    connect(pause_, &QTimer::timeout, this, &TryIt::convert);
    connect(source_, &QPlainTextEdit::textChanged, pause_, qOverload<>(&QTimer::start));
    show(Result{});
}

TryIt::~TryIt() = default;

QWidget* TryIt::makeTexts() {
    auto* card = new Card({}, {}, this);
    auto* head = new QHBoxLayout;
    head->setSpacing(metrics().step);
    schemaNote_ = makeLabel({}, TextRole::Small, "muted", card);
    head->addWidget(schemaNote_);
    head->addStretch(1);
    time_ = makeLabel({}, TextRole::Small, "muted", card);
    head->addWidget(time_);
    chips_ = new QHBoxLayout;
    head->addLayout(chips_);
    card->body()->addLayout(head);
    auto* sides = new QSplitter(card);
    sides->setHandleWidth(metrics().gap);
    sides->setChildrenCollapsible(false);
    const auto side = [&](CodeView*& view, const QString& title, const char* name, const char* language) {
        auto* box = new QWidget(sides);
        auto* column = new QVBoxLayout(box);
        column->setContentsMargins(0, 0, 0, 0);
        column->addWidget(makeLabel(title, TextRole::Small, "muted", box));
        view = new CodeView(box);
        view->setObjectName(name);
        view->setAccessibleName(title);
        view->setCode({}, language);
        column->addWidget(view, 1);
        sides->addWidget(box);
    };
    side(source_, tr("MySQL: paste or type statements"), "try-source", "mysql");
    side(target_, tr("PostgreSQL"), "try-target", "sql");
    source_->setReadOnly(false);
    source_->setPlaceholderText("SELECT IFNULL(name, '?') FROM customer LIMIT 10, 5;");
    sides->setSizes({500, 500});
    card->body()->addWidget(sides, 1);
    return card;
}

void TryIt::setSchema(std::shared_ptr<const Snapshot> snapshot, const std::string& server,
                      const ConversionChoices& choices, int targetVersion) {
    auto schema = std::make_shared<Schema>();
    schema->snapshot = std::move(snapshot);
    schema->options.targetVersion = targetVersion;
    schema->options.choices = choices;
    const auto* evidence = schema->snapshot ? schema->snapshot->server(server) : nullptr;
    if (evidence && evidence->catalog) {
        schema->catalog = &*evidence->catalog;
        if (!schema->catalog->tables.empty())
            schema->database = schema->catalog->tables.front().schema;
    }
    schemaNote_->setText(
        !schema->catalog
            ? tr("No schema is known: types are not known either.")
            : tr("Names and types of %1, database %2")
                  .arg(qt(server), schema->database.empty() ? tr("without a name") : qt(schema->database)));
    schema_ = std::move(schema);
    if (!source_->toPlainText().trimmed().isEmpty())
        convert();
}

void TryIt::setText(const QString& sql) {
    source_->setPlainText(sql);
}

void TryIt::focusText() {
    source_->setFocus();
}

/// One conversion works at a time; what was typed meanwhile is converted next.
void TryIt::convert() {
    if (working_) {
        again_ = true;
        return;
    }
    const auto text = source_->toPlainText().toUtf8();
    if (text.size() > kMostBytes || text.trimmed().isEmpty()) {
        show(Result{});
        if (!text.trimmed().isEmpty())
            way_->setTitle(tr("More than 1 MiB: use 'causeway convert query'"));
        return;
    }
    working_ = true;
    auto result = std::make_shared<Result>();
    auto* task = runner_->start(
        tr("Converting what was typed"),
        [result, schema = schema_, sql = text.toStdString()](Progress& progress) {
            if (!schema->model)
                schema->model = queryModel(schema->catalog, schema->options);
            QElapsedTimer timer;
            timer.start();
            const auto statements = convertQueries(sql, schema->model, progress, schema->database);
            result->ms = double(timer.nsecsElapsed()) / 1e6;
            result->statements = statements.size();
            result->proof = statements.empty() ? Proof::Unchecked : Proof::SameRows;
            for (const auto& c : statements) {
                result->target += (result->target.empty() ? "" : "\n") + c.target;
                result->verdict = std::max(result->verdict, c.verdict);
                if (c.proof < result->proof) {
                    result->proof = c.proof;
                    result->proofMessage = c.proofMessage;
                }
                for (const auto& o : c.obstacles)
                    if (result->obstacles.size() < kMostNotes)
                        result->obstacles.push_back(o);
            }
        },
        [this, result] { show(*result); });
    connect(task, &Task::finished, this, [this] {
        working_ = false;
        emit converted();
        if (std::exchange(again_, false))
            convert();
    });
}

void TryIt::show(const Result& result) {
    clearLayout(chips_);
    target_->setCode(qt(result.target), "sql");
    if (result.statements == 0) {
        time_->clear();
        way_->setTitle(tr("What changes"));
        obstacles_->show({}, tr("The conversion appears as you type."));
        return;
    }
    lastMs_ = result.ms;
    time_->setText(tr("%1, %2 ms")
                       .arg(counted(qint64(result.statements), tr("statement"), tr("statements")))
                       .arg(result.ms, 0, 'f', 1));
    chips_->addWidget(new Chip(verdictWord(result.verdict), verdictTone(result.verdict), this));
    auto* badge = new Chip(proofWord(result.proof), proofTone(result.proof), this);
    badge->setObjectName("try-badge");
    badge->setToolTip(proofSentence(result.proof) + " " + qt(result.proofMessage));
    chips_->addWidget(badge);
    const auto n = qint64(result.obstacles.size());
    way_->setTitle(n == 0 ? tr("Nothing changes its meaning")
                          : counted(n, tr("note"), tr("notes")) + " " + tr("on the conversion"));
    obstacles_->show(result.obstacles, tr("It converts without a change of meaning that is known."));
}

} // namespace causeway::ui
