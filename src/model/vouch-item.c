/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-item"

#include "config.h"
#include "vouch-item.h"

#include "vouch-accessors.h"

VOUCH_DEFINE_ENUM_NAMES (VouchIntegrity,
                         vouch_integrity,
                         { "intact", VOUCH_INTEGRITY_INTACT },
                         { "damaged", VOUCH_INTEGRITY_DAMAGED },
                         { "missing", VOUCH_INTEGRITY_MISSING })

/**
 * VouchItem:
 *
 * Something placed on a requirement: a file, or the text of an answer.
 */
struct _VouchItem {
  GObject parent_instance;

  char *id;
  char *requirement;
  VouchMedia media;
  char *title;
  char *artifact;
  char *file_name;
  char *text;
  gint64 start_ms, end_ms;
  char *fit;
  GHashTable *attributes;
  char **criteria;
  GPtrArray *moments;
  GPtrArray *citations;
  VouchAppearance *appearance;
  VouchFacts *facts;
  VouchFacts *sent_facts;
  VouchContinuity *continuity;
  VouchIntegrity integrity;
  char *transcript_of;
  gint64 changed_ms;
};

G_DEFINE_FINAL_TYPE (VouchItem, vouch_item, G_TYPE_OBJECT)

static void
vouch_item_finalize (GObject *object)
{
  VouchItem *self = VOUCH_ITEM (object);

  g_free (self->id);
  g_free (self->requirement);
  g_free (self->title);
  g_free (self->artifact);
  g_free (self->file_name);
  g_free (self->text);
  g_free (self->fit);
  g_hash_table_unref (self->attributes);
  g_strfreev (self->criteria);
  g_ptr_array_unref (self->moments);
  g_ptr_array_unref (self->citations);
  g_clear_object (&self->appearance);
  g_clear_object (&self->facts);
  g_clear_object (&self->sent_facts);
  g_clear_object (&self->continuity);
  g_free (self->transcript_of);

  G_OBJECT_CLASS (vouch_item_parent_class)->finalize (object);
}

static void
vouch_item_class_init (VouchItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_item_finalize;
}

