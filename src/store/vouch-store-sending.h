/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-store.h"

G_BEGIN_DECLS

/**
 * VouchStoreSending:
 * @unmetered: whether it waits for a network that is not metered.
 * @paused: whether the person paused it.
 * @ask_again_ms: when it is worth asking about its decision again; 0 for at once.
 *
 * How a submission is to be sent and asked about.
 */
typedef struct {
  gboolean unmetered;
  gboolean paused;
  gint64 ask_again_ms;
} VouchStoreSending;

gboolean vouch_store_load_sending (VouchStore *self,
                                   const char *submission,
                                   VouchStoreSending *sending,
                                   GError **error);
gboolean vouch_store_save_sending (VouchStore *self,
                                   const char *submission,
                                   const VouchStoreSending *sending,
                                   GError **error);

void vouch_store_lend (VouchStore *self);
gboolean vouch_store_is_lent (VouchStore *self);
gboolean vouch_store_take_back (VouchStore *self, GError **error);

G_END_DECLS
