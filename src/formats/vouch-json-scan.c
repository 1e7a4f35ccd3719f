/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-json-scan"

#include "config.h"
#include "vouch-json-scan.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "vouch-error.h"

#include "vouch-json-number.h"
#include "vouch-json-place.h"

/*
 * The one strict reader of JSON (RFC 8259, within the limits of I-JSON, RFC 7493). Every text that
 * comes from outside passes here before anything is made of it.
 *
 * It refuses what other readers accept or misread: a byte order mark, invalid UTF-8, NUL in any
 * spelling, half a surrogate pair, a name that occurs twice in one object (compared after
 * unescaping), whole numbers that a double cannot tell apart, numbers that overflow or vanish,
 * anything after the value, and more bytes, depth, values, members or text than the caller allows.
 *
 * Invariants: one pass over the buffer; the nesting is kept in `frames`, never on the C stack, so
 * depth costs memory only up to max_depth. An error names the JSON path, the reason, the line and
 * the column (in characters). A sink hears only of values that are whole and valid so far; when the
 * scan fails it must throw away what it has.
 */

typedef struct {
  GHashTable *names; /* those seen so far; NULL in an array */
  const char *name;  /* of the present member, lent by names */
  guint count;       /* members or elements begun */
} Frame;

typedef struct {
  const char *start;
  const char *p;
  const char *end;
  VouchJsonLimits limits;
  const VouchJsonSink *sink;
  gpointer sink_data;
  GArray *frames;
  GString *text; /* the last string, unescaped */
  gsize nodes;
  GError **error;
} Scan;

static void
frame_clear (gpointer data)
{
  Frame *frame = data;

  g_clear_pointer (&frame->names, g_hash_table_unref);
}

static char *
scan_path (Scan *scan)
{
  char *path = g_strdup ("$");

  for (guint i = 0; i < scan->frames->len; i++) {
    Frame *frame = &g_array_index (scan->frames, Frame, i);
    char *longer = NULL;

    if (frame->names == NULL && frame->count > 0)
      longer = vouch_json_path_element (path, frame->count - 1);
    else if (frame->name != NULL)
      longer = vouch_json_path_member (path, frame->name);
    if (longer == NULL)
      break;
    g_free (path);
    path = longer;
  }
  return path;
}

static gboolean G_GNUC_PRINTF (3, 4) scan_fail (Scan *scan, const char *at, const char *format, ...)
{
  g_autofree char *path = scan_path (scan);
  g_autofree char *reason = NULL;
  gsize line = 1, column = 1;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  for (const char *p = scan->start; p < at; p++) {
    if (*p == '\n')
      line++, column = 1;
    else if (((guchar) *p & 0xc0) != 0x80) /* not inside a character */
      column++;
  }
  /* Translators: the JSON path, the reason, then the place in the text. */
  g_set_error (scan->error, VOUCH_ERROR, VOUCH_ERROR_INVALID, _ ("%s: %s (line %zu, column %zu)"),
               path, reason, line, column);
  return FALSE;
}

static gboolean
scan_fail_unexpected (Scan *scan, const char *wanted)
{
  g_autofree char *reason = vouch_json_unexpected (scan->p, scan->end, wanted);

  return scan_fail (scan, scan->p, "%s", reason);
}

static void
scan_skip_space (Scan *scan)
{
  while (scan->p < scan->end &&
         (*scan->p == ' ' || *scan->p == '\t' || *scan->p == '\n' || *scan->p == '\r'))
    scan->p++;
}

static Frame *
scan_top (Scan *scan)
{
  g_assert (scan->frames->len > 0);
  return &g_array_index (scan->frames, Frame, scan->frames->len - 1);
}

static const char *
scan_key (Scan *scan)
{
  return scan->frames->len > 0 ? scan_top (scan)->name : NULL;
}