static void
vouch_item_init (VouchItem *self)
{
  self->start_ms = -1;
  self->end_ms = -1;
  self->appearance = vouch_appearance_new ();
  self->attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->moments = g_ptr_array_new_with_free_func (g_object_unref);
  self->citations = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * vouch_item_new:
 *
 * Returns: (transfer full): an empty item, to be filled by its setters.
 */
VouchItem *
vouch_item_new (void)
{
  return g_object_new (VOUCH_TYPE_ITEM, NULL);
}

VOUCH_DEFINE_STRING (VouchItem, vouch_item, id)
VOUCH_DEFINE_STRING (VouchItem, vouch_item, requirement)
VOUCH_DEFINE_VALUE (VouchItem, vouch_item, VouchMedia, media)
VOUCH_DEFINE_STRING (VouchItem, vouch_item, title)
VOUCH_DEFINE_STRING (VouchItem, vouch_item, artifact)
VOUCH_DEFINE_STRING (VouchItem, vouch_item, file_name)
VOUCH_DEFINE_STRING (VouchItem, vouch_item, text)
VOUCH_DEFINE_VALUE (VouchItem, vouch_item, gint64, start_ms)
VOUCH_DEFINE_VALUE (VouchItem, vouch_item, gint64, end_ms)
VOUCH_DEFINE_STRING (VouchItem, vouch_item, fit)
VOUCH_DEFINE_STRV (VouchItem, vouch_item, criteria)
VOUCH_DEFINE_ARRAY (VouchItem, vouch_item, VouchMoment, moments, moment)
VOUCH_DEFINE_ARRAY (VouchItem, vouch_item, VouchCitation, citations, citation)
VOUCH_DEFINE_OBJECT (VouchItem, vouch_item, VouchAppearance, appearance)
VOUCH_DEFINE_OBJECT (VouchItem, vouch_item, VouchFacts, facts)
VOUCH_DEFINE_OBJECT (VouchItem, vouch_item, VouchFacts, sent_facts)
VOUCH_DEFINE_OBJECT (VouchItem, vouch_item, VouchContinuity, continuity)
VOUCH_DEFINE_VALUE (VouchItem, vouch_item, VouchIntegrity, integrity)
VOUCH_DEFINE_STRING (VouchItem, vouch_item, transcript_of)
VOUCH_DEFINE_VALUE (VouchItem, vouch_item, gint64, changed_ms)

static const char *const attribute_names[] = {
  "student",     "lesson",
  "unit",        "class",
  "standard",    "measure",
  "occasion",    "performanceLevel",
  "supportNeed", "instructionalFormat",
  "contentArea", "language",
  "grouping",    "date",
  NULL,
};

/**
 * vouch_attribute_is_known:
 * @name: (nullable): a name.
 *
 * Returns: whether it is in the fixed vocabulary of item attributes.
 */
gboolean
vouch_attribute_is_known (const char *name)
{
  return name != NULL && g_strv_contains (attribute_names, name);
}

/**
 * vouch_item_get_attribute:
 * @self: an item.
 * @name: an attribute of the fixed vocabulary.
 *
 * Returns: (transfer none) (nullable): its value, or %NULL when it has not been recorded.
 */
const char *
vouch_item_get_attribute (VouchItem *self, const char *name)
{
  g_return_val_if_fail (VOUCH_IS_ITEM (self), NULL);

  return g_hash_table_lookup (self->attributes, name);
}

/**
 * vouch_item_set_attribute:
 * @self: an item.
 * @name: an attribute of the fixed vocabulary.
 * @value: (nullable): its value; %NULL or empty forgets it.
 *
 * Records an attribute.
 */
void
vouch_item_set_attribute (VouchItem *self, const char *name, const char *value)
{
  g_return_if_fail (VOUCH_IS_ITEM (self));
  g_return_if_fail (vouch_attribute_is_known (name));

  if (value == NULL || *value == '\0')
    g_hash_table_remove (self->attributes, name);
  else
    g_hash_table_insert (self->attributes, g_strdup (name), g_strdup (value));
}

/**
 * vouch_item_list_attributes:
 * @self: an item.
 *
 * Returns: (transfer container) (element-type utf8): the names recorded, in alphabetical order.
 */
GList *
vouch_item_list_attributes (VouchItem *self)
{
  g_return_val_if_fail (VOUCH_IS_ITEM (self), NULL);

  return g_list_sort (g_hash_table_get_keys (self->attributes), (GCompareFunc) g_strcmp0);
}

/**
 * vouch_item_get_date:
 * @self: an item.
 *
 * Returns: the attribute `date`, or %VOUCH_DAY_NONE when it is missing or no date.
 */
VouchDay
vouch_item_get_date (VouchItem *self)
{
  VouchDay day = VOUCH_DAY_NONE;

  return vouch_day_parse (vouch_item_get_attribute (self, "date"), &day) ? day : VOUCH_DAY_NONE;
}

/**
 * vouch_item_has_range:
 * @self: an item.
 *
 * Returns: whether the earner chose a start or an end of the recording.
 */
gboolean
vouch_item_has_range (VouchItem *self)
{
  g_return_val_if_fail (VOUCH_IS_ITEM (self), FALSE);

  return self->start_ms >= 0 || self->end_ms >= 0;
}

/**
 * vouch_item_get_duration_ms:
 * @self: an item.
 *
 * Returns: the playing time of the chosen range in milliseconds, never beyond the recording itself;
 *   -1 while it is not known.
 */
gint64
vouch_item_get_duration_ms (VouchItem *self)
{
  gint64 whole, start, end;

  g_return_val_if_fail (VOUCH_IS_ITEM (self), -1);

  if (self->facts == NULL || vouch_facts_get_state (self->facts) != VOUCH_FACTS_KNOWN)
    return -1;
  whole = vouch_facts_get_duration_ms (self->facts);
  start = MAX (self->start_ms, 0);
  end = self->end_ms >= 0 ? MIN (self->end_ms, whole) : whole;
  return MAX (end - start, 0);
}
