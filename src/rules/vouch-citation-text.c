/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-citation-text"

#include "config.h"
#include "vouch-citation-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vouch-text.h"

#include "vouch-probe.h"

/*
 * Citations inside a text.
 *
 * A citation stands in the text as words in brackets: "I waited (6:12 second wait) and nobody spoke."
 * These words are part of the text: they are counted, found, exported and sent as any others, and the
 * text holds no mark of its own.  What makes a citation of them is kept beside the text, as the place
 * of its first character and the number of characters.
 *
 * The words never hold a file's own name, because that may be the name of a child.
 */

/* The longest label that is put into a sentence. */
#define MAX_LABEL 60

/* Pages of one document that are offered one by one. */
#define MAX_PAGES 60

static guint
count_recordings (VouchPortfolio *portfolio)
{
  GPtrArray *items = vouch_portfolio_get_items (portfolio);
  guint count = 0;

  for (guint i = 0; i < items->len; i++)
    count += vouch_item_is_recording (items->pdata[i]) ? 1 : 0;
  return count;
}

/* One line without brackets that would end the words early, and not too long. */
static char *
make_label (const char *text)
{
  g_autoptr (GString) label = g_string_new (NULL);
  guint length = 0;

  for (const char *p = text != NULL ? text : ""; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (length == MAX_LABEL) {
      g_string_append_unichar (label, 0x2026);
      break;
    }
    if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
      c = ' ';
    if (c == ' ' && (label->len == 0 || label->str[label->len - 1] == ' '))
      continue;
    g_string_append_unichar (label, c == '(' ? '[' : c == ')' ? ']' : c);
    length++;
  }
  g_strchomp (label->str);
  return g_string_free (g_steal_pointer (&label), FALSE);
}

/* Which of the things attached to one requirement it is, from 1; 0 when it is the only one. */
static guint
find_ordinal (VouchPortfolio *portfolio, VouchItem *item)
{
  GPtrArray *items = vouch_portfolio_get_items (portfolio);
  guint ordinal = 0, count = 0;

  for (guint i = 0; i < items->len; i++) {
    if (g_strcmp0 (vouch_item_get_requirement (items->pdata[i]),
                   vouch_item_get_requirement (item)) != 0)
      continue;
    count++;
    if (items->pdata[i] == item)
      ordinal = count;
  }
  return count > 1 ? ordinal : 0;
}

static char *
name_item (VouchPortfolio *portfolio, VouchItem *item)
{
  g_autofree char *title = make_label (vouch_item_get_title (item));
  VouchRequirement *asked;
  g_autofree char *name = NULL;
  guint ordinal;

  if (*title != '\0')
    return g_steal_pointer (&title);
  asked = vouch_definition_find_requirement (vouch_portfolio_get_definition (portfolio),
                                             vouch_item_get_requirement (item));
  name = make_label (asked != NULL ? vouch_requirement_get_title (asked) : NULL);
  ordinal = find_ordinal (portfolio, item);
  /* Translators: what was asked for, and which of those that were attached, as in "Work sample 2". */
  return ordinal > 0 ? g_strdup_printf (_ ("%s %u"), name, ordinal) : g_steal_pointer (&name);
}

static VouchMoment *
find_moment (VouchItem *item, VouchCitation *citation)
{
  GPtrArray *moments = vouch_item_get_moments (item);
  const char *id = vouch_citation_get_moment (citation);
  gint64 at = vouch_citation_get_at_ms (citation);

  for (guint i = 0; i < moments->len; i++)
    if (id != NULL && g_strcmp0 (vouch_moment_get_id (moments->pdata[i]), id) == 0)
      return moments->pdata[i];
  for (guint i = 0; i < moments->len && at >= 0; i++)
    if (vouch_moment_get_form (moments->pdata[i]) == VOUCH_MOMENT_FORM_MOMENT &&
        vouch_moment_get_start_ms (moments->pdata[i]) == at)
      return moments->pdata[i];
  return NULL;
}

