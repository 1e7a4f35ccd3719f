/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-evidence-placing"

#include "config.h"
#include "vouch-evidence-placing.h"

#include <glib/gi18n.h>

#include "vouch-evidence-place.h"
#include "vouch-items.h"

#include "vouch-undo.h"

/* Using files of the library on a requirement, from either side, with a way back. */

typedef struct {
  char **artifacts;
  char *portfolio;
  char *requirement;
} Placing;

static void
placing_free (gpointer data)
{
  Placing *placing = data;

  g_strfreev (placing->artifacts);
  g_free (placing->portfolio);
  g_free (placing->requirement);
  g_free (placing);
}

static gpointer
take_back (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  GStrv items = data;

  for (guint i = 0; items[i] != NULL; i++)
    if (!vouch_items_remove (workspace, items[i], cancellable, error))
      return NULL;
  return GINT_TO_POINTER (TRUE);
}

/* What was placed before a refusal is taken back: all or nothing is easier to understand. */
static gpointer
place_all (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  Placing *placing = data;
  g_autoptr (GStrvBuilder) items = g_strv_builder_new ();

  for (guint i = 0; placing->artifacts[i] != NULL; i++) {
    g_autofree char *item =
        vouch_evidence_place (workspace, placing->artifacts[i], placing->portfolio,
                              placing->requirement, cancellable, error);

    if (item == NULL) {
      g_auto (GStrv) placed = g_strv_builder_end (items);

      take_back (workspace, placed, NULL, NULL);
      return NULL;
    }
    g_strv_builder_add (items, item);
  }
  return g_strv_builder_end (items);
}

static void
placed (VouchPage *page, gpointer result)
{
  guint n = g_strv_length (result);
  g_autofree char *text = g_strdup_printf (ngettext ("%u file placed", "%u files placed", n), n);

  vouch_undo_offer (GTK_WIDGET (page), vouch_page_get_workspace (page), text, take_back,
                    g_strdupv (result), (GDestroyNotify) g_strfreev);
}

/**
 * vouch_evidence_placing_start:
 * @page: the page on which it was asked for.
 * @artifacts: SHA-256 of files of the library.
 * @portfolio: id of the portfolio.
 * @requirement: id of the requirement.
 *
 * Uses files on a requirement: all of them, or none when one is refused. A refusal is told on the
 * page, and what was done can be undone.
 */
void
vouch_evidence_placing_start (VouchPage *page,
                              const char *const *artifacts,
                              const char *portfolio,
                              const char *requirement)
{
  Placing *placing;

  g_return_if_fail (VOUCH_IS_PAGE (page) && artifacts != NULL);

  placing = g_new0 (Placing, 1);
  placing->artifacts = g_strdupv ((char **) artifacts);
  placing->portfolio = g_strdup (portfolio);
  placing->requirement = g_strdup (requirement);
  vouch_page_run (page, place_all, placing, placing_free, (GDestroyNotify) g_strfreev, placed);
}
