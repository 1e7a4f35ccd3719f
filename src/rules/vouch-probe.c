/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-probe"

#include "config.h"
#include "vouch-probe.h"

#include <glib/gi18n-lib.h>

#include "vouch-attribute-words.h"
#include "vouch-basis.h"
#include "vouch-text.h"

static void
file_item (GHashTable *table, VouchItem *item)
{
  const char *requirement = vouch_item_get_requirement (item);
  GPtrArray *list = g_hash_table_lookup (table, requirement);

  if (list == NULL) {
    list = g_ptr_array_new ();
    g_hash_table_insert (table, (gpointer) requirement, list);
  }
  g_ptr_array_add (list, item);
}

/**
 * vouch_check_init:
 * @check: (out): a check.
 * @portfolio: the portfolio; it outlives the check.
 * @around: what else it looks at; outlives the check.
 *
 * Sorts the portfolio's items by requirement. A typed answer with nothing in it is no answer.
 */
void
vouch_check_init (VouchCheck *check, VouchPortfolio *portfolio, const VouchSurroundings *around)
{
  GPtrArray *items = vouch_portfolio_get_items (portfolio);

  check->portfolio = portfolio;
  check->definition = vouch_portfolio_get_definition (portfolio);
  check->around = around;
  check->items =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  check->transcripts =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < items->len; i++) {
    VouchItem *item = g_ptr_array_index (items, i);

    if (vouch_item_get_requirement (item) == NULL)
      continue;
    if (vouch_item_is_typed (item) && vouch_text_is_blank (vouch_item_get_text (item)))
      continue;
    file_item (vouch_item_get_transcript_of (item) != NULL ? check->transcripts : check->items,
               item);
  }
}

/**
 * vouch_check_clear:
 * @check: a check.
 *
 * Frees what the check holds.
 */
void
vouch_check_clear (VouchCheck *check)
{
  g_clear_pointer (&check->items, g_hash_table_unref);
  g_clear_pointer (&check->transcripts, g_hash_table_unref);
}

static GPtrArray *
look_up (GHashTable *table, const char *requirement)
{
  GPtrArray *list = requirement != NULL ? g_hash_table_lookup (table, requirement) : NULL;

  return list != NULL ? g_ptr_array_ref (list) : g_ptr_array_new ();
}

/**
 * vouch_check_items:
 * @check: a check.
 * @requirement: id of a requirement.
 *
 * Returns: (transfer container) (element-type VouchItem): what is placed on it, transcripts left
 *   out.
 */
GPtrArray *
vouch_check_items (VouchCheck *check, const char *requirement)
{
  return look_up (check->items, requirement);
}

/**
 * vouch_check_transcripts:
 * @check: a check.
 * @requirement: id of a requirement.
 *
 * Returns: (transfer container) (element-type VouchItem): the transcripts placed on it.
 */
GPtrArray *
vouch_check_transcripts (VouchCheck *check, const char *requirement)
{
  return look_up (check->transcripts, requirement);
}

/**
 * vouch_check_count_pages:
 * @check: a check.
 * @text: what is to be laid out.
 * @layout: how.
 *
 * Returns: the pages it takes, by the caller's layout or by the built-in one.
 */
guint
vouch_check_count_pages (VouchCheck *check, const char *text, const VouchPageLayout *layout)
{
  if (check->around->count_pages != NULL)
    return check->around->count_pages (text, layout, check->around->page_data);
  return vouch_page_layout_count (text, layout);
}

/**
 * vouch_probe_init:
 * @probe: (out): a probe.
 * @check: the run it belongs to.
 * @requirement: the requirement asked about.
 * @constraint: (nullable): the constraint; %NULL for a check that always applies.
 *
 * Begins a question about those items of the requirement that the constraint touches.
 */
void
vouch_probe_init (VouchProbe *probe,
                  VouchCheck *check,
                  VouchRequirement *requirement,
                  VouchConstraint *constraint)
{
  g_autoptr (GPtrArray) all = vouch_check_items (check, vouch_requirement_get_id (requirement));

  *probe = (VouchProbe){
    .check = check,
    .requirement = requirement,
    .constraint = constraint,
    .items = g_ptr_array_new (),
    .concerned = g_ptr_array_new (),
  };
  for (guint i = 0; i < all->len; i++) {
    VouchItem *item = g_ptr_array_index (all, i);

    if (constraint == NULL || vouch_constraint_applies_to (constraint, vouch_item_get_media (item)))
      g_ptr_array_add (probe->items, item);
  }
}

