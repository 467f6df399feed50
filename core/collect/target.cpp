// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/target.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <array>
#include <utility>

namespace causeway {
namespace {

using Tls = Target::Tls;
constexpr std::array<std::pair<std::string_view, Tls>, 5> kTlsNames{{{"disable", Tls::Disable},
                                                                     {"prefer", Tls::Prefer},
                                                                     {"require", Tls::Require},
                                                                     {"verify-ca", Tls::VerifyCa},
                                                                     {"verify-full", Tls::VerifyFull}}};

[[noreturn]] void refuse(const std::string& why) {
    throw Error(ErrorCode::Usage, "this is no server address", why,
                "write it like mysql://user@host:3306/database or postgresql://user@host/database");
}

int hexDigit(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = char(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// Decodes %41; refuses a broken escape and control characters, which no name of a host or user has.
std::string decode(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            const int high = i + 2 < text.size() ? hexDigit(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? hexDigit(text[i + 2]) : -1;
            if (high < 0 || low < 0)
                refuse("a % is not followed by two hexadecimal digits");
            c = char(high * 16 + low);
            i += 2;
        }
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
            refuse("it holds a control character");
        result += c;
    }
    return result;
}

std::string encode(std::string_view text) {
    constexpr std::string_view kPlain = "-._~";
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string result;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (letter || kPlain.find(c) != std::string_view::npos)
            result += c;
        else
            (result += '%').append({kHex[byte >> 4], kHex[byte & 15]});
    }
    return result;
}

double seconds(std::string_view key, const std::string& value) {
    double result = 0;
    if (!parseNumber(value, result) || !(result > 0) || result > 86400)
        refuse(std::string(key) + " must be a number of seconds from 0 to 86400");
    return result;
}

Tls tlsNamed(const std::string& value) {
    for (const auto& [name, tls] : kTlsNames)
        if (name == value)
            return tls;
    refuse("tls must be disable, prefer, require, verify-ca or verify-full");
}

void applyOption(Target& target, const std::string& key, const std::string& value) {
    if (key == "tls" || key == "sslmode")
        target.tls = tlsNamed(value);
    else if (key == "ca")
        target.caFile = value;
    else if (key == "cert")
        target.certFile = value;
    else if (key == "key")
        target.keyFile = value;
    else if (key == "socket")
        target.socket = value;
    else if (key == "name")
        target.name = value;
    else if (key == "environment" && (value == "production" || value == "staging" || value == "test"))
        target.environment = value;
    else if (key == "environment")
        refuse("environment must be production, staging or test");
    else if (key == "connect_timeout")
        target.connectTimeout = seconds(key, value);
    else if (key == "statement_timeout")
        target.statementTimeout = seconds(key, value);
    else if (key == "password")
        refuse("it carries a password, which would stay in the shell's history and the process list");
    else
        refuse("it has an unknown option (known: tls, ca, cert, key, socket, name, environment, "
               "connect_timeout, "
               "statement_timeout)");
}

void readAuthority(Target& target, std::string_view authority) {
    if (const auto at = authority.rfind('@'); at != std::string_view::npos) {
        const auto user = authority.substr(0, at);
        if (user.find(':') != std::string_view::npos)
            refuse("it carries a password, which would stay in the shell's history and the process list");
        target.user = decode(user);
        authority.remove_prefix(at + 1);
    }
    std::string_view port;
    if (authority.starts_with('[')) {
        const auto close = authority.find(']');
        if (close == std::string_view::npos)
            refuse("the IPv6 address has no closing bracket");
        target.host = decode(authority.substr(1, close - 1));
        port = authority.substr(close + 1);
        if (!port.empty() && port.front() != ':')
            refuse("there is text after the IPv6 address");
    } else {
        const auto colon = authority.find(':');
        if (colon != authority.rfind(':'))
            refuse("an IPv6 address stands in brackets: [::1]");
        if (colon != 0 && !authority.empty())
            target.host = decode(authority.substr(0, colon));
        port = colon == std::string_view::npos ? std::string_view() : authority.substr(colon);
    }
    if (port.empty())
        return;
    long long number = 0;
    if (!parseNumber(port.substr(1), number) || number < 1 || number > 65535)
        refuse("the port must be a number from 1 to 65535");
    target.port = std::uint16_t(number);
}

void readOptions(Target& target, std::string_view query) {
    if (query.empty())
        return;
    for (const auto part : split(query, '&')) {
        const auto equals = part.find('=');
        if (equals == std::string_view::npos)
            refuse("an option has no value");
        applyOption(target, decode(part.substr(0, equals)), decode(part.substr(equals + 1)));
    }
}

Target forScheme(std::string_view scheme) {
    Target target;
    if (equalsIgnoreCase(scheme, "mysql"))
        target.engine = Engine::MySQL;
    else if (equalsIgnoreCase(scheme, "mariadb"))
        target.engine = Engine::MariaDB;
    else if (equalsIgnoreCase(scheme, "postgresql") || equalsIgnoreCase(scheme, "postgres"))
        target.engine = Engine::PostgreSQL;
    else
        refuse("it begins with none of mysql://, mariadb:// and postgresql://");
    if (target.engine == Engine::PostgreSQL)
        target.port = 5432;
    return target;
}

} // namespace

Target parseTarget(std::string_view url) {
    const auto scheme = url.find("://");
    if (scheme == std::string_view::npos)
        refuse("it begins with none of mysql://, mariadb:// and postgresql://");
    Target target = forScheme(url.substr(0, scheme));
    url.remove_prefix(scheme + 3);
    const auto question = url.find('?');
    const auto options = question == std::string_view::npos ? std::string_view() : url.substr(question + 1);
    const auto address = url.substr(0, question);
    const auto slash = address.find('/');
    readAuthority(target, address.substr(0, slash));
    if (slash != std::string_view::npos)
        target.database = decode(address.substr(slash + 1));
    readOptions(target, options);
    if (target.tls == Tls::VerifyCa && target.caFile.empty())
        refuse("tls=verify-ca needs the CA's file: ca=FILE");
    return target;
}

std::string Target::url() const {
    const std::string_view scheme = engine == Engine::PostgreSQL ? "postgresql"
                                    : engine == Engine::MariaDB  ? "mariadb"
                                                                 : "mysql";
    std::string text = std::string(scheme) + "://";
    if (!user.empty())
        text += encode(user) + "@";
    text += host.find(':') == std::string::npos ? encode(host) : "[" + host + "]";
    text += ":" + std::to_string(port);
    return database.empty() ? text : text + "/" + encode(database);
}

} // namespace causeway
