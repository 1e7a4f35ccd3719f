/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VouchWordFlags:
 * @VOUCH_WORD_CAPITAL: begins with a capital.
 * @VOUCH_WORD_ALL_CAPITALS: is nothing but capitals.
 *
 * How a word is written.
 */
typedef enum {
  VOUCH_WORD_CAPITAL = 1 << 0,
  VOUCH_WORD_ALL_CAPITALS = 1 << 1,
} VouchWordFlags;

/**
 * VouchWordList:
 *
 * A text cut into words, each with its place and its form without case and accents.
 */
typedef struct _VouchWordList VouchWordList;

VouchWordList *
vouch_word_list_new (const char *text, gboolean split_humps) G_GNUC_WARN_UNUSED_RESULT;
void vouch_word_list_free (VouchWordList *self);
guint vouch_word_list_get_length (VouchWordList *self);
const char *vouch_word_list_get (VouchWordList *self, guint index);
void vouch_word_list_get_range (VouchWordList *self, guint index, gsize *start, gsize *end);
VouchWordFlags vouch_word_list_get_flags (VouchWordList *self, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchWordList, vouch_word_list_free)

G_END_DECLS
