/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-fitting.h"

G_BEGIN_DECLS

/**
 * VouchFittingsEntry:
 * @item: id of the item.
 * @title: what the teacher calls it.
 * @fitting: where it stands.
 *
 * A recording that does not fit, or is made to.
 */
typedef struct {
  char *item;
  char *title;
  VouchFitting *fitting;
} VouchFittingsEntry;

/**
 * VouchFittings:
 *
 * The recordings of a portfolio that do not fit what is taken, and those that are made to.
 */
typedef struct _VouchFittings VouchFittings;

void vouch_fittings_free (VouchFittings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchFittings, vouch_fittings_free)

VouchFittings *vouch_fittings_look (VouchWorkspace *workspace,
                                    const char *portfolio,
                                    const char *issuer,
                                    GCancellable *cancellable,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
guint vouch_fittings_get_n (const VouchFittings *self);
const VouchFittingsEntry *vouch_fittings_get (const VouchFittings *self, guint index);
guint vouch_fittings_count (const VouchFittings *self, VouchFittingState state);
char **
vouch_fittings_list (const VouchFittings *self, VouchFittingState state) G_GNUC_WARN_UNUSED_RESULT;

gboolean vouch_fittings_ask (VouchWorkspace *workspace,
                             const char *portfolio,
                             const char *issuer,
                             GCancellable *cancellable,
                             GError **error);
gboolean vouch_fittings_make (VouchWorkspace *workspace,
                              const char *portfolio,
                              VouchJob *job,
                              GCancellable *cancellable,
                              GError **error);
gboolean vouch_fittings_undo (VouchWorkspace *workspace, const char *const *items, GError **error);
VouchJob *vouch_fittings_job_new (VouchWorkspace *workspace,
                                  const char *portfolio,
                                  const char *issuer) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