static gboolean
scan_hex4 (Scan *scan, guint *unit)
{
  *unit = 0;
  for (int i = 0; i < 4; i++, scan->p++) {
    if (scan->p == scan->end)
      return scan_fail (scan, scan->end, _ ("the text ends inside a string"));
    if (!g_ascii_isxdigit (*scan->p))
      return scan_fail (scan, scan->p, _ ("\\u must be followed by four hexadecimal digits"));
    *unit = *unit << 4 | (guint) g_ascii_xdigit_value (*scan->p);
  }
  return TRUE;
}

/* At the first digit after \u. RFC 8259, section 7: beyond the basic plane two units make one. */
static gboolean
scan_unicode_escape (Scan *scan)
{
  const char *at = scan->p - 2;
  guint unit, low;

  if (!scan_hex4 (scan, &unit))
    return FALSE;
  if (unit == 0)
    return scan_fail (scan, at, _ ("a string may not contain the character NUL"));
  if (unit >= 0xd800 && unit <= 0xdbff) {
    if (scan->end - scan->p < 2 || scan->p[0] != '\\' || scan->p[1] != 'u')
      return scan_fail (scan, at, _ ("half of a surrogate pair stands alone"));
    scan->p += 2;
    if (!scan_hex4 (scan, &low))
      return FALSE;
    if (low < 0xdc00 || low > 0xdfff)
      return scan_fail (scan, at, _ ("half of a surrogate pair stands alone"));
    unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
  } else if (unit >= 0xdc00 && unit <= 0xdfff) {
    return scan_fail (scan, at, _ ("half of a surrogate pair stands alone"));
  }
  g_string_append_unichar (scan->text, unit);
  return TRUE;
}

/* At the backslash. */
static gboolean
scan_escape (Scan *scan)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char values[] = "\"\\/\b\f\n\r\t";
  const char *letter;

  if (scan->end - scan->p < 2)
    return scan_fail (scan, scan->end, _ ("the text ends inside a string"));
  scan->p += 2;
  if (scan->p[-1] == 'u')
    return scan_unicode_escape (scan);
  letter = scan->p[-1] != '\0' ? strchr (letters, scan->p[-1]) : NULL;
  if (letter == NULL)
    return scan_fail (scan, scan->p - 2, _ ("a backslash is followed by an unknown letter"));
  g_string_append_c (scan->text, values[letter - letters]);
  return TRUE;
}

/* A run of characters that stand for themselves. */
static gboolean
scan_plain_run (Scan *scan)
{
  const char *run = scan->p, *bad;

  while (scan->p < scan->end && *scan->p != '"' && *scan->p != '\\' && (guchar) *scan->p >= 0x20)
    scan->p++;
  if (!g_utf8_validate_len (run, (gsize) (scan->p - run), &bad))
    return scan_fail (scan, bad, _ ("a string is not valid UTF-8"));
  g_string_append_len (scan->text, run, scan->p - run);
  return TRUE;
}

/* At the opening quotation mark; leaves the string in text. */
static gboolean
scan_string (Scan *scan)
{
  const char *at = scan->p++;

  g_string_truncate (scan->text, 0);
  for (;;) {
    if (!scan_plain_run (scan))
      return FALSE;
    if (scan->text->len > scan->limits.max_string)
      return scan_fail (scan, at, _ ("a string is longer than %zu bytes"), scan->limits.max_string);
    if (scan->p == scan->end)
      return scan_fail (scan, scan->p, _ ("the text ends inside a string"));
    if (*scan->p == '"')
      break;
    if ((guchar) *scan->p < 0x20)
      return scan_fail (scan, scan->p,
                        _ ("a string contains the control character 0x%02x as it is"),
                        (guint) (guchar) *scan->p);
    if (!scan_escape (scan))
      return FALSE;
  }
  scan->p++;
  return TRUE;
}

static gboolean
scan_number (Scan *scan, VouchJsonScalar *value)
{
  g_autofree char *reason = NULL;

  return vouch_json_number_read (&scan->p, scan->end, value, &reason) ||
         scan_fail (scan, scan->p, "%s", reason);
}

