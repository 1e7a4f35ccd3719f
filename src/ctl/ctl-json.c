/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouchctl"

#include "config.h"
#include "ctl-json.h"

#include <math.h>

#include "vouch-clock.h"
#include "vouch-day.h"

/* Deeper than any answer of vouchctl. */
#define MAX_DEPTH 16

struct _CtlJson {
  GString *text;
  char closers[MAX_DEPTH];
  gboolean begun[MAX_DEPTH]; /* whether something stands before the next member */
  guint depth;
};

/**
 * ctl_json_new:
 *
 * Returns: (transfer full): a writer with nothing written; begin an object first.
 */
CtlJson *
ctl_json_new (void)
{
  CtlJson *self = g_new0 (CtlJson, 1);

  self->text = g_string_new (NULL);
  return self;
}

/**
 * ctl_json_free:
 * @self: (nullable): a writer.
 *
 * Frees it.
 */
void
ctl_json_free (CtlJson *self)
{
  if (self == NULL)
    return;
  g_string_free (self->text, TRUE);
  g_free (self);
}

/* RFC 8259, section 7: what must be escaped, and nothing else. */
static void
append_string (GString *text, const char *value)
{
  g_string_append_c (text, '"');
  for (const char *c = value; *c != '\0'; c++) {
    if (*c == '"' || *c == '\\')
      g_string_append_printf (text, "\\%c", *c);
    else if (*c == '\n')
      g_string_append (text, "\\n");
    else if (*c == '\t')
      g_string_append (text, "\\t");
    else if ((guchar) *c < 0x20)
      g_string_append_printf (text, "\\u%04x", (guchar) *c);
    else
      g_string_append_c (text, *c);
  }
  g_string_append_c (text, '"');
}

static void
begin_value (CtlJson *self, const char *name)
{
  if (self->depth > 0 && self->begun[self->depth - 1])
    g_string_append_c (self->text, ',');
  if (self->depth > 0)
    self->begun[self->depth - 1] = TRUE;
  if (name == NULL)
    return;
  append_string (self->text, name);
  g_string_append_c (self->text, ':');
}

static void
begin (CtlJson *self, const char *name, char opener, char closer)
{
  g_assert (self->depth < MAX_DEPTH);

  begin_value (self, name);
  g_string_append_c (self->text, opener);
  self->closers[self->depth] = closer;
  self->begun[self->depth] = FALSE;
  self->depth++;
}

/**
 * ctl_json_begin_object:
 * @self: a writer.
 * @name: (nullable): its name in the object around it; %NULL in an array and at the top.
 *
 * Begins an object.
 */
void
ctl_json_begin_object (CtlJson *self, const char *name)
{
  g_return_if_fail (self != NULL);

  begin (self, name, '{', '}');
}

/**
 * ctl_json_begin_array:
 * @self: a writer.
 * @name: (nullable): its name in the object around it.
 *
 * Begins an array.
 */
void
ctl_json_begin_array (CtlJson *self, const char *name)
{
  g_return_if_fail (self != NULL);

  begin (self, name, '[', ']');
}

/**
 * ctl_json_end:
 * @self: a writer with something begun.
 *
 * Ends what was begun last.
 */
void
ctl_json_end (CtlJson *self)
{
  g_return_if_fail (self != NULL && self->depth > 0);

  self->depth--;
  g_string_append_c (self->text, self->closers[self->depth]);
}

/**
 * ctl_json_string:
 * @self: a writer.
 * @name: (nullable): its name; %NULL in an array.
 * @value: (nullable): a string in UTF-8; %NULL becomes null.
 *
 * Adds a string.
 */
void
ctl_json_string (CtlJson *self, const char *name, const char *value)
{
  g_autofree char *valid = value != NULL ? g_utf8_make_valid (value, -1) : NULL;

  g_return_if_fail (self != NULL);

  begin_value (self, name);
  if (valid == NULL)
    g_string_append (self->text, "null");
  else
    append_string (self->text, valid);
}

/**
 * ctl_json_integer:
 * @self: a writer.
 * @name: (nullable): its name.
 * @value: a whole number.
 *
 * Adds a whole number.
 */
void
ctl_json_integer (CtlJson *self, const char *name, gint64 value)
{
  g_return_if_fail (self != NULL);

  begin_value (self, name);
  g_string_append_printf (self->text, "%" G_GINT64_FORMAT, value);
}

/**
 * ctl_json_number:
 * @self: a writer.
 * @name: (nullable): its name.
 * @value: a number; what is none becomes null.
 *
 * Adds a number.
 */
void
ctl_json_number (CtlJson *self, const char *name, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_return_if_fail (self != NULL);

  begin_value (self, name);
  g_string_append (self->text,
                   isfinite (value) ? g_ascii_dtostr (buffer, sizeof buffer, value) : "null");
}

/**
 * ctl_json_boolean:
 * @self: a writer.
 * @name: (nullable): its name.
 * @value: true or false.
 *
 * Adds a truth value.
 */
void
ctl_json_boolean (CtlJson *self, const char *name, gboolean value)
{
  g_return_if_fail (self != NULL);

  begin_value (self, name);
  g_string_append (self->text, value ? "true" : "false");
}

/**
 * ctl_json_strings:
 * @self: a writer.
 * @name: (nullable): its name.
 * @values: (nullable): strings; %NULL becomes an empty array.
 *
 * Adds an array of strings.
 */
void
ctl_json_strings (CtlJson *self, const char *name, const char *const *values)
{
  g_return_if_fail (self != NULL);

  ctl_json_begin_array (self, name);
  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    ctl_json_string (self, NULL, values[i]);
  ctl_json_end (self);
}

/**
 * ctl_json_time:
 * @self: a writer.
 * @name: its name.
 * @unix_ms: milliseconds since 1970; 0 becomes null.
 *
 * Adds a time as RFC 3339.
 */
void
ctl_json_time (CtlJson *self, const char *name, gint64 unix_ms)
{
  g_autofree char *text = unix_ms > 0 ? vouch_time_format (unix_ms) : NULL;

  ctl_json_string (self, name, text);
}

/**
 * ctl_json_day:
 * @self: a writer.
 * @name: its name.
 * @day: a #VouchDay; none becomes null.
 *
 * Adds a date.
 */
void
ctl_json_day (CtlJson *self, const char *name, guint32 day)
{
  g_autofree char *text = day != VOUCH_DAY_NONE ? vouch_day_format (day) : NULL;

  ctl_json_string (self, name, text);
}

/**
 * ctl_json_get_text:
 * @self: a writer.
 *
 * Returns: (transfer none): what was written.
 */
const char *
ctl_json_get_text (CtlJson *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text->str;
}
