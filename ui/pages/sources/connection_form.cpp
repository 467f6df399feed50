// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/sources/connection_form.h"

#include "core/base/error.h"
#include "ui/kit/buttons.h"
#include "ui/kit/label.h"
#include "ui/pages/icon_mark.h"
#include "ui/pages/sources/form_field.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QLineEdit>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTabBar>

namespace causeway::ui {
namespace {

constexpr int kMySqlPort = 3306, kPostgreSqlPort = 5432;
enum Sheet { GeneralSheet, TlsSheet, TimingSheet };

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}
std::string plain(const QLineEdit* field) {
    return field->text().trimmed().toStdString();
}

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

ConnectionForm::ConnectionForm(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    url_ = line("url", true);
    url_->setPlaceholderText("mysql://audit@10.20.4.13:3306/shop");
    url_->addAction(ui::icon("link", "muted"), QLineEdit::LeadingPosition);
    column->addWidget(labelled(tr("Paste a URL and the fields fill"), url_, this));
    urlNote_ = makeParagraph({}, TextRole::Small, "critical", this);
    urlNote_->setObjectName("url-note");
    urlNote_->hide();
    column->addWidget(urlNote_);
    tabs_ = new QTabBar(this);
    tabs_->setDrawBase(false);
    tabs_->setExpanding(false);
    tabs_->setFont(textFont(TextRole::BodyMedium));
    for (const auto& name : {tr("General"), tr("TLS"), tr("Samples and limits")})
        tabs_->addTab(name);
    column->addWidget(tabs_);
    sheets_ = new QStackedWidget(this);
    for (auto* sheet : {makeGeneral(), makeTls(), makeTiming()})
        sheets_->addWidget(sheet);
    column->addWidget(sheets_);
    connect(tabs_, &QTabBar::currentChanged, sheets_, &QStackedWidget::setCurrentIndex);
    connect(url_, &QLineEdit::textEdited, this, [this](const QString& text) { readUrl(text, false); });
    connect(url_, &QLineEdit::editingFinished, this, [this] {
        if (url_->isModified())
            readUrl(url_->text(), true);
    });
    connect(engine_, &QComboBox::activated, this, &ConnectionForm::engineChosen);
    for (auto* field : {host_, user_, database_})
        connect(field, &QLineEdit::textEdited, this, &ConnectionForm::fieldsEdited);
    for (auto* field : {password_, name_, socket_, ca_, certificate_, key_})
        connect(field, &QLineEdit::textEdited, this, &ConnectionForm::edited);
    connect(port_, &QSpinBox::valueChanged, this, &ConnectionForm::fieldsEdited);
    connect(tls_, &QComboBox::activated, this, &ConnectionForm::edited);
}

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

void ConnectionForm::readUrl(const QString& text, bool finished) {
    QString reason;
    try {
        if (!text.trimmed().isEmpty())
            setTarget(parseTarget(text.trimmed().toStdString()));
    } catch (const Error& e) {
        // While the scheme is being typed there is nothing to complain of yet.
        if (finished || text.contains("://"))
            reason = tr("Not taken: %1.").arg(qt(e.why()));
        if (reason.contains("password"))
            reason += " " + tr("Type it in the field Password.");
    }
    urlNote_->setText(reason);
    urlNote_->setVisible(!reason.isEmpty());
    setBlamed(url_, !reason.isEmpty());
    emit edited();
}

void ConnectionForm::fieldsEdited() {
    url_->setText(qt(target().url()));
    urlNote_->hide();
    setBlamed(url_, false);
    emit edited();
}

void ConnectionForm::engineChosen() {
    const bool postgresql = engine_->currentData().toInt() == int(Engine::PostgreSQL);
    const int own = postgresql ? kPostgreSqlPort : kMySqlPort,
              other = postgresql ? kMySqlPort : kPostgreSqlPort;
    if (port_->value() == other)
        port_->setValue(own);
    fieldsEdited();
}

Target ConnectionForm::target() const {
    Target target;
    target.engine = Engine(engine_->currentData().toInt());
    target.host = plain(host_);
    target.port = std::uint16_t(port_->value());
    target.user = plain(user_);
    target.database = plain(database_);
    target.socket = plain(socket_);
    target.name = plain(name_);
    target.environment = environment_->currentData().toString().toStdString();
    target.tls = Target::Tls(tls_->currentData().toInt());
    target.caFile = plain(ca_);
    target.certFile = plain(certificate_);
    target.keyFile = plain(key_);
    target.connectTimeout = connectTimeout_->value();
    target.statementTimeout = statementTimeout_->value();
    return target;
}

void ConnectionForm::setTarget(const Target& target) {
    const QSignalBlocker quiet(port_);
    engine_->setCurrentIndex(engine_->findData(int(target.engine)));
    environment_->setCurrentIndex(environment_->findData(qt(target.environment)));
    host_->setText(qt(target.host));
    port_->setValue(target.port);
    user_->setText(qt(target.user));
    database_->setText(qt(target.database));
    socket_->setText(qt(target.socket));
    name_->setText(qt(target.name));
    tls_->setCurrentIndex(tls_->findData(int(target.tls)));
    ca_->setText(qt(target.caFile));
    certificate_->setText(qt(target.certFile));
    key_->setText(qt(target.keyFile));
    connectTimeout_->setValue(target.connectTimeout);
    statementTimeout_->setValue(target.statementTimeout);
}

std::string ConnectionForm::password() const {
    return password_->text().toStdString();
}

CollectOptions ConnectionForm::options() const {
    return {samples_->value(), every_->value()};
}

bool ConnectionForm::urlRefused() const {
    return !urlNote_->isHidden();
}

QString ConnectionForm::lacking() const {
    if (urlRefused())
        return urlNote_->text();
    if (host_->text().trimmed().isEmpty() && socket_->text().trimmed().isEmpty())
        return tr("Give the server's host.");
    if (user_->text().trimmed().isEmpty())
        return tr("Give the user to log in as.");
    if (tls_->currentData().toInt() == int(Target::Tls::VerifyCa) && ca_->text().trimmed().isEmpty())
        return tr("Checking the certificate needs the CA file.");
    return {};
}

void ConnectionForm::blame(const std::string& step) {
    const std::map<std::string, std::vector<QLineEdit*>> dependsOn{{"name", {host_}},
                                                                   {"port", {host_}},
                                                                   {"tls", {ca_, certificate_, key_}},
                                                                   {"login", {user_, password_}}};
    for (const auto& [name, fields] : dependsOn)
        for (auto* field : fields)
            setBlamed(field, false);
    const auto it = dependsOn.find(step);
    if (it == dependsOn.end())
        return;
    for (auto* field : it->second)
        setBlamed(field, true);
    tabs_->setCurrentIndex(step == "tls" ? TlsSheet : GeneralSheet);
}

void ConnectionForm::clearServer() {
    for (auto* field : {url_, host_, user_, password_, database_, name_, socket_})
        field->clear();
    blame({});
    url_->setFocus();
    emit edited();
}

} // namespace causeway::ui
