/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-check-texts"

#include "config.h"
#include "vouch-check-texts.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "vouch-constraint-set.h"
#include "vouch-range.h"
#include "vouch-text.h"

#define UNCOUNTABLE (-1)

/* What is counted, with its sentences. */
typedef struct {
  gint64 (*count) (VouchProbe *probe, VouchItem *item, VouchFacts *facts);
  char *(*describe) (gint64 amount);
} Measure;

static gboolean
has_text (VouchItem *item)
{
  VouchMedia media = vouch_item_get_media (item);

  return media == VOUCH_MEDIA_TEXT || media == VOUCH_MEDIA_DOCUMENT;
}

static gint64
count_words (VouchProbe *probe, VouchItem *item, VouchFacts *facts)
{
  if (facts != NULL)
    return vouch_facts_get_words (facts) >= 0 ? vouch_facts_get_words (facts) : UNCOUNTABLE;
  return vouch_text_count_words (vouch_item_get_text (item));
}

static gint64
count_characters (VouchProbe *probe, VouchItem *item, VouchFacts *facts)
{
  if (facts != NULL && vouch_facts_get_text (facts) == NULL)
    return vouch_facts_get_words (facts) == 0 ? 0 : UNCOUNTABLE;
  return vouch_text_count_characters (facts != NULL ? vouch_facts_get_text (facts)
                                                    : vouch_item_get_text (item));
}

static char *
describe_words (gint64 amount)
{
  return g_strdup_printf (ngettext ("%" PRId64 " word", "%" PRId64 " words", (gulong) amount),
                          amount);
}

static char *
describe_characters (gint64 amount)
{
  return g_strdup_printf (
      ngettext ("%" PRId64 " character", "%" PRId64 " characters", (gulong) amount), amount);
}

static char *
describe_pages (gint64 amount)
{
  return g_strdup_printf (ngettext ("%" PRId64 " page", "%" PRId64 " pages", (gulong) amount),
                          amount);
}

static void
put_label (VouchProbe *probe, const Measure *measure, const VouchRange *range, gint64 amount)
{
  g_autofree char *text = NULL;
  g_autofree char *bounds = vouch_range_describe (range);

  text = measure->describe (amount);
  /* Translators: an amount and what is asked for, as in “182 words (150–300)”. */
  vouch_probe_label (probe, _ ("%s (%s)"), text, bounds);
}

static void
judge_amount (VouchProbe *probe,
              const Measure *measure,
              VouchItem *item,
              const char *name,
              gint64 amount)
{
  VouchRange range = vouch_range_from_constraint (probe->constraint, "min", "max", 1);
  int where = vouch_range_compare (&range, amount);
  VouchFix fix = item == NULL || vouch_item_is_typed (item) ? VOUCH_FIX_WRITE : VOUCH_FIX_REPLACE;
  g_autofree char *has = measure->describe (amount);
  g_autofree char *bound = measure->describe (MAX (where > 0 ? range.max : range.min, 0));
  g_autofree char *change =
      measure->describe (where > 0 ? amount - range.max : MAX (range.min - amount, 0));

  if (item == NULL || probe->items->len == 1)
    put_label (probe, measure, &range, amount);
  if (where > 0)
    /* Translators: an item, then amounts such as “12 words”. */
    vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, item, fix,
                     _ ("%s has %s; the limit is %s. Take out %s."), name, has, bound, change);
  else if (where < 0)
    vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, item, fix,
                     _ ("%s has %s; at least %s are asked for. Add %s."), name, has, bound, change);
  else
    vouch_probe_pass (probe, item);
}

