/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-html-text"

#include "config.h"
#include "vouch-html-text.h"

#include <string.h>

#include "vouch-html-lists.h"
#include "vouch-html-scan.h"

/*
 * The words of a piece of HTML, as a word processor or a browser puts it on the clipboard.
 *
 * A paragraph is a line; an empty one stays, several become one.  Entries of lists begin with "• " or
 * their number, rows of tables are lines with " | " between the cells, a link is followed by its address
 * in brackets.  Styles, scripts, comments, pictures and whatever is hidden or struck out as deleted
 * leave nothing.  Microsoft Word writes lists as paragraphs with the style `mso-list` and prints the
 * marker into a span `mso-list:Ignore`.
 *
 * The bytes are a stranger's.  What is read, what is written and how deep elements nest are bounded;
 * tags that do not fit are closed or passed over, never refused.
 */

#define MAX_SOURCE (16 * 1024 * 1024)
#define MAX_RESULT (4 * 1024 * 1024)
#define MAX_DEPTH 256
#define MAX_NUMBER 100000

static const char *const blocks[] = {
  "address", "article", "aside", "blockquote", "body",   "caption",    "center", "dd",
  "div",     "dl",      "dt",    "fieldset",   "figure", "footer",     "form",   "h1",
  "h2",      "h3",      "h4",    "h5",         "h6",     "header",     "hr",     "li",
  "main",    "nav",     "ol",    "p",          "pre",    "section",    "table",  "tr",
  "ul",      "legend",  "thead", "tbody",      "tfoot",  "figcaption", NULL,
};
static const char *const void_elements[] = { "br",    "hr",     "img",   "input", "meta",
                                             "link",  "col",    "base",  "wbr",   "area",
                                             "embed", "source", "track", NULL };
static const char *const raw_elements[] = { "script",   "style",    "title", "iframe",
                                            "noframes", "textarea", NULL };
static const char *const hidden_elements[] = { "del",    "template", "svg",      "noembed",
                                               "object", "select",   "datalist", NULL };

typedef struct {
  char name[24];
  gboolean hidden;   /* it, or something it is in */
  gboolean captures; /* the marker that Word printed */
  gboolean pre;
  char style;    /* of a list */
  guint number;  /* of a list's next entry */
  guint cells;   /* of a row */
  gsize start;   /* where the text of a link or row begins */
  char *address; /* of a link */
} Element;

typedef struct {
  GString *out;
  GArray *stack; /* (element-type Element) */
  guint breaks;  /* lines to end before the next word */
  gboolean space;
  gboolean blank; /* a blank that was meant to be seen, in a line with nothing else */
  char *marker;   /* goes before the next word */
  GString *captured;
  guint word_level;
} Reading;

static void
element_clear (Element *element)
{
  g_free (element->address);
}

static Element *
top (Reading *r)
{
  return r->stack->len > 0 ? &g_array_index (r->stack, Element, r->stack->len - 1) : NULL;
}

static Element *
find_open (Reading *r, const char *name)
{
  for (guint i = r->stack->len; i > 0; i--) {
    Element *element = &g_array_index (r->stack, Element, i - 1);

    if (g_str_equal (element->name, name))
      return element;
  }
  return NULL;
}

static gboolean
in_cell (Reading *r)
{
  return find_open (r, "td") != NULL || find_open (r, "th") != NULL;
}

static guint
count_lists (Reading *r)
{
  guint count = 0;

  for (guint i = 0; i < r->stack->len; i++) {
    const char *name = g_array_index (r->stack, Element, i).name;

    count += g_str_equal (name, "ul") || g_str_equal (name, "ol") ? 1 : 0;
  }
  return count;
}

static void
end_line (Reading *r)
{
  if (in_cell (r)) {
    r->space = TRUE;
    return;
  }
  r->breaks = MAX (r->breaks, r->blank ? 2 : 1);
  r->blank = FALSE;
  r->space = FALSE;
}

static void
start_word (Reading *r)
{
  if (r->breaks > 0) {
    if (r->out->len > 0)
      g_string_append_len (r->out, "\n\n", MIN (r->breaks, 2));
    r->space = FALSE;
  } else if (r->space && r->out->len > 0 && !g_ascii_isspace (r->out->str[r->out->len - 1])) {
    g_string_append_c (r->out, ' ');
  }
  r->breaks = 0;
  r->space = r->blank = FALSE;
  if (r->marker != NULL)
    g_string_append (r->out, r->marker);
  g_clear_pointer (&r->marker, g_free);
}

static gboolean
is_nothing (gunichar c)
{
  return c == 0 || c == 0xad || c == 0x200b || c == 0xfeff || c == 0xfffc || c == 0xfffd ||
         g_unichar_iscntrl (c);
}

