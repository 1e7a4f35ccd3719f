/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What points into evidence: citations of an answer, annotations of the earner.
 *
 * Only what will be seen counts: a time outside the chosen range, or beyond the end of the
 * recording, points at nothing that is sent; nor does a time in what is no recording, or a page
 * that the document does not have.
 */
#define G_LOG_DOMAIN "vouch-check-references"

#include "config.h"
#include "vouch-check-references.h"

#include <glib/gi18n-lib.h>

/* The attached items of all targets; what has nothing attached is skipped. */
static GPtrArray *
gather_targets (VouchProbe *probe)
{
  const char *const *targets = vouch_constraint_get_list (probe->constraint, "targets");
  GPtrArray *all = g_ptr_array_new ();

  for (guint i = 0; targets[i] != NULL; i++) {
    g_autoptr (GPtrArray) items = vouch_check_items (probe->check, targets[i]);

    g_ptr_array_extend (all, items, NULL, NULL);
  }
  return all;
}

static VouchItem *
find_item (GPtrArray *items, const char *id)
{
  for (guint i = 0; i < items->len; i++)
    if (g_strcmp0 (vouch_item_get_id (items->pdata[i]), id) == 0)
      return items->pdata[i];
  return NULL;
}

/* Whether the place that a citation names is there; one that names no place means the whole item. */
static gboolean
place_is_there (VouchItem *target, gint64 at, guint page)
{
  VouchFacts *facts = vouch_item_get_facts (target);
  int pages = facts != NULL ? vouch_facts_get_pages (facts) : VOUCH_FACTS_UNKNOWN;

  if (at >= 0)
    return vouch_item_is_recording (target) && vouch_item_shows_at (target, at);
  if (page > 0)
    return !vouch_item_is_recording (target) && (pages < 0 || page <= (guint) pages);
  return TRUE;
}

/* What a citation points at, as a key; two citations of one thing have one key. NULL when it is not
 * of the form asked for, or points at nothing that is sent. */
static char *
citation_key (VouchCitation *citation, VouchItem *target, const char *form)
{
  gint64 at = vouch_citation_get_at_ms (citation);
  guint page = vouch_citation_get_page (citation);
  const char *id = vouch_item_get_id (target);

  if (g_strcmp0 (form, "item") == 0)
    return g_strdup (id);
  if (!place_is_there (target, at, page))
    return NULL;
  if (at >= 0 && g_strcmp0 (form, "page") != 0)
    return g_strdup_printf ("%s@%" G_GINT64_FORMAT, id, at);
  if (page > 0 && g_strcmp0 (form, "moment") != 0)
    return g_strdup_printf ("%s#%u", id, page);
  return g_strcmp0 (form, "any") == 0 || form == NULL ? g_strdup (id) : NULL;
}

static guint
count_citations (VouchItem *item, GPtrArray *targets, const char *form)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *citations = vouch_item_get_citations (item);

  for (guint i = 0; i < citations->len; i++) {
    VouchItem *target = find_item (targets, vouch_citation_get_item (citations->pdata[i]));
    char *key = target != NULL ? citation_key (citations->pdata[i], target, form) : NULL;

    if (key != NULL)
      g_hash_table_add (keys, key);
  }
  return g_hash_table_size (keys);
}

static char *
describe_places (const char *form, guint count)
{
  if (g_strcmp0 (form, "moment") == 0)
    return g_strdup_printf (ngettext ("%u moment", "%u moments", count), count);
  if (g_strcmp0 (form, "page") == 0)
    return g_strdup_printf (ngettext ("%u page", "%u pages", count), count);
  if (g_strcmp0 (form, "item") == 0)
    return g_strdup_printf (ngettext ("%u item", "%u items", count), count);
  return g_strdup_printf (ngettext ("%u place", "%u places", count), count);
}