static char *
describe_time (const char *name, const char *label, gint64 at, gboolean one_of_many)
{
  g_autofree char *time = vouch_text_format_duration (at);

  if (*label == '\0')
    /* Translators: a time in a recording, and the recording. */
    return g_strdup_printf (_ ("%s %s"), time, name);
  if (!one_of_many)
    /* Translators: a time in a recording, and what is seen there, as in "6:12 second wait". */
    return g_strdup_printf (_ ("%s %s"), time, label);
  /* Translators: a time in a recording, what is seen there, and the recording. */
  return g_strdup_printf (_ ("%s %s, %s"), time, label, name);
}

/**
 * vouch_citation_text_describe:
 * @portfolio: the portfolio of the response.
 * @citation: what it refers to.
 * @at_ms: the time to say; -1 to say none.
 *
 * Returns: (transfer full): what is referred to, as in "6:12 second wait" or "Lesson plan, page 3".
 */
char *
vouch_citation_text_describe (VouchPortfolio *portfolio, VouchCitation *citation, gint64 at_ms)
{
  VouchItem *item;
  VouchMoment *moment;
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;

  g_return_val_if_fail (VOUCH_IS_PORTFOLIO (portfolio) && VOUCH_IS_CITATION (citation), NULL);

  item = vouch_portfolio_find_item (portfolio, vouch_citation_get_item (citation));
  if (item == NULL)
    return g_strdup (_ ("something that is in the bin"));
  name = name_item (portfolio, item);
  moment = find_moment (item, citation);
  label = make_label (moment != NULL ? vouch_moment_get_label (moment) : NULL);
  if (at_ms >= 0)
    return describe_time (name, label, at_ms, count_recordings (portfolio) > 1);
  if (vouch_citation_get_page (citation) > 0)
    return *label == '\0'
               ? g_strdup_printf (_ ("%s, page %u"), name, vouch_citation_get_page (citation))
               /* Translators: a document, a page of it, and what is seen there. */
               : g_strdup_printf (_ ("%s, page %u, %s"), name, vouch_citation_get_page (citation),
                                  label);
  /* Translators: a file, and what is seen at a place in it. */
  return *label == '\0' ? g_steal_pointer (&name) : g_strdup_printf (_ ("%s, %s"), name, label);
}

/**
 * vouch_citation_text_words:
 * @portfolio: the portfolio of the response.
 * @citation: what it refers to.
 * @at_ms: the time to say; -1 to say none.
 *
 * Returns: (transfer full): the words that stand for a citation in a text.
 */
char *
vouch_citation_text_words (VouchPortfolio *portfolio, VouchCitation *citation, gint64 at_ms)
{
  g_autofree char *description = vouch_citation_text_describe (portfolio, citation, at_ms);

  return g_strdup_printf ("(%s)", description);
}

static void
add_target (GPtrArray *targets, VouchItem *item, VouchMoment *moment, gint64 at, guint page)
{
  VouchCitation *citation = vouch_citation_new ();

  vouch_citation_set_item (citation, vouch_item_get_id (item));
  vouch_citation_set_moment (citation, moment != NULL ? vouch_moment_get_id (moment) : NULL);
  vouch_citation_set_at_ms (citation, at);
  vouch_citation_set_page (citation, page);
  g_ptr_array_add (targets, citation);
}

static void
add_targets_of (GPtrArray *targets, VouchItem *item)
{
  GPtrArray *moments = vouch_item_get_moments (item);
  VouchFacts *facts = vouch_item_get_facts (item);
  int pages = facts != NULL ? vouch_facts_get_pages (facts) : 0;

  for (guint i = 0; i < moments->len; i++) {
    VouchMoment *moment = g_ptr_array_index (moments, i);
    gboolean timed = vouch_moment_get_form (moment) == VOUCH_MOMENT_FORM_MOMENT;

    if (!timed || vouch_item_shows_at (item, vouch_moment_get_start_ms (moment)))
      add_target (targets, item, moment, timed ? vouch_moment_get_start_ms (moment) : -1,
                  timed ? 0 : vouch_moment_get_page (moment));
  }
  add_target (targets, item, NULL, -1, 0);
  for (int page = 1; pages > 1 && page <= MIN (pages, MAX_PAGES); page++)
    add_target (targets, item, NULL, -1, (guint) page);
}

/**
 * vouch_citation_text_list_targets:
 * @portfolio: a portfolio.
 * @response: (nullable): the response that refers; it does not refer to itself.
 *
 * Returns: (transfer full) (element-type VouchCitation): everything that can be referred to: what was
 *   marked and will be sent, then each thing as a whole, then its pages; in the order in which things
 *   were attached.
 */