/**
 * vouch_probe_include_transcripts:
 * @probe: a probe.
 *
 * Asks about the transcripts on the requirement as well: they are files that will be sent.
 */
void
vouch_probe_include_transcripts (VouchProbe *probe)
{
  g_autoptr (GPtrArray) more =
      vouch_check_transcripts (probe->check, vouch_requirement_get_id (probe->requirement));

  for (guint i = 0; i < more->len; i++) {
    VouchItem *item = g_ptr_array_index (more, i);

    if (probe->constraint == NULL ||
        vouch_constraint_applies_to (probe->constraint, vouch_item_get_media (item)))
      g_ptr_array_add (probe->items, item);
  }
}

/**
 * vouch_probe_clear:
 * @probe: a probe.
 *
 * Frees what the probe holds.
 */
void
vouch_probe_clear (VouchProbe *probe)
{
  g_clear_pointer (&probe->items, g_ptr_array_unref);
  g_clear_pointer (&probe->concerned, g_ptr_array_unref);
  g_clear_pointer (&probe->hits, g_ptr_array_unref);
  g_clear_pointer (&probe->message, g_free);
  g_clear_pointer (&probe->label, g_free);
}

/* Whether this result replaces what was said before; makes room for it if so. */
static gboolean
takes_over (VouchProbe *probe, VouchResult result, VouchItem *item)
{
  gboolean worse = result > probe->result;

  if (worse) {
    probe->result = result;
    probe->together = item == NULL;
    g_ptr_array_set_size (probe->concerned, 0);
    g_clear_pointer (&probe->message, g_free);
  }
  if (result == probe->result && item != NULL && !g_ptr_array_find (probe->concerned, item, NULL))
    g_ptr_array_add (probe->concerned, item);
  return worse;
}

/**
 * vouch_probe_say:
 * @probe: a probe.
 * @result: what was seen.
 * @item: (nullable): the item it was seen on; %NULL where it is about all together.
 * @fix: where it is mended.
 * @format: (nullable): the message; %NULL where none is needed.
 *
 * Takes note of one thing that was seen. The worst result stands; the message is that of the first
 * item that has it.
 */
void
vouch_probe_say (VouchProbe *probe,
                 VouchResult result,
                 VouchItem *item,
                 VouchFix fix,
                 const char *format,
                 ...)
{
  va_list args;

  if (!takes_over (probe, result, item))
    return;
  probe->fix = fix;
  probe->attribute = NULL;
  if (format == NULL)
    return;
  va_start (args, format);
  probe->message = g_strdup_vprintf (format, args);
  va_end (args);
}

/**
 * vouch_probe_pass:
 * @probe: a probe.
 * @item: (nullable): an item.
 *
 * Takes note that the item is as asked.
 */
void
vouch_probe_pass (VouchProbe *probe, VouchItem *item)
{
  takes_over (probe, VOUCH_RESULT_MET, item);
}

/**
 * vouch_probe_add_hit:
 * @probe: a probe.
 * @hit: where something stands that could tell who somebody is.
 *
 * Keeps the place for the finding.
 */
void
vouch_probe_add_hit (VouchProbe *probe, VouchHit *hit)
{
  if (probe->hits == NULL)
    probe->hits = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (probe->hits, g_object_ref (hit));
}

/**
 * vouch_probe_ask_attribute:
 * @probe: a probe.
 * @item: an item.
 * @attribute: an attribute of the fixed vocabulary that it lacks.
 *
 * Takes note that the item lacks an attribute that the constraint needs.
 */
void
vouch_probe_ask_attribute (VouchProbe *probe, VouchItem *item, const char *attribute)
{
  g_autofree char *name = vouch_probe_name (probe, item);
  gboolean date = g_str_equal (attribute, "date");

  if (probe->result >= VOUCH_RESULT_NEEDS_INFORMATION) {
    takes_over (probe, VOUCH_RESULT_NEEDS_INFORMATION, item);
    return;
  }
  if (date)
    vouch_probe_say (probe, VOUCH_RESULT_NEEDS_INFORMATION, item, VOUCH_FIX_DATE,
                     _ ("%s has no date yet. Say when it was made."), name);
  else
    /* Translators: the second %s is an attribute such as “student” or “lesson”. */
    vouch_probe_say (probe, VOUCH_RESULT_NEEDS_INFORMATION, item, VOUCH_FIX_ATTRIBUTE,
                     _ ("%s does not say yet which %s it belongs to. Add that."), name,
                     vouch_attribute_in_words (attribute));
  probe->attribute = g_intern_string (attribute);
}

