/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VouchPrivateWords:
 *
 * The names and places that could tell who made a portfolio, under the words of the definition
 * format: `earnerName`, `school`, `district`, `state`.
 */
typedef struct _VouchPrivateWords VouchPrivateWords;

VouchPrivateWords *vouch_private_words_new (void) G_GNUC_WARN_UNUSED_RESULT;
void vouch_private_words_free (VouchPrivateWords *self);
void vouch_private_words_add (VouchPrivateWords *self, const char *mask, const char *word);
const char *const *vouch_private_words_get (VouchPrivateWords *self, const char *mask);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchPrivateWords, vouch_private_words_free)

G_END_DECLS
