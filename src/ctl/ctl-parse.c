/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouchctl"

#include "config.h"
#include "ctl-parse.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "vouch-error.h"
#include "vouch-evidence-list.h"
#include "vouch-id.h"
#include "vouch-portfolios.h"

/* Shorter beginnings of an id would soon name something else. */
#define MIN_PREFIX 6

static gboolean
parse_whole (const char *text, gint64 *value)
{
  return g_ascii_string_to_signed (text, 10, 0, 9999999, value, NULL);
}

/* Seconds with at most three decimals. */
static gboolean
parse_seconds (const char *text, gint64 *milliseconds)
{
  const char *dot = strchr (text, '.');
  g_autofree char *whole = g_strndup (text, dot != NULL ? (gsize) (dot - text) : strlen (text));
  gsize decimals = dot != NULL ? strlen (dot + 1) : 0;
  gint64 seconds, fraction = 0;

  if (!parse_whole (whole, &seconds))
    return FALSE;
  if (dot != NULL && (decimals == 0 || decimals > 3 || !parse_whole (dot + 1, &fraction)))
    return FALSE;
  for (gsize i = decimals; dot != NULL && i < 3; i++)
    fraction *= 10;
  *milliseconds = seconds * 1000 + fraction;
  return TRUE;
}

/**
 * parse_time:
 * @text: a time as H:MM:SS[.mmm], MM:SS[.mmm] or seconds.
 * @milliseconds: (out): the time.
 * @error: %G_OPTION_ERROR when it is none.
 *
 * Returns: whether it is a time.
 */
static gboolean
parse_time (const char *text, gint64 *milliseconds, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", -1);
  guint n = g_strv_length (parts);
  gint64 hours = 0, minutes = 0, last = 0;
  gboolean good = n >= 1 && n <= 3 && parse_seconds (parts[n - 1], &last);

  if (good && n >= 2)
    good = parse_whole (parts[n - 2], &minutes) && last < 60000 && (n == 2 || minutes < 60);
  if (good && n == 3)
    good = parse_whole (parts[0], &hours);
  if (!good)
    return ctl_context_refuse (error, _ ("“%s” is no time. Write H:MM:SS or seconds."), text);
  *milliseconds = (hours * 60 + minutes) * 60000 + last;
  return TRUE;
}

/**
 * parse_range:
 * @text: START-END; either may be left out, but not both.
 * @start_ms: (out): the start; -1 when left out.
 * @end_ms: (out): the end; -1 when left out.
 * @error: %G_OPTION_ERROR when it is none.
 *
 * Returns: whether it is a range.
 */
static gboolean
parse_range (const char *text, gint64 *start_ms, gint64 *end_ms, GError **error)
{
  g_auto (GStrv) ends = g_strsplit (text, "-", -1);

  *start_ms = -1;
  *end_ms = -1;
  if (g_strv_length (ends) != 2 || (*ends[0] == '\0' && *ends[1] == '\0'))
    return ctl_context_refuse (error, _ ("“%s” is no range. Write START-END."), text);
  return (*ends[0] == '\0' || parse_time (ends[0], start_ms, error)) &&
         (*ends[1] == '\0' || parse_time (ends[1], end_ms, error));
}

/**
 * ctl_parse_span:
 * @text: a moment T, or a range T-T.
 * @start_ms: (out): the moment, or where the range starts.
 * @end_ms: (out): where it ends; -1 for a moment.
 * @error: %G_OPTION_ERROR when it is neither.
 *
 * Returns: whether it is one of them.
 */
gboolean
ctl_parse_span (const char *text, gint64 *start_ms, gint64 *end_ms, GError **error)
{
  g_auto (GStrv) ends = g_strsplit (text, "-", 2);

  *end_ms = -1;
  return parse_time (ends[0] != NULL ? ends[0] : "", start_ms, error) &&
         (ends[0] == NULL || ends[1] == NULL || parse_time (ends[1], end_ms, error));
}

/**
 * ctl_parse_needed:
 * @value: (nullable): what was given for an option.
 * @option: its name.
 * @error: %VOUCH_ERROR_INVALID when nothing was given.
 *
 * Returns: whether something was given.
 */
gboolean
ctl_parse_needed (const char *value, const char *option, GError **error)
{
  if (value != NULL && *value != '\0')
    return TRUE;
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID, _ ("This needs --%s."), option);
  return FALSE;
}

/**
 * ctl_parse_day:
 * @text: a date as YYYY-MM-DD.
 * @day: (out): the day.
 * @error: %G_OPTION_ERROR when it is none.
 *
 * Returns: whether it is a date.
 */
