/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouchctl"

#include "config.h"
#include "ctl-context.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "vouch-error.h"
#include "vouch-text.h"

struct _CtlContext {
  GHashTable *options; /* name → GPtrArray of values, NULL-terminated */
  VouchWorkspace *workspace;
};

/**
 * ctl_context_new:
 *
 * Returns: (transfer full): a run with no option given and no library open.
 */
CtlContext *
ctl_context_new (void)
{
  CtlContext *self = g_new0 (CtlContext, 1);

  self->options =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  return self;
}

/**
 * ctl_context_free:
 * @self: (nullable): a run.
 *
 * Closes the library and frees the run.
 */
void
ctl_context_free (CtlContext *self)
{
  if (self == NULL)
    return;
  if (self->workspace != NULL)
    vouch_workspace_close (self->workspace);
  g_clear_object (&self->workspace);
  g_hash_table_unref (self->options);
  g_free (self);
}

/**
 * ctl_context_add_option:
 * @self: a run.
 * @name: name of an option, without its dashes.
 * @value: (nullable): its value; %NULL for one that has none.
 *
 * Notes an option; given again, it has several values.
 */
void
ctl_context_add_option (CtlContext *self, const char *name, const char *value)
{
  GPtrArray *values;

  g_return_if_fail (self != NULL && name != NULL);

  values = g_hash_table_lookup (self->options, name);
  if (values == NULL) {
    values = g_ptr_array_new_with_free_func (g_free);
    g_hash_table_insert (self->options, g_strdup (name), values);
  } else {
    g_ptr_array_remove_index (values, values->len - 1);
  }
  g_ptr_array_add (values, g_strdup (value != NULL ? value : ""));
  g_ptr_array_add (values, NULL);
}

/**
 * ctl_context_get_all:
 * @self: a run.
 * @name: name of an option.
 *
 * Returns: (transfer none): its values in their order; empty when it was not given.
 */
const char *const *
ctl_context_get_all (CtlContext *self, const char *name)
{
  static const char *const none[] = { NULL };
  GPtrArray *values;

  g_return_val_if_fail (self != NULL, none);

  values = g_hash_table_lookup (self->options, name);
  return values != NULL ? (const char *const *) values->pdata : none;
}

/**
 * ctl_context_get:
 * @self: a run.
 * @name: name of an option.
 *
 * Returns: (transfer none) (nullable): its last value, or %NULL when it was not given.
 */
const char *
ctl_context_get (CtlContext *self, const char *name)
{
  const char *const *values = ctl_context_get_all (self, name);
  guint n = g_strv_length ((char **) values);

  return n > 0 ? values[n - 1] : NULL;
}

/**
 * ctl_context_has:
 * @self: a run.
 * @name: name of an option.
 *
 * Returns: whether it was given.
 */
gboolean
ctl_context_has (CtlContext *self, const char *name)
{
  return ctl_context_get (self, name) != NULL;
}

/**
 * ctl_context_wants_json:
 * @self: a run.
 *
 * Returns: whether the answer shall be JSON.
 */
gboolean
ctl_context_wants_json (CtlContext *self)
{
  return ctl_context_has (self, "json");
}

static VouchWorkspace *
open_workspace (CtlContext *self, VouchWorkspaceFlags flags, GError **error)
{
  VouchWorkspaceOptions options = { .folder = ctl_context_get (self, "library"),
                                    .flags = flags | VOUCH_WORKSPACE_LEND };

  return vouch_workspace_open (&options, NULL, error);
}

static VouchWorkspace *
open_either (CtlContext *self, GError **error)
{
  GError *local = NULL;
  VouchWorkspace *workspace = open_workspace (self, 0, &local);

  if (workspace != NULL)
    return workspace;
  if (g_error_matches (local, VOUCH_ERROR, VOUCH_ERROR_BUSY)) {
    g_error_free (local);
    return open_workspace (self, VOUCH_WORKSPACE_READ_ONLY, error);
  }
  g_propagate_error (error, local);
  return NULL;
}

/**
 * ctl_context_open:
 * @self: a run.
 * @access: how to open the library.
 * @error: as for vouch_workspace_open().
 *
 * Opens the library that `--library` names, or the person's own.
 *
 * Returns: whether it is open, or none is needed.
 */