GPtrArray *
vouch_citation_text_list_targets (VouchPortfolio *portfolio, VouchItem *response)
{
  GPtrArray *targets = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *items;

  g_return_val_if_fail (VOUCH_IS_PORTFOLIO (portfolio), targets);

  items = vouch_portfolio_get_items (portfolio);
  for (guint i = 0; i < items->len; i++)
    if (vouch_item_get_artifact (items->pdata[i]) != NULL &&
        (response == NULL ||
         g_strcmp0 (vouch_item_get_id (items->pdata[i]), vouch_item_get_id (response)) != 0))
      add_targets_of (targets, items->pdata[i]);
  return targets;
}

static void
put (VouchCitation *citation, gint64 start, guint length)
{
  vouch_citation_set_text_start (citation, start);
  vouch_citation_set_text_length (citation, start < 0 ? 0 : length);
}

static gint
compare_places (gconstpointer a, gconstpointer b)
{
  gint64 left = vouch_citation_get_text_start (*(VouchCitation **) a);
  gint64 right = vouch_citation_get_text_start (*(VouchCitation **) b);

  /* What has no place in the text comes last. */
  if (left < 0 || right < 0)
    return left < 0 && right < 0 ? 0 : left < 0 ? 1 : -1;
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * vouch_citation_text_check:
 * @text: (nullable): a text.
 * @citations: (element-type VouchCitation): what it refers to.
 *
 * Puts the citations into the order of the text. One whose place is not words in brackets, or lies in
 * that of another, loses its place and is still a citation.
 */
void
vouch_citation_text_check (const char *text, GPtrArray *citations)
{
  glong length = g_utf8_strlen (text != NULL ? text : "", -1);
  const char *p = text;
  glong at = 0;

  g_return_if_fail (citations != NULL);

  g_ptr_array_sort (citations, compare_places);
  for (guint i = 0; i < citations->len; i++) {
    VouchCitation *citation = g_ptr_array_index (citations, i);
    gint64 start = vouch_citation_get_text_start (citation);
    guint count = vouch_citation_get_text_length (citation);
    const char *end;

    if (start < at || count < 2 || start > length || count > length - start) {
      put (citation, -1, 0);
      continue;
    }
    p = g_utf8_offset_to_pointer (p, (glong) start - at);
    end = g_utf8_offset_to_pointer (p, (glong) count - 1);
    at = (glong) start;
    if (*p != '(' || *end != ')') {
      put (citation, -1, 0);
      continue;
    }
    p = end + 1;
    at += (glong) count;
  }
  g_ptr_array_sort (citations, compare_places);
}

/**
 * vouch_citation_text_get_words:
 * @text: a text.
 * @citation: a citation that has a place in it.
 *
 * Returns: (transfer full): the words that stand for it in this text.
 */
char *
vouch_citation_text_get_words (const char *text, VouchCitation *citation)
{
  const char *start;

  g_return_val_if_fail (text != NULL && vouch_citation_get_text_start (citation) >= 0, NULL);

  start = g_utf8_offset_to_pointer (text, (glong) vouch_citation_get_text_start (citation));
  return g_strndup (
      start, (gsize) (g_utf8_offset_to_pointer (start, vouch_citation_get_text_length (citation)) -
                      start));
}

/**
 * vouch_citation_text_carry:
 * @before: (nullable): the text that the citations have their places in.
 * @after: (nullable): what it says now.
 * @citations: (element-type VouchCitation): what it refers to; they are changed.
 *
 * Finds the citations' words again in a text that was changed by something that knows nothing of
 * them. One whose words are gone loses its place and is still a citation.
 */
void
vouch_citation_text_carry (const char *before, const char *after, GPtrArray *citations)
{
  const char *p = after != NULL ? after : "";

  g_return_if_fail (citations != NULL);

  vouch_citation_text_check (before, citations);
  for (guint i = 0; i < citations->len; i++) {
    VouchCitation *citation = g_ptr_array_index (citations, i);
    g_autofree char *words = NULL;
    const char *found;

    if (vouch_citation_get_text_start (citation) < 0)
      continue;
    words = vouch_citation_text_get_words (before, citation);
    found = strstr (p, words);
    put (citation, found != NULL ? g_utf8_pointer_to_offset (after, found) : -1,
         vouch_citation_get_text_length (citation));
    if (found != NULL)
      p = found + strlen (words);
  }
  g_ptr_array_sort (citations, compare_places);
}

/**
 * vouch_citation_text_recognize:
 * @portfolio: a portfolio.
 * @response: (nullable): the response whose text it is, or was.
 * @text: a text that has no citations beside it, such as an earlier one.
 *
 * Returns: (transfer full) (element-type VouchCitation): what the text refers to by the very words
 *   that stand for it, with their places.
 */
GPtrArray *
vouch_citation_text_recognize (VouchPortfolio *portfolio, VouchItem *response, const char *text)
{
  g_autoptr (GHashTable) known =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) targets = vouch_citation_text_list_targets (portfolio, response);

  g_return_val_if_fail (text != NULL, found);

  for (guint i = targets->len; i > 0; i--) {
    VouchCitation *target = g_ptr_array_index (targets, i - 1);

    g_hash_table_replace (
        known, vouch_citation_text_words (portfolio, target, vouch_citation_get_at_ms (target)),
        g_object_ref (target));
  }
  for (const char *p = strchr (text, '('); p != NULL; p = strchr (p, '(')) {
    const char *end = strchr (p, ')');
    g_autofree char *words = end != NULL ? g_strndup (p, (gsize) (end + 1 - p)) : NULL;
    VouchCitation *target = words != NULL ? g_hash_table_lookup (known, words) : NULL;

    if (target != NULL) {
      VouchCitation *citation = vouch_citation_copy (target);

      put (citation, g_utf8_pointer_to_offset (text, p), (guint) g_utf8_strlen (words, -1));
      g_ptr_array_add (found, citation);
    }
    p = target != NULL ? end + 1 : p + 1;
  }
  return found;
}

