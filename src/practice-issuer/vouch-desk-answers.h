/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-desk.h"
#include "vouch-problem.h"

G_BEGIN_DECLS

/**
 * VouchDeskRequest:
 * @account: who asks.
 * @route: method and path.
 * @key: the idempotency key.
 * @body_digest: SHA-256 of the body, hex.
 *
 * A request that may come again. Owns nothing.
 */
typedef struct {
  gint64 account;
  const char *route;
  const char *key;
  const char *body_digest;
} VouchDeskRequest;

/**
 * VouchDeskAnswer:
 *
 * What was answered, to be said again in the same words.
 */
typedef struct {
  guint status;
  char *location;
  char *etag;
  GBytes *body;
} VouchDeskAnswer;

VouchDeskAnswer *
vouch_desk_answer_new (guint status, const char *location, GBytes *body) G_GNUC_WARN_UNUSED_RESULT;
void vouch_desk_answer_free (VouchDeskAnswer *self);

gboolean vouch_desk_recall_answer (VouchDesk *desk,
                                   const VouchDeskRequest *request,
                                   VouchDeskAnswer **answer,
                                   VouchProblem **problem);
gboolean vouch_desk_keep_answer (VouchDesk *desk,
                                 const VouchDeskRequest *request,
                                 const VouchDeskAnswer *answer,
                                 GError **error);
char *vouch_desk_make_etag (GBytes *body) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchDeskAnswer, vouch_desk_answer_free)

G_END_DECLS
