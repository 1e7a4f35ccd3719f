/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-html-scan"

#include "config.h"
#include "vouch-html-scan.h"

#include <string.h>

/*
 * HTML as other programs put it on the clipboard: tags, text, comments, character references.
 *
 * It is the bytes of a stranger, and it is never refused: whatever cannot be understood is text or is
 * passed over.  Every call moves forward, nothing is kept but pointers into the source, and an attribute
 * is looked for in the tag it stands in only, so the work is proportional to the source.
 */

/* A longer value is no address and no style that means anything here. */
#define MAX_VALUE 2048

/* The names of HTML 4 for U+00A0 to U+00FF, in their order. */
static const char latin[] =
    "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn "
    "sup2 "
    "sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute "
    "Acirc "
    "Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde "
    "Ograve "
    "Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave "
    "aacute "
    "acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth "
    "ntilde "
    "ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml ";

static const struct {
  const char *name;
  gunichar c;
} names[] = {
  { "amp", '&' },       { "lt", '<' },        { "gt", '>' },        { "quot", '"' },
  { "apos", '\'' },     { "ndash", 0x2013 },  { "mdash", 0x2014 },  { "hellip", 0x2026 },
  { "lsquo", 0x2018 },  { "rsquo", 0x2019 },  { "sbquo", 0x201a },  { "ldquo", 0x201c },
  { "rdquo", 0x201d },  { "bdquo", 0x201e },  { "lsaquo", 0x2039 }, { "rsaquo", 0x203a },
  { "bull", 0x2022 },   { "euro", 0x20ac },   { "trade", 0x2122 },  { "ensp", 0x2002 },
  { "emsp", 0x2003 },   { "thinsp", 0x2009 }, { "zwnj", 0x200c },   { "zwj", 0x200d },
  { "lrm", 0x200e },    { "rlm", 0x200f },    { "dagger", 0x2020 }, { "prime", 0x2032 },
  { "larr", 0x2190 },   { "rarr", 0x2192 },   { "le", 0x2264 },     { "ge", 0x2265 },
  { "ne", 0x2260 },     { "minus", 0x2212 },  { "infin", 0x221e },  { "asymp", 0x2248 },
  { "OElig", 0x0152 },  { "oelig", 0x0153 },  { "Scaron", 0x0160 }, { "scaron", 0x0161 },
  { "permil", 0x2030 }, { "Yuml", 0x0178 },   { "fnof", 0x0192 },   { "uarr", 0x2191 },
};

/* What 128 to 159 mean where a page numbers them by Windows-1252 (HTML, "numeric character reference
 * end state"); 0 where nothing is there. */
static const gunichar windows[32] = {
  0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
  0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
  0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

static gboolean
is_name_char (char c)
{
  return g_ascii_isalnum (c) || c == ':' || c == '-' || c == '_';
}

static gunichar
find_name (const char *name, gsize length)
{
  gunichar c = 0xa0;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i].name) == length && memcmp (names[i].name, name, length) == 0)
      return names[i].c;
  for (const char *p = latin; *p != '\0'; c++) {
    const char *space = strchr (p, ' ');

    if ((gsize) (space - p) == length && memcmp (p, name, length) == 0)
      return c;
    p = space + 1;
  }
  return 0;
}

static gunichar
clean_number (guint64 number)
{
  if (number >= 128 && number < 160)
    return windows[number - 128];
  if (number > 0x10ffff || !g_unichar_validate ((gunichar) number))
    return 0;
  return (gunichar) number;
}

/**
 * vouch_html_scan_entity:
 * @p: an ampersand.
 * @end: behind the last byte that may be read.
 * @c: (out): the character; 0 when the number stands for none.
 *
 * Reads a character reference.
 *
 * Returns: how many bytes it takes; 0 when it is an ampersand and nothing more.
 */
gsize
vouch_html_scan_entity (const char *p, const char *end, gunichar *c)
{
  const char *start = p + 1;
  const char *q = start;

  if (start < end && *start == '#') {
    gboolean hex = start + 1 < end && (start[1] == 'x' || start[1] == 'X');
    guint64 number = 0;
    const char *digits = start + (hex ? 2 : 1);

    for (q = digits;
         q < end && q < digits + 10 && (hex ? g_ascii_isxdigit (*q) : g_ascii_isdigit (*q)); q++)
      number = number * (hex ? 16 : 10) + (guint64) g_ascii_xdigit_value (*q);
    if (q == digits)
      return 0;
    *c = clean_number (number);
  } else {
    while (q < end && q < start + 8 && g_ascii_isalnum (*q))
      q++;
    *c = q > start ? find_name (start, (gsize) (q - start)) : 0;
    if (*c == 0)
      return 0;
  }
  return (gsize) (q - p) + (q < end && *q == ';' ? 1 : 0);
}

/* Behind the `>` of a tag; quotes hide it. */
static const char *
find_tag_end (const char *p, const char *end)
{
  char quote = '\0';

  for (; p < end; p++) {
    if (quote != '\0')
      quote = *p == quote ? '\0' : quote;
    else if ((*p == '"' || *p == '\'') && p[-1] == '=')
      quote = *p;
    else if (*p == '>')
      return p;
  }
  return NULL;
}

static const char *
find_text (const char *p, const char *end, const char *text)
{
  gsize length = strlen (text);

  for (; (gsize) (end - p) >= length; p++) {
    p = memchr (p, *text, (gsize) (end - p) - length + 1);
    if (p == NULL)
      return NULL;
    if (memcmp (p, text, length) == 0)
      return p;
  }
  return NULL;
}