/* Counts one item, or says why that cannot be done yet. */
static gboolean
count_item (VouchProbe *probe, const Measure *measure, VouchItem *item, gint64 *amount)
{
  g_autofree char *name = vouch_probe_name (probe, item);
  VouchFacts *facts = NULL;

  if (!vouch_item_is_typed (item) && (facts = vouch_probe_facts (probe, item)) == NULL)
    return FALSE;
  *amount = measure->count (probe, item, facts);
  if (*amount >= 0)
    return TRUE;
  vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_REPLACE,
                   _ ("The text of %s cannot be counted. Attach it as a PDF, DOCX or ODT with text "
                      "in it."),
                   name);
  return FALSE;
}

static void
check_amount (VouchProbe *probe, const Measure *measure)
{
  gboolean total = vouch_constraint_get_scope (probe->constraint) == VOUCH_SCOPE_TOTAL;
  gint64 sum = 0, amount;
  guint n = 0;

  for (guint i = 0; i < probe->items->len; i++) {
    VouchItem *item = g_ptr_array_index (probe->items, i);
    g_autofree char *name = vouch_probe_name (probe, item);

    if (!has_text (item) || !count_item (probe, measure, item, &amount))
      continue;
    sum += amount;
    n++;
    if (!total)
      judge_amount (probe, measure, item, name, amount);
  }
  if (total && n > 0)
    judge_amount (probe, measure, NULL, _ ("Everything here together"), sum);
}

/**
 * vouch_check_words:
 * @probe: a question about `words`.
 *
 * Met when the count of words is in range. Recordings, images and tables have none to count.
 */
void
vouch_check_words (VouchProbe *probe)
{
  static const Measure measure = { count_words, describe_words };

  vouch_probe_label (probe, "%s", C_ ("text", "length"));
  check_amount (probe, &measure);
}

/**
 * vouch_check_characters:
 * @probe: a question about `characters`.
 *
 * Met when the count of characters is in range.
 */
void
vouch_check_characters (VouchProbe *probe)
{
  static const Measure measure = { count_characters, describe_characters };

  vouch_probe_label (probe, "%s", C_ ("text", "length"));
  check_amount (probe, &measure);
}

/* The layout that holds for typed answers here: the default, changed by pageFormat. */
static void
find_layout (VouchProbe *probe, VouchPageLayout *layout)
{
  g_autoptr (GPtrArray) set =
      vouch_constraint_set_for (probe->check->definition, probe->requirement);

  vouch_page_layout_init (layout);
  for (guint i = 0; i < set->len; i++) {
    VouchConstraint *format = g_ptr_array_index (set, i);

    if (vouch_constraint_get_kind (format) != VOUCH_CONSTRAINT_KIND_PAGE_FORMAT)
      continue;
    if (vouch_constraint_get_text (format, "fontFamily") != NULL)
      layout->font_family = g_intern_string (vouch_constraint_get_text (format, "fontFamily"));
    vouch_constraint_get_number (format, "minFontPoints", &layout->font_points);
    vouch_constraint_get_number (format, "lineSpacing", &layout->line_spacing);
    vouch_constraint_get_number (format, "marginInches", &layout->margin_inches);
    break;
  }
}

/**
 * vouch_check_pages_of:
 * @probe: a question about `pages` or `transcript`.
 * @item: an item.
 * @facts: (nullable): what is known about the file; %NULL for typed text.
 *
 * Counts pages: those of the file, or those that typed text will take when it is exported.
 *
 * Returns: the pages, or %VOUCH_PAGES_UNKNOWN.
 */
gint64
vouch_check_pages_of (VouchProbe *probe, VouchItem *item, VouchFacts *facts)
{
  VouchPageLayout layout;
  const char *text = vouch_item_get_text (item);
  g_autofree char *both = NULL;

  if (facts != NULL && vouch_facts_get_pages (facts) >= 0)
    return vouch_facts_get_pages (facts);
  /* A plain text has no pages of its own; it takes those that the same words would if typed. */
  if (facts != NULL)
    text = g_strcmp0 (vouch_facts_get_format (facts), "txt") == 0 ? vouch_facts_get_text (facts)
                                                                  : NULL;
  if (text == NULL)
    return VOUCH_PAGES_UNKNOWN;
  find_layout (probe, &layout);
  if (!vouch_constraint_get_flag (probe->constraint, "countsPrompts", FALSE))
    return vouch_check_count_pages (probe->check, text, &layout);
  both = g_strconcat (vouch_requirement_get_title (probe->requirement), "\n", text, NULL);
  return vouch_check_count_pages (probe->check, both, &layout);
}

