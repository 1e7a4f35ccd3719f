/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-store.h"

G_BEGIN_DECLS

/**
 * VouchEarlierText:
 * @text: what it said.
 * @saved_ms: until when it said so.
 *
 * An earlier version of a typed answer.
 */
typedef struct {
  char *text;
  gint64 saved_ms;
} VouchEarlierText;

void vouch_earlier_text_free (VouchEarlierText *self);

GPtrArray *vouch_store_list_earlier_texts (VouchStore *self,
                                           const char *item,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean
vouch_store_write_text (VouchStore *self, const char *item, const char *text, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchEarlierText, vouch_earlier_text_free)

G_END_DECLS
