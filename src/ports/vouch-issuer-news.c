/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-issuer-news"

#include "config.h"
#include "vouch-issuer-news.h"

/**
 * vouch_issuer_news_new:
 * @status: (nullable): where the submission stands; %NULL when nothing changed.
 * @etag: (nullable): version tag of the answer.
 * @retry_after: seconds until it is worth asking again; 0 for none named.
 *
 * Returns: (transfer full): what an issuer says.
 */
VouchIssuerNews *
vouch_issuer_news_new (VouchSubmissionStatus *status, const char *etag, guint retry_after)
{
  VouchIssuerNews *self = g_new0 (VouchIssuerNews, 1);

  g_set_object (&self->status, status);
  self->etag = g_strdup (etag);
  self->retry_after = retry_after;
  return self;
}

/**
 * vouch_issuer_news_free:
 * @self: (nullable) (transfer full): what an issuer says.
 *
 * Frees it.
 */
void
vouch_issuer_news_free (VouchIssuerNews *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->status);
  g_free (self->etag);
  g_free (self);
}
