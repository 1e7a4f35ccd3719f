/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-evidence"

#include "config.h"
#include "vouch-evidence.h"

#include "vouch-accessors.h"

/**
 * VouchEvidence:
 *
 * A file of the library as its owner knows it: once, however often it is placed. Light enough that
 * ten thousand of them make a list.
 */
struct _VouchEvidence {
  GObject parent_instance;

  char *artifact;
  char *file_name;
  char *title;
  VouchMedia media;
  char **attributes;
  char **criteria;
  gint64 duration_ms;
  int pages;
  gint64 size;
  gint64 added_ms;
  guint n_places;
  guint n_sent;

  char *folded; /* what a search looks through; made when it is first asked for */
};

G_DEFINE_FINAL_TYPE (VouchEvidence, vouch_evidence, G_TYPE_OBJECT)

static void
vouch_evidence_finalize (GObject *object)
{
  VouchEvidence *self = VOUCH_EVIDENCE (object);

  g_free (self->artifact);
  g_free (self->file_name);
  g_free (self->title);
  g_strfreev (self->attributes);
  g_strfreev (self->criteria);
  g_free (self->folded);

  G_OBJECT_CLASS (vouch_evidence_parent_class)->finalize (object);
}

static void
vouch_evidence_class_init (VouchEvidenceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_evidence_finalize;
}

static void
vouch_evidence_init (VouchEvidence *self)
{
  self->duration_ms = -1;
  self->pages = -1;
}

/**
 * vouch_evidence_new:
 *
 * Returns: (transfer full): an empty piece of evidence, to be filled by its setters.
 */
VouchEvidence *
vouch_evidence_new (void)
{
  return g_object_new (VOUCH_TYPE_EVIDENCE, NULL);
}

VOUCH_DEFINE_STRING (VouchEvidence, vouch_evidence, artifact)
VOUCH_DEFINE_STRING (VouchEvidence, vouch_evidence, file_name)
VOUCH_DEFINE_STRING (VouchEvidence, vouch_evidence, title)
VOUCH_DEFINE_VALUE (VouchEvidence, vouch_evidence, VouchMedia, media)
VOUCH_DEFINE_STRV (VouchEvidence, vouch_evidence, attributes)
VOUCH_DEFINE_STRV (VouchEvidence, vouch_evidence, criteria)
VOUCH_DEFINE_VALUE (VouchEvidence, vouch_evidence, gint64, duration_ms)
VOUCH_DEFINE_VALUE (VouchEvidence, vouch_evidence, int, pages)
VOUCH_DEFINE_VALUE (VouchEvidence, vouch_evidence, gint64, size)
VOUCH_DEFINE_VALUE (VouchEvidence, vouch_evidence, gint64, added_ms)
VOUCH_DEFINE_VALUE (VouchEvidence, vouch_evidence, guint, n_places)
VOUCH_DEFINE_VALUE (VouchEvidence, vouch_evidence, guint, n_sent)

/**
 * vouch_evidence_get_name:
 * @self: a piece of evidence.
 *
 * Returns: (transfer none): its title, or the name of its file where it has none.
 */
const char *
vouch_evidence_get_name (VouchEvidence *self)
{
  g_return_val_if_fail (VOUCH_IS_EVIDENCE (self), NULL);

  if (self->title != NULL && *self->title != '\0')
    return self->title;
  return self->file_name != NULL ? self->file_name : "";
}

/**
 * vouch_evidence_get_attribute:
 * @self: a piece of evidence.
 * @name: an attribute of the definition format.
 *
 * Returns: (transfer none) (nullable): what was recorded.
 */
const char *
vouch_evidence_get_attribute (VouchEvidence *self, const char *name)
{
  g_return_val_if_fail (VOUCH_IS_EVIDENCE (self), NULL);

  for (guint i = 0; self->attributes != NULL && self->attributes[i] != NULL; i += 2)
    if (g_strcmp0 (self->attributes[i], name) == 0)
      return self->attributes[i + 1];
  return NULL;
}

/**
 * vouch_evidence_get_date:
 * @self: a piece of evidence.
 *
 * Returns: the day on which it was made, as far as was recorded; else the one on which it came in.
 */
VouchDay
vouch_evidence_get_date (VouchEvidence *self)
{
  const char *date;
  VouchDay day;

  g_return_val_if_fail (VOUCH_IS_EVIDENCE (self), VOUCH_DAY_NONE);

  date = vouch_evidence_get_attribute (self, "date");
  return date != NULL && vouch_day_parse (date, &day) ? day : vouch_day_from_time (self->added_ms);
}

static gboolean
same_words (VouchEvidence *self, VouchEvidence *other)
{
  return g_strv_equal (vouch_evidence_get_attributes (self),
                       vouch_evidence_get_attributes (other)) &&
         g_strv_equal (vouch_evidence_get_criteria (self), vouch_evidence_get_criteria (other));
}

/**
 * vouch_evidence_equal:
 * @self: a piece of evidence.
 * @other: another one, or the same at another time.
 *
 * Returns: whether a list would show both alike.
 */
gboolean
vouch_evidence_equal (VouchEvidence *self, VouchEvidence *other)
{
  g_return_val_if_fail (VOUCH_IS_EVIDENCE (self) && VOUCH_IS_EVIDENCE (other), FALSE);

  return g_strcmp0 (self->artifact, other->artifact) == 0 &&
         g_strcmp0 (self->title, other->title) == 0 &&
         g_strcmp0 (self->file_name, other->file_name) == 0 && self->media == other->media &&
         self->duration_ms == other->duration_ms && self->pages == other->pages &&
         self->size == other->size && self->added_ms == other->added_ms &&
         self->n_places == other->n_places && self->n_sent == other->n_sent &&
         same_words (self, other);
}

/**
 * vouch_evidence_speaks_to:
 * @self: a piece of evidence.
 * @criterion: a criterion, in words for people.
 *
 * Returns: whether it speaks to it somewhere.
 */
gboolean
vouch_evidence_speaks_to (VouchEvidence *self, const char *criterion)
{
  g_return_val_if_fail (VOUCH_IS_EVIDENCE (self) && criterion != NULL, FALSE);

  return self->criteria != NULL &&
         g_strv_contains ((const char *const *) self->criteria, criterion);
}

static const char *
fold (VouchEvidence *self)
{
  g_autoptr (GString) all = NULL;

  if (self->folded != NULL)
    return self->folded;
  all = g_string_new (self->title);
  g_string_append_printf (all, "\n%s", self->file_name != NULL ? self->file_name : "");
  for (guint i = 0; self->attributes != NULL && self->attributes[i] != NULL; i += 2)
    g_string_append_printf (all, "\n%s", self->attributes[i + 1]);
  for (guint i = 0; self->criteria != NULL && self->criteria[i] != NULL; i++)
    g_string_append_printf (all, "\n%s", self->criteria[i]);
  self->folded = g_utf8_casefold (all->str, -1);
  return self->folded;
}

/**
 * vouch_evidence_matches:
 * @self: a piece of evidence that will not be changed any more.
 * @words: what is looked for, casefolded.
 *
 * Returns: whether each word is in its title, file name, attributes or criteria.
 */
gboolean
vouch_evidence_matches (VouchEvidence *self, const char *const *words)
{
  g_return_val_if_fail (VOUCH_IS_EVIDENCE (self) && words != NULL, FALSE);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (fold (self), words[i]) == NULL)
      return FALSE;
  return TRUE;
}
