/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-portfolio.h"
#include "vouch-store.h"

G_BEGIN_DECLS

/**
 * VouchStoreTakeRemoved:
 * @id: id of a portfolio in the bin.
 * @title: its title.
 * @removed_ms: when it was put there, in milliseconds since 1970.
 * @data: the caller's data.
 *
 * Takes one line of what is in the bin.
 */
typedef void (*VouchStoreTakeRemoved) (const char *id,
                                       const char *title,
                                       gint64 removed_ms,
                                       gpointer data);

gboolean vouch_store_add_portfolio (VouchStore *self, VouchPortfolio *portfolio, GError **error);
GPtrArray *vouch_store_list_portfolios (VouchStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_store_list_removed_portfolios (VouchStore *self,
                                              VouchStoreTakeRemoved take,
                                              gpointer data,
                                              GError **error);
gboolean
vouch_store_rename_portfolio (VouchStore *self, const char *id, const char *title, GError **error);
gboolean vouch_store_remove_portfolio (VouchStore *self, const char *id, GError **error);
gboolean vouch_store_restore_portfolio (VouchStore *self, const char *id, GError **error);

gboolean vouch_store_set_chosen (VouchStore *self,
                                 const char *portfolio,
                                 const char *const *options,
                                 GError **error);
gboolean vouch_store_confirm (VouchStore *self,
                              const char *portfolio,
                              VouchConfirmation *confirmation,
                              GError **error);
gboolean vouch_store_add_self_assessment (VouchStore *self,
                                          const char *portfolio,
                                          VouchSelfAssessment *assessment,
                                          GError **error);

G_END_DECLS
