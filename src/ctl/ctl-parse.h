/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-day.h"
#include "vouch-item-edit.h"
#include "vouch-moment.h"

#include "ctl-context.h"

G_BEGIN_DECLS

gboolean ctl_parse_span (const char *text, gint64 *start_ms, gint64 *end_ms, GError **error);
gboolean ctl_parse_needed (const char *value, const char *option, GError **error);
gboolean ctl_parse_day (const char *text, VouchDay *day, GError **error);
gboolean ctl_parse_region (const char *text, VouchMoment *moment, GError **error);
VouchItemEdit *ctl_parse_edit (CtlContext *context, GError **error) G_GNUC_WARN_UNUSED_RESULT;

char *ctl_parse_portfolio (CtlContext *context,
                           const char *given,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *
ctl_parse_item (CtlContext *context, const char *given, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *ctl_parse_artifact (CtlContext *context,
                          const char *given,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