static gboolean
scan_literal (Scan *scan, VouchJsonScalar *value)
{
  static const struct {
    const char *word;
    VouchJsonScalarType type;
    gboolean boolean;
  } literals[] = {
    { "true", VOUCH_JSON_BOOLEAN, TRUE },
    { "false", VOUCH_JSON_BOOLEAN, FALSE },
    { "null", VOUCH_JSON_NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (literals); i++) {
    gsize length = strlen (literals[i].word);

    if ((gsize) (scan->end - scan->p) >= length &&
        memcmp (scan->p, literals[i].word, length) == 0) {
      value->type = literals[i].type;
      value->boolean = literals[i].boolean;
      scan->p += length;
      return TRUE;
    }
  }
  return scan_fail_unexpected (scan, _ ("a value"));
}

static gboolean
scan_scalar (Scan *scan)
{
  VouchJsonScalar value = { VOUCH_JSON_NULL, FALSE, 0, 0, NULL };

  if (scan->p < scan->end && *scan->p == '"') {
    if (!scan_string (scan))
      return FALSE;
    value.type = VOUCH_JSON_STRING;
    value.string = scan->text->str;
  } else if (scan->p < scan->end && (*scan->p == '-' || g_ascii_isdigit (*scan->p))) {
    if (!scan_number (scan, &value))
      return FALSE;
  } else if (!scan_literal (scan, &value)) {
    return FALSE;
  }
  if (scan->sink != NULL)
    scan->sink->scalar (scan->sink_data, scan_key (scan), &value);
  return TRUE;
}

/* At the start of a value: a scalar is taken wholly, of a container only the opening bracket. */
static gboolean
scan_value (Scan *scan)
{
  Frame frame = { NULL, NULL, 0 };
  gboolean is_object;

  if (++scan->nodes > scan->limits.max_nodes)
    return scan_fail (scan, scan->p, _ ("there are more than %zu values"), scan->limits.max_nodes);
  if (scan->p == scan->end || (*scan->p != '{' && *scan->p != '['))
    return scan_scalar (scan);
  if (scan->frames->len >= scan->limits.max_depth)
    return scan_fail (scan, scan->p, _ ("values are nested more than %u deep"),
                      scan->limits.max_depth);

  is_object = *scan->p++ == '{';
  if (scan->sink != NULL)
    scan->sink->begin (scan->sink_data, scan_key (scan), is_object);
  if (is_object)
    frame.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_array_append_val (scan->frames, frame);
  return TRUE;
}

/* The name of a member and its colon. */
static gboolean
scan_name (Scan *scan, Frame *frame)
{
  const char *at = scan->p;
  char *name;

  frame->name = NULL;
  if (scan->p == scan->end || *scan->p != '"')
    return scan_fail_unexpected (scan, _ ("the name of a member in quotation marks"));
  if (!scan_string (scan))
    return FALSE;
  if (frame->count > scan->limits.max_members)
    return scan_fail (scan, at, _ ("an object has more than %zu members"),
                      scan->limits.max_members);
  name = g_strdup (scan->text->str);
  frame->name = name;
  if (g_hash_table_contains (frame->names, name)) {
    scan_fail (scan, at, _ ("this name occurs twice in one object"));
    frame->name = NULL;
    g_free (name);
    return FALSE;
  }
  g_hash_table_add (frame->names, name);

  scan_skip_space (scan);
  if (scan->p == scan->end || *scan->p != ':')
    return scan_fail_unexpected (scan, _ ("a colon"));
  scan->p++;
  scan_skip_space (scan);
  return TRUE;
}

/* One step inside the innermost container: its end, or its next member or element. */
static gboolean
scan_step (Scan *scan)
{
  Frame *frame = scan_top (scan);
  gboolean is_object = frame->names != NULL;
  char closing = is_object ? '}' : ']';

  scan_skip_space (scan);
  if (scan->p < scan->end && *scan->p == closing) {
    scan->p++;
    g_array_set_size (scan->frames, scan->frames->len - 1);
    if (scan->sink != NULL)
      scan->sink->end (scan->sink_data);
    return TRUE;
  }
  if (frame->count > 0) {
    if (scan->p == scan->end || *scan->p != ',')
      return scan_fail_unexpected (scan, is_object ? _ ("a comma or }") : _ ("a comma or ]"));
    scan->p++;
    scan_skip_space (scan);
  }
  frame->count++;
  if (is_object && !scan_name (scan, frame))
    return FALSE;
  return scan_value (scan);
}

static gboolean
scan_document (Scan *scan)
{
  if ((gsize) (scan->end - scan->start) > scan->limits.max_bytes) {
    scan->end = scan->start;
    return scan_fail (scan, scan->start, _ ("the text is longer than %zu bytes"),
                      scan->limits.max_bytes);
  }
  if (scan->end - scan->p >= 3 && memcmp (scan->p, "\xef\xbb\xbf", 3) == 0)
    return scan_fail (scan, scan->p,
                      _ ("the text begins with a byte order mark; save it as UTF-8 without one"));
  scan_skip_space (scan);
  if (scan->p == scan->end)
    return scan_fail (scan, scan->start, _ ("there is nothing in it"));
  if (!scan_value (scan))
    return FALSE;
  while (scan->frames->len > 0)
    if (!scan_step (scan))
      return FALSE;
  scan_skip_space (scan);
  if (scan->p < scan->end)
    return scan_fail (scan, scan->p, _ ("something follows after the end of the value"));
  return TRUE;
}

static VouchJsonLimits
limits_with_defaults (const VouchJsonLimits *limits)
{
  VouchJsonLimits filled = { 0, 0, 0, 0, 0 };

  if (limits != NULL)
    filled = *limits;
  if (filled.max_bytes == 0)
    filled.max_bytes = VOUCH_JSON_DEFAULT_MAX_BYTES;
  if (filled.max_depth == 0)
    filled.max_depth = VOUCH_JSON_DEFAULT_MAX_DEPTH;
  if (filled.max_nodes == 0)
    filled.max_nodes = VOUCH_JSON_DEFAULT_MAX_NODES;
  if (filled.max_string == 0)
    filled.max_string = VOUCH_JSON_DEFAULT_MAX_STRING;
  if (filled.max_members == 0)
    filled.max_members = VOUCH_JSON_DEFAULT_MAX_MEMBERS;
  return filled;
}

/**
 * vouch_json_scan_into:
 * @data: a text, not necessarily ending in NUL.
 * @length: its length in bytes.
 * @limits: (nullable): how much is looked at; %NULL for the defaults.
 * @sink: (nullable): who hears of the values.
 * @sink_data: handed to @sink.
 * @error: %VOUCH_ERROR_INVALID with path, reason, line and column.
 *
 * Reads one JSON value strictly and tells @sink of it piece by piece.
 *
 * Returns: whether the whole text is valid.
 */
gboolean
vouch_json_scan_into (const char *data,
                      gsize length,
                      const VouchJsonLimits *limits,
                      const VouchJsonSink *sink,
                      gpointer sink_data,
                      GError **error)
{
  Scan scan = { 0 };
  gboolean ok;

  g_return_val_if_fail (data != NULL || length == 0, FALSE);

  scan.start = scan.p = data != NULL ? data : "";
  scan.end = scan.start + length;
  scan.limits = limits_with_defaults (limits);
  scan.sink = sink;
  scan.sink_data = sink_data;
  scan.frames = g_array_new (FALSE, FALSE, sizeof (Frame));
  g_array_set_clear_func (scan.frames, frame_clear);
  scan.text = g_string_new (NULL);
  scan.error = error;

  ok = scan_document (&scan);

  g_array_unref (scan.frames);
  g_string_free (scan.text, TRUE);
  return ok;
}

/**
 * vouch_json_scan:
 * @data: a text, not necessarily ending in NUL.
 * @length: its length in bytes.
 * @limits: (nullable): how much is looked at; %NULL for the defaults.
 * @error: %VOUCH_ERROR_INVALID with path, reason, line and column.
 *
 * Returns: whether the text is one strictly valid JSON value within the limits.
 */
gboolean
vouch_json_scan (const char *data, gsize length, const VouchJsonLimits *limits, GError **error)
{
  return vouch_json_scan_into (data, length, limits, NULL, NULL, error);
}
