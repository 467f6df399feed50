// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace causeway {

/// Work in person-hours, as a range; low <= high. Ranges add end by end.
struct Effort {
    double low = 0;
    double high = 0;
    Effort& operator+=(const Effort& o) {
        low += o.low;
        high += o.high;
        return *this;
    }
    friend Effort operator+(Effort a, const Effort& b) { return a += b; }
    friend Effort operator*(Effort a, double factor) { return {a.low * factor, a.high * factor}; }
    bool operator==(const Effort&) const = default;
};

} // namespace causeway