gboolean
ctl_parse_day (const char *text, VouchDay *day, GError **error)
{
  if (vouch_day_parse (text, day))
    return TRUE;
  return ctl_context_refuse (error, _ ("“%s” is no date. Write it as 2026-11-03."), text);
}

/**
 * ctl_parse_region:
 * @text: X,Y,W,H as fractions of width and height.
 * @moment: takes the region.
 * @error: %G_OPTION_ERROR when it is none.
 *
 * Returns: whether it is a region.
 */
gboolean
ctl_parse_region (const char *text, VouchMoment *moment, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  double values[4] = { 0 };
  gboolean good = g_strv_length (parts) == 4;

  for (guint i = 0; good && i < 4; i++) {
    char *end = NULL;

    values[i] = g_ascii_strtod (parts[i], &end);
    good = end != parts[i] && *end == '\0' && isfinite (values[i]);
  }
  if (!good)
    return ctl_context_refuse (error, _ ("“%s” is no region. Write X,Y,W,H from 0 to 1."), text);
  vouch_moment_set_form (moment, VOUCH_MOMENT_FORM_REGION);
  vouch_moment_set_x (moment, values[0]);
  vouch_moment_set_y (moment, values[1]);
  vouch_moment_set_width (moment, values[2]);
  vouch_moment_set_height (moment, values[3]);
  return TRUE;
}

static gboolean
add_attributes (CtlContext *context, VouchItemEdit *edit, GError **error)
{
  const char *const *given = ctl_context_get_all (context, "attribute");

  for (guint i = 0; given[i] != NULL; i++) {
    const char *equals = strchr (given[i], '=');
    g_autofree char *name = NULL;

    if (equals == NULL || equals == given[i])
      return ctl_context_refuse (error, _ ("“%s” is no attribute. Write KEY=VALUE."), given[i]);
    name = g_strndup (given[i], (gsize) (equals - given[i]));
    if (!vouch_item_edit_set_attribute (edit, name, equals + 1, error))
      return FALSE;
  }
  return TRUE;
}

/* E, E@T or E@pN. */
static VouchCitation *
parse_citation (CtlContext *context, const char *text, GError **error)
{
  g_autoptr (VouchCitation) citation = vouch_citation_new ();
  g_auto (GStrv) parts = g_strsplit (text, "@", 2);
  g_autofree char *item = NULL;
  const char *place = parts[0] != NULL ? parts[1] : NULL;
  gint64 value;

  if (place != NULL && *place == 'p') {
    if (!parse_whole (place + 1, &value) || value < 1) {
      ctl_context_refuse (error, _ ("“%s” is no page. Write E@p3 for page 3."), text);
      return NULL;
    }
    vouch_citation_set_page (citation, (guint) value);
  } else if (place != NULL) {
    if (!parse_time (place, &value, error))
      return NULL;
    vouch_citation_set_at_ms (citation, value);
  }
  item = ctl_parse_item (context, parts[0] != NULL ? parts[0] : "", error);
  if (item == NULL)
    return NULL;
  vouch_citation_set_item (citation, item);
  return g_steal_pointer (&citation);
}

static gboolean
add_citations (CtlContext *context, VouchItemEdit *edit, GError **error)
{
  const char *const *given = ctl_context_get_all (context, "cite");
  g_autoptr (GPtrArray) citations = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; given[i] != NULL; i++) {
    VouchCitation *citation = parse_citation (context, given[i], error);

    if (citation == NULL)
      return FALSE;
    g_ptr_array_add (citations, citation);
  }
  if (citations->len > 0)
    vouch_item_edit_set_citations (edit, citations);
  return TRUE;
}

/**
 * ctl_parse_edit:
 * @context: a run.
 * @error: %G_OPTION_ERROR or what the workspace says about a value.
 *
 * Reads the options that attach, edit and respond share.
 *
 * Returns: (transfer full) (nullable): what shall be different.
 */
VouchItemEdit *
ctl_parse_edit (CtlContext *context, GError **error)
{
  g_autoptr (VouchItemEdit) edit = vouch_item_edit_new ();
  const char *range = ctl_context_get (context, "range");
  const char *recording = ctl_context_get (context, "transcript-of");
  gint64 start, end;

  if (ctl_context_has (context, "title"))
    vouch_item_edit_set_title (edit, ctl_context_get (context, "title"));
  if (ctl_context_has (context, "criterion"))
    vouch_item_edit_set_criteria (edit, ctl_context_get_all (context, "criterion"));
  if (range != NULL && (!parse_range (range, &start, &end, error) ||
                        !vouch_item_edit_set_range (edit, start, end, error)))
    return NULL;
  if (recording != NULL) {
    g_autofree char *item =
        *recording != '\0' ? ctl_parse_item (context, recording, error) : g_strdup ("");

    if (item == NULL)
      return NULL;
    vouch_item_edit_set_transcript_of (edit, item);
  }
  if (!add_attributes (context, edit, error) || !add_citations (context, edit, error))
    return NULL;
  return g_steal_pointer (&edit);
}

