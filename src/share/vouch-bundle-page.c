/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-bundle-page"

#include "config.h"
#include "vouch-bundle-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vouch-rubric.h"
#include "vouch-text.h"

#include "vouch-bundle-captions.h"

/*
 * index.html of an export: one page that any browser shows, without a script, without anything from
 * elsewhere.  Colours are the browser's own, so that it is dark where everything is.
 */

#define STYLE                                                                                      \
  ":root{color-scheme:light dark}"                                                                 \
  "body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin-inline:auto;padding:1rem}"       \
  "h1,h2,h3,h4{line-height:1.25;margin-block:1.5em .5em}h2{border-block-start:1px solid;"          \
  "padding-block-start:1em}h3,h4{overflow-wrap:anywhere}"                                          \
  "p.text{white-space:pre-wrap;overflow-wrap:anywhere}"                                            \
  "img,video{max-inline-size:100%%;max-block-size:24rem}audio{inline-size:100%%}"                  \
  "article{border-inline-start:.25rem solid;padding-inline-start:1rem;margin-block:1.5rem}"        \
  ".quiet{opacity:.8}table{border-collapse:collapse}th,td{border:1px solid;padding:.25rem .6rem;"  \
  "text-align:start}td.number{text-align:end}"                                                     \
  "ul.said{list-style:none;padding:0;white-space:pre-line;overflow-wrap:anywhere}"

static void
put (GString *page, const char *tag, const char *text)
{
  g_autofree char *safe = text != NULL ? g_markup_escape_text (text, -1) : NULL;
  gsize length = strcspn (tag, " ");

  if (safe != NULL && *safe != '\0')
    g_string_append_printf (page, "<%s dir=\"auto\">%s</%.*s>\n", tag, safe, (int) length, tag);
}

static char *
make_link (const char *name)
{
  return g_uri_escape_string (name, "/", FALSE);
}

static void
put_link (GString *page, const char *tag, const VouchBundleFile *file, const char *words)
{
  g_autofree char *link = make_link (file->name);
  g_autofree char *safe = g_markup_escape_text (words, -1);
  g_autofree char *size = g_format_size (file->size);

  g_string_append_printf (page,
                          "<%s><a href=\"%s\"><bdi>%s</bdi></a> <span class=\"quiet\">"
                          "(%s)</span></%s>\n",
                          tag, link, safe, size, tag);
}

static const char *
find_criterion_title (VouchPortfolio *portfolio, const char *id)
{
  VouchDefinition *definition = vouch_portfolio_get_definition (portfolio);
  VouchRubric *rubric = definition != NULL ? vouch_definition_get_rubric (definition) : NULL;
  VouchCriterion *criterion =
      rubric != NULL && id != NULL ? vouch_rubric_find_criterion (rubric, id) : NULL;

  return criterion != NULL ? vouch_criterion_get_title (criterion) : id;
}

/**
 * vouch_bundle_describe_level:
 * @portfolio: the portfolio.
 * @assessment: a self-assessment in it.
 *
 * Returns: what the level that was chosen is called in the rubric.
 */
const char *
vouch_bundle_describe_level (VouchPortfolio *portfolio, VouchSelfAssessment *assessment)
{
  VouchRubric *rubric = vouch_definition_get_rubric (vouch_portfolio_get_definition (portfolio));
  const char *id = vouch_self_assessment_get_level (assessment);
  VouchCriterion *criterion =
      rubric != NULL
          ? vouch_rubric_find_criterion (rubric, vouch_self_assessment_get_criterion (assessment))
          : NULL;
  VouchScale *scale = criterion != NULL ? vouch_criterion_get_scale (criterion) : NULL;
  VouchLevel *level = scale != NULL ? vouch_scale_find_level (scale, id) : NULL;

  return level != NULL ? vouch_level_get_quality (level) : id;
}

/**
 * vouch_bundle_describe_range:
 * @item: an item.
 *
 * Returns: (transfer full) (nullable): which part of the recording was chosen, in words; %NULL when
 *   all of it is.
 */
char *
vouch_bundle_describe_range (VouchItem *item)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  g_return_val_if_fail (VOUCH_IS_ITEM (item), NULL);

  if (!vouch_item_has_range (item))
    return NULL;
  from = vouch_text_format_duration (MAX (vouch_item_get_start_ms (item), 0));
  if (vouch_item_get_end_ms (item) < 0)
    /* Translators: a time such as 2:05. */
    return g_strdup_printf (_ ("Chosen: from %s to the end"), from);
  to = vouch_text_format_duration (vouch_item_get_end_ms (item));
  /* Translators: two times such as 2:05. */
  return g_strdup_printf (_ ("Chosen: from %s to %s"), from, to);
}

