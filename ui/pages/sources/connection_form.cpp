// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/sources/connection_form.h"

#include "core/base/error.h"
#include "ui/kit/label.h"
#include "ui/pages/sources/form_field.h"
#include "ui/theme/icons.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

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
