/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-store.h"

G_BEGIN_DECLS

/**
 * VouchStoredJob:
 * @id: a UUID.
 * @kind: what sort of job it is.
 * @arguments: what it needs to be begun again, in the job's own words.
 * @interrupted: whether the program ended while it ran.
 * @created_ms: when it was asked for.
 *
 * A job that is not done, as it survives a restart.
 */
typedef struct {
  char *id;
  char *kind;
  char *arguments;
  gboolean interrupted;
  gint64 created_ms;
} VouchStoredJob;

void vouch_stored_job_free (VouchStoredJob *self);

char *vouch_store_add_job (VouchStore *self,
                           const char *kind,
                           const char *arguments,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_store_end_job (VouchStore *self, const char *id, GError **error);
GPtrArray *vouch_store_list_jobs (VouchStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchStoredJob, vouch_stored_job_free)

G_END_DECLS
