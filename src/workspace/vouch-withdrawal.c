/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the withdrawal of a permission touches: whatever the person appears in unmasked. In a draft it
 * is taken out, masked, or permitted anew; of what was sent the issuer has a copy, and has to be
 * asked.
 */
#define G_LOG_DOMAIN "vouch-withdrawal"

#include "config.h"
#include "vouch-withdrawal.h"

#include <glib/gi18n-lib.h>

#include "vouch-accessors.h"
#include "vouch-error.h"
#include "vouch-store-issuers.h"
#include "vouch-store-load.h"
#include "vouch-store-people.h"
#include "vouch-store-submissions.h"

#include "vouch-items.h"
#include "vouch-workspace-private.h"

static const VouchEnumName concern_names[] = { { "item", VOUCH_CONCERN_ITEM },
                                               { "evidence", VOUCH_CONCERN_EVIDENCE },
                                               { "sending", VOUCH_CONCERN_SENDING },
                                               { "sent", VOUCH_CONCERN_SENT } };

/**
 * vouch_concern_kind_to_string:
 * @value: a kind.
 *
 * Returns: (transfer none): its name for programs.
 */
const char *
vouch_concern_kind_to_string (VouchConcernKind value)
{
  for (gsize i = 0; i < G_N_ELEMENTS (concern_names); i++)
    if (concern_names[i].value == (int) value)
      return concern_names[i].name;
  return NULL;
}

static void
concern_free (gpointer data)
{
  VouchConcern *concern = data;

  g_free (concern->id);
  g_free (concern->portfolio);
  g_free (concern->portfolio_title);
  g_free (concern->title);
  g_free (concern->issuer);
  g_free (concern);
}

static char *
name_item (VouchItem *item)
{
  const char *title = vouch_item_get_title (item);

  if (title == NULL || *title == '\0')
    title = vouch_item_get_file_name (item);
  return g_strdup (title != NULL && *title != '\0' ? title : _ ("Your answer"));
}

static gboolean
add_items (VouchWorkspace *workspace,
           const char *person,
           GPtrArray *concerns,
           GCancellable *cancellable,
           GError **error)
{
  g_auto (GStrv) items =
      vouch_store_list_appearing (vouch_workspace_get_store (workspace), person, error);

  for (guint i = 0; items != NULL && items[i] != NULL; i++) {
    g_autoptr (VouchPortfolio) portfolio = NULL;
    VouchItem *item;
    VouchConcern *concern;

    if (vouch_workspace_is_stopped (cancellable, error))
      return FALSE;
    item = vouch_items_find (workspace, items[i], &portfolio, error);
    if (item == NULL)
      return FALSE;
    concern = g_new0 (VouchConcern, 1);
    concern->kind = VOUCH_CONCERN_ITEM;
    concern->id = g_strdup (items[i]);
    concern->portfolio = g_strdup (vouch_portfolio_get_id (portfolio));
    concern->portfolio_title = g_strdup (vouch_portfolio_get_title (portfolio));
    concern->title = name_item (item);
    g_ptr_array_add (concerns, concern);
  }
  return items != NULL;
}

static gboolean
add_evidence (VouchWorkspace *workspace, const char *person, GPtrArray *concerns, GError **error)
{
  g_auto (GStrv) files =
      vouch_store_list_evidence_appearing (vouch_workspace_get_store (workspace), person, error);

  for (guint i = 0; files != NULL && files[i] != NULL; i += 2) {
    VouchConcern *concern = g_new0 (VouchConcern, 1);

    concern->kind = VOUCH_CONCERN_EVIDENCE;
    concern->id = g_strdup (files[i]);
    concern->title = g_strdup (files[i + 1]);
    g_ptr_array_add (concerns, concern);
  }
  return files != NULL;
}

static char *
name_issuer (VouchStore *store, const char *name)
{
  g_autoptr (VouchIssuerAccount) account = vouch_store_load_issuer (store, name, NULL);
  const char *display = account != NULL ? vouch_issuer_account_get_display_name (account) : NULL;

  return g_strdup (display != NULL ? display : name);
}

static gboolean
add_submission (VouchStore *store, const char *id, GPtrArray *concerns, GError **error)
{
  g_autoptr (VouchSubmission) submission = vouch_store_load_submission (store, id, error);
  g_autoptr (VouchPortfolio) portfolio = NULL;
  VouchConcern *concern;
  gint64 sealed;

  if (submission == NULL)
    return FALSE;
  portfolio =
      vouch_store_load_portfolio (store, vouch_submission_get_portfolio (submission), error);
  if (portfolio == NULL)
    return FALSE;
  sealed = vouch_submission_get_sealed_ms (submission);
  concern = g_new0 (VouchConcern, 1);
  concern->kind = sealed > 0 ? VOUCH_CONCERN_SENT : VOUCH_CONCERN_SENDING;
  concern->id = g_strdup (id);
  concern->portfolio = g_strdup (vouch_portfolio_get_id (portfolio));
  concern->portfolio_title = g_strdup (vouch_portfolio_get_title (portfolio));
  concern->issuer = name_issuer (store, vouch_submission_get_issuer (submission));
  concern->when_ms = sealed > 0 ? sealed : vouch_submission_get_created_ms (submission);
  concern->withdrawn = vouch_submission_get_state (submission) == VOUCH_SUBMISSION_STATE_WITHDRAWN;
  g_ptr_array_add (concerns, concern);
  return TRUE;
}

static gboolean
add_submissions (VouchWorkspace *workspace,
                 const char *person,
                 GPtrArray *concerns,
                 GCancellable *cancellable,
                 GError **error)
{
  VouchStore *store = vouch_workspace_get_store (workspace);
  g_auto (GStrv) submissions = vouch_store_list_sent_appearing (store, person, error);

  for (guint i = 0; submissions != NULL && submissions[i] != NULL; i++)
    if (vouch_workspace_is_stopped (cancellable, error) ||
        !add_submission (store, submissions[i], concerns, error))
      return FALSE;
  return submissions != NULL;
}

/**
 * vouch_withdrawal_list:
 * @workspace: a workspace.
 * @person: a pseudonym key.
 * @cancellable: (nullable): to stop it.
 * @error: what the store says.
 *
 * Returns: (transfer full) (nullable) (element-type VouchConcern): what a withdrawal of this person's
 *   permission touches: items, what is on its way, and copies that were sent, by whom and when. The
 *   same before and after it is done.
 */
GPtrArray *
vouch_withdrawal_list (VouchWorkspace *workspace,
                       const char *person,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GPtrArray) concerns = g_ptr_array_new_with_free_func (concern_free);

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && person != NULL, NULL);

  if (!add_items (workspace, person, concerns, cancellable, error) ||
      !add_evidence (workspace, person, concerns, error) ||
      !add_submissions (workspace, person, concerns, cancellable, error))
    return NULL;
  return g_steal_pointer (&concerns);
}