/**
 * vouch_check_cites:
 * @probe: a question about `cites`.
 *
 * Met when each answer refers to enough different moments, pages or items of what is attached to
 * the targets. With nothing attached there, there is nothing to refer to yet.
 */
void
vouch_check_cites (VouchProbe *probe)
{
  const char *form = vouch_constraint_get_text (probe->constraint, "form");
  g_autoptr (GPtrArray) targets = gather_targets (probe);
  g_autofree char *asked = NULL;
  double min = 1;

  vouch_probe_number (probe, "min", &min);
  asked = describe_places (form, (guint) min);
  vouch_probe_label (probe, _ ("refers to %s"), asked);
  for (guint i = 0; targets->len > 0 && i < probe->items->len; i++) {
    VouchItem *item = g_ptr_array_index (probe->items, i);
    guint count = count_citations (item, targets, form);
    g_autofree char *name = vouch_probe_name (probe, item);
    g_autofree char *lacks = describe_places (form, (guint) MAX (min - count, 0));

    if (probe->items->len == 1)
      /* Translators: as in “refers to 2 of 3 moments”. */
      vouch_probe_label (probe, _ ("refers to %u of %s"), count, asked);
    if (count >= min)
      vouch_probe_pass (probe, item);
    else
      vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_CITE,
                       ngettext ("%s refers to %u of the %s asked for. Refer to %s more in the "
                                 "evidence, as it will be sent.",
                                 "%s refers to %u of the %s asked for. Refer to %s more in the "
                                 "evidence, as it will be sent.",
                                 count),
                       name, count, asked, lacks);
  }
}

static gboolean
form_counts (VouchProbe *probe, VouchMomentForm form)
{
  const char *const *forms = vouch_constraint_get_list (probe->constraint, "forms");
  const char *name = form == VOUCH_MOMENT_FORM_PAGE ? "text" : vouch_moment_form_to_string (form);

  return forms[0] == NULL || g_strv_contains (forms, name);
}

static gboolean
is_seen (VouchItem *item, VouchMoment *moment)
{
  return vouch_moment_get_form (moment) != VOUCH_MOMENT_FORM_MOMENT ||
         vouch_item_shows_at (item, vouch_moment_get_start_ms (moment));
}

static gboolean
names_criterion (VouchProbe *probe, VouchMoment *moment)
{
  VouchRubric *rubric = vouch_definition_get_rubric (probe->check->definition);
  const char *criterion = vouch_moment_get_criterion (moment);

  return criterion != NULL && rubric != NULL &&
         vouch_rubric_find_criterion (rubric, criterion) != NULL;
}

static guint
count_annotations (VouchProbe *probe, VouchItem *item)
{
  gboolean named = vouch_constraint_get_flag (probe->constraint, "namesCriterion", FALSE);
  GPtrArray *moments = vouch_item_get_moments (item);
  guint count = 0;

  for (guint i = 0; i < moments->len; i++)
    count += form_counts (probe, vouch_moment_get_form (moments->pdata[i])) &&
             is_seen (item, moments->pdata[i]) &&
             (!named || names_criterion (probe, moments->pdata[i]));
  return count;
}

static void
judge_annotations (VouchProbe *probe, VouchItem *item, const char *name, guint count, double min)
{
  gboolean named = vouch_constraint_get_flag (probe->constraint, "namesCriterion", FALSE);
  guint lacks = (guint) MAX (min - count, 0);

  if (item == NULL || probe->items->len == 1)
    vouch_probe_label (probe, ngettext ("%u of %g moment", "%u of %g moments", (gulong) min), count,
                       min);
  if (count >= min)
    vouch_probe_pass (probe, item);
  else if (named)
    vouch_probe_say (
        probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_MOMENTS,
        ngettext ("%s: %u of %g marks that name a criterion. Mark %u more, in the part "
                  "that will be sent.",
                  "%s: %u of %g marks that name a criterion. Mark %u more, in the part "
                  "that will be sent.",
                  lacks),
        name, count, min, lacks);
  else
    vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_MOMENTS,
                     ngettext ("%s: %u of %g marks. Mark %u more, in the part that will be sent.",
                               "%s: %u of %g marks. Mark %u more, in the part that will be sent.",
                               lacks),
                     name, count, min, lacks);
}

