/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-submission-policy.h"

G_BEGIN_DECLS

/**
 * VouchWindowState:
 * @VOUCH_WINDOW_OPEN: it can be sent now.
 * @VOUCH_WINDOW_LATER: it can be sent when the next window opens.
 * @VOUCH_WINDOW_OVER: the last window has closed.
 *
 * Where a moment lies among the windows in which an issuer takes submissions.
 */
typedef enum {
  VOUCH_WINDOW_OPEN,
  VOUCH_WINDOW_LATER,
  VOUCH_WINDOW_OVER,
} VouchWindowState;

VouchWindowState vouch_window_times_look (VouchSubmissionPolicy *policy,
                                          GTimeZone *issuer,
                                          gint64 now_ms,
                                          gint64 *until_ms);
char *vouch_window_times_explain (VouchSubmissionPolicy *policy,
                                  GTimeZone *issuer,
                                  GTimeZone *here,
                                  gint64 now_ms) G_GNUC_WARN_UNUSED_RESULT;
GTimeZone *vouch_window_times_zone (const char *identifier) G_GNUC_WARN_UNUSED_RESULT;
VouchDay vouch_window_times_day (GTimeZone *issuer, gint64 now_ms);

G_END_DECLS
