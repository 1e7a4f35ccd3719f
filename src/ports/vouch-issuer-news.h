/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-submission-status.h"

G_BEGIN_DECLS

/**
 * VouchIssuerNews:
 * @status: (nullable): where the submission stands; %NULL when nothing changed since @etag.
 * @etag: (nullable): version tag to ask with next time.
 * @retry_after: seconds until it is worth asking again; 0 when the issuer names none.
 *
 * What an issuer says when it is asked about a submission.
 */
typedef struct {
  VouchSubmissionStatus *status;
  char *etag;
  guint retry_after;
} VouchIssuerNews;

VouchIssuerNews *vouch_issuer_news_new (VouchSubmissionStatus *status,
                                        const char *etag,
                                        guint retry_after) G_GNUC_WARN_UNUSED_RESULT;
void vouch_issuer_news_free (VouchIssuerNews *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchIssuerNews, vouch_issuer_news_free)

G_END_DECLS
