/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-definition.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

/**
 * VouchShelfState:
 * @VOUCH_SHELF_NEW: nothing was begun on it.
 * @VOUCH_SHELF_UNDER_WAY: there is a portfolio on it.
 * @VOUCH_SHELF_EARNED: it is earned.
 *
 * How far somebody is with a micro-credential.
 */
typedef enum {
  VOUCH_SHELF_NEW,
  VOUCH_SHELF_UNDER_WAY,
  VOUCH_SHELF_EARNED,
} VouchShelfState;

/**
 * VouchShelf:
 *
 * The micro-credentials on this computer, and how far one is with each.
 */
typedef struct _VouchShelf VouchShelf;

VouchShelf *vouch_shelf_load (VouchWorkspace *workspace,
                              GCancellable *cancellable,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchShelf *vouch_shelf_ref (VouchShelf *self);
void vouch_shelf_unref (VouchShelf *self);
GPtrArray *vouch_shelf_get_definitions (VouchShelf *self);
VouchShelfState vouch_shelf_get_state (VouchShelf *self, const char *definition);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchShelf, vouch_shelf_unref)

G_END_DECLS
