/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VOUCH_VOCABULARY_LENGTH 14

/**
 * VouchVocabulary:
 * @name: an attribute of the definition format ("Item attributes").
 * @title: what it is, for people; to be translated.
 * @values: what it may be, %NULL-terminated unless full; none where anything may be typed.
 * @words: the same for people; to be translated.
 *
 * One attribute that relates files and answers to one another.
 */
typedef struct {
  const char *name;
  const char *title;
  const char *values[4];
  const char *words[4];
} VouchVocabulary;

extern const VouchVocabulary vouch_vocabulary[VOUCH_VOCABULARY_LENGTH];

G_END_DECLS
