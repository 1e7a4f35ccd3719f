/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-assessor-text"

#include "config.h"
#include "vouch-assessor-text.h"

#include <glib/gi18n.h>

#include "vouch-attribute-words.h"
#include "vouch-text.h"

/* What an assessor receives, in words: from the manifest that would be frozen and from the definition,
 * which the assessor has too. Nothing is taken from the draft. */

static void
line_free (gpointer data)
{
  VouchAssessorLine *line = data;

  g_free (line->text);
  g_free (line);
}

/* Takes @text. */
static void
add (GPtrArray *lines, const char *style, char *text)
{
  VouchAssessorLine *line = g_new0 (VouchAssessorLine, 1);

  line->text = text;
  line->style = style;
  g_ptr_array_add (lines, line);
}

static VouchManifestItem *
find_item (VouchManifest *manifest, const char *id)
{
  GPtrArray *items = vouch_manifest_get_items (manifest);

  for (guint i = 0; i < items->len; i++)
    if (g_strcmp0 (vouch_manifest_item_get_id (items->pdata[i]), id) == 0)
      return g_ptr_array_index (items, i);
  return NULL;
}

static char *
name_of (VouchManifestItem *item)
{
  const char *title = item != NULL ? vouch_manifest_item_get_title (item) : NULL;

  if (title != NULL && *title != '\0')
    return g_strdup (title);
  if (item != NULL && vouch_manifest_item_get_file (item) != NULL)
    return g_strdup (vouch_manifest_file_get_name (vouch_manifest_item_get_file (item)));
  return g_strdup (_ ("Answer"));
}

static const char *
title_of_criterion (VouchDefinition *definition, const char *id)
{
  VouchRubric *rubric = vouch_definition_get_rubric (definition);
  VouchCriterion *criterion = rubric != NULL ? vouch_rubric_find_criterion (rubric, id) : NULL;

  return criterion != NULL ? vouch_criterion_get_title (criterion) : id;
}

static void
add_file (GPtrArray *lines, VouchManifestFile *file)
{
  g_autofree char *size = g_format_size ((guint64) MAX (vouch_manifest_file_get_bytes (file), 0));
  g_autoptr (GString) text = g_string_new (vouch_manifest_file_get_name (file));
  guint pages = vouch_manifest_file_get_pages (file);

  if (vouch_manifest_file_get_duration_ms (file) > 0) {
    g_autofree char *time = vouch_text_format_duration (vouch_manifest_file_get_duration_ms (file));

    g_string_append_printf (text, " · %s", time);
  }
  g_string_append_printf (text, " · %s", size);
  if (pages > 0) {
    g_autofree char *words = g_strdup_printf (ngettext ("%u page", "%u pages", pages), pages);

    g_string_append_printf (text, " · %s", words);
  }
  add (lines, "numeric", g_string_free (g_steal_pointer (&text), FALSE));
  /* Translators: the fingerprint by which the file can be recognised. */
  add (lines, "fingerprint",
       g_strdup_printf (_ ("Fingerprint %s"), vouch_manifest_file_get_sha256 (file)));
}

static char *
describe_place (gint64 start, gint64 end, guint page)
{
  g_autofree char *from = start >= 0 ? vouch_text_format_duration (start) : NULL;
  g_autofree char *to = end > start ? vouch_text_format_duration (end) : NULL;

  if (from != NULL && to != NULL)
    return g_strdup_printf ("%s–%s", from, to);
  if (from != NULL)
    return g_steal_pointer (&from);
  if (page > 0)
    /* Translators: a page of a document. */
    return g_strdup_printf (_ ("page %u"), page);
  return NULL;
}

static void
add_moments (GPtrArray *lines, VouchManifestItem *item, VouchDefinition *definition)
{
  GPtrArray *moments = vouch_manifest_item_get_moments (item);

  for (guint i = 0; i < moments->len; i++) {
    VouchMoment *moment = g_ptr_array_index (moments, i);
    g_autofree char *place =
        describe_place (vouch_moment_get_start_ms (moment), vouch_moment_get_end_ms (moment),
                        vouch_moment_get_page (moment));
    g_autoptr (GString) text = g_string_new (place != NULL ? place : _ ("Marked place"));
    const char *words[] = {
      vouch_moment_get_label (moment),
      vouch_moment_get_criterion (moment) != NULL
          ? title_of_criterion (definition, vouch_moment_get_criterion (moment))
          : NULL,
      vouch_moment_get_quote (moment),
      vouch_moment_get_note (moment),
    };

    for (gsize n = 0; n < G_N_ELEMENTS (words); n++)
      if (words[n] != NULL && *words[n] != '\0')
        g_string_append_printf (text, " · %s", words[n]);
    add (lines, "moment", g_string_free (g_steal_pointer (&text), FALSE));
  }
}

