/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-definition-values"

#include "config.h"
#include "vouch-definition-values.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/**
 * vouch_definition_is_local_id:
 * @text: a text.
 *
 * Returns: whether @text may name a part, a requirement, a criterion and so on: lower-case letters,
 *   digits and hyphens, the first not a hyphen.
 */
gboolean
vouch_definition_is_local_id (const char *text)
{
  return *text != '\0' && *text != '-' &&
         strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (text);
}

static void
check_local_id (const VouchJsonCursor *place, const char *text)
{
  if (!vouch_definition_is_local_id (text))
    vouch_json_problem (
        place, _ ("“%s” is not an id: an id has small letters, digits and hyphens only"), text);
}

/**
 * vouch_definition_read_id:
 * @self: the place of an object.
 * @name: the name of a member.
 * @flags: whether it must stand there.
 *
 * Returns: (transfer none) (nullable): the local id.
 */
const char *
vouch_definition_read_id (const VouchJsonCursor *self, const char *name, VouchJsonFlags flags)
{
  VouchJsonCursor member;
  const char *text;

  if (!vouch_json_member (self, name, flags, &member))
    return NULL;
  text = vouch_json_string_of (&member, 0);
  if (text != NULL)
    check_local_id (&member, text);
  return text;
}

/**
 * vouch_definition_read_ids:
 * @self: the place of an object.
 * @name: the name of a member that is a list of local ids, each once.
 * @flags: whether it must stand there and may be empty.
 *
 * Returns: (transfer full): the ids.
 */
char **
vouch_definition_read_ids (const VouchJsonCursor *self, const char *name, VouchJsonFlags flags)
{
  char **ids = vouch_json_get_strings (self, name, flags | VOUCH_JSON_UNIQUE);
  VouchJsonCursor list;

  vouch_json_member (self, name, 0, &list);
  if (g_strv_length (ids) != vouch_json_length (&list))
    return ids; /* something else than a text was among them, and is noted */
  for (guint i = 0; ids[i] != NULL; i++) {
    VouchJsonCursor element = vouch_json_element (&list, i);

    check_local_id (&element, ids[i]);
  }
  return ids;
}

static void
check_word (const VouchJsonCursor *place, const char *text, const char *const *words)
{
  g_autofree char *all = NULL;

  if (g_strv_contains (words, text))
    return;
  all = g_strjoinv (", ", (char **) words);
  vouch_json_problem (place, _ ("“%s” is not among the words allowed here: %s"), text, all);
}

/**
 * vouch_definition_read_words:
 * @self: the place of an object.
 * @name: the name of a member that is a list of words.
 * @flags: whether it must stand there, may be empty, may hold one word twice.
 * @words: (array zero-terminated=1): the words allowed.
 *
 * Returns: (transfer full): the words that stand there.
 */
char **
vouch_definition_read_words (const VouchJsonCursor *self,
                             const char *name,
                             VouchJsonFlags flags,
                             const char *const *words)
{
  char **found = vouch_json_get_strings (self, name, flags);
  VouchJsonCursor list;

  vouch_json_member (self, name, 0, &list);
  if (g_strv_length (found) != vouch_json_length (&list))
    return found; /* something else than a text was among them, and is noted */
  for (guint i = 0; found[i] != NULL; i++) {
    VouchJsonCursor element = vouch_json_element (&list, i);

    check_word (&element, found[i], words);
  }
  return found;
}

/**
 * vouch_definition_read_word:
 * @self: the place of an object.
 * @name: the name of a member.
 * @flags: whether it must stand there.
 * @words: (array zero-terminated=1): the words allowed.
 *
 * Returns: (transfer none) (nullable): the word that stands there.
 */
const char *
vouch_definition_read_word (const VouchJsonCursor *self,
                            const char *name,
                            VouchJsonFlags flags,
                            const char *const *words)
{
  VouchJsonCursor member;
  const char *text;

  if (!vouch_json_member (self, name, flags, &member))
    return NULL;
  text = vouch_json_string_of (&member, 0);
  if (text != NULL)
    check_word (&member, text, words);
  return text;
}

/**
 * vouch_definition_read_day:
 * @self: the place of an object.
 * @name: the name of a member.
 * @flags: whether it must stand there and whether null is allowed.
 *
 * Returns: the date; %VOUCH_DAY_NONE when it is absent.
 */
VouchDay
vouch_definition_read_day (const VouchJsonCursor *self, const char *name, VouchJsonFlags flags)
{
  VouchDay day = VOUCH_DAY_NONE;
  VouchJsonCursor member;
  const char *text;

  if (!vouch_json_member (self, name, flags, &member))
    return day;
  text = vouch_json_string_of (&member, 0);
  if (text != NULL && !vouch_day_parse (text, &day))
    vouch_json_problem (&member, _ ("“%s” is not a date such as 2026-11-22"), text);
  return day;
}

/**
 * vouch_definition_read_media:
 * @self: the place of an object.
 * @name: the name of a member that is a list of media; not empty where it stands.
 * @flags: whether it must stand there.
 *
 * Returns: the media; none when it is absent.
 */
VouchMediaSet
vouch_definition_read_media (const VouchJsonCursor *self, const char *name, VouchJsonFlags flags)
{
  static const char *const words[] = {
    "text", "document", "image", "audio", "video", "data", NULL
  };
  g_auto (GStrv) names = vouch_definition_read_words (self, name, flags, words);
  VouchMediaSet set = VOUCH_MEDIA_SET_EMPTY;

  for (guint i = 0; names[i] != NULL; i++) {
    VouchMedia media;

    if (vouch_media_from_string (names[i], &media))
      set |= VOUCH_MEDIA_BIT (media);
  }
  return set;
}
