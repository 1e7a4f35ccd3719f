/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-fit"

#include "config.h"
#include "vouch-fit.h"

#include <stdio.h>
#include <string.h>

/**
 * vouch_fit_to_text:
 * @self: what a copy has to be like.
 *
 * Says it in one word, as it stands in the library: `FORMAT,BYTES,WIDTHxHEIGHT,HEIGHT`, 0 where nothing is
 * asked for.
 *
 * Returns: (transfer full): the word.
 */
char *
vouch_fit_to_text (const VouchFit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_strdup_printf ("%s,%" G_GINT64_FORMAT ",%dx%d,%d", self->format, self->max_bytes,
                          self->min_width, self->min_height, self->max_height);
}

/**
 * vouch_fit_from_text:
 * @text: (nullable): a word of vouch_fit_to_text().
 * @fit: (out): what it says.
 *
 * Returns: whether it says something.
 */
gboolean
vouch_fit_from_text (const char *text, VouchFit *fit)
{
  VouchFit read = { 0 };

  g_return_val_if_fail (fit != NULL, FALSE);

  if (text == NULL || strlen (text) > 100 ||
      sscanf (text, "%7[a-z0-9],%" G_GINT64_FORMAT ",%dx%d,%d", read.format, &read.max_bytes,
              &read.min_width, &read.min_height, &read.max_height) != 5 ||
      read.max_bytes < 0 || read.min_width < 0 || read.min_height < 0 || read.max_height < 0)
    return FALSE;
  *fit = read;
  return TRUE;
}
