/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-problem.h"

G_BEGIN_DECLS

VouchProblem *vouch_refusal (guint status, const char *code, const char *format, ...)
    G_GNUC_PRINTF (3, 4) G_GNUC_WARN_UNUSED_RESULT;
VouchProblem *vouch_refusal_with_places (guint status,
                                         const char *code,
                                         GPtrArray *places) G_GNUC_WARN_UNUSED_RESULT;
VouchProblem *vouch_refusal_from_error (const GError *error) G_GNUC_WARN_UNUSED_RESULT;
void vouch_refusal_add_place (VouchProblem *problem,
                              const char *pointer,
                              const char *code,
                              const char *slot,
                              const char *sha256,
                              const char *message);
guint vouch_refusal_get_retry_after (VouchProblem *problem);

G_END_DECLS
