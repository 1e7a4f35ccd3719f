/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-concern-rows"

#include "config.h"
#include "vouch-concern-rows.h"

#include <glib/gi18n.h>

#include "vouch-day.h"

#include "vouch-rows.h"

static char *
describe_copy (const VouchConcern *concern)
{
  g_autofree char *day = vouch_day_format_for_people (vouch_day_from_time (concern->when_ms));

  if (concern->withdrawn)
    /* Translators: an issuer, and a day. */
    return g_strdup_printf (_ ("sent to %s on %s, withdrawn since"), concern->issuer, day);
  if (concern->kind == VOUCH_CONCERN_SENDING)
    return g_strdup_printf (_ ("on its way to %s since %s"), concern->issuer, day);
  return g_strdup_printf (_ ("sent to %s on %s"), concern->issuer, day);
}

/**
 * vouch_concern_rows_make:
 * @concern: what a withdrawal touches.
 *
 * Returns: (transfer floating): a row that leads to it.
 */
GtkWidget *
vouch_concern_rows_make (const VouchConcern *concern)
{
  g_autofree char *copy = NULL;

  switch (concern->kind) {
  case VOUCH_CONCERN_ITEM:
    return vouch_rows_link (concern->title, concern->portfolio_title, "win.show-item", concern->id);
  case VOUCH_CONCERN_EVIDENCE:
    return vouch_rows_link (concern->title, _ ("in your evidence, in no portfolio"),
                            "win.show-evidence", concern->id);
  case VOUCH_CONCERN_SENDING:
  case VOUCH_CONCERN_SENT:
  default:
    copy = describe_copy (concern);
    return vouch_rows_link (concern->portfolio_title, copy, "win.show-portfolio",
                            concern->portfolio);
  }
}
