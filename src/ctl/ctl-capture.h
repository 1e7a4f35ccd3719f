/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl-command.h"

G_BEGIN_DECLS

extern const CtlCommand ctl_capture_commands[];

G_END_DECLS