static char *
describe_place (VouchMoment *moment)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (vouch_moment_get_page (moment) > 0)
    return g_strdup_printf (_ ("Page %u"), vouch_moment_get_page (moment));
  if (vouch_moment_get_start_ms (moment) < 0)
    return NULL;
  from = vouch_text_format_duration (vouch_moment_get_start_ms (moment));
  if (vouch_moment_get_end_ms (moment) < 0)
    return g_steal_pointer (&from);
  to = vouch_text_format_duration (vouch_moment_get_end_ms (moment));
  /* Translators: two times such as 2:05: a stretch of a recording. */
  return g_strdup_printf (C_ ("times in a recording", "%s to %s"), from, to);
}

/**
 * vouch_bundle_describe_moment:
 * @portfolio: the portfolio.
 * @moment: an annotation in it.
 *
 * Returns: (transfer full): where it is and what it says, on one line.
 */
char *
vouch_bundle_describe_moment (VouchPortfolio *portfolio, VouchMoment *moment)
{
  g_autofree char *place = describe_place (moment);
  const char *const words[] = { vouch_moment_get_label (moment), vouch_moment_get_quote (moment),
                                vouch_moment_get_note (moment),
                                find_criterion_title (portfolio,
                                                      vouch_moment_get_criterion (moment)) };
  GString *line = g_string_new (place);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i] != NULL && *words[i] != '\0')
      g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", words[i]);
  return g_string_free (line, FALSE);
}

/**
 * vouch_bundle_notes_write:
 * @portfolio: the portfolio.
 * @item: an item of it with a file.
 *
 * Returns: (transfer full) (nullable): what was said of the file, as text that stands beside it; or
 *   %NULL when nothing was.
 */
