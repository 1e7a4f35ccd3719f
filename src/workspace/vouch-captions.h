/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-caption.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

/**
 * VouchCaptionsEditFunc:
 * @captions: (element-type VouchCaption): the captions as they are stored.
 * @data: its data.
 * @error: why not.
 *
 * Works on the thread of the caller, and is quick.
 *
 * Returns: (transfer full) (element-type VouchCaption) (nullable): those there are to be.
 */
typedef GPtrArray *(*VouchCaptionsEditFunc) (GPtrArray *captions, gpointer data, GError **error);

/* Captions are a layer over a recording of the library; its file never changes. */
GPtrArray *vouch_captions_list (VouchWorkspace *workspace,
                                const char *artifact,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *vouch_captions_set (VouchWorkspace *workspace,
                               const char *artifact,
                               GPtrArray *captions,
                               GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *vouch_captions_edit (VouchWorkspace *workspace,
                                const char *artifact,
                                VouchCaptionsEditFunc edit,
                                gpointer data,
                                GPtrArray **after,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_captions_find (GPtrArray *captions, VouchCaption *caption, guint near, guint *i);
gboolean vouch_captions_take_back (VouchWorkspace *workspace,
                                   const char *artifact,
                                   GPtrArray *before,
                                   GPtrArray *after,
                                   GCancellable *cancellable,
                                   GError **error);
GPtrArray *vouch_captions_read (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *vouch_captions_import (VouchWorkspace *workspace,
                                  const char *artifact,
                                  const char *path,
                                  GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_captions_export (VouchWorkspace *workspace,
                                const char *artifact,
                                const char *path,
                                GCancellable *cancellable,
                                GError **error);
char *vouch_captions_make_transcript (VouchWorkspace *workspace,
                                      const char *item,
                                      GCancellable *cancellable,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
