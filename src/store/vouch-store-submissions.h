/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-store.h"
#include "vouch-submission.h"

G_BEGIN_DECLS

gboolean vouch_store_add_submission (VouchStore *self,
                                     VouchSubmission *submission,
                                     GHashTable *original_by_sent,
                                     GError **error);
gboolean
vouch_store_update_submission (VouchStore *self, VouchSubmission *submission, GError **error);
VouchSubmission *vouch_store_load_submission (VouchStore *self,
                                              const char *id,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *vouch_store_list_submissions (VouchStore *self,
                                         const char *portfolio,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
GHashTable *vouch_store_list_sent (VouchStore *self,
                                   const char *submission,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean vouch_store_add_decision (VouchStore *self,
                                   const char *submission,
                                   GBytes *document,
                                   GError **error);
GBytes *vouch_store_get_decision (VouchStore *self,
                                  const char *submission,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