char *
vouch_bundle_notes_write (VouchPortfolio *portfolio, VouchItem *item)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *range = vouch_bundle_describe_range (item);
  GPtrArray *moments = vouch_item_get_moments (item);

  if (range == NULL && moments->len == 0)
    return NULL;
  g_string_append_printf (text, "%s\n", vouch_portfolio_get_title (portfolio));
  if (vouch_item_get_title (item) != NULL)
    g_string_append_printf (text, "%s\n", vouch_item_get_title (item));
  if (range != NULL)
    g_string_append_printf (text, "%s\n", range);
  for (guint i = 0; i < moments->len; i++) {
    g_autofree char *line = vouch_bundle_describe_moment (portfolio, moments->pdata[i]);

    g_string_append_printf (text, "%s\n", line);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* For whoever puts the folder on a server; from the disk no browser shows it. */
static char *
make_track (VouchBundle *bundle, const VouchBundleFile *file, const char *link)
{
  g_autoptr (GPtrArray) captions = vouch_bundle_list_captions (bundle, file->sha256);

  return captions->len > 0
             ? g_strdup_printf ("<track kind=\"captions\" src=\"%s.vtt\" default>", link)
             : g_strdup ("");
}

static void
put_media (GString *page, VouchBundle *bundle, VouchItem *item, const VouchBundleFile *file)
{
  g_autofree char *link = make_link (file->name);
  g_autofree char *track = make_track (bundle, file, link);
  const char *title = vouch_item_get_title (item);
  g_autofree char *safe = g_markup_escape_text (title != NULL ? title : file->name, -1);

  switch (vouch_item_get_media (item)) {
  case VOUCH_MEDIA_IMAGE:
    g_string_append_printf (page, "<p><img src=\"%s\" alt=\"%s\"></p>\n", link, safe);
    break;
  case VOUCH_MEDIA_VIDEO:
    g_string_append_printf (page,
                            "<p><video controls preload=\"none\" src=\"%s\" aria-label=\"%s\">"
                            "%s</video></p>\n",
                            link, safe, track);
    break;
  case VOUCH_MEDIA_AUDIO:
    g_string_append_printf (page,
                            "<p><audio controls preload=\"none\" src=\"%s\" aria-label=\"%s\">"
                            "</audio></p>\n",
                            link, safe);
    break;
  default: break;
  }
}

static void
put_people (GString *page, VouchItem *item)
{
  VouchAppearance *appearance = vouch_item_get_appearance (item);
  g_autofree char *people = g_strjoinv (", ", (char **) vouch_appearance_get_people (appearance));
  g_autofree char *masked = g_strjoinv (", ", (char **) vouch_appearance_get_masked (appearance));
  g_autofree char *line = NULL;
  g_autofree char *other = NULL;

  if (*people != '\0')
    /* Translators: keys such as S1, S2; never names. */
    line = g_strdup_printf (_ ("In it: %s"), people);
  if (*masked != '\0')
    /* Translators: keys such as S1, S2; these people cannot be recognised. */
    other = g_strdup_printf (_ ("Masked: %s"), masked);
  put (page, "p class=\"quiet\"", line);
  put (page, "p class=\"quiet\"", other);
}

static void
put_citations (GString *page, VouchPortfolio *portfolio, VouchItem *item)
{
  GPtrArray *citations = vouch_item_get_citations (item);

  if (citations->len == 0)
    return;
  put (page, "h5", _ ("Refers to"));
  g_string_append (page, "<ul>\n");
  for (guint i = 0; i < citations->len; i++) {
    VouchCitation *citation = citations->pdata[i];
    const char *id = vouch_citation_get_item (citation);
    VouchItem *target = id != NULL ? vouch_portfolio_find_item (portfolio, id) : NULL;
    const char *title = target != NULL ? vouch_item_get_title (target) : NULL;
    g_autofree char *safe =
        g_markup_escape_text (title != NULL ? title : _ ("Something that was removed"), -1);
    g_autofree char *at = vouch_citation_get_at_ms (citation) >= 0
                              ? vouch_text_format_duration (vouch_citation_get_at_ms (citation))
                              : g_strdup ("");

    if (target != NULL)
      g_string_append_printf (page, "<li><a href=\"#i-%s\"><bdi>%s</bdi></a> %s</li>\n", id, safe,
                              at);
  }
  g_string_append (page, "</ul>\n");
}

static void
put_item (GString *page, VouchBundle *bundle, VouchPortfolio *portfolio, VouchItem *item)
{
  const VouchBundleFile *file = vouch_bundle_find_file (bundle, vouch_item_get_artifact (item));
  g_autofree char *range = vouch_bundle_describe_range (item);
  GPtrArray *moments = vouch_item_get_moments (item);

  g_string_append_printf (page, "<article id=\"i-%s\">\n", vouch_item_get_id (item));
  put (page, "h4", vouch_item_get_title (item));
  put (page, "p class=\"text\"", vouch_item_get_text (item));
  if (file != NULL) {
    put_media (page, bundle, item, file);
    put_link (page, "p", file, strrchr (file->name, '/') + 1);
    vouch_bundle_captions_put (bundle, file->sha256, page);
  }
  put (page, "p", range);
  if (moments->len > 0)
    g_string_append (page, "<ul>\n");
  for (guint i = 0; i < moments->len; i++) {
    g_autofree char *line = vouch_bundle_describe_moment (portfolio, moments->pdata[i]);

    put (page, "li", line);
  }
  if (moments->len > 0)
    g_string_append (page, "</ul>\n");
  put_citations (page, portfolio, item);
  put_people (page, item);
  g_string_append (page, "</article>\n");
}

static void
put_requirement (GString *page,
                 VouchBundle *bundle,
                 VouchPortfolio *portfolio,
                 VouchRequirement *requirement)
{
  GPtrArray *items = vouch_portfolio_get_items (portfolio);
  gboolean any = FALSE;

  put (page, "h3", vouch_requirement_get_title (requirement));
  for (guint i = 0; i < items->len; i++)
    if (g_strcmp0 (vouch_item_get_requirement (items->pdata[i]),
                   vouch_requirement_get_id (requirement)) == 0) {
      put_item (page, bundle, portfolio, items->pdata[i]);
      any = TRUE;
    }
  if (!any)
    put (page, "p class=\"quiet\"", _ ("Nothing here yet."));
}

static void
put_requirements (GString *page, VouchBundle *bundle, VouchPortfolio *portfolio, GPtrArray *list)
{
  for (guint i = 0; i < list->len; i++)
    put_requirement (page, bundle, portfolio, list->pdata[i]);
}

static void
put_levels (GString *page, VouchPortfolio *portfolio)
{
  GPtrArray *levels = vouch_portfolio_get_self_assessments (portfolio);

  if (levels->len > 0)
    put (page, "h3", _ ("Self-assessment"));
  for (guint i = 0; i < levels->len; i++) {
    VouchSelfAssessment *one = levels->pdata[i];
    g_autofree char *line = g_strdup_printf (
        "%s: %s", find_criterion_title (portfolio, vouch_self_assessment_get_criterion (one)),
        vouch_bundle_describe_level (portfolio, one));

    put (page, "h4", line);
    put (page, "p class=\"text\"", vouch_self_assessment_get_reason (one));
  }
}

static void
put_goals (GString *page, VouchPortfolio *portfolio)
{
  GPtrArray *goals = vouch_portfolio_get_goals (portfolio);

  if (goals->len > 0)
    put (page, "h3", _ ("Goals"));
  for (guint i = 0; i < goals->len; i++) {
    VouchGoal *goal = goals->pdata[i];

    put (page, "p class=\"text\"", vouch_goal_get_statement (goal));
    put (page, "p class=\"text\"", vouch_goal_get_outcome (goal));
  }
}

static void
put_cell (GString *page, GVariant *row, const char *column)
{
  double number;
  g_autofree char *text = NULL;

  if (g_variant_lookup (row, column, "d", &number))
    text = g_strdup_printf ("%g", number);
  g_string_append_printf (page, "<td class=\"number\">%s</td>", text != NULL ? text : "");
}

static void
put_results (GString *page, VouchBundle *bundle, VouchPortfolio *portfolio)
{
  GPtrArray *tables = vouch_bundle_get_rows (bundle, "result_table");
  GPtrArray *rows = vouch_bundle_get_rows (bundle, "result_row");

  for (guint i = 0; i < tables->len; i++) {
    const char *id = vouch_bundle_row_text (tables->pdata[i], "id");

    if (g_strcmp0 (vouch_bundle_row_text (tables->pdata[i], "portfolio"),
                   vouch_portfolio_get_id (portfolio)) != 0)
      continue;
    put (page, "h3", _ ("Student results"));
    g_string_append (page, "<table>\n");
    put (page, "caption", vouch_bundle_row_text (tables->pdata[i], "measure"));
    g_string_append_printf (page,
                            "<tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th>"
                            "<th scope=\"col\">%s</th></tr>\n",
                            _ ("Student"), _ ("Before"), _ ("After"));
    for (guint k = 0; k < rows->len; k++) {
      const char *student = vouch_bundle_row_text (rows->pdata[k], "student");
      g_autofree char *safe = g_markup_escape_text (student != NULL ? student : "", -1);

      if (g_strcmp0 (vouch_bundle_row_text (rows->pdata[k], "result_table"), id) != 0)
        continue;
      g_string_append_printf (page, "<tr><th scope=\"row\" dir=\"auto\">%s</th>", safe);
      put_cell (page, rows->pdata[k], "before");
      put_cell (page, rows->pdata[k], "after");
      g_string_append (page, "</tr>\n");
    }
    g_string_append (page, "</table>\n");
  }
}

/* Decisions and badges as they came; they can be checked without Vouch too. */
static void
put_documents (GString *page, VouchBundle *bundle, const char *table, const char *title)
{
  GPtrArray *rows = vouch_bundle_get_rows (bundle, table);

  if (rows->len == 0)
    return;
  put (page, "h2", title);
  g_string_append (page, "<ul>\n");
  for (guint i = 0; i < rows->len; i++) {
    const char *name = vouch_bundle_row_text (rows->pdata[i], "name");
    const char *sha256 = NULL;
    const VouchBundleFile *file;

    g_variant_lookup (rows->pdata[i], "document", "(&s)", &sha256);
    file = vouch_bundle_find_file (bundle, sha256);
    if (file != NULL)
      put_link (page, "li", file, name != NULL ? name : strrchr (file->name, '/') + 1);
  }
  g_string_append (page, "</ul>\n");
}

/* Alone on the page, a portfolio has given it its title already. */
static void
put_portfolio (GString *page, VouchBundle *bundle, VouchPortfolio *portfolio, gboolean alone)
{
  VouchDefinition *definition = vouch_portfolio_get_definition (portfolio);
  GPtrArray *parts = vouch_definition_get_parts (definition);
  g_autofree char *source = g_strdup_printf ("%s · %s", vouch_definition_get_name (definition),
                                             vouch_definition_get_version (definition));

  g_string_append_printf (page, "<section aria-labelledby=\"p-%s\">\n<h2 id=\"p-%s\" dir=\"auto\">",
                          vouch_portfolio_get_id (portfolio), vouch_portfolio_get_id (portfolio));
  {
    g_autofree char *safe =
        g_markup_escape_text (alone ? source : vouch_portfolio_get_title (portfolio), -1);

    g_string_append_printf (page, "%s</h2>\n", safe);
  }
  if (!alone)
    put (page, "p class=\"quiet\"", source);
  put_requirements (page, bundle, portfolio, vouch_definition_get_self_prompts (definition));
  for (guint i = 0; i < parts->len; i++)
    put_requirements (page, bundle, portfolio, vouch_part_get_requirements (parts->pdata[i]));
  put_levels (page, portfolio);
  put_goals (page, portfolio);
  put_results (page, bundle, portfolio);
  g_string_append (page, "</section>\n");
}

static void
put_contents (GString *page, GPtrArray *portfolios)
{
  if (portfolios->len < 2)
    return;
  g_string_append_printf (page, "<nav aria-label=\"%s\"><ul>\n", _ ("Portfolios"));
  for (guint i = 0; i < portfolios->len; i++) {
    VouchPortfolio *portfolio = portfolios->pdata[i];
    g_autofree char *safe = g_markup_escape_text (vouch_portfolio_get_title (portfolio), -1);

    g_string_append_printf (page, "<li><a href=\"#p-%s\"><bdi>%s</bdi></a></li>\n",
                            vouch_portfolio_get_id (portfolio), safe);
  }
  g_string_append (page, "</ul></nav>\n");
}

static void
put_head (GString *page, const char *title)
{
  g_autofree char *safe = g_markup_escape_text (title, -1);
  const char *language = g_get_language_names ()[0];
  g_autofree char *plain = g_str_equal (language, "C") ? g_strdup ("en") : g_strndup (language, 2);

  g_string_append_printf (
      page,
      "<!DOCTYPE html>\n<html lang=\"%s\" dir=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "img-src 'self' file:; media-src 'self' file:; style-src 'unsafe-inline'\">\n"
      "<title>%s</title>\n<style>" STYLE "</style>\n</head>\n<body>\n",
      plain,
      /* Translators: the direction in which your language is written: ltr or rtl. */
      C_ ("direction of writing", "ltr"), safe);
}

/**
 * vouch_bundle_page_write:
 * @bundle: what is exported, with its files.
 * @title: title of the page.
 * @portfolios: (element-type VouchPortfolio): the portfolios in it.
 * @made_ms: when, in milliseconds since 1970.
 *
 * Returns: (transfer full): the text of index.html.
 */
char *
vouch_bundle_page_write (VouchBundle *bundle,
                         const char *title,
                         GPtrArray *portfolios,
                         gint64 made_ms)
{
  GString *page = g_string_new (NULL);
  g_autoptr (GDateTime) made = g_date_time_new_from_unix_local (made_ms / 1000);
  g_autofree char *day = made != NULL ? g_date_time_format (made, "%x") : NULL;
  /* Translators: %s is a date. */
  g_autofree char *note = g_strdup_printf (_ ("Exported on %s."), day != NULL ? day : "");

  put_head (page, title);
  g_string_append (page, "<header>\n");
  put (page, "h1", title);
  put (page, "p", note);
  put (
      page, "p",
      _ ("Original recordings with everyone in them: keep this where children's pictures may be."));
  g_string_append_printf (page, "<p><a href=\"portfolio.pdf\">%s</a></p>\n</header>\n",
                          _ ("The texts as a PDF"));
  put_contents (page, portfolios);
  g_string_append (page, "<main>\n");
  for (guint i = 0; i < portfolios->len; i++)
    put_portfolio (page, bundle, portfolios->pdata[i], portfolios->len == 1);
  put_documents (page, bundle, "decision", _ ("Decisions"));
  put_documents (page, bundle, "credential", _ ("Badges"));
  g_string_append (page, "</main>\n<footer>\n");
  put (page, "p class=\"quiet\"",
       _ ("Vouch opens this folder or archive again as it was, by the file vouch.json."));
  g_string_append (page, "</footer>\n</body>\n</html>\n");
  return g_string_free (page, FALSE);
}