static gboolean
is_meant (VouchPortfolio *portfolio, const char *given)
{
  return (strlen (given) >= MIN_PREFIX &&
          g_str_has_prefix (vouch_portfolio_get_id (portfolio), given)) ||
         g_strcmp0 (vouch_portfolio_get_title (portfolio), given) == 0;
}

static char *
settle (char *found, guint n, const char *given, GError **error)
{
  if (n == 1)
    return found;
  g_free (found);
  if (n > 1)
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID, _ ("“%s” may mean more than one."),
                 given);
  else
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND, _ ("There is no “%s” here."), given);
  return NULL;
}

/**
 * ctl_parse_portfolio:
 * @context: a run with an open library.
 * @given: an id, the beginning of one, or a title.
 * @error: %VOUCH_ERROR_NOT_FOUND; %VOUCH_ERROR_INVALID when it may mean more than one.
 *
 * Returns: (transfer full) (nullable): the portfolio's id.
 */
char *
ctl_parse_portfolio (CtlContext *context, const char *given, GError **error)
{
  g_autoptr (GPtrArray) all = NULL;
  char *found = NULL;
  guint n = 0;

  if (vouch_id_is_valid (given))
    return g_strdup (given);
  all = vouch_portfolios_list (ctl_context_get_workspace (context), NULL, error);
  if (all == NULL)
    return NULL;
  for (guint i = 0; i < all->len; i++) {
    VouchPortfolio *portfolio = g_ptr_array_index (all, i);

    if (!is_meant (portfolio, given))
      continue;
    g_free (found);
    found = g_strdup (vouch_portfolio_get_id (portfolio));
    n++;
  }
  return settle (found, n, given, error);
}

/**
 * ctl_parse_item:
 * @context: a run with an open library.
 * @given: an item's id, or the beginning of one.
 * @error: %VOUCH_ERROR_NOT_FOUND; %VOUCH_ERROR_INVALID when it may mean more than one.
 *
 * Returns: (transfer full) (nullable): the item's id.
 */
char *
ctl_parse_item (CtlContext *context, const char *given, GError **error)
{
  g_autoptr (GPtrArray) all = NULL;
  char *found = NULL;
  guint n = 0;

  if (vouch_id_is_valid (given))
    return g_strdup (given);
  all = vouch_portfolios_list (ctl_context_get_workspace (context), NULL, error);
  if (all == NULL)
    return NULL;
  for (guint i = 0; i < all->len; i++) {
    GPtrArray *items = vouch_portfolio_get_items (g_ptr_array_index (all, i));

    for (guint k = 0; k < items->len; k++) {
      const char *id = vouch_item_get_id (g_ptr_array_index (items, k));

      if (strlen (given) < MIN_PREFIX || !g_str_has_prefix (id, given))
        continue;
      g_free (found);
      found = g_strdup (id);
      n++;
    }
  }
  return settle (found, n, given, error);
}

/**
 * ctl_parse_artifact:
 * @context: the run.
 * @given: a SHA-256, or the beginning of one as long as it is plain which file is meant.
 * @error: %VOUCH_ERROR_NOT_FOUND, or %VOUCH_ERROR_INVALID when it may mean several.
 *
 * Returns: (transfer full) (nullable): the SHA-256 of a file of the library.
 */
char *
ctl_parse_artifact (CtlContext *context, const char *given, GError **error)
{
  g_autoptr (GPtrArray) all = NULL;
  const char *found = NULL;

  if (strlen (given) == 64)
    return g_strdup (given);
  all = vouch_evidence_list (ctl_context_get_workspace (context), NULL, error);
  if (all == NULL)
    return NULL;
  for (guint i = 0; i < all->len; i++) {
    const char *artifact = vouch_evidence_get_artifact (g_ptr_array_index (all, i));

    if (!g_str_has_prefix (artifact, given))
      continue;
    if (found != NULL) {
      g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID, _ ("“%s” may mean more than one file."),
                   given);
      return NULL;
    }
    found = artifact;
  }
  if (found == NULL)
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND,
                 _ ("There is no file “%s” in the library."), given);
  return g_strdup (found);
}