/**
 * vouch_probe_label:
 * @probe: a probe.
 * @format: a few words for a chip.
 *
 * Says how things stand in a few words, whatever the result.
 */
void
vouch_probe_label (VouchProbe *probe, const char *format, ...)
{
  va_list args;

  g_free (probe->label);
  va_start (args, format);
  probe->label = g_strdup_vprintf (format, args);
  va_end (args);
}

/**
 * vouch_probe_facts:
 * @probe: a probe.
 * @item: a file.
 *
 * Gives what was measured about the file. While it is still being read, the probe takes note of
 * that; where nothing could be made of the file, another finding says so, and this one passes over
 * it.
 *
 * Returns: (transfer none) (nullable): the facts, or %NULL when they are not known.
 */
VouchFacts *
vouch_probe_facts (VouchProbe *probe, VouchItem *item)
{
  VouchFacts *facts = vouch_item_get_facts (item);
  g_autofree char *name = NULL;

  if (facts != NULL && vouch_facts_get_state (facts) == VOUCH_FACTS_KNOWN)
    return facts;
  if (facts != NULL && vouch_facts_get_state (facts) == VOUCH_FACTS_UNREADABLE)
    return NULL;
  name = vouch_probe_name (probe, item);
  vouch_probe_say (probe, VOUCH_RESULT_NEEDS_INFORMATION, item, VOUCH_FIX_WAIT,
                   _ ("%s is still being read. This is checked as soon as that is done."), name);
  return NULL;
}

/**
 * vouch_probe_sent_facts:
 * @probe: a question.
 * @item: an item with a file.
 *
 * Where a copy was made to fit, it is what the assessor gets to see, and what is asked about.
 *
 * Returns: (transfer none) (nullable): the facts of that copy; else as vouch_probe_facts().
 */
VouchFacts *
vouch_probe_sent_facts (VouchProbe *probe, VouchItem *item)
{
  VouchFacts *sent = vouch_item_get_sent_facts (item);

  if (vouch_item_get_fit (item) != NULL && sent != NULL &&
      vouch_facts_get_state (sent) == VOUCH_FACTS_KNOWN)
    return sent;
  return vouch_probe_facts (probe, item);
}

/**
 * vouch_probe_name:
 * @probe: a probe.
 * @item: an item.
 *
 * Returns: (transfer full): what to call the item in a sentence: its title, its file name, or its
 *   place among the others.
 */
char *
vouch_probe_name (VouchProbe *probe, VouchItem *item)
{
  const char *title = vouch_item_get_title (item), *file = vouch_item_get_file_name (item);
  guint at = 0;

  if (title != NULL && *title != '\0')
    return g_strdup (title);
  if (file != NULL && *file != '\0')
    return g_strdup (file);
  g_ptr_array_find (probe->items, item, &at);
  if (vouch_requirement_get_kind (probe->requirement) == VOUCH_REQUIREMENT_KIND_EVIDENCE)
    return g_strdup_printf (_ ("Item %u"), at + 1);
  if (vouch_requirement_get_max (probe->requirement) == 1)
    return g_strdup (_ ("Your answer"));
  return g_strdup_printf (_ ("Answer %u"), at + 1);
}

/**
 * vouch_probe_number:
 * @probe: a probe.
 * @name: a parameter of the constraint.
 * @value: (out): its value; untouched when it is absent.
 *
 * Returns: whether the constraint has this parameter.
 */
gboolean
vouch_probe_number (VouchProbe *probe, const char *name, double *value)
{
  return vouch_constraint_get_number (probe->constraint, name, value);
}

