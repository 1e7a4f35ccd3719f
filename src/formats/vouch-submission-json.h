/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-submission-status.h"

G_BEGIN_DECLS

GBytes *vouch_open_request_json_write (VouchSubmissionStatus *wanted) G_GNUC_WARN_UNUSED_RESULT;
VouchSubmissionStatus *vouch_open_request_json_read (GBytes *bytes,
                                                     GPtrArray *places,
                                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

GBytes *vouch_submission_json_write (VouchSubmissionStatus *status) G_GNUC_WARN_UNUSED_RESULT;
VouchSubmissionStatus *
vouch_submission_json_read (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

GBytes *vouch_manifest_held_json_write (const char *manifest_digest,
                                        GPtrArray *missing) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *vouch_manifest_held_json_read (GBytes *bytes,
                                          char **manifest_digest,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

GBytes *vouch_seal_request_json_write (const char *manifest_digest) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_seal_request_json_read (GBytes *bytes,
                                    GPtrArray *places,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
