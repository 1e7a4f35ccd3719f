/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-json-problems"

#include "config.h"
#include "vouch-json-problems.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"

/* So many are kept; a text with more is not worth a longer list. */
#define PROBLEMS_MAX 200

struct _VouchJsonProblems {
  GPtrArray *list;
  gboolean lenient;
};

/**
 * vouch_json_problems_new:
 *
 * Returns: (transfer full): an empty list.
 */
VouchJsonProblems *
vouch_json_problems_new (void)
{
  VouchJsonProblems *self = g_new0 (VouchJsonProblems, 1);

  self->list = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * vouch_json_problems_free:
 * @self: (nullable) (transfer full): a list.
 *
 * Frees the list.
 */
void
vouch_json_problems_free (VouchJsonProblems *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->list);
  g_free (self);
}

/**
 * vouch_json_problems_add:
 * @self: a list.
 * @path: the JSON path of what is wrong.
 * @reason: what is wrong with it, in plain words.
 *
 * Adds one problem; beyond 200 they are no longer kept.
 */
void
vouch_json_problems_add (VouchJsonProblems *self, const char *path, const char *reason)
{
  g_return_if_fail (self != NULL);

  if (self->list->len < PROBLEMS_MAX)
    /* Translators: a JSON path, then what is wrong there. */
    g_ptr_array_add (self->list, g_strdup_printf (_ ("%s: %s"), path, reason));
}

/**
 * vouch_json_problems_set_lenient:
 * @self: a list.
 * @lenient: whether the text is of a later minor version of its format, so that members nobody
 *   here knows are passed over.
 *
 * Sets how unknown members are taken.
 */
void
vouch_json_problems_set_lenient (VouchJsonProblems *self, gboolean lenient)
{
  g_return_if_fail (self != NULL);

  self->lenient = lenient;
}

/**
 * vouch_json_problems_get_lenient:
 * @self: a list.
 *
 * Returns: whether unknown members are passed over.
 */
gboolean
vouch_json_problems_get_lenient (VouchJsonProblems *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->lenient;
}

/**
 * vouch_json_problems_get_list:
 * @self: a list.
 *
 * Returns: (transfer none) (element-type utf8): the problems.
 */
GPtrArray *
vouch_json_problems_get_list (VouchJsonProblems *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->list;
}

/**
 * vouch_json_problems_check:
 * @self: a list.
 * @error: %VOUCH_ERROR_INVALID with the first problem.
 *
 * Returns: whether there is no problem.
 */
gboolean
vouch_json_problems_check (VouchJsonProblems *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->list->len == 0)
    return TRUE;
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID, g_ptr_array_index (self->list, 0));
  return FALSE;
}
