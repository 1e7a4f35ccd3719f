/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vouch-withdrawal.h"

G_BEGIN_DECLS

GtkWidget *vouch_concern_rows_make (const VouchConcern *concern) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