/* Exchanges what stands in the text for one citation; those behind it move. */
static char *
exchange_one (const char *text, GPtrArray *citations, guint index, const char *words)
{
  VouchCitation *citation = g_ptr_array_index (citations, index);
  gint64 start = vouch_citation_get_text_start (citation);
  guint length = vouch_citation_get_text_length (citation);
  gint64 more = (gint64) g_utf8_strlen (words, -1) - length;
  const char *p = g_utf8_offset_to_pointer (text, (glong) start);
  g_autoptr (GString) result = g_string_new_len (text, p - text);

  g_string_append (result, words);
  g_string_append (result, g_utf8_offset_to_pointer (p, (glong) length));
  for (guint i = 0; i < citations->len; i++) {
    gint64 other = vouch_citation_get_text_start (citations->pdata[i]);

    if (other > start)
      vouch_citation_set_text_start (citations->pdata[i], other + more);
  }
  put (citation, start, (guint) (length + more));
  return g_string_free (g_steal_pointer (&result), FALSE);
}

/**
 * vouch_citation_text_take_out:
 * @text: (nullable): a text.
 * @citations: (element-type VouchCitation): what it refers to; they are changed.
 * @index: one of them; it leaves the array.
 *
 * Takes a citation and its words away, and one of the two blanks that were around them.
 *
 * Returns: (transfer full) (nullable): the text that is left.
 */
char *
vouch_citation_text_take_out (const char *text, GPtrArray *citations, guint index)
{
  VouchCitation *citation;
  char *rest = g_strdup (text);
  gint64 start;

  g_return_val_if_fail (citations != NULL && index < citations->len, rest);

  citation = g_ptr_array_index (citations, index);
  start = vouch_citation_get_text_start (citation);
  if (rest != NULL && start >= 0) {
    const char *before = g_utf8_offset_to_pointer (rest, (glong) start);
    const char *after =
        g_utf8_offset_to_pointer (before, vouch_citation_get_text_length (citation));
    char *whole = rest;

    if (before > rest && before[-1] == ' ' && (*after == ' ' || *after == '.' || *after == ','))
      put (citation, start - 1, vouch_citation_get_text_length (citation) + 1);
    rest = exchange_one (whole, citations, index, "");
    g_free (whole);
  }
  g_ptr_array_remove_index (citations, index);
  return rest;
}

