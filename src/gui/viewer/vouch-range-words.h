/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-range.h"

G_BEGIN_DECLS

char *vouch_range_words_describe (gint64 start_ms,
                                  gint64 end_ms,
                                  gint64 duration_ms,
                                  const VouchRange *length) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