/* `<!-- … -->`, `<!doctype …>`, `<![if …]>`, `<?xml … ?>`; unended ones go to the end. */
static void
skip_other (VouchHtmlScan *scan, VouchHtmlToken *token)
{
  gboolean comment = scan->end - scan->p >= 4 && memcmp (scan->p, "<!--", 4) == 0;
  const char *end = comment ? find_text (scan->p + 2, scan->end, "-->")
                            : memchr (scan->p, '>', (gsize) (scan->end - scan->p));

  token->kind = VOUCH_HTML_TOKEN_OTHER;
  scan->p = end == NULL ? scan->end : end + (comment ? 3 : 1);
}

static void
take_tag (VouchHtmlScan *scan, VouchHtmlToken *token, const char *name, const char *end)
{
  gsize n = 0;

  while (name < end && is_name_char (*name)) {
    if (n < sizeof token->name - 1)
      token->name[n++] = g_ascii_tolower (*name);
    name++;
  }
  token->start = name;
  token->length = (gsize) (end - name);
  scan->p = end + 1;
}

/**
 * vouch_html_scan_next:
 * @scan: a walk.
 * @token: (out caller-allocates): what stands next.
 *
 * Reads on.
 */
void
vouch_html_scan_next (VouchHtmlScan *scan, VouchHtmlToken *token)
{
  const char *p = scan->p;
  const char *next;
  gboolean unended = FALSE;

  memset (token, 0, sizeof *token);
  if (p >= scan->end)
    return;
  if (*p == '<' && p + 1 < scan->end) {
    gboolean closes = p[1] == '/';
    const char *name = p + (closes ? 2 : 1);
    const char *end;

    if (p[1] == '!' || p[1] == '?') {
      skip_other (scan, token);
      return;
    }
    end = name < scan->end && g_ascii_isalpha (*name) ? find_tag_end (name, scan->end) : scan->end;
    if (end != NULL && end < scan->end) {
      token->kind = closes ? VOUCH_HTML_TOKEN_CLOSE : VOUCH_HTML_TOKEN_OPEN;
      take_tag (scan, token, name, end);
      return;
    }
    unended = end == NULL;
  }
  /* The first byte is text even when it is a bracket; behind a tag that is not ended all is text, so
   * that nothing is looked through twice. */
  next = unended ? NULL : memchr (p + 1, '<', (gsize) (scan->end - p - 1));
  token->kind = VOUCH_HTML_TOKEN_TEXT;
  token->start = p;
  token->length = (gsize) ((next != NULL ? next : scan->end) - p);
  scan->p = p + token->length;
}

/**
 * vouch_html_scan_skip_raw:
 * @scan: a walk, behind an opening tag.
 * @name: the element, whose content is not HTML.
 *
 * Goes to its closing tag, or to the end.
 */
void
vouch_html_scan_skip_raw (VouchHtmlScan *scan, const char *name)
{
  gsize length = strlen (name);

  while (scan->p < scan->end) {
    const char *p = find_text (scan->p, scan->end, "</");

    if (p == NULL || (gsize) (scan->end - p) < length + 2) {
      scan->p = scan->end;
      return;
    }
    if (g_ascii_strncasecmp (p + 2, name, length) == 0) {
      scan->p = p;
      return;
    }
    scan->p = p + 2;
  }
}

static char *
dup_value (const char *p, gsize length)
{
  g_autoptr (GString) value = g_string_new (NULL);
  const char *end = p + MIN (length, MAX_VALUE);

  while (p < end) {
    gunichar c = 0;
    gsize taken = *p == '&' ? vouch_html_scan_entity (p, end, &c) : 0;

    if (taken > 0 && c != 0)
      g_string_append_unichar (value, c);
    else if (taken == 0)
      g_string_append_c (value, *p);
    p += MAX (taken, 1);
  }
  return g_utf8_make_valid (value->str, (gssize) strnlen (value->str, value->len));
}

/* Reads one attribute; its name is not ended by anything. */
static const char *
read_attribute (const char *p,
                const char *end,
                gsize *name_length,
                const char **value,
                gsize *length)
{
  const char *name = p;
  char quote;

  while (p < end && !g_ascii_isspace (*p) && *p != '=' && *p != '/')
    p++;
  *name_length = (gsize) (p - name);
  *value = p;
  *length = 0;
  while (p < end && g_ascii_isspace (*p))
    p++;
  if (p >= end || *p != '=')
    return p;
  p++;
  while (p < end && g_ascii_isspace (*p))
    p++;
  quote = p < end && (*p == '"' || *p == '\'') ? *p++ : '\0';
  *value = p;
  while (p < end && (quote != '\0' ? *p != quote : !g_ascii_isspace (*p)))
    p++;
  *length = (gsize) (p - *value);
  return p < end ? p + 1 : p;
}

/**
 * vouch_html_token_dup_attribute:
 * @token: an opening tag.
 * @name: an attribute's name in lower case.
 *
 * Returns: (transfer full) (nullable): its value, valid UTF-8; %NULL when it is not there.
 */
char *
vouch_html_token_dup_attribute (const VouchHtmlToken *token, const char *name)
{
  const char *p = token->start;
  const char *end = p + token->length;

  while (p < end) {
    const char *begin = p, *value;
    gsize name_length, length;

    if (g_ascii_isspace (*p) || *p == '/' || *p == '=') {
      p++;
      continue;
    }
    p = read_attribute (p, end, &name_length, &value, &length);
    if (name_length == strlen (name) && g_ascii_strncasecmp (begin, name, name_length) == 0)
      return dup_value (value, length);
  }
  return NULL;
}
