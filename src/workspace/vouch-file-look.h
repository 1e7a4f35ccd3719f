/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-facts.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * VouchFileLook:
 * @facts: what was measured.
 * @opens: whether all of it can be shown or played on this computer.
 * @advice: (nullable): what is wrong and what to do about it, for people.
 *
 * What a file outside the library is like.
 */
typedef struct {
  VouchFacts *facts;
  gboolean opens;
  char *advice;
} VouchFileLook;

VouchFileLook *vouch_file_look_at (const char *path,
                                   GCancellable *cancellable,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_file_look_rescue (const char *path,
                                 const char *target,
                                 VouchFacts **facts,
                                 GCancellable *cancellable,
                                 GError **error);
void vouch_file_look_free (VouchFileLook *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchFileLook, vouch_file_look_free)

G_END_DECLS
