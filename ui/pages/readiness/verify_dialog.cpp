// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/readiness/verify_dialog.h"

#include "core/base/error.h"
#include "ui/kit/buttons.h"
#include "ui/kit/label.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace causeway::ui {
namespace {

constexpr int kWidth = 520;

} // namespace

VerifyDialog::VerifyDialog(const QString& url, int targetVersion, QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Verify on a server"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics().margin, metrics().inside, metrics().margin, metrics().inside);
    column->setSpacing(metrics().step);
    column->addWidget(makeParagraph(
        tr("Every converted statement runs in a database of a random name, which is made for it and dropped "
           "after it. Nothing else on the server is changed. Use a server for tests, PostgreSQL %1 or later, "
           "and a role that may create databases.")
            .arg(targetVersion),
        TextRole::Body, "text", this));
    const auto field = [&](const QString& title, const char* name) {
        column->addWidget(makeLabel(title, TextRole::Small, "muted", this));
        auto* line = new QLineEdit(this);
        line->setObjectName(name);
        line->setAccessibleName(title);
        column->addWidget(line);
        return line;
    };
    url_ = field(tr("Server"), "verify-url");
    url_->setPlaceholderText("postgresql://postgres@127.0.0.1:5432");
    url_->setText(url);
    password_ = field(tr("Password, if it asks for one"), "verify-password");
    password_->setEchoMode(QLineEdit::Password);
    reason_ = makeParagraph({}, TextRole::Small, "high", this);
    column->addWidget(reason_);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    auto* cancel = makeButton(tr("Cancel"), {}, ButtonKind::Default, this);
    run_ = makeButton(tr("Verify"), "play", ButtonKind::Primary, this);
    run_->setObjectName("verify-run");
    run_->setDefault(true);
    row->addWidget(cancel);
    row->addWidget(run_);
    column->addLayout(row);
    setMinimumWidth(kWidth);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(run_, &QPushButton::clicked, this, &QDialog::accept);
    connect(url_, &QLineEdit::textChanged, this, &VerifyDialog::check);
    check();
}

void VerifyDialog::check() {
    QString why;
    try {
        if (!url_->text().trimmed().isEmpty() && target().engine != Engine::PostgreSQL)
            why = tr("The server must be PostgreSQL.");
    } catch (const Error& e) {
        why = QString::fromStdString(e.what());
    }
    reason_->setText(why);
    reason_->setVisible(!why.isEmpty());
    run_->setEnabled(why.isEmpty() && !url_->text().trimmed().isEmpty());
}

Target VerifyDialog::target() const {
    return parseTarget(url().toStdString());
}

std::optional<std::string> VerifyDialog::password() const {
    return password_->text().isEmpty() ? std::nullopt : std::optional(password_->text().toStdString());
}

QString VerifyDialog::url() const {
    return url_->text().trimmed();
}

} // namespace causeway::ui
