/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

AdwMessageDialog *
vouch_recovery_dialog_new (GtkWindow *parent, const char *recovery_code) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
