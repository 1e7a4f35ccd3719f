/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-attempt-changes"

#include "config.h"
#include "vouch-attempt-changes.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "vouch-text.h"

#define MILLIONTHS 1000000

/*
 * What is different between two attempts, told by their manifests. An item keeps its id as long as
 * it is the same item; one that was taken away and one that was put in its place under the same
 * requirement, of the same sort, are told as one replacement.
 */

static void
change_free (gpointer data)
{
  VouchAttemptChange *change = data;

  g_clear_object (&change->before);
  g_clear_object (&change->after);
  g_free (change);
}

static void
add_change (GPtrArray *changes,
            VouchChangeKind kind,
            VouchManifestItem *before,
            VouchManifestItem *after)
{
  VouchAttemptChange *change = g_new0 (VouchAttemptChange, 1);

  change->kind = kind;
  g_set_object (&change->before, before);
  g_set_object (&change->after, after);
  g_ptr_array_add (changes, change);
}

static VouchManifestItem *
find_item (VouchManifest *manifest, const char *id)
{
  GPtrArray *items = vouch_manifest_get_items (manifest);

  for (guint i = 0; i < items->len; i++)
    if (g_strcmp0 (vouch_manifest_item_get_id (items->pdata[i]), id) == 0)
      return items->pdata[i];
  return NULL;
}

/* A manifest tells fractions of a picture in millionths (docs/issuer-api.md, "Manifest"); what was sent
 * and read again differs by less from what is in the library. */
static gboolean
is_same_fraction (double one, double other)
{
  return llround (one * MILLIONTHS) == llround (other * MILLIONTHS);
}

static gboolean
is_same_region (VouchMoment *a, VouchMoment *b)
{
  return is_same_fraction (vouch_moment_get_x (a), vouch_moment_get_x (b)) &&
         is_same_fraction (vouch_moment_get_y (a), vouch_moment_get_y (b)) &&
         is_same_fraction (vouch_moment_get_width (a), vouch_moment_get_width (b)) &&
         is_same_fraction (vouch_moment_get_height (a), vouch_moment_get_height (b));
}

static gboolean
has_same_moments (GPtrArray *one, GPtrArray *other)
{
  gboolean same = one->len == other->len;

  for (guint i = 0; same && i < one->len; i++) {
    VouchMoment *a = one->pdata[i], *b = other->pdata[i];

    same = vouch_moment_get_form (a) == vouch_moment_get_form (b) &&
           vouch_moment_get_start_ms (a) == vouch_moment_get_start_ms (b) &&
           vouch_moment_get_end_ms (a) == vouch_moment_get_end_ms (b) &&
           vouch_moment_get_page (a) == vouch_moment_get_page (b) && is_same_region (a, b) &&
           g_strcmp0 (vouch_moment_get_quote (a), vouch_moment_get_quote (b)) == 0 &&
           g_strcmp0 (vouch_moment_get_criterion (a), vouch_moment_get_criterion (b)) == 0 &&
           g_strcmp0 (vouch_moment_get_label (a), vouch_moment_get_label (b)) == 0 &&
           g_strcmp0 (vouch_moment_get_note (a), vouch_moment_get_note (b)) == 0;
  }
  return same;
}

static gboolean
has_same_citations (GPtrArray *one, GPtrArray *other)
{
  gboolean same = one->len == other->len;

  for (guint i = 0; same && i < one->len; i++) {
    VouchCitation *a = one->pdata[i], *b = other->pdata[i];

    same = g_strcmp0 (vouch_citation_get_item (a), vouch_citation_get_item (b)) == 0 &&
           vouch_citation_get_at_ms (a) == vouch_citation_get_at_ms (b) &&
           vouch_citation_get_page (a) == vouch_citation_get_page (b);
  }
  return same;
}

static const char *
file_of (VouchManifestItem *item)
{
  VouchManifestFile *file = vouch_manifest_item_get_file (item);

  return file != NULL ? vouch_manifest_file_get_sha256 (file) : NULL;
}

static void
compare (GPtrArray *changes, VouchManifestItem *before, VouchManifestItem *after)
{
  if (g_strcmp0 (file_of (before), file_of (after)) != 0)
    add_change (changes, VOUCH_CHANGE_REPLACED, before, after);
  else if (g_strcmp0 (vouch_manifest_item_get_text (before),
                      vouch_manifest_item_get_text (after)) != 0)
    add_change (changes, VOUCH_CHANGE_REWORDED, before, after);
  else if (g_strcmp0 (vouch_manifest_item_get_title (before),
                      vouch_manifest_item_get_title (after)) != 0 ||
           !g_strv_equal (vouch_manifest_item_get_criteria (before),
                          vouch_manifest_item_get_criteria (after)) ||
           !has_same_moments (vouch_manifest_item_get_moments (before),
                              vouch_manifest_item_get_moments (after)) ||
           !has_same_citations (vouch_manifest_item_get_citations (before),
                                vouch_manifest_item_get_citations (after)))
    add_change (changes, VOUCH_CHANGE_MARKED, before, after);
}

/* An item of @removed that the new one stands in for; it is taken out of the list. */
static VouchManifestItem *
take_counterpart (GPtrArray *removed, VouchManifestItem *added)
{
  for (guint i = 0; i < removed->len; i++) {
    VouchManifestItem *item = removed->pdata[i];

    if (g_strcmp0 (vouch_manifest_item_get_requirement (item),
                   vouch_manifest_item_get_requirement (added)) == 0 &&
        (file_of (item) != NULL) == (file_of (added) != NULL)) {
      g_ptr_array_remove_index (removed, i);
      return item;
    }
  }
  return NULL;
}

