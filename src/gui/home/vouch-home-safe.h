/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-home.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_HOME_SAFE (vouch_home_safe_get_type ())
G_DECLARE_FINAL_TYPE (VouchHomeSafe, vouch_home_safe, VOUCH, HOME_SAFE, GtkWidget)

void vouch_home_safe_show (VouchHomeSafe *self, const VouchHomeSafety *safety);

G_END_DECLS
