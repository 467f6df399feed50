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

VerifyDialog::VerifyDialog(const QString& url, const QString& originalUrl, int targetVersion, QWidget* parent)
    : QDialog(parent) {
    setWindowTitle(tr("Verify on servers for tests"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics().margin, metrics().inside, metrics().margin, metrics().inside);
    column->setSpacing(metrics().step);
    const auto field = [&](const QString& title, const char* name) {
        column->addWidget(makeLabel(title, TextRole::Small, "muted", this));
        auto* line = new QLineEdit(this);
        line->setObjectName(name);
        line->setAccessibleName(title);
        column->addWidget(line);
        return line;
    };
    column->addWidget(makeParagraph(
        tr("Every converted statement runs in a database of a random name, which is made for it and dropped "
           "after it. Nothing else on the server is changed. Use a server for tests, PostgreSQL %1 or later, "
           "and a role that may create databases.")
            .arg(targetVersion),
        TextRole::Body, "text", this));
    url_ = field(tr("PostgreSQL"), "verify-url");
    url_->setPlaceholderText("postgresql://postgres@127.0.0.1:5432");
    url_->setText(url);
    password_ = field(tr("Password, if it asks for one"), "verify-password");
    password_->setEchoMode(QLineEdit::Password);
    column->addWidget(
        makeParagraph(tr("With a second server, of the client's kind and version but never the client's, the "
                         "queries run on "
                         "both over the same generated rows, and what answers alike is marked so."),
                      TextRole::Body, "text", this));
    original_ = field(tr("MySQL or MariaDB, may stay empty"), "verify-original");
    original_->setPlaceholderText("mariadb://root@127.0.0.1:3306");
    original_->setText(originalUrl);
    originalPassword_ = field(tr("Its password"), "verify-original-password");
    originalPassword_->setEchoMode(QLineEdit::Password);
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
    connect(original_, &QLineEdit::textChanged, this, &VerifyDialog::check);
    check();
}

QString VerifyDialog::whyNot() const {
    try {
        if (!url().isEmpty() && parseTarget(url().toStdString()).engine != Engine::PostgreSQL)
            return tr("The first server must be PostgreSQL.");
        if (!originalUrl().isEmpty() && parseTarget(originalUrl().toStdString()).engine == Engine::PostgreSQL)
            return tr("The second server must be MySQL or MariaDB.");
    } catch (const Error& e) {
        return QString::fromStdString(e.what());
    }
    return {};
}

void VerifyDialog::check() {
    const QString why = whyNot();
    reason_->setText(why);
    reason_->setVisible(!why.isEmpty());
    run_->setEnabled(why.isEmpty() && !url().isEmpty());
}

ScratchServers VerifyDialog::servers() const {
    ScratchServers out{parseTarget(url().toStdString())};
    if (!originalUrl().isEmpty())
        out.original = parseTarget(originalUrl().toStdString());
    return out;
}

SecretProvider VerifyDialog::secret() const {
    return [target = password_->text().toStdString(),
            original = originalPassword_->text().toStdString()](const Target& server) {
        const auto& word = server.engine == Engine::PostgreSQL ? target : original;
        return word.empty() ? std::nullopt : std::optional(word);
    };
}

QString VerifyDialog::url() const {
    return url_->text().trimmed();
}

QString VerifyDialog::originalUrl() const {
    return original_->text().trimmed();
}

} // namespace causeway::ui