static void
put_char (Reading *r, gunichar c)
{
  Element *element = top (r);

  if (r->captured != NULL) {
    g_string_append_unichar (r->captured, c == 0xa0 ? ' ' : c);
    return;
  }
  if (element != NULL && element->pre && c == '\n') {
    if (r->breaks > 0 || r->out->len == 0)
      r->blank = TRUE;
    end_line (r);
    return;
  }
  if (c == 0xa0 && (r->breaks > 0 || r->out->len == 0))
    r->blank = TRUE;
  if (c == 0xa0 || g_unichar_isspace (c)) {
    r->space = TRUE;
    return;
  }
  if (is_nothing (c) || r->out->len > MAX_RESULT)
    return;
  start_word (r);
  g_string_append_unichar (r->out, c);
}

static void
put_text (Reading *r, const char *start, gsize length)
{
  const char *end = start + length;

  for (const char *p = start; p < end;) {
    gunichar c = 0;
    gsize taken = *p == '&' ? vouch_html_scan_entity (p, end, &c) : 0;

    if (taken == 0)
      c = g_utf8_get_char (p);
    put_char (r, c);
    p = taken > 0 ? p + taken : g_utf8_next_char (p);
  }
}

/* "see the plan (https://…)", unless the address is what is read anyway. */
static void
end_link (Reading *r, Element *element)
{
  const char *text;
  g_autofree char *trimmed = NULL;
  const char *bare;

  if (element->address == NULL || element->hidden || r->out->len <= element->start)
    return;
  text = r->out->str + element->start;
  trimmed = g_strstrip (g_strdup (text));
  bare = strstr (element->address, "://");
  bare = bare != NULL ? bare + 3 : strchr (element->address, ':') + 1;
  if (*trimmed == '\0' || strstr (trimmed, bare) != NULL || strstr (bare, trimmed) == bare)
    return;
  g_string_append_printf (r->out, " (%s)",
                          g_str_has_prefix (element->address, "mailto:") ? bare : element->address);
}

/* A row of empty cells leaves nothing. */
static void
end_row (Reading *r, Element *element)
{
  for (gsize i = element->start; i < r->out->len; i++)
    if (strchr (" |\n", r->out->str[i]) == NULL)
      return;
  g_string_truncate (r->out, MIN (element->start, r->out->len));
}

static void
end_captured (Reading *r)
{
  g_free (r->marker);
  r->marker = vouch_html_lists_word_marker (r->captured->str, r->word_level);
  g_string_free (r->captured, TRUE);
  r->captured = NULL;
}

static void
pop (Reading *r)
{
  Element element = *top (r);

  if (element.captures && r->captured != NULL)
    end_captured (r);
  if (g_str_equal (element.name, "a"))
    end_link (r, &element);
  if (g_str_equal (element.name, "tr") && !in_cell (r))
    end_row (r, &element);
  if (g_str_equal (element.name, "li") && r->marker != NULL)
    g_clear_pointer (&r->marker, g_free);
  element_clear (&element);
  g_array_set_size (r->stack, r->stack->len - 1);
  if (g_strv_contains (blocks, element.name) && !element.hidden)
    end_line (r);
}

/* Ends the innermost of @name and what is open in it, but nothing beyond one of @walls. */
static void
close_element (Reading *r, const char *name, const char *const *walls)
{
  for (guint i = r->stack->len; i > 0; i--) {
    const char *open = g_array_index (r->stack, Element, i - 1).name;

    if (g_str_equal (open, name)) {
      while (r->stack->len >= i)
        pop (r);
      return;
    }
    if (g_strv_contains (walls, open))
      return;
  }
}

/* Elements that end where the next of their kind begins. */
static void
close_implied (Reading *r, const char *name)
{
  static const char *const rows[] = { "table", NULL };
  static const char *const entries[] = { "ul", "ol", "table", NULL };
  static const char *const paragraphs[] = { "td", "th", "table", "li", "div", "blockquote", NULL };

  if (g_str_equal (name, "td") || g_str_equal (name, "th")) {
    close_element (r, "td", (const char *const[]){ "tr", "table", NULL });
    close_element (r, "th", (const char *const[]){ "tr", "table", NULL });
  } else if (g_str_equal (name, "tr")) {
    close_element (r, "tr", rows);
  } else if (g_str_equal (name, "li")) {
    close_element (r, "li", entries);
  } else if (g_strv_contains (blocks, name)) {
    close_element (r, "p", paragraphs);
  }
}

static void
close_tag (Reading *r, const char *name)
{
  static const char *const walls[] = { "td", "th", "table", NULL };
  static const char *const none[] = { NULL };

  if (g_str_equal (name, "table"))
    close_element (r, name, none);
  else if (g_str_equal (name, "tr") || g_str_equal (name, "td") || g_str_equal (name, "th"))
    close_element (r, name, walls + 2);
  else
    close_element (r, name, walls);
}