/**
 * vouch_attempt_changes_find:
 * @before: what was sent before.
 * @after: what is there now, or was sent afterwards.
 *
 * Returns: (transfer full) (element-type VouchAttemptChange): what is different, in the order of
 *   what is there now, then what was taken away.
 */
GPtrArray *
vouch_attempt_changes_find (VouchManifest *before, VouchManifest *after)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func (change_free);
  g_autoptr (GPtrArray) removed = g_ptr_array_new ();
  GPtrArray *old, *now;

  g_return_val_if_fail (VOUCH_IS_MANIFEST (before) && VOUCH_IS_MANIFEST (after), changes);

  old = vouch_manifest_get_items (before);
  now = vouch_manifest_get_items (after);
  for (guint i = 0; i < old->len; i++)
    if (find_item (after, vouch_manifest_item_get_id (old->pdata[i])) == NULL)
      g_ptr_array_add (removed, old->pdata[i]);
  for (guint i = 0; i < now->len; i++) {
    VouchManifestItem *same = find_item (before, vouch_manifest_item_get_id (now->pdata[i]));
    VouchManifestItem *counterpart =
        same == NULL ? take_counterpart (removed, now->pdata[i]) : NULL;

    if (same != NULL)
      compare (changes, same, now->pdata[i]);
    else if (counterpart == NULL)
      add_change (changes, VOUCH_CHANGE_ADDED, NULL, now->pdata[i]);
    else if (file_of (counterpart) != NULL ||
             g_strcmp0 (vouch_manifest_item_get_text (counterpart),
                        vouch_manifest_item_get_text (now->pdata[i])) == 0)
      compare (changes, counterpart, now->pdata[i]);
    else
      add_change (changes, VOUCH_CHANGE_REWORDED, counterpart, now->pdata[i]);
  }
  for (guint i = 0; i < removed->len; i++)
    add_change (changes, VOUCH_CHANGE_REMOVED, removed->pdata[i], NULL);
  return changes;
}

/* A title may be a whole sentence; it is quoted, so that what follows reads as what it is. */
static char *
name_requirement (const VouchAttemptChange *change, VouchDefinition *definition)
{
  VouchManifestItem *item = change->after != NULL ? change->after : change->before;
  const char *id = vouch_manifest_item_get_requirement (item);
  VouchRequirement *requirement =
      definition != NULL ? vouch_definition_find_requirement (definition, id) : NULL;
  const char *title = requirement != NULL ? vouch_requirement_get_title (requirement) : NULL;

  /* Translators: the title of what a micro-credential asks for, in quotation marks. */
  return g_strdup_printf (_ ("“%s”"), title != NULL ? title : id);
}

static char *
describe_rewording (const VouchAttemptChange *change, const char *requirement)
{
  guint before = vouch_text_count_words (vouch_manifest_item_get_text (change->before));
  guint after = vouch_text_count_words (vouch_manifest_item_get_text (change->after));

  if (before == after)
    /* Translators: the requirement that an answer belongs to. */
    return g_strdup_printf (_ ("%s: the answer is worded anew."), requirement);
  /* Translators: the requirement that an answer belongs to, then how many words it had and has. */
  return g_strdup_printf (ngettext ("%s: the answer is worded anew, %u word before, %u now.",
                                    "%s: the answer is worded anew, %u words before, %u now.",
                                    before),
                          requirement, before, after);
}

/**
 * vouch_attempt_changes_describe:
 * @change: a difference.
 * @definition: (nullable): the definition, to name requirements.
 *
 * Returns: (transfer full): it as a sentence that an assessor may read; it names no file and nobody.
 */
char *
vouch_attempt_changes_describe (const VouchAttemptChange *change, VouchDefinition *definition)
{
  g_autofree char *requirement = NULL;

  g_return_val_if_fail (change != NULL, NULL);

  requirement = name_requirement (change, definition);
  switch (change->kind) {
  case VOUCH_CHANGE_ADDED:
    /* Translators: what a micro-credential asks for, such as "Audio of the lesson". */
    return g_strdup_printf (file_of (change->after) != NULL ? _ ("%s: a file was added.")
                                                            : _ ("%s: an answer was added."),
                            requirement);
  case VOUCH_CHANGE_REMOVED:
    return g_strdup_printf (file_of (change->before) != NULL ? _ ("%s: a file was taken out.")
                                                             : _ ("%s: an answer was taken out."),
                            requirement);
  case VOUCH_CHANGE_REPLACED:
    return g_strdup_printf (_ ("%s: another file stands in place of the one before."), requirement);
  case VOUCH_CHANGE_REWORDED: return describe_rewording (change, requirement);
  case VOUCH_CHANGE_MARKED:
  default:
    return g_strdup_printf (_ ("%s: the same, with other marks or another title."), requirement);
  }
}

/**
 * vouch_attempt_changes_draft_note:
 * @changes: (element-type VouchAttemptChange): all differences.
 * @definition: (nullable): the definition, to name requirements.
 *
 * Returns: (transfer full): a note on what changed, a line a difference, to be put into the earner's
 *   own words; empty when nothing changed.
 */
char *
vouch_attempt_changes_draft_note (GPtrArray *changes, VouchDefinition *definition)
{
  GString *note = g_string_new (NULL);

  g_return_val_if_fail (changes != NULL, g_string_free (note, FALSE));

  for (guint i = 0; i < changes->len; i++) {
    g_autofree char *line = vouch_attempt_changes_describe (changes->pdata[i], definition);

    g_string_append_printf (note, "%s%s", i > 0 ? "\n" : "", line);
  }
  return g_string_free (note, FALSE);
}
