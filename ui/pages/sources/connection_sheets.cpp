// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/buttons.h"
#include "ui/kit/icon_mark.h"
#include "ui/kit/label.h"
#include "ui/pages/sources/connection_form.h"
#include "ui/pages/sources/form_field.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QLineEdit>
#include <QSpinBox>

namespace causeway::ui {
namespace {

constexpr int kMySqlPort = 3306;

QDoubleSpinBox* secondsBox(double value, double most) {
    auto* box = new QDoubleSpinBox;
    box->setRange(0.5, most);
    box->setDecimals(1);
    box->setSuffix(" s");
    box->setValue(value);
    return box;
}

QGridLayout* grid(QWidget* sheet) {
    auto* layout = new QGridLayout(sheet);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(16);
    layout->setVerticalSpacing(10);
    layout->setColumnStretch(0, 1);
    layout->setColumnStretch(1, 1);
    return layout;
}

} // namespace

QLineEdit* ConnectionForm::line(const char* name, bool code) {
    auto* field = new QLineEdit(this);
    field->setObjectName(name);
    if (code)
        field->setFont(textFont(TextRole::Code));
    return field;
}

QWidget* ConnectionForm::makeGeneral() {
    auto* sheet = new QWidget(this);
    auto* layout = grid(sheet);
    engine_ = new QComboBox(sheet);
    engine_->setObjectName("engine");
    for (const auto engine : {Engine::MySQL, Engine::MariaDB, Engine::PostgreSQL})
        engine_->addItem(QString::fromUtf8(engineName(engine).data()), int(engine));
    environment_ = new QComboBox(sheet);
    environment_->setObjectName("environment");
    for (const auto& [key, word] : {std::pair<const char*, QString>{"", tr("Not said")},
                                    {"production", tr("Production")},
                                    {"staging", tr("Staging")},
                                    {"test", tr("Test")}})
        environment_->addItem(word, QString(key));
    host_ = line("host");
    host_->setText("127.0.0.1");
    port_ = new QSpinBox(sheet);
    port_->setObjectName("port");
    port_->setRange(1, 65535);
    port_->setButtonSymbols(QAbstractSpinBox::NoButtons);
    port_->setValue(kMySqlPort);
    user_ = line("user");
    password_ = line("password");
    password_->setEchoMode(QLineEdit::Password);
    database_ = line("database");
    database_->setPlaceholderText(tr("all that the account may see"));
    name_ = line("name");
    name_->setPlaceholderText(tr("host:port"));
    const std::pair<QString, QWidget*> fields[] = {
        {tr("Engine"), engine_},     {tr("Environment"), environment_},
        {tr("Host"), host_},         {tr("Port"), port_},
        {tr("User"), user_},         {tr("Password"), password_},
        {tr("Database"), database_}, {tr("Name in the report"), name_}};
    for (int i = 0; const auto& [label, field] : fields) {
        layout->addWidget(labelled(label, field, sheet), i / 2, i % 2);
        ++i;
    }
    auto* promise = new QHBoxLayout;
    promise->setSpacing(metrics().step);
    promise->addWidget(new IconMark("lock", "muted", metrics().iconChip, sheet));
    promise->addWidget(makeParagraph(tr("The password is kept in memory until Causeway closes, never saved."),
                                     TextRole::Small, "muted", sheet),
                       1);
    layout->addLayout(promise, 4, 0, 1, 2);
    return sheet;
}

QWidget* ConnectionForm::fileField(QLineEdit*& field, const QString& title) {
    auto* box = new QWidget(this);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics().stepTiny);
    field = new QLineEdit(box);
    field->setAccessibleName(title);
    row->addWidget(field, 1);
    auto* browse = makeToolButton("folder", tr("Choose: %1").arg(title), box);
    row->addWidget(browse);
    connect(browse, &QToolButton::clicked, this, [this, field, title] {
        const auto path = QFileDialog::getOpenFileName(this, title);
        if (path.isEmpty())
            return;
        field->setText(path);
        emit edited();
    });
    return box;
}

QWidget* ConnectionForm::makeTls() {
    auto* sheet = new QWidget(this);
    auto* layout = grid(sheet);
    tls_ = new QComboBox(sheet);
    tls_->setObjectName("tls");
    for (const auto& [mode, word] : {std::pair{Target::Tls::Prefer, tr("Encrypt where the server can")},
                                     {Target::Tls::Require, tr("Require, without checking who answers")},
                                     {Target::Tls::VerifyCa, tr("Require, check the certificate's CA")},
                                     {Target::Tls::VerifyFull, tr("Require, check CA and host name")},
                                     {Target::Tls::Disable, tr("Do not encrypt")}})
        tls_->addItem(word, int(mode));
    layout->addWidget(labelled(tr("Encryption"), tls_, sheet), 0, 0, 1, 2);
    layout->addWidget(labelled(tr("CA file"), fileField(ca_, tr("CA file")), sheet), 1, 0, 1, 2);
    layout->addWidget(
        labelled(tr("Client certificate"), fileField(certificate_, tr("Client certificate")), sheet), 2, 0);
    layout->addWidget(labelled(tr("Client key"), fileField(key_, tr("Client key")), sheet), 2, 1);
    ca_->setObjectName("ca");
    layout->setRowStretch(3, 1);
    return sheet;
}

QWidget* ConnectionForm::makeTiming() {
    auto* sheet = new QWidget(this);
    auto* layout = grid(sheet);
    const CollectOptions usual;
    const Target target;
    samples_ = new QSpinBox(sheet);
    samples_->setObjectName("samples");
    samples_->setRange(1, 1000);
    samples_->setValue(usual.samples);
    every_ = secondsBox(usual.everySeconds, 3600);
    connectTimeout_ = secondsBox(target.connectTimeout, 600);
    statementTimeout_ = secondsBox(target.statementTimeout, 3600);
    socket_ = line("socket");
    socket_->setPlaceholderText(tr("Path of the Unix socket, in place of host and port"));
    layout->addWidget(labelled(tr("Samples of the counters"), samples_, sheet), 0, 0);
    layout->addWidget(labelled(tr("Interval between samples"), every_, sheet), 0, 1);
    layout->addWidget(labelled(tr("Give up connecting after"), connectTimeout_, sheet), 1, 0);
    layout->addWidget(labelled(tr("Stop any query after"), statementTimeout_, sheet), 1, 1);
    layout->addWidget(labelled(tr("Socket"), socket_, sheet), 2, 0, 1, 2);
    layout->addWidget(
        makeParagraph(tr("Two samples or more give rates of that time; one gives the mean since the start."),
                      TextRole::Small, "muted", sheet),
        3, 0, 1, 2);
    layout->setRowStretch(4, 1);
    return sheet;
}

} // namespace causeway::ui
