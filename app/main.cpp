// SPDX-License-Identifier: GPL-3.0-or-later
#include "build_info.h"

#include <cstdio>

int main() {
    std::puts(causeway::kVersion);
    return 0;
}
