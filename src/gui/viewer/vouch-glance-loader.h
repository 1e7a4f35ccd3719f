/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-glance.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_GLANCE_LOADER (vouch_glance_loader_get_type ())
G_DECLARE_FINAL_TYPE (VouchGlanceLoader, vouch_glance_loader, VOUCH, GLANCE_LOADER, GObject)

VouchGlanceLoader *vouch_glance_loader_get (VouchWorkspace *workspace) G_GNUC_WARN_UNUSED_RESULT;

VouchGlance *
vouch_glance_loader_peek (VouchGlanceLoader *self, const char *sha256, const VouchGlanceWish *wish);
void vouch_glance_loader_load_async (VouchGlanceLoader *self,
                                     const char *sha256,
                                     const char *file_name,
                                     const VouchGlanceWish *wish,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
VouchGlance *vouch_glance_loader_load_finish (VouchGlanceLoader *self,
                                              GAsyncResult *result,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

GdkTexture *vouch_glance_make_texture (VouchGlance *glance) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
