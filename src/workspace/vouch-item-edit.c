/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-item-edit"

#include "config.h"
#include "vouch-item-edit.h"

#include <glib/gi18n-lib.h>

#include "vouch-day.h"
#include "vouch-error.h"
#include "vouch-text.h"

/**
 * VouchItemEdit:
 *
 * A change that is made in one place whoever asks for it: attaching, answering or editing.
 */
struct _VouchItemEdit {
  char *title;
  GHashTable *attributes; /* name → value; "" forgets it */
  char **criteria;
  gboolean has_range;
  gint64 start_ms;
  gint64 end_ms;
  char *transcript_of;
  GPtrArray *citations;
};

/* The attributes whose values are words of the definition format. */
static const struct {
  const char *name;
  const char *values[4];
} vocabulary[] = {
  { "occasion", { "pre", "during", "post" } },
  { "performanceLevel", { "below", "at", "above" } },
  { "supportNeed", { "none", "specificNeed" } },
  { "grouping", { "wholeClass", "smallGroup", "oneToOne" } },
};

/**
 * vouch_item_edit_new:
 *
 * Returns: (transfer full): an edit that changes nothing yet.
 */
VouchItemEdit *
vouch_item_edit_new (void)
{
  VouchItemEdit *self = g_new0 (VouchItemEdit, 1);

  self->attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

/**
 * vouch_item_edit_free:
 * @self: (nullable): an edit.
 *
 * Frees it.
 */
void
vouch_item_edit_free (VouchItemEdit *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_hash_table_unref (self->attributes);
  g_strfreev (self->criteria);
  g_free (self->transcript_of);
  g_clear_pointer (&self->citations, g_ptr_array_unref);
  g_free (self);
}

/**
 * vouch_item_edit_set_title:
 * @self: an edit.
 * @title: the new title; empty takes it away.
 *
 * Asks for another title.
 */
void
vouch_item_edit_set_title (VouchItemEdit *self, const char *title)
{
  g_return_if_fail (self != NULL && title != NULL);

  g_free (self->title);
  self->title = g_strdup (title);
}

static gboolean
check_words (const char *name, const char *value, const char *const *words, GError **error)
{
  g_autofree char *list = NULL;

  if (g_strv_contains (words, value))
    return TRUE;
  list = g_strjoinv (", ", (char **) words);
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
               /* Translators: an attribute, what was given for it, and the words it may have. */
               _ ("“%s” cannot be “%s”. It is one of: %s."), name, value, list);
  return FALSE;
}

static gboolean
check_attribute (const char *name, const char *value, GError **error)
{
  VouchDay day;

  for (gsize i = 0; i < G_N_ELEMENTS (vocabulary); i++)
    if (g_str_equal (name, vocabulary[i].name))
      return check_words (name, value, vocabulary[i].values, error);
  if (!g_str_equal (name, "date") || vouch_day_parse (value, &day))
    return TRUE;
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
               _ ("“%s” is no date. Write it as 2026-11-03."), value);
  return FALSE;
}

/**
 * vouch_item_edit_set_attribute:
 * @self: an edit.
 * @name: an attribute of the fixed vocabulary (definition format, "Item attributes").
 * @value: its value; empty forgets it.
 * @error: %VOUCH_ERROR_INVALID when there is no such attribute or no such value.
 *
 * Asks for an attribute to be recorded.
 *
 * Returns: whether it can be.
 */
gboolean
vouch_item_edit_set_attribute (VouchItemEdit *self,
                               const char *name,
                               const char *value,
                               GError **error)
{
  g_return_val_if_fail (self != NULL && name != NULL && value != NULL, FALSE);

  if (!vouch_attribute_is_known (name)) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID, _ ("There is no attribute “%s”."), name);
    return FALSE;
  }
  if (*value != '\0' && !check_attribute (name, value, error))
    return FALSE;
  g_hash_table_insert (self->attributes, g_strdup (name), g_strdup (value));
  return TRUE;
}

/**
 * vouch_item_edit_set_criteria:
 * @self: an edit.
 * @criteria: ids of the criteria it shall speak to, instead of those before.
 *
 * Asks for other criteria.
 */
void
vouch_item_edit_set_criteria (VouchItemEdit *self, const char *const *criteria)
{
  g_return_if_fail (self != NULL && criteria != NULL);

  g_strfreev (self->criteria);
  self->criteria = g_strdupv ((char **) criteria);
}

/**
 * vouch_item_edit_set_range:
 * @self: an edit.
 * @start_ms: where the recording shall begin, in milliseconds; -1 for its own beginning.
 * @end_ms: where it shall end; -1 for its own end.
 * @error: %VOUCH_ERROR_INVALID when the end does not come after the start.
 *
 * Asks for a part of the recording.
 *
 * Returns: whether it can be one.
 */
gboolean
vouch_item_edit_set_range (VouchItemEdit *self, gint64 start_ms, gint64 end_ms, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (end_ms >= 0 && end_ms <= MAX (start_ms, 0)) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                         _ ("The end of a range comes after its start."));
    return FALSE;
  }
  self->has_range = TRUE;
  self->start_ms = MAX (start_ms, -1);
  self->end_ms = MAX (end_ms, -1);
  return TRUE;
}

/**
 * vouch_item_edit_has_range:
 * @self: an edit.
 *
 * Returns: whether it asks for another part of the recording.
 */
gboolean
vouch_item_edit_has_range (VouchItemEdit *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->has_range;
}

/**
 * vouch_item_edit_set_transcript_of:
 * @self: an edit.
 * @item: id of the recording this is a transcript of; empty for none.
 *
 * Says that the item is a transcript.
 */
