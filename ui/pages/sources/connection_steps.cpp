// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/sources/connection_steps.h"

#include <QCoreApplication>

#include <algorithm>

namespace causeway::ui {
namespace {

using State = ConnectionStep::State;

QString tr(const char* text) {
    return QCoreApplication::translate("ConnectionSteps", text);
}

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

QString sentence(QString text) {
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

void pass(ConnectionStep& step, const ConnectionTest& test, const Target& target) {
    step.state = State::Passed;
    const bool socket = !target.socket.empty();
    if (step.id == "name") {
        step.text = qt(socket ? target.socket : target.host);
    } else if (step.id == "port") {
        step.text = socket ? tr("The socket answers") : tr("%1 answers").arg(target.port);
    } else if (step.id == "tls") {
        step.text = test.cipher.empty() ? (socket ? tr("Not needed on a local socket") : tr("Not encrypted"))
                                        : qt(test.cipher);
        if (test.cipher.empty() && !socket)
            step.state = State::Lacking;
    } else if (step.id == "login") {
        step.text = tr("Logged in as %1").arg(qt(target.user));
    } else {
        step.text = tr("All that the probes ask for");
    }
}

} // namespace

std::vector<ConnectionStep> untriedSteps() {
    return {{"name", tr("Name"), {}, {}},
            {"port", tr("Port"), {}, {}},
            {"tls", tr("TLS"), {}, {}},
            {"login", tr("Login"), {}, {}},
            {"privilege", tr("Privileges"), {}, {}}};
}

std::vector<ConnectionStep> connectionSteps(const ConnectionTest& test, const Target& target) {
    auto steps = untriedSteps();
    auto failed = std::find_if(steps.begin(), steps.end(),
                               [&](const ConnectionStep& s) { return s.id == test.failedStep; });
    // A test that failed without naming a step got past the login: the server refused the first question.
    if (failed == steps.end() && !test.ok)
        failed = std::prev(steps.end());
    for (auto it = steps.begin(); it != failed; ++it)
        pass(*it, test, target);
    if (failed == steps.end())
        return steps;
    const bool lacking = failed->id == "privilege" && test.ok;
    failed->state = lacking ? State::Lacking : State::Failed;
    failed->text = lacking ? tr("%1 missing").arg(test.missingPrivileges.size()) : sentence(qt(test.message));
    for (auto it = std::next(failed); it != steps.end(); ++it)
        it->text = tr("Not tried");
    return steps;
}

} // namespace causeway::ui
