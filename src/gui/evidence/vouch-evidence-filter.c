/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-evidence-filter"

#include "config.h"
#include "vouch-evidence-filter.h"

#include "vouch-evidence.h"

/**
 * VouchEvidenceFilter:
 *
 * Which files of the library are shown: every word that is typed, and everything that is chosen,
 * has to fit. It looks at what the list knows already, so ten thousand files take a few milliseconds.
 */
struct _VouchEvidenceFilter {
  GtkFilter parent_instance;

  char **words; /* casefolded */
  VouchMedia media;
  VouchDay earliest;
  VouchDay latest;
  char *lesson;    /* NULL for all, "" for those without one */
  char *criterion; /* NULL for all, "" for those that speak to none */
  VouchEvidenceUsed used;
};

G_DEFINE_FINAL_TYPE (VouchEvidenceFilter, vouch_evidence_filter, GTK_TYPE_FILTER)

static gboolean
fits_use (VouchEvidenceFilter *self, VouchEvidence *evidence)
{
  switch (self->used) {
  case VOUCH_EVIDENCE_USED_NOWHERE: return vouch_evidence_get_n_places (evidence) == 0;
  case VOUCH_EVIDENCE_USED_SOMEWHERE: return vouch_evidence_get_n_places (evidence) > 0;
  case VOUCH_EVIDENCE_USED_SENT: return vouch_evidence_get_n_sent (evidence) > 0;
  case VOUCH_EVIDENCE_USED_EITHER:
  default: return TRUE;
  }
}

static gboolean
fits_day (VouchEvidenceFilter *self, VouchEvidence *evidence)
{
  VouchDay day;

  if (self->earliest == VOUCH_DAY_NONE && self->latest == VOUCH_DAY_NONE)
    return TRUE;
  day = vouch_evidence_get_date (evidence);
  return (self->earliest == VOUCH_DAY_NONE || day >= self->earliest) &&
         (self->latest == VOUCH_DAY_NONE || day <= self->latest);
}

static gboolean
fits_lesson (VouchEvidenceFilter *self, VouchEvidence *evidence)
{
  const char *lesson;

  if (self->lesson == NULL)
    return TRUE;
  lesson = vouch_evidence_get_attribute (evidence, "lesson");
  return g_strcmp0 (lesson != NULL ? lesson : "", self->lesson) == 0;
}

static gboolean
fits_criterion (VouchEvidenceFilter *self, VouchEvidence *evidence)
{
  if (self->criterion == NULL)
    return TRUE;
  if (*self->criterion == '\0')
    return vouch_evidence_get_criteria (evidence)[0] == NULL;
  return vouch_evidence_speaks_to (evidence, self->criterion);
}

static gboolean
vouch_evidence_filter_match (GtkFilter *filter, gpointer item)
{
  VouchEvidenceFilter *self = VOUCH_EVIDENCE_FILTER (filter);

  return (self->media == VOUCH_MEDIA_NONE || vouch_evidence_get_media (item) == self->media) &&
         fits_use (self, item) && fits_day (self, item) && fits_lesson (self, item) &&
         fits_criterion (self, item) &&
         (self->words == NULL || vouch_evidence_matches (item, (const char *const *) self->words));
}

static GtkFilterMatch
vouch_evidence_filter_get_strictness (GtkFilter *filter)
{
  VouchEvidenceFilter *self = VOUCH_EVIDENCE_FILTER (filter);

  if (self->words == NULL && self->media == VOUCH_MEDIA_NONE && self->lesson == NULL &&
      self->criterion == NULL && self->used == VOUCH_EVIDENCE_USED_EITHER &&
      self->earliest == VOUCH_DAY_NONE && self->latest == VOUCH_DAY_NONE)
    return GTK_FILTER_MATCH_ALL;
  return GTK_FILTER_MATCH_SOME;
}

static void
vouch_evidence_filter_finalize (GObject *object)
{
  VouchEvidenceFilter *self = VOUCH_EVIDENCE_FILTER (object);

  g_strfreev (self->words);
  g_free (self->lesson);
  g_free (self->criterion);

  G_OBJECT_CLASS (vouch_evidence_filter_parent_class)->finalize (object);
}