void
vouch_item_edit_set_transcript_of (VouchItemEdit *self, const char *item)
{
  g_return_if_fail (self != NULL && item != NULL);

  g_free (self->transcript_of);
  self->transcript_of = g_strdup (item);
}

/**
 * vouch_item_edit_set_citations:
 * @self: an edit.
 * @citations: (element-type VouchCitation): what an answer refers to, instead of what it did before.
 *
 * Asks for other references.
 */
void
vouch_item_edit_set_citations (VouchItemEdit *self, GPtrArray *citations)
{
  g_return_if_fail (self != NULL && citations != NULL);

  g_clear_pointer (&self->citations, g_ptr_array_unref);
  self->citations = g_ptr_array_ref (citations);
}

/**
 * vouch_item_edit_is_transcript:
 * @self: an edit.
 *
 * Returns: whether it says that the item is a transcript.
 */
gboolean
vouch_item_edit_is_transcript (VouchItemEdit *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->transcript_of != NULL && *self->transcript_of != '\0';
}

static gboolean
check_criteria (VouchItemEdit *self, VouchDefinition *definition, GError **error)
{
  VouchRubric *rubric = definition != NULL ? vouch_definition_get_rubric (definition) : NULL;

  for (guint i = 0; self->criteria != NULL && self->criteria[i] != NULL; i++)
    if (rubric == NULL || vouch_rubric_find_criterion (rubric, self->criteria[i]) == NULL) {
      g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND,
                   _ ("The rubric has no criterion “%s”."), self->criteria[i]);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_range (VouchItemEdit *self, VouchItem *item, GError **error)
{
  VouchFacts *facts = vouch_item_get_facts (item);
  VouchMedia media = vouch_item_get_media (item);
  gint64 whole = facts != NULL ? vouch_facts_get_duration_ms (facts) : VOUCH_FACTS_UNKNOWN;

  if (!self->has_range)
    return TRUE;
  if (media != VOUCH_MEDIA_AUDIO && media != VOUCH_MEDIA_VIDEO) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                         _ ("A range can be chosen in a recording only."));
    return FALSE;
  }
  if (whole != VOUCH_FACTS_UNKNOWN && self->start_ms >= whole) {
    g_autofree char *length = vouch_text_format_duration (whole);

    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                 _ ("The range begins after the end of the recording, which is %s long."), length);
    return FALSE;
  }
  return TRUE;
}

static void
apply_citations (VouchItemEdit *self, VouchItem *item)
{
  GPtrArray *present = vouch_item_get_citations (item);

  if (self->citations == NULL)
    return;
  g_ptr_array_set_size (present, 0);
  for (guint i = 0; i < self->citations->len; i++)
    vouch_item_add_citation (item, g_ptr_array_index (self->citations, i));
}

/**
 * vouch_item_edit_apply:
 * @self: an edit.
 * @definition: (nullable): the definition of the portfolio the item is in; %NULL where no portfolio
 *   is meant, and criteria are not known.
 * @item: the item.
 * @error: %VOUCH_ERROR_NOT_FOUND or %VOUCH_ERROR_INVALID when it does not fit; then the item is as
 *   it was.
 *
 * Makes the change.
 *
 * Returns: whether it was made.
 */
gboolean
vouch_item_edit_apply (VouchItemEdit *self,
                       VouchDefinition *definition,
                       VouchItem *item,
                       GError **error)
{
  GHashTableIter iter;
  gpointer name, value;

  g_return_val_if_fail (self != NULL && VOUCH_IS_ITEM (item), FALSE);

  if (!check_criteria (self, definition, error) || !check_range (self, item, error))
    return FALSE;
  if (self->title != NULL)
    vouch_item_set_title (item, *self->title != '\0' ? self->title : NULL);
  g_hash_table_iter_init (&iter, self->attributes);
  while (g_hash_table_iter_next (&iter, &name, &value))
    vouch_item_set_attribute (item, name, value);
  if (self->criteria != NULL)
    vouch_item_set_criteria (item, (const char *const *) self->criteria);
  if (self->has_range) {
    vouch_item_set_start_ms (item, self->start_ms);
    vouch_item_set_end_ms (item, self->end_ms);
  }
  if (self->transcript_of != NULL)
    vouch_item_set_transcript_of (item, *self->transcript_of != '\0' ? self->transcript_of : NULL);
  apply_citations (self, item);
  return TRUE;
}

/**
 * vouch_item_edit_refers_within:
 * @self: an edit.
 * @portfolio: the portfolio the item is in.
 * @error: %VOUCH_ERROR_NOT_FOUND when it refers to something that is not in it.
 *
 * Returns: whether everything the edit refers to is in the portfolio.
 */
gboolean
vouch_item_edit_refers_within (VouchItemEdit *self, VouchPortfolio *portfolio, GError **error)
{
  const char *missing = NULL;

  g_return_val_if_fail (self != NULL && VOUCH_IS_PORTFOLIO (portfolio), FALSE);

  if (self->transcript_of != NULL && *self->transcript_of != '\0' &&
      vouch_portfolio_find_item (portfolio, self->transcript_of) == NULL)
    missing = self->transcript_of;
  for (guint i = 0; self->citations != NULL && i < self->citations->len; i++) {
    const char *id = vouch_citation_get_item (g_ptr_array_index (self->citations, i));

    if (vouch_portfolio_find_item (portfolio, id) == NULL)
      missing = id;
  }
  if (missing == NULL)
    return TRUE;
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND,
               _ ("This portfolio has no item “%s” to refer to."), missing);
  return FALSE;
}
