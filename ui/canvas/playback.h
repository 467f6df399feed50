// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/canvas/node_look.h"

namespace causeway::ui {

/// What the canvas shows of one moment of a run.
struct NodeMoment {
    CanvasRole role = CanvasRole::Async;
    NodeSign sign = NodeSign::None;
    QString words;
    bool cutFromEtcd = false, cutFromAll = false;
};
enum class ClientMoment { Writing, Waiting, Refused };
struct PlaybackMoment {
    std::map<std::string, NodeMoment> nodes;
    ClientMoment clients = ClientMoment::Writing;
    QString clientWords;
};

} // namespace causeway::ui
