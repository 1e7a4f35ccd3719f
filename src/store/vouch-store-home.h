/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-store.h"

G_BEGIN_DECLS

/**
 * VouchStoreNews:
 * @key: what it is known by, `decision:` or `credential:` with the row's own key.
 * @portfolio: (nullable): id of the portfolio it is about.
 * @credential: (nullable): id of a badge.
 * @title: title of the portfolio, or name of the badge.
 * @is_earned: whether a decision says that it is earned.
 * @when_ms: when it came in.
 *
 * Something that came in from an issuer.
 */
typedef struct {
  char *key;
  char *portfolio;
  char *credential;
  char *title;
  gboolean is_earned;
  gint64 when_ms;
} VouchStoreNews;

/**
 * VouchStorePulse:
 * @changed_ms: when something was written last; 0 when nothing ever was.
 * @backup_ms: when the latest snapshot was taken; 0 when there is none.
 * @damaged: how many files were found damaged or gone.
 * @portfolios: how many portfolios there are.
 *
 * How a library is, as far as it knows without looking through it.
 */
typedef struct {
  gint64 changed_ms;
  gint64 backup_ms;
  guint damaged;
  guint portfolios;
} VouchStorePulse;

/**
 * VouchStoreDue:
 * @portfolio: id of the portfolio it belongs to.
 * @portfolio_title: what that is called.
 * @definition: hash of its definition.
 *
 * A portfolio whose definition may have dates.
 */
typedef struct {
  char *portfolio;
  char *portfolio_title;
  char *definition;
} VouchStoreDue;

/**
 * VouchStoreBegun:
 * @definition: id of a definition that a portfolio was begun on.
 * @is_earned: whether a decision says that it is earned.
 *
 * How far one is with a micro-credential.
 */
typedef struct {
  char *definition;
  gboolean is_earned;
} VouchStoreBegun;

void vouch_store_begun_free (VouchStoreBegun *self);
GPtrArray *vouch_store_list_begun (VouchStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vouch_store_due_free (VouchStoreDue *self);
GPtrArray *
vouch_store_list_due (VouchStore *self, guint most, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vouch_store_news_free (VouchStoreNews *self);
GPtrArray *
vouch_store_list_news (VouchStore *self, guint most, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_store_take_pulse (VouchStore *self, VouchStorePulse *pulse, GError **error);

G_END_DECLS
