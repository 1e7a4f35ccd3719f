/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-placement"

#include "config.h"
#include "vouch-placement.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vouch-error.h"
#include "vouch-file-format.h"

/* Extensions that promise a content we can tell; what has another name promises nothing. */
static const char *const promising[] = {
  "jpg",  "jpeg", "png",  "gif",  "webp", "heic", "tif", "tiff", "pdf", "docx", "odt",
  "xlsx", "ods",  "pptx", "odp",  "mp4",  "m4v",  "mov", "webm", "mkv", "mp3",  "m4a",
  "wav",  "ogg",  "oga",  "opus", "flac", "aac",  "avi", "3gp",  "zip", NULL,
};

/* As what else a file can count, where its own kind is not asked for. A scanned page is a picture
 * in a PDF; a text file is a plain document or a plain table. */
static const struct {
  VouchMedia is;
  const char *format; /* (nullable) */
  VouchMedia counts_as;
} stand_ins[] = {
  { VOUCH_MEDIA_DOCUMENT, "pdf", VOUCH_MEDIA_IMAGE },
  { VOUCH_MEDIA_DOCUMENT, NULL, VOUCH_MEDIA_DATA },
  { VOUCH_MEDIA_TEXT, NULL, VOUCH_MEDIA_DOCUMENT },
  { VOUCH_MEDIA_TEXT, NULL, VOUCH_MEDIA_DATA },
  { VOUCH_MEDIA_DATA, NULL, VOUCH_MEDIA_DOCUMENT },
};

/**
 * vouch_placement_find_requirement:
 * @portfolio: a portfolio.
 * @requirement: id of a requirement of its definition.
 * @error: %VOUCH_ERROR_NOT_FOUND.
 *
 * Returns: (transfer none) (nullable): the requirement.
 */
VouchRequirement *
vouch_placement_find_requirement (VouchPortfolio *portfolio,
                                  const char *requirement,
                                  GError **error)
{
  VouchDefinition *definition;
  VouchRequirement *found;

  g_return_val_if_fail (VOUCH_IS_PORTFOLIO (portfolio) && requirement != NULL, NULL);

  definition = vouch_portfolio_get_definition (portfolio);
  found = vouch_definition_find_requirement (definition, requirement);
  if (found == NULL)
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND,
                 _ ("“%s” does not ask for anything called “%s”."),
                 vouch_definition_get_name (definition), requirement);
  return found;
}

static gboolean
is_renamed (VouchFacts *facts, const char *file_name)
{
  const char *dot = file_name != NULL ? strrchr (file_name, '.') : NULL;
  const char *format = vouch_facts_get_format (facts);
  g_autofree char *extension = dot != NULL ? g_ascii_strdown (dot + 1, -1) : NULL;

  return extension != NULL && format != NULL && g_strv_contains (promising, extension) &&
         !vouch_file_format_fits (format, extension);
}

/**
 * vouch_placement_refuse_broken:
 * @facts: what was measured about a file that is about to be attached.
 * @file_name: the name it came with.
 * @error: %VOUCH_ERROR_INVALID.
 *
 * Refuses what no assessor could use: nothing in it, not to be opened, cut off, or something else
 * than its name says.
 *
 * Returns: whether the file was refused.
 */
gboolean
vouch_placement_refuse_broken (VouchFacts *facts, const char *file_name, GError **error)
{
  const char *problem;

  g_return_val_if_fail (VOUCH_IS_FACTS (facts), FALSE);

  problem = vouch_facts_get_problem (facts);
  if (vouch_facts_get_empty (facts))
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                 _ ("“%s” is empty. Nothing was attached."), file_name);
  else if (is_renamed (facts, file_name))
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                 /* Translators: a file name, and the usual extension of its true content. */
                 _ ("“%s” is not what its name says: its content is “%s”. Nothing was attached. "
                    "Give it its right name, or choose another file."),
                 file_name, vouch_facts_get_format (facts));
  else if (vouch_facts_get_state (facts) == VOUCH_FACTS_UNREADABLE)
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                 /* Translators: a file name, and a sentence that says why. */
                 _ ("“%s” cannot be read. %s Nothing was attached."), file_name,
                 problem != NULL ? problem : "");
  else if (vouch_facts_get_state (facts) == VOUCH_FACTS_KNOWN &&
           !vouch_facts_get_readable_to_end (facts))
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                 _ ("“%s” cannot be read to its end. %s Nothing was attached."), file_name,
                 problem != NULL ? problem : "");
  else
    return FALSE;
  return TRUE;
}