static void
add_citations (GPtrArray *lines, VouchManifestItem *item, VouchManifest *manifest)
{
  GPtrArray *citations = vouch_manifest_item_get_citations (item);

  for (guint i = 0; i < citations->len; i++) {
    VouchCitation *citation = g_ptr_array_index (citations, i);
    g_autofree char *name = name_of (find_item (manifest, vouch_citation_get_item (citation)));
    g_autofree char *place = describe_place (vouch_citation_get_at_ms (citation), -1,
                                             vouch_citation_get_page (citation));

    if (place != NULL)
      /* Translators: an answer refers to a piece of evidence, at a time or a page. */
      add (lines, "moment", g_strdup_printf (_ ("Refers to %s, %s"), name, place));
    else
      add (lines, "moment", g_strdup_printf (_ ("Refers to %s"), name));
  }
}

static void
add_tags (GPtrArray *lines, VouchManifestItem *item, VouchDefinition *definition)
{
  const char *const *criteria = vouch_manifest_item_get_criteria (item);
  g_autoptr (GList) attributes = vouch_manifest_item_list_attributes (item);
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 0; criteria[i] != NULL; i++)
    g_string_append_printf (titles, "%s%s", titles->len > 0 ? ", " : "",
                            title_of_criterion (definition, criteria[i]));
  if (titles->len > 0)
    /* Translators: titles of criteria of the rubric. */
    add (lines, "dim-label", g_strdup_printf (_ ("Speaks to: %s"), titles->str));
  for (GList *l = attributes; l != NULL; l = l->next)
    add (lines, "dim-label",
         g_strdup_printf ("%s: %s", vouch_attribute_in_words (l->data),
                          vouch_manifest_item_get_attribute (item, l->data)));
}

/* Of people no more is sent than whether there are permissions, and since when. */
static void
add_consent (GPtrArray *lines, VouchManifestItem *item)
{
  VouchDay day = vouch_manifest_item_get_consent_date (item);
  g_autofree char *date = day != VOUCH_DAY_NONE ? vouch_day_format_for_people (day) : NULL;

  if (date == NULL)
    return;
  if (vouch_manifest_item_get_consent_covered (item))
    add (lines, "dim-label",
         g_strdup_printf (_ ("Everyone in it has given permission, as of %s. Who that is, is not "
                             "sent."),
                          date));
  else
    add (lines, "dim-label", g_strdup (_ ("Not everyone in it has given permission.")));
}

static void
add_item (GPtrArray *lines,
          VouchManifestItem *item,
          VouchManifest *manifest,
          VouchDefinition *definition)
{
  const char *text = vouch_manifest_item_get_text (item);
  const char *title = vouch_manifest_item_get_title (item);

  if (title != NULL && *title != '\0')
    add (lines, "item-title", g_strdup (title));
  if (text != NULL)
    add (lines, "answer", g_strdup (text));
  if (vouch_manifest_item_get_file (item) != NULL)
    add_file (lines, vouch_manifest_item_get_file (item));
  add_citations (lines, item, manifest);
  add_moments (lines, item, definition);
  add_tags (lines, item, definition);
  add_consent (lines, item);
}

static void
add_requirement (GPtrArray *lines,
                 VouchRequirement *requirement,
                 VouchManifest *manifest,
                 VouchDefinition *definition)
{
  GPtrArray *items = vouch_manifest_get_items (manifest);
  guint n = 0;

  add (lines, "heading", g_strdup (vouch_requirement_get_title (requirement)));
  for (guint i = 0; i < items->len; i++)
    if (g_strcmp0 (vouch_manifest_item_get_requirement (items->pdata[i]),
                   vouch_requirement_get_id (requirement)) == 0) {
      add_item (lines, items->pdata[i], manifest, definition);
      n++;
    }
  if (n == 0)
    add (lines, "dim-label", g_strdup (_ ("Nothing.")));
}

