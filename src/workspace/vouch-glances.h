/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-workspace.h"

G_BEGIN_DECLS

/* The sides of a picture in a list; glances up to this size are kept. */
#define VOUCH_GLANCES_SMALL 256

/**
 * VouchGlanceRequest:
 * @sha256: a file that is in the library's objects.
 * @file_name: (nullable): the name it came with.
 * @wish: what of it is to be shown.
 *
 * One file to be shown.
 */
typedef struct {
  const char *sha256;
  const char *file_name;
  VouchGlanceWish wish;
} VouchGlanceRequest;

gboolean vouch_glances_load (VouchWorkspace *workspace,
                             const VouchGlanceRequest *requests,
                             guint n_requests,
                             VouchGlanceFunc func,
                             gpointer data,
                             GCancellable *cancellable,
                             GError **error);
VouchGlance *vouch_glances_load_one (VouchWorkspace *workspace,
                                     const VouchGlanceRequest *request,
                                     GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_glances_play (VouchWorkspace *workspace,
                             const char *sha256,
                             const VouchPlaying *what,
                             VouchPlayFunc func,
                             gpointer data,
                             GCancellable *cancellable,
                             GError **error);
gboolean vouch_glances_browse (VouchWorkspace *workspace,
                               const char *sha256,
                               const VouchBrowsing *what,
                               GCancellable *cancellable,
                               GError **error);

G_END_DECLS
