/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-caption.h"

G_BEGIN_DECLS

/* How long a caption is that nobody gave an end. */
#define VOUCH_CAPTION_EDITS_LENGTH_MS 3000

GPtrArray *
vouch_caption_edits_split (GPtrArray *captions, guint i, gint64 at_ms) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *vouch_caption_edits_join (GPtrArray *captions, guint i) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *
vouch_caption_edits_shift (GPtrArray *captions, guint from, gint64 by_ms) G_GNUC_WARN_UNUSED_RESULT;
gint64 vouch_caption_edits_end_for (GPtrArray *captions, gint64 start_ms, gint64 duration_ms);

G_END_DECLS