static char *
dup_style (const VouchHtmlToken *token)
{
  g_autofree char *style = vouch_html_token_dup_attribute (token, "style");
  g_autoptr (GString) css = g_string_new (NULL);

  for (const char *p = style; p != NULL && *p != '\0'; p++)
    if (!g_ascii_isspace (*p))
      g_string_append_c (css, g_ascii_tolower (*p));
  return g_string_free (g_steal_pointer (&css), FALSE);
}

static gboolean
is_hidden (const VouchHtmlToken *token, const char *css)
{
  g_autofree char *hidden = vouch_html_token_dup_attribute (token, "hidden");
  g_autofree char *class = vouch_html_token_dup_attribute (token, "class");

  return hidden != NULL || g_strv_contains (hidden_elements, token->name) ||
         strstr (css, "display:none") != NULL || strstr (css, "mso-hide:all") != NULL ||
         strstr (css, "visibility:hidden") != NULL || strstr (css, "mso-element:comment") != NULL ||
         (class != NULL && (strstr (class, "MsoCommentReference") != NULL ||
                            strstr (class, "msocomanchor") != NULL));
}

static gboolean
is_address (const char *address)
{
  return g_ascii_strncasecmp (address, "https://", 8) == 0 ||
         g_ascii_strncasecmp (address, "http://", 7) == 0 ||
         g_ascii_strncasecmp (address, "mailto:", 7) == 0;
}

static void
open_entry (Reading *r, const VouchHtmlToken *token, const char *css)
{
  g_autofree char *type = vouch_html_token_dup_attribute (token, "type");
  g_autofree char *value = vouch_html_token_dup_attribute (token, "value");
  guint64 number;
  Element *list = NULL;
  char style;

  for (guint i = r->stack->len; i > 0 && list == NULL; i--) {
    Element *element = &g_array_index (r->stack, Element, i - 1);

    list = element->style != '\0' ? element : NULL;
  }
  if (list != NULL && value != NULL &&
      g_ascii_string_to_unsigned (value, 10, 0, MAX_NUMBER, &number, NULL))
    list->number = (guint) number;
  style = vouch_html_lists_style (type, css, list != NULL ? list->style : '*');
  g_free (r->marker);
  r->marker = vouch_html_lists_number (style, list != NULL ? list->number++ : 1, count_lists (r));
}

static void
open_cell (Reading *r)
{
  Element *row = find_open (r, "tr");

  if (row == NULL || in_cell (r)) {
    r->space = TRUE;
    return;
  }
  if (row->cells++ > 0) {
    r->space = FALSE;
    start_word (r);
    g_string_append (r->out, " | ");
  }
}

static void
open_list (Element *element, const VouchHtmlToken *token, const char *css)
{
  g_autofree char *type = vouch_html_token_dup_attribute (token, "type");
  g_autofree char *start = vouch_html_token_dup_attribute (token, "start");
  guint64 number = 1;

  if (start != NULL)
    g_ascii_string_to_unsigned (start, 10, 0, MAX_NUMBER, &number, NULL);
  element->number = (guint) number;
  element->style = vouch_html_lists_style (type, css, g_str_equal (token->name, "ol") ? '1' : '*');
}

/* What an element means besides that it is open. */
static void
begin (Reading *r, Element *element, const VouchHtmlToken *token, const char *css)
{
  const char *name = token->name;
  guint level = vouch_html_lists_word_level (css);

  if (g_str_equal (name, "ol") || g_str_equal (name, "ul"))
    open_list (element, token, css);
  else if (g_str_equal (name, "li"))
    open_entry (r, token, css);
  else if (g_str_equal (name, "td") || g_str_equal (name, "th"))
    open_cell (r);
  else if (g_str_equal (name, "a"))
    element->address = vouch_html_token_dup_attribute (token, "href");
  if (element->address != NULL && !is_address (element->address))
    g_clear_pointer (&element->address, g_free);
  if (level > 0 && g_strv_contains (blocks, name) && !g_str_equal (name, "li")) {
    r->word_level = level;
    g_free (r->marker);
    r->marker = vouch_html_lists_number ('*', 1, level);
  }
  element->captures = strstr (css, "mso-list:ignore") != NULL && r->captured == NULL;
  if (element->captures)
    r->captured = g_string_new (NULL);
  element->start = r->out->len;
}