static void
vouch_evidence_filter_class_init (VouchEvidenceFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_evidence_filter_finalize;
  GTK_FILTER_CLASS (klass)->match = vouch_evidence_filter_match;
  GTK_FILTER_CLASS (klass)->get_strictness = vouch_evidence_filter_get_strictness;
}

static void
vouch_evidence_filter_init (VouchEvidenceFilter *self)
{
}

static void
tell_changed (VouchEvidenceFilter *self)
{
  gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}

/**
 * vouch_evidence_filter_new:
 *
 * Returns: (transfer full): a filter that lets everything through.
 */
VouchEvidenceFilter *
vouch_evidence_filter_new (void)
{
  return g_object_new (VOUCH_TYPE_EVIDENCE_FILTER, NULL);
}

/**
 * vouch_evidence_filter_set_text:
 * @self: a filter.
 * @text: what is looked for, as it was typed.
 *
 * Shows only what has all these words.
 */
void
vouch_evidence_filter_set_text (VouchEvidenceFilter *self, const char *text)
{
  g_autofree char *folded = NULL;
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) pieces = NULL;
  gboolean any = FALSE;

  g_return_if_fail (VOUCH_IS_EVIDENCE_FILTER (self) && text != NULL);

  folded = g_utf8_casefold (text, -1);
  pieces = g_strsplit_set (folded, " \t\n", -1);
  for (guint i = 0; pieces[i] != NULL; i++)
    if (*pieces[i] != '\0') {
      g_strv_builder_add (words, pieces[i]);
      any = TRUE;
    }
  g_strfreev (self->words);
  self->words = any ? g_strv_builder_end (words) : NULL;
  tell_changed (self);
}

/**
 * vouch_evidence_filter_set_media:
 * @self: a filter.
 * @media: a kind of files, %VOUCH_MEDIA_NONE for all.
 *
 * Shows only one kind.
 */
void
vouch_evidence_filter_set_media (VouchEvidenceFilter *self, VouchMedia media)
{
  g_return_if_fail (VOUCH_IS_EVIDENCE_FILTER (self));

  self->media = media;
  tell_changed (self);
}

/**
 * vouch_evidence_filter_set_days:
 * @self: a filter.
 * @earliest: the first day, %VOUCH_DAY_NONE for any.
 * @latest: the last day, %VOUCH_DAY_NONE for any.
 *
 * Shows only what was made, or came in, between two days.
 */
void
vouch_evidence_filter_set_days (VouchEvidenceFilter *self, VouchDay earliest, VouchDay latest)
{
  g_return_if_fail (VOUCH_IS_EVIDENCE_FILTER (self));

  self->earliest = earliest;
  self->latest = latest;
  tell_changed (self);
}

/**
 * vouch_evidence_filter_set_lesson:
 * @self: a filter.
 * @lesson: (nullable): a lesson, "" for what belongs to none, %NULL for all.
 *
 * Shows only one lesson.
 */
void
vouch_evidence_filter_set_lesson (VouchEvidenceFilter *self, const char *lesson)
{
  g_return_if_fail (VOUCH_IS_EVIDENCE_FILTER (self));

  g_free (self->lesson);
  self->lesson = g_strdup (lesson);
  tell_changed (self);
}

/**
 * vouch_evidence_filter_set_criterion:
 * @self: a filter.
 * @criterion: (nullable): a criterion in words, "" for what speaks to none, %NULL for all.
 *
 * Shows only what speaks to one criterion.
 */
void
vouch_evidence_filter_set_criterion (VouchEvidenceFilter *self, const char *criterion)
{
  g_return_if_fail (VOUCH_IS_EVIDENCE_FILTER (self));

  g_free (self->criterion);
  self->criterion = g_strdup (criterion);
  tell_changed (self);
}

/**
 * vouch_evidence_filter_set_used:
 * @self: a filter.
 * @used: whether and how it is used.
 *
 * Shows only what is used that way.
 */
void
vouch_evidence_filter_set_used (VouchEvidenceFilter *self, VouchEvidenceUsed used)
{
  g_return_if_fail (VOUCH_IS_EVIDENCE_FILTER (self));

  self->used = used;
  tell_changed (self);
}
