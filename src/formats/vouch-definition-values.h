/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "vouch-day.h"
#include "vouch-json.h"
#include "vouch-media.h"

G_BEGIN_DECLS

gboolean vouch_definition_is_local_id (const char *text);
const char *
vouch_definition_read_id (const VouchJsonCursor *self, const char *name, VouchJsonFlags flags);
char **vouch_definition_read_ids (const VouchJsonCursor *self,
                                  const char *name,
                                  VouchJsonFlags flags) G_GNUC_WARN_UNUSED_RESULT;
char **vouch_definition_read_words (const VouchJsonCursor *self,
                                    const char *name,
                                    VouchJsonFlags flags,
                                    const char *const *words) G_GNUC_WARN_UNUSED_RESULT;
const char *vouch_definition_read_word (const VouchJsonCursor *self,
                                        const char *name,
                                        VouchJsonFlags flags,
                                        const char *const *words);
VouchDay
vouch_definition_read_day (const VouchJsonCursor *self, const char *name, VouchJsonFlags flags);
VouchMediaSet
vouch_definition_read_media (const VouchJsonCursor *self, const char *name, VouchJsonFlags flags);

/*
 * Defines read_PREFIX, which reads an enumeration of the model by the names that the model gives
 * it; at most 32 of them.
 */
#define VOUCH_DEFINE_READ_ENUM(Type, prefix)                                                       \
  static Type read_##prefix (const VouchJsonCursor *object, const char *name,                      \
                             VouchJsonFlags flags, Type fallback)                                  \
  {                                                                                                \
    const char *words[33] = { NULL };                                                              \
    guint count = 0;                                                                               \
    const char *word;                                                                              \
    Type value = fallback;                                                                         \
                                                                                                   \
    for (int i = 0; i < 32; i++)                                                                   \
      if (prefix##_to_string ((Type) i) != NULL)                                                   \
        words[count++] = prefix##_to_string ((Type) i);                                            \
    word = vouch_definition_read_word (object, name, flags, words);                                \
    if (word != NULL)                                                                              \
      prefix##_from_string (word, &value);                                                         \
    return value;                                                                                  \
  }

G_END_DECLS