/**
 * vouch_placement_list_media:
 * @media: kinds of media.
 *
 * Returns: (transfer full): their names, for people.
 */
char *
vouch_placement_list_media (VouchMediaSet media)
{
  static const struct {
    VouchMedia media;
    const char *name;
  } names[] = {
    { VOUCH_MEDIA_TEXT, N_ ("a text") },     { VOUCH_MEDIA_DOCUMENT, N_ ("a document") },
    { VOUCH_MEDIA_IMAGE, N_ ("a picture") }, { VOUCH_MEDIA_AUDIO, N_ ("a sound recording") },
    { VOUCH_MEDIA_VIDEO, N_ ("a video") },   { VOUCH_MEDIA_DATA, N_ ("a table of data") },
  };
  GString *list = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (vouch_media_set_contains (media, names[i].media)) {
      if (list->len > 0)
        g_string_append (list, ", ");
      g_string_append (list, _ (names[i].name));
    }
  return g_string_free (list, FALSE);
}

/* What it counts as there; VOUCH_MEDIA_NONE where it is not taken. */
static VouchMedia
count_as (VouchRequirement *requirement, VouchMedia is, const char *format)
{
  VouchMediaSet accepted = vouch_requirement_get_media (requirement);

  if (vouch_media_set_contains (accepted, is))
    return is;
  for (gsize i = 0; i < G_N_ELEMENTS (stand_ins); i++)
    if (stand_ins[i].is == is && vouch_media_set_contains (accepted, stand_ins[i].counts_as) &&
        (stand_ins[i].format == NULL || g_strcmp0 (stand_ins[i].format, format) == 0))
      return stand_ins[i].counts_as;
  return VOUCH_MEDIA_NONE;
}

/**
 * vouch_placement_takes_media:
 * @requirement: what a definition asks for.
 * @media: what a file is by its content.
 * @format: (nullable): its format.
 *
 * Returns: whether the requirement takes such a file.
 */
gboolean
vouch_placement_takes_media (VouchRequirement *requirement, VouchMedia media, const char *format)
{
  g_return_val_if_fail (VOUCH_IS_REQUIREMENT (requirement), FALSE);

  return count_as (requirement, media, format) != VOUCH_MEDIA_NONE;
}

/**
 * vouch_placement_choose_media:
 * @requirement: what a file is attached to.
 * @facts: what was measured about it.
 * @media: (out): what it counts as there.
 * @error: %VOUCH_ERROR_INVALID when the requirement asks for something else.
 *
 * Decides what a file counts as, by its content and not by its name.
 *
 * Returns: whether it is accepted.
 */
gboolean
vouch_placement_choose_media (VouchRequirement *requirement,
                              VouchFacts *facts,
                              VouchMedia *media,
                              GError **error)
{
  g_autofree char *list = NULL;

  g_return_val_if_fail (media != NULL, FALSE);

  *media = count_as (requirement, vouch_facts_get_media (facts), vouch_facts_get_format (facts));
  if (*media != VOUCH_MEDIA_NONE)
    return TRUE;
  *media = vouch_facts_get_media (facts);
  list = vouch_placement_list_media (vouch_requirement_get_media (requirement));
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
               /* Translators: what is asked for, and a list such as "a video, a picture". */
               _ ("“%s” takes only this: %s. Nothing was attached."),
               vouch_requirement_get_title (requirement), list);
  return FALSE;
}