/**
 * vouch_citation_text_exchange:
 * @text: (nullable): a text.
 * @citations: (element-type VouchCitation): what it refers to, checked; their places are changed.
 * @words: (array zero-terminated=0): for each citation the words that shall stand for it.
 *
 * Exchanges the words of all citations that have a place.
 *
 * Returns: (transfer full) (nullable): the text with other words for its citations.
 */
char *
vouch_citation_text_exchange (const char *text, GPtrArray *citations, const char *const *words)
{
  char *result = g_strdup (text);

  g_return_val_if_fail (citations != NULL && (words != NULL || citations->len == 0), result);

  for (guint i = 0; i < citations->len && result != NULL; i++) {
    char *whole = result;

    if (vouch_citation_get_text_start (citations->pdata[i]) < 0)
      continue;
    result = exchange_one (whole, citations, i, words[i]);
    g_free (whole);
  }
  return result;
}

/* The time in the file as it is sent; -1 when it is not in there. */
static gint64
find_time_as_sent (VouchItem *item, gint64 at_ms)
{
  if (at_ms < 0 || !vouch_item_shows_at (item, at_ms))
    return -1;
  return at_ms - MAX (vouch_item_get_start_ms (item), 0);
}

/* What is referred to may be in the bin; then the words stay as they are. */
static char *
find_words (VouchPortfolio *portfolio, const char *text, VouchCitation *citation, gboolean sent)
{
  gint64 at = vouch_citation_get_at_ms (citation);
  VouchItem *cited = portfolio != NULL
                         ? vouch_portfolio_find_item (portfolio, vouch_citation_get_item (citation))
                         : NULL;

  if (cited == NULL)
    return vouch_citation_text_get_words (text, citation);
  return vouch_citation_text_words (portfolio, citation, sent ? find_time_as_sent (cited, at) : at);
}

static char *
bring_up_to_date (VouchPortfolio *portfolio, const char *text, GPtrArray *citations, gboolean sent)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  vouch_citation_text_check (text, citations);
  for (guint i = 0; i < citations->len; i++)
    g_ptr_array_add (words, vouch_citation_get_text_start (citations->pdata[i]) >= 0
                                ? find_words (portfolio, text, citations->pdata[i], sent)
                                : NULL);
  return vouch_citation_text_exchange (text, citations, (const char *const *) words->pdata);
}

static GPtrArray *
copy_citations (VouchItem *response)
{
  GPtrArray *stored = vouch_item_get_citations (response);
  GPtrArray *citations = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < stored->len; i++)
    g_ptr_array_add (citations, vouch_citation_copy (stored->pdata[i]));
  return citations;
}

/**
 * vouch_citation_text_as_shown:
 * @portfolio: (nullable): the portfolio, %NULL when it is not known.
 * @response: (nullable): a typed response in it.
 * @citations: (out) (transfer full) (element-type VouchCitation): what it refers to, with the places
 *   in the text that is returned.
 *
 * Returns: (transfer full): the text to be edited, with the names that things have now.
 */
char *
vouch_citation_text_as_shown (VouchPortfolio *portfolio, VouchItem *response, GPtrArray **citations)
{
  const char *text = response != NULL ? vouch_item_get_text (response) : NULL;

  g_return_val_if_fail (citations != NULL, NULL);

  *citations = response != NULL ? copy_citations (response)
                                : g_ptr_array_new_with_free_func (g_object_unref);
  return bring_up_to_date (portfolio, text != NULL ? text : "", *citations, FALSE);
}

/**
 * vouch_citation_text_as_sent:
 * @portfolio: a portfolio.
 * @response: a typed response in it.
 *
 * Brings the words of the citations up to date: things have the names they have now, and times are
 * those in the files as they are sent, where only a range of a recording is. A moment that is not sent
 * has no time.
 *
 * Returns: (transfer full) (nullable): the text as an assessor reads it.
 */
char *
vouch_citation_text_as_sent (VouchPortfolio *portfolio, VouchItem *response)
{
  g_autoptr (GPtrArray) citations = NULL;

  g_return_val_if_fail (VOUCH_IS_PORTFOLIO (portfolio) && VOUCH_IS_ITEM (response), NULL);

  citations = copy_citations (response);
  return bring_up_to_date (portfolio, vouch_item_get_text (response), citations, TRUE);
}
