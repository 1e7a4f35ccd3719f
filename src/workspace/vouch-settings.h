/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-private-words.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

/** VOUCH_SETTINGS_PRIVATE: the masks of the definition format that words can be kept under. */
#define VOUCH_SETTINGS_PRIVATE                                                                     \
  {                                                                                                \
    "earnerName", "school", "district", "state", NULL                                              \
  }

char *vouch_settings_get (VouchWorkspace *workspace, const char *key) G_GNUC_WARN_UNUSED_RESULT;
gboolean
vouch_settings_set (VouchWorkspace *workspace, const char *key, const char *value, GError **error);
char *vouch_settings_get_your_name (VouchWorkspace *workspace) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_settings_set_your_name (VouchWorkspace *workspace, const char *name, GError **error);
VouchPrivateWords *
vouch_settings_get_private_words (VouchWorkspace *workspace) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_settings_move_private_words (VouchWorkspace *workspace, GError **error);
gboolean vouch_settings_set_private_words (VouchWorkspace *workspace,
                                           const char *mask,
                                           const char *const *words,
                                           GError **error);

G_END_DECLS
