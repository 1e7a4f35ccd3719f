/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-waiting"

#include "config.h"
#include "vouch-waiting.h"

#include "vouch-store-sending.h"

#include "vouch-workspace-private.h"

struct _VouchWaiting {
  VouchWorkspace *workspace;
};

/**
 * vouch_waiting_begin:
 * @workspace: a workspace.
 *
 * Lends the right to write in the library to others, in a program that was opened to do so
 * (%VOUCH_WORKSPACE_LEND), until the waiting ends. Each change made meanwhile takes it for itself. The
 * window keeps it: a second one would raise the first anyway.
 *
 * Returns: (transfer full): the waiting, to be ended.
 */
VouchWaiting *
vouch_waiting_begin (VouchWorkspace *workspace)
{
  VouchWaiting *self = g_new0 (VouchWaiting, 1);

  if (vouch_workspace_lends (workspace) && !vouch_workspace_get_read_only (workspace)) {
    self->workspace = g_object_ref (workspace);
    vouch_store_lend (vouch_workspace_get_store (workspace));
  }
  return self;
}

/**
 * vouch_waiting_end:
 * @self: (transfer full) (nullable): a waiting.
 *
 * Takes the right to write back; when somebody else has it by now, each further change asks for it.
 */
void
vouch_waiting_end (VouchWaiting *self)
{
  g_autoptr (GError) error = NULL;

  if (self == NULL)
    return;
  if (self->workspace != NULL &&
      !vouch_store_take_back (vouch_workspace_get_store (self->workspace), &error))
    g_message ("The library stays lent: %s", error->message);
  g_clear_object (&self->workspace);
  g_free (self);
}