static void
ask_pages (VouchProbe *probe, VouchItem *item, const VouchRange *range)
{
  g_autofree char *name = vouch_probe_name (probe, item);
  g_autofree char *bounds = vouch_range_describe (range);

  vouch_probe_say (probe, VOUCH_RESULT_NEEDS_CONFIRMATION, item, VOUCH_FIX_CONFIRM,
                   _ ("How many pages %s has depends on the program that shows it. Confirm that it "
                      "keeps to the pages asked for: %s; or attach it as a PDF."),
                   name, bounds);
}

/**
 * vouch_check_pages:
 * @probe: a question about `pages`.
 *
 * Met when the count of pages is in range. The pages of a word processor's file depend on the
 * program that shows it, so the earner confirms them.
 */
void
vouch_check_pages (VouchProbe *probe)
{
  static const Measure measure = { vouch_check_pages_of, describe_pages };
  gboolean total = vouch_constraint_get_scope (probe->constraint) == VOUCH_SCOPE_TOTAL;
  VouchRange range = vouch_range_from_constraint (probe->constraint, "min", "max", 1);
  gboolean unsure = FALSE;
  gint64 sum = 0;
  guint n = 0;

  vouch_probe_label (probe, "%s", _ ("pages"));
  for (guint i = 0; i < probe->items->len; i++) {
    VouchItem *item = g_ptr_array_index (probe->items, i);
    g_autofree char *name = vouch_probe_name (probe, item);
    VouchFacts *facts = NULL;
    gint64 pages;

    if (!has_text (item) ||
        (!vouch_item_is_typed (item) && (facts = vouch_probe_facts (probe, item)) == NULL))
      continue;
    pages = vouch_check_pages_of (probe, item, facts);
    n++;
    if (pages == VOUCH_PAGES_UNKNOWN) {
      unsure = TRUE;
      ask_pages (probe, item, &range);
      continue;
    }
    sum += pages;
    if (!total)
      judge_amount (probe, &measure, item, name, pages);
  }
  /* Files whose pages nobody knows can still add to a sum that is too small, not to one that is
   * too large already. */
  if (total && n > 0 && (!unsure || vouch_range_compare (&range, sum) > 0))
    judge_amount (probe, &measure, NULL, _ ("Everything here together"), sum);
}

/**
 * vouch_check_page_format:
 * @probe: a question about `pageFormat`.
 *
 * Typed answers are exported in the format asked for; for documents the earner confirms it.
 */
void
vouch_check_page_format (VouchProbe *probe)
{
  VouchPageLayout layout;

  find_layout (probe, &layout);
  vouch_probe_label (probe, "%s", _ ("page format"));
  for (guint i = 0; i < probe->items->len; i++) {
    VouchItem *item = g_ptr_array_index (probe->items, i);
    g_autofree char *name = vouch_probe_name (probe, item);

    if (!has_text (item))
      continue;
    if (vouch_item_is_typed (item))
      vouch_probe_pass (probe, item);
    else
      vouch_probe_say (probe, VOUCH_RESULT_NEEDS_CONFIRMATION, item, VOUCH_FIX_CONFIRM,
                       /* Translators: an item, a font, its size in points, the line spacing, the
                        * margins in inches. */
                       _ ("Confirm that %s follows the page format: %s, %g points or more, line "
                          "spacing %g, margins of %g inches."),
                       name, layout.font_family, layout.font_points, layout.line_spacing,
                       layout.margin_inches);
  }
}