/**
 * vouch_check_annotation:
 * @probe: a question about `annotation`.
 *
 * Met when there are enough annotations of the forms asked for, on each item and in total. A mark
 * on a page is one on text. Without any number one is enough.
 */
void
vouch_check_annotation (VouchProbe *probe)
{
  double per_item = 0, total = 0;
  guint sum = 0;

  vouch_probe_number (probe, "minPerItem", &per_item);
  if (!vouch_probe_number (probe, "minTotal", &total) && per_item == 0)
    total = 1;
  vouch_probe_label (probe, "%s", _ ("marks"));
  for (guint i = 0; i < probe->items->len; i++) {
    VouchItem *item = g_ptr_array_index (probe->items, i);
    guint count = count_annotations (probe, item);
    g_autofree char *name = vouch_probe_name (probe, item);

    sum += count;
    if (per_item > 0)
      judge_annotations (probe, item, name, count, per_item);
  }
  if (total > 0 && probe->items->len > 0)
    judge_annotations (probe, NULL, vouch_requirement_get_title (probe->requirement), sum, total);
}

static void
count_mentions (VouchProbe *probe, const char *criterion, guint *moments, guint *items)
{
  *moments = *items = 0;
  for (guint i = 0; i < probe->items->len; i++) {
    VouchItem *item = g_ptr_array_index (probe->items, i);
    GPtrArray *marks = vouch_item_get_moments (item);

    *items += g_strv_contains (vouch_item_get_criteria (item), criterion);
    for (guint k = 0; k < marks->len; k++)
      *moments += is_seen (item, marks->pdata[k]) &&
                  g_strcmp0 (vouch_moment_get_criterion (marks->pdata[k]), criterion) == 0;
  }
}

static void
judge_coverage (VouchProbe *probe, const char *criterion)
{
  VouchRubric *rubric = vouch_definition_get_rubric (probe->check->definition);
  VouchCriterion *row = rubric != NULL ? vouch_rubric_find_criterion (rubric, criterion) : NULL;
  const char *title = row != NULL ? vouch_criterion_get_title (row) : criterion;
  double min_moments = 0, min_items = 0;
  gboolean any;
  guint moments, items;

  any = !vouch_probe_number (probe, "minMoments", &min_moments);
  any = !vouch_probe_number (probe, "minItems", &min_items) && any;
  count_mentions (probe, criterion, &moments, &items);
  if (any ? moments + items > 0 : moments >= min_moments && items >= min_items)
    vouch_probe_pass (probe, NULL);
  else if (any || moments < min_moments)
    vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, NULL, VOUCH_FIX_MOMENTS,
                     /* Translators: the title of a criterion, then two counts. */
                     _ ("“%s” is named by %u of %g marks here. Mark where it can be seen, and name "
                        "it."),
                     title, moments, any ? 1 : min_moments);
  else
    vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, NULL, VOUCH_FIX_MOMENTS,
                     _ ("“%s” is named by %u of %g items here. Say which items speak to it."),
                     title, items, min_items);
}

/**
 * vouch_check_criterion_coverage:
 * @probe: a question about `criterionCoverage`.
 *
 * Met when each listed criterion is named by that many annotations, and by that many items, of this
 * requirement; without any number one of either is enough.
 */
void
vouch_check_criterion_coverage (VouchProbe *probe)
{
  const char *const *criteria = vouch_constraint_get_list (probe->constraint, "criteria");

  vouch_probe_label (probe, "%s", _ ("criteria named"));
  for (guint i = 0; probe->items->len > 0 && criteria[i] != NULL; i++)
    judge_coverage (probe, criteria[i]);
}