static void
open_void (Reading *r, const VouchHtmlToken *token)
{
  g_autofree char *alt = NULL;

  if (g_str_equal (token->name, "br")) {
    if (r->breaks > 0)
      r->blank = TRUE;
    end_line (r);
  } else if (g_str_equal (token->name, "hr")) {
    end_line (r);
  } else if (g_str_equal (token->name, "img")) {
    alt = vouch_html_token_dup_attribute (token, "alt");
    /* Web pages draw emoji as pictures; other pictures are described at length, or by a program. */
    if (alt != NULL && g_utf8_strlen (alt, -1) <= 4 && (guchar) *alt >= 0x80)
      put_text (r, alt, strlen (alt));
  }
}

static void
open_tag (Reading *r, VouchHtmlScan *scan, const VouchHtmlToken *token)
{
  Element *around;
  Element element = { 0 };
  g_autofree char *css = NULL;

  if (g_strv_contains (raw_elements, token->name)) {
    vouch_html_scan_skip_raw (scan, token->name);
    return;
  }
  close_implied (r, token->name);
  around = top (r);
  if (g_strv_contains (void_elements, token->name)) {
    if (around == NULL || !around->hidden)
      open_void (r, token);
    return;
  }
  if (r->stack->len >= MAX_DEPTH)
    return;
  css = dup_style (token);
  g_strlcpy (element.name, token->name, sizeof element.name);
  element.hidden = (around != NULL && around->hidden) || is_hidden (token, css);
  element.pre = (around != NULL && around->pre) || g_str_equal (token->name, "pre") ||
                strstr (css, "white-space:pre") != NULL;
  if (!element.hidden) {
    if (g_strv_contains (blocks, token->name))
      end_line (r);
    begin (r, &element, token, css);
  }
  g_array_append_val (r->stack, element);
}

/* Browsers differ in how they hand over the clipboard: UTF-8, or UTF-16 with a mark. */
static char *
decode (const char *html, gsize length)
{
  const guchar *bytes = (const guchar *) html;
  const char *from = NULL;

  if (length >= 2 &&
      ((bytes[0] == 0xff && bytes[1] == 0xfe) || (bytes[0] == 0xfe && bytes[1] == 0xff)))
    from = bytes[0] == 0xff ? "UTF-16LE" : "UTF-16BE";
  if (from != NULL) {
    g_autofree char *text = g_convert_with_fallback (html + 2, (gssize) ((length - 2) & ~(gsize) 1),
                                                     "UTF-8", from, "", NULL, NULL, NULL);

    return text != NULL ? g_utf8_make_valid (text, -1) : g_strdup ("");
  }
  return g_utf8_make_valid (html, (gssize) strnlen (html, length));
}

/* The header of Windows' own format, where a program passed it on. */
static const char *
skip_header (const char *html)
{
  const char *start = g_str_has_prefix (html, "Version:") ? strchr (html, '<') : NULL;

  return start != NULL ? start : html;
}

static void
trim_lines (GString *text)
{
  gsize to = 0;

  for (gsize i = 0; i < text->len; i++) {
    if (text->str[i] == '\n')
      while (to > 0 && text->str[to - 1] == ' ')
        to--;
    text->str[to++] = text->str[i];
  }
  g_string_truncate (text, to);
  while (text->len > 0 && g_ascii_isspace (text->str[text->len - 1]))
    g_string_truncate (text, text->len - 1);
}

/**
 * vouch_html_text_read:
 * @html: (array length=length): bytes of somebody else.
 * @length: how many.
 *
 * Returns: (transfer full): the words of it, valid UTF-8, lines ended by a line feed.
 */
char *
vouch_html_text_read (const char *html, gsize length)
{
  g_autofree char *source = decode (html, MIN (length, MAX_SOURCE));
  const char *start = skip_header (source);
  VouchHtmlScan scan = { start, start + strlen (start) };
  Reading r = { .out = g_string_new (NULL), .stack = g_array_new (FALSE, FALSE, sizeof (Element)) };
  VouchHtmlToken token;

  for (vouch_html_scan_next (&scan, &token); token.kind != VOUCH_HTML_TOKEN_END;
       vouch_html_scan_next (&scan, &token)) {
    Element *element = top (&r);

    if (token.kind == VOUCH_HTML_TOKEN_OPEN)
      open_tag (&r, &scan, &token);
    else if (token.kind == VOUCH_HTML_TOKEN_CLOSE)
      close_tag (&r, token.name);
    else if (token.kind == VOUCH_HTML_TOKEN_TEXT && (element == NULL || !element->hidden))
      put_text (&r, token.start, token.length);
  }
  while (r.stack->len > 0)
    pop (&r);
  if (r.captured != NULL)
    g_string_free (r.captured, TRUE);
  g_free (r.marker);
  g_array_unref (r.stack);
  trim_lines (r.out);
  return g_string_free (r.out, FALSE);
}
