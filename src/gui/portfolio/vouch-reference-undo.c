/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-reference-undo"

#include "config.h"
#include "vouch-reference-undo.h"

#include <glib/gi18n.h>

#include "vouch-items.h"

#include "vouch-undo.h"

typedef struct {
  char *answer;
  GPtrArray *citations;
} Before;

static void
before_free (Before *before)
{
  g_free (before->answer);
  g_ptr_array_unref (before->citations);
  g_free (before);
}

static gpointer
bring_back (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  Before *before = data;
  g_autoptr (VouchItemEdit) edit = vouch_item_edit_new ();

  vouch_item_edit_set_citations (edit, before->citations);
  return GINT_TO_POINTER (vouch_items_edit (workspace, before->answer, edit, cancellable, error));
}

/**
 * vouch_reference_undo_offer:
 * @widget: a widget in the window.
 * @workspace: the workspace.
 * @answer: id of the answer.
 * @citations: (element-type VouchCitation): what it referred to.
 *
 * Says that a reference was taken away, and offers to take that back.
 */
void
vouch_reference_undo_offer (GtkWidget *widget,
                            VouchWorkspace *workspace,
                            const char *answer,
                            GPtrArray *citations)
{
  Before *before = g_new0 (Before, 1);

  before->answer = g_strdup (answer);
  before->citations = g_ptr_array_ref (citations);
  vouch_undo_offer (widget, workspace, _ ("Reference taken away"), bring_back, before,
                    (GDestroyNotify) before_free);
}
