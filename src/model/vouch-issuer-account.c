/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-issuer-account"

#include "config.h"
#include "vouch-issuer-account.h"

#include "vouch-accessors.h"

/**
 * VouchIssuerAccount:
 *
 * An issuer that was added, and the key it was trusted with at that time. Tokens are not here.
 */
struct _VouchIssuerAccount {
  GObject parent_instance;

  char *name;
  char *url;
  char *issuer_id;
  char *key;
  char *display_name;
  char *time_zone;
  gint64 max_file_bytes;
  gint64 max_submission_bytes;
  gint64 added_ms;
  gboolean unconfirmed;
};

G_DEFINE_FINAL_TYPE (VouchIssuerAccount, vouch_issuer_account, G_TYPE_OBJECT)

static void
vouch_issuer_account_finalize (GObject *object)
{
  VouchIssuerAccount *self = VOUCH_ISSUER_ACCOUNT (object);

  g_free (self->name);
  g_free (self->url);
  g_free (self->issuer_id);
  g_free (self->key);
  g_free (self->display_name);
  g_free (self->time_zone);

  G_OBJECT_CLASS (vouch_issuer_account_parent_class)->finalize (object);
}

static void
vouch_issuer_account_class_init (VouchIssuerAccountClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_issuer_account_finalize;
}

static void
vouch_issuer_account_init (VouchIssuerAccount *self)
{
}

/**
 * vouch_issuer_account_new:
 *
 * Returns: (transfer full): an empty issuer account, to be filled by its setters.
 */
VouchIssuerAccount *
vouch_issuer_account_new (void)
{
  return g_object_new (VOUCH_TYPE_ISSUER_ACCOUNT, NULL);
}

VOUCH_DEFINE_STRING (VouchIssuerAccount, vouch_issuer_account, name)
VOUCH_DEFINE_STRING (VouchIssuerAccount, vouch_issuer_account, url)
VOUCH_DEFINE_STRING (VouchIssuerAccount, vouch_issuer_account, issuer_id)
VOUCH_DEFINE_STRING (VouchIssuerAccount, vouch_issuer_account, key)
VOUCH_DEFINE_STRING (VouchIssuerAccount, vouch_issuer_account, display_name)
VOUCH_DEFINE_STRING (VouchIssuerAccount, vouch_issuer_account, time_zone)
VOUCH_DEFINE_VALUE (VouchIssuerAccount, vouch_issuer_account, gint64, max_file_bytes)
VOUCH_DEFINE_VALUE (VouchIssuerAccount, vouch_issuer_account, gint64, max_submission_bytes)
VOUCH_DEFINE_VALUE (VouchIssuerAccount, vouch_issuer_account, gint64, added_ms)
VOUCH_DEFINE_VALUE (VouchIssuerAccount, vouch_issuer_account, gboolean, unconfirmed)
