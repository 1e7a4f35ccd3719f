/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-json.h"

G_BEGIN_DECLS

void vouch_definition_check (const VouchJsonCursor *root);

G_END_DECLS