gboolean
ctl_context_open (CtlContext *self, CtlAccess access, GError **error)
{
  g_return_val_if_fail (self != NULL && self->workspace == NULL, FALSE);

  switch (access) {
  case CTL_ACCESS_NONE: return TRUE;
  case CTL_ACCESS_READ:
    self->workspace = open_workspace (self, VOUCH_WORKSPACE_READ_ONLY, error);
    break;
  case CTL_ACCESS_WRITE:
    self->workspace = open_workspace (self, VOUCH_WORKSPACE_WAIT, error);
    break;
  case CTL_ACCESS_CREATE:
    self->workspace = open_workspace (self, VOUCH_WORKSPACE_WAIT | VOUCH_WORKSPACE_CREATE, error);
    break;
  case CTL_ACCESS_EITHER: self->workspace = open_either (self, error); break;
  }
  return self->workspace != NULL;
}

/**
 * ctl_context_get_workspace:
 * @self: a run.
 *
 * Returns: (transfer none) (nullable): the open library.
 */
VouchWorkspace *
ctl_context_get_workspace (CtlContext *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->workspace;
}

/* Texts are UTF-8 whatever the locale says: g_print() would put question marks into them. */
static void
put (FILE *stream, const char *format, va_list arguments)
{
  g_autofree char *text = g_strdup_vprintf (format, arguments);
  g_autofree char *plain = vouch_text_make_plain (text, "\n\t");

  fputs (plain, stream);
  fputc ('\n', stream);
}

/**
 * ctl_context_print:
 * @self: a run.
 * @format: a line for a person, without its end.
 * @...: what goes into it.
 *
 * Prints a line of the answer, unless the answer is JSON.
 */
void
ctl_context_print (CtlContext *self, const char *format, ...)
{
  va_list arguments;

  if (ctl_context_wants_json (self))
    return;
  va_start (arguments, format);
  put (stdout, format, arguments);
  va_end (arguments);
}

/**
 * ctl_context_print_row:
 * @self: a run.
 * @first: the first column.
 * @...: the others, and %NULL after the last.
 *
 * Prints a line of a table, unless the answer is JSON. No text can add a line or a column.
 */
void
ctl_context_print_row (CtlContext *self, const char *first, ...)
{
  g_autoptr (GString) row = g_string_new (NULL);
  va_list columns;

  va_start (columns, first);
  for (const char *column = first; column != NULL; column = va_arg (columns, const char *)) {
    g_autofree char *plain = vouch_text_make_plain (column, "");

    g_string_append_printf (row, "%s%s", column != first ? "\t" : "", plain);
  }
  va_end (columns);
  ctl_context_print (self, "%s", row->str);
}

/**
 * ctl_context_print_id:
 * @self: a run.
 * @id: the id of what was made.
 *
 * Prints an id alone, or as `{"id"}`.
 */
void
ctl_context_print_id (CtlContext *self, const char *id)
{
  g_autoptr (CtlJson) json = ctl_json_new ();

  ctl_json_begin_object (json, NULL);
  ctl_json_string (json, "id", id);
  ctl_json_end (json);
  ctl_context_print (self, "%s", id);
  ctl_context_print_json (self, json);
}

/**
 * ctl_context_print_json:
 * @self: a run.
 * @json: the whole answer.
 *
 * Prints the answer, if it is asked for as JSON.
 */
void
ctl_context_print_json (CtlContext *self, CtlJson *json)
{
  if (ctl_context_wants_json (self))
    puts (ctl_json_get_text (json));
}

/**
 * ctl_context_print_bytes:
 * @self: a run.
 * @bytes: the whole answer.
 *
 * Prints something byte for byte, with a line end after it.
 */
void
ctl_context_print_bytes (CtlContext *self, GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  fwrite (data, 1, length, stdout);
  if (length == 0 || data[length - 1] != '\n')
    fputc ('\n', stdout);
}

/**
 * ctl_context_print_done:
 * @self: a run.
 * @id: the id of what was changed.
 *
 * Answers a command that makes nothing new: silence, or `{"id"}`.
 */
void
ctl_context_print_done (CtlContext *self, const char *id)
{
  if (ctl_context_wants_json (self))
    ctl_context_print_id (self, id);
}

/**
 * ctl_context_say:
 * @self: a run.
 * @format: a sentence, without the end of its line.
 * @...: what goes into it.
 *
 * Tells the person something that is not the answer, on the standard error stream.
 */
void
ctl_context_say (CtlContext *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  put (stderr, format, arguments);
  va_end (arguments);
}

/**
 * ctl_context_refuse:
 * @error: where the reason goes.
 * @format: what is wrong with the command line.
 * @...: what goes into it.
 *
 * Says that a command was not called as it is meant.
 *
 * Returns: %FALSE.
 */
gboolean
ctl_context_refuse (GError **error, const char *format, ...)
{
  va_list arguments;
  g_autofree char *text = NULL;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, text);
  return FALSE;
}
