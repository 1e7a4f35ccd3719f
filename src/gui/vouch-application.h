/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vouch-workspace.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_APPLICATION (vouch_application_get_type ())
G_DECLARE_FINAL_TYPE (VouchApplication, vouch_application, VOUCH, APPLICATION, AdwApplication)

/**
 * VouchClosedFunc:
 * @argument: what was given with it.
 * @cancellable: (nullable): to stop it.
 * @error: the reason.
 *
 * Work on a library that nobody has open; runs on a thread.
 *
 * Returns: whether it was done.
 */
typedef gboolean (*VouchClosedFunc) (const char *argument,
                                     GCancellable *cancellable,
                                     GError **error);

VouchApplication *vouch_application_new (void) G_GNUC_WARN_UNUSED_RESULT;
VouchWorkspace *vouch_application_get_workspace (VouchApplication *self);
void vouch_application_work_closed (VouchApplication *self,
                                    const char *title,
                                    VouchClosedFunc func,
                                    const char *argument);

G_END_DECLS