static char *
compose_message (VouchProbe *probe)
{
  guint more = probe->concerned->len > 0 ? probe->concerned->len - 1 : 0;

  if (probe->result == VOUCH_RESULT_CONFIRMED)
    /* Translators: %s is a few words on what was confirmed, as in “own work”. */
    return g_strdup_printf (_ ("You have confirmed this: %s."),
                            probe->label != NULL ? probe->label : "");
  if (probe->message != NULL && more > 0 && !probe->together &&
      vouch_result_is_open (probe->result)) {
    g_autofree char *same = g_strdup_printf (
        ngettext ("The same holds for %u more.", "The same holds for %u more.", more), more);

    return g_strconcat (probe->message, " ", same, NULL);
  }
  if (probe->message != NULL)
    return g_strdup (probe->message);
  if (probe->result == VOUCH_RESULT_NOT_APPLICABLE)
    return g_strdup (_ ("Nothing is here yet that this could apply to."));
  if (probe->label != NULL)
    /* Translators: %s says how things stand, as in “11:40 in total”. */
    return g_strdup_printf (_ ("%s: as asked."), probe->label);
  return g_strdup (_ ("As asked."));
}

static void
put_items (VouchProbe *probe, VouchFinding *finding)
{
  gboolean all = probe->together && probe->concerned->len == 0;
  GPtrArray *items = all ? probe->items : probe->concerned;
  const char **ids = g_new0 (const char *, items->len + 1);

  for (guint i = 0; i < items->len; i++)
    ids[i] = vouch_item_get_id (items->pdata[i]);
  vouch_finding_set_items (finding, ids);
  g_free (ids);
}

/**
 * vouch_probe_finish:
 * @probe: a probe that has been told everything.
 * @id: id of the finding.
 * @part: (nullable): id of the part.
 *
 * Turns what was seen into a finding. What waits for the earner is confirmed if she confirmed this
 * finding on exactly these items, bytes and ranges. The caller fills in kind and severity.
 *
 * Returns: (transfer full): the finding.
 */
VouchFinding *
vouch_probe_finish (VouchProbe *probe, const char *id, const char *part)
{
  VouchFinding *finding = vouch_finding_new ();
  g_autofree char *message = NULL;

  vouch_finding_set_id (finding, id);
  vouch_finding_set_part (finding, part);
  vouch_finding_set_requirement (finding, vouch_requirement_get_id (probe->requirement));
  if (probe->result == VOUCH_RESULT_NEEDS_CONFIRMATION) {
    g_autofree char *basis = vouch_basis_digest (id, probe->items);

    vouch_finding_set_basis (finding, basis);
    if (vouch_basis_is_confirmed (probe->check->portfolio, id, basis)) {
      probe->result = VOUCH_RESULT_CONFIRMED;
      probe->fix = VOUCH_FIX_NONE;
    }
  }
  message = compose_message (probe);
  vouch_finding_set_result (finding, probe->result);
  vouch_finding_set_message (finding, message);
  vouch_finding_set_label (finding, probe->label);
  put_items (probe, finding);
  for (guint i = 0; probe->hits != NULL && i < probe->hits->len; i++)
    vouch_finding_add_hit (finding, g_ptr_array_index (probe->hits, i));
  vouch_finding_set_fix (finding,
                         vouch_result_is_open (probe->result) ? probe->fix : VOUCH_FIX_NONE);
  vouch_finding_set_attribute (finding,
                               vouch_result_is_open (probe->result) ? probe->attribute : NULL);
  return finding;
}

/**
 * vouch_item_is_typed:
 * @item: an item.
 *
 * Returns: whether it is typed text rather than a file.
 */
gboolean
vouch_item_is_typed (VouchItem *item)
{
  return vouch_item_get_artifact (item) == NULL;
}

/**
 * vouch_item_is_recording:
 * @item: an item.
 *
 * Returns: whether it plays: sound or moving pictures.
 */
gboolean
vouch_item_is_recording (VouchItem *item)
{
  VouchMedia media = vouch_item_get_media (item);

  return media == VOUCH_MEDIA_AUDIO || media == VOUCH_MEDIA_VIDEO;
}

/**
 * vouch_item_shows_at:
 * @item: a recording.
 * @at_ms: a time from the start of the original.
 *
 * Returns: whether that time lies in what will be sent: in the chosen range, both ends included,
 *   and not beyond the recording as far as its length is known.
 */
gboolean
vouch_item_shows_at (VouchItem *item, gint64 at_ms)
{
  VouchFacts *facts = vouch_item_get_facts (item);
  gint64 whole = facts != NULL ? vouch_facts_get_duration_ms (facts) : -1;

  if (at_ms < MAX (vouch_item_get_start_ms (item), 0))
    return FALSE;
  if (vouch_item_get_end_ms (item) >= 0 && at_ms > vouch_item_get_end_ms (item))
    return FALSE;
  return whole < 0 || at_ms <= whole;
}
