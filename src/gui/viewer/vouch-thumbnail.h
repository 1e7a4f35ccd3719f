/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-media.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_THUMBNAIL (vouch_thumbnail_get_type ())
G_DECLARE_FINAL_TYPE (VouchThumbnail, vouch_thumbnail, VOUCH, THUMBNAIL, GtkWidget)

GtkWidget *vouch_thumbnail_new (void) G_GNUC_WARN_UNUSED_RESULT;
void vouch_thumbnail_show (VouchThumbnail *self,
                           VouchWorkspace *workspace,
                           const char *sha256,
                           const char *file_name,
                           VouchMedia media);

G_END_DECLS
