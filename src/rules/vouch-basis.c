/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a confirmation rests on.
 *
 * The digest is SHA-256 over the finding's id and, for each item in the order of the ids: its id,
 * its bytes (their SHA-256, or the text of a typed answer), the chosen range and who is masked in
 * it. Every field is followed by a zero byte, so that no two sets run into the same bytes. A
 * confirmation counts only while the digest is the one it was given for.
 */
#define G_LOG_DOMAIN "vouch-basis"

#include "config.h"
#include "vouch-basis.h"

#include <string.h>

static void
add_field (GChecksum *sum, const char *text)
{
  g_checksum_update (sum, (const guchar *) (text != NULL ? text : ""),
                     (gssize) (text != NULL ? strlen (text) : 0) + 1);
}

static void
add_number (GChecksum *sum, gint64 number)
{
  char text[32];

  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, number);
  add_field (sum, text);
}

static void
add_item (GChecksum *sum, VouchItem *item)
{
  VouchAppearance *appearance = vouch_item_get_appearance (item);
  const char *artifact = vouch_item_get_artifact (item);

  add_field (sum, vouch_item_get_id (item));
  add_field (sum, artifact != NULL ? artifact : vouch_item_get_text (item));
  add_number (sum, vouch_item_get_start_ms (item));
  add_number (sum, vouch_item_get_end_ms (item));
  if (appearance != NULL) {
    const char *const *masked = vouch_appearance_get_masked (appearance);

    for (guint i = 0; masked[i] != NULL; i++)
      add_field (sum, masked[i]);
  }
  add_field (sum, NULL);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (vouch_item_get_id (*(VouchItem **) a), vouch_item_get_id (*(VouchItem **) b));
}

/**
 * vouch_basis_digest:
 * @finding: id of a finding.
 * @items: (element-type VouchItem): what the earner is asked to look at.
 *
 * Returns: (transfer full): the digest, lower-case hex.
 */
char *
vouch_basis_digest (const char *finding, GPtrArray *items)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GPtrArray) sorted = g_ptr_array_copy (items, NULL, NULL);

  g_ptr_array_set_free_func (sorted, NULL);
  g_ptr_array_sort (sorted, compare_ids);
  add_field (sum, finding);
  for (guint i = 0; i < sorted->len; i++)
    add_item (sum, sorted->pdata[i]);
  return g_strdup (g_checksum_get_string (sum));
}

/**
 * vouch_basis_is_confirmed:
 * @portfolio: a portfolio.
 * @finding: id of a finding.
 * @basis: what it rests on now.
 *
 * Returns: whether the earner confirmed exactly this.
 */
gboolean
vouch_basis_is_confirmed (VouchPortfolio *portfolio, const char *finding, const char *basis)
{
  GPtrArray *all = vouch_portfolio_get_confirmations (portfolio);

  for (guint i = 0; i < all->len; i++)
    if (g_strcmp0 (vouch_confirmation_get_finding (all->pdata[i]), finding) == 0 &&
        g_strcmp0 (vouch_confirmation_get_basis (all->pdata[i]), basis) == 0)
      return TRUE;
  return FALSE;
}