static void
add_choices (GPtrArray *lines, VouchPart *part, VouchManifest *manifest)
{
  GPtrArray *choices = vouch_part_get_choices (part);
  GPtrArray *chosen = vouch_manifest_get_choices (manifest);

  for (guint i = 0; i < choices->len; i++)
    for (guint n = 0; n < chosen->len; n++) {
      GPtrArray *options = vouch_choice_get_options (choices->pdata[i]);

      if (g_strcmp0 (vouch_chosen_get_choice (chosen->pdata[n]),
                     vouch_choice_get_id (choices->pdata[i])) != 0)
        continue;
      for (guint o = 0; o < options->len; o++)
        if (g_strv_contains (vouch_chosen_get_options (chosen->pdata[n]),
                             vouch_choice_option_get_id (options->pdata[o])))
          add (lines, "dim-label",
               /* Translators: one of several alternatives. */
               g_strdup_printf (_ ("Chosen: %s"),
                                vouch_choice_option_get_title (options->pdata[o])));
    }
}

static void
add_summary (GPtrArray *lines, VouchPreview *preview)
{
  GPtrArray *items = vouch_manifest_get_items (preview->manifest);
  guint files = 0, texts = 0;
  guint64 bytes = 0;
  g_autofree char *size = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  for (guint i = 0; i < items->len; i++) {
    VouchManifestFile *file = vouch_manifest_item_get_file (items->pdata[i]);

    files += file != NULL;
    texts += file == NULL;
    bytes += file != NULL ? (guint64) MAX (vouch_manifest_file_get_bytes (file), 0) : 0;
  }
  size = g_format_size (bytes);
  first = g_strdup_printf (ngettext ("%u file", "%u files", files), files);
  second = g_strdup_printf (ngettext ("%u text", "%u texts", texts), texts);
  if (preview->issuer_name != NULL)
    /* Translators: the name of an issuer, and the number of the attempt. */
    add (lines, "heading",
         g_strdup_printf (_ ("For %s · attempt %u"), preview->issuer_name,
                          vouch_manifest_get_attempt (preview->manifest)));
  add (lines, "numeric", g_strdup_printf ("%s · %s · %s", first, size, second));
  add (lines, "dim-label",
       g_strdup (_ ("Not sent: the title of this portfolio, the names of your files, names of "
                    "people, your self-assessment and your goals.")));
}

static void
add_help (GPtrArray *lines, VouchManifest *manifest)
{
  GPtrArray *help = vouch_manifest_get_help (manifest);

  for (guint i = 0; i < help->len; i++) {
    const char *note = vouch_help_get_note (help->pdata[i]);
    g_autofree char *actions = g_strjoinv (", ", (char **) vouch_help_get_actions (help->pdata[i]));

    if (i == 0)
      add (lines, "title-3", g_strdup (_ ("Help you had")));
    add (lines, NULL,
         g_strdup_printf ("%s · %s%s%s", vouch_help_get_by (help->pdata[i]), actions,
                          note != NULL ? " · " : "", note != NULL ? note : ""));
  }
}

/**
 * vouch_assessor_text_write:
 * @preview: what would be sent.
 *
 * Writes down what the assessor receives, part by part.
 *
 * Returns: (transfer full) (element-type VouchAssessorLine): the paragraphs.
 */
GPtrArray *
vouch_assessor_text_write (VouchPreview *preview)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);
  VouchDefinition *definition = vouch_portfolio_get_definition (preview->portfolio);
  GPtrArray *parts = vouch_definition_get_parts (definition);

  add_summary (lines, preview);
  for (guint i = 0; i < parts->len; i++) {
    GPtrArray *requirements = vouch_part_get_requirements (parts->pdata[i]);

    add (lines, "title-3", g_strdup (vouch_part_get_title (parts->pdata[i])));
    add_choices (lines, parts->pdata[i], preview->manifest);
    for (guint n = 0; n < requirements->len; n++)
      add_requirement (lines, requirements->pdata[n], preview->manifest, definition);
  }
  add_help (lines, preview->manifest);
  return lines;
}
