/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VouchLook:
 * @scheme: `system`, `light` or `dark`.
 * @text_percent: how large text is, 100 to 200.
 * @is_still: whether things appear without moving, whatever the system says.
 * @language: (nullable): the language of the program; %NULL for the system's.
 *
 * What the program looks like on this computer.
 */
typedef struct {
  char *scheme;
  guint text_percent;
  gboolean is_still;
  char *language;
} VouchLook;

VouchLook *vouch_look_load (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_look_keep (const VouchLook *self, GError **error);
void vouch_look_apply (const VouchLook *self);
void vouch_look_apply_language (const VouchLook *self);
char **vouch_look_list_languages (const char *folder) G_GNUC_WARN_UNUSED_RESULT;
void vouch_look_free (VouchLook *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchLook, vouch_look_free)

G_END_DECLS
