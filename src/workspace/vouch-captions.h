/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-caption.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

/* Captions are a layer over a recording of the library; its file never changes. Whatever changes them
 * gives what they were before: that list set again is the way back. */
GPtrArray *vouch_captions_list (VouchWorkspace *workspace,
                                const char *artifact,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *vouch_captions_set (VouchWorkspace *workspace,
                               const char *artifact,
                               GPtrArray *captions,
                               GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *vouch_captions_replace (VouchWorkspace *workspace,
                                   const char *artifact,
                                   guint position,
                                   VouchCaption *caption,
                                   GCancellable *cancellable,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *vouch_captions_add (VouchWorkspace *workspace,
                               const char *artifact,
                               VouchCaption *caption,
                               GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
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
