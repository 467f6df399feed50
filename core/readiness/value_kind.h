// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace causeway {

/// What a PostgreSQL expression yields, as far as the rewriting of expressions must know it.
enum class ValueKind {
    Unknown,
    Null,
    Boolean,
    Integer,
    Decimal,
    Float,
    Text,
    Bytes,
    Bits,
    Date,
    Timestamp,
    TimestampTz,
    Time,
    Interval,
    Json,
    TextArray,
    Uuid,
    Inet
};

/// How a text column leaves case aside by itself, without lower() around it.
enum class CaseBlind { No, Citext, Collation };

inline bool isNumeric(ValueKind k) {
    return k == ValueKind::Integer || k == ValueKind::Decimal || k == ValueKind::Float;
}
inline bool isTemporal(ValueKind k) {
    return k == ValueKind::Date || k == ValueKind::Timestamp || k == ValueKind::TimestampTz ||
           k == ValueKind::Time;
}

} // namespace causeway
