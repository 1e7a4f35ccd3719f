/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-caption.h"

G_BEGIN_DECLS

/* Longer files are refused unread. */
#define VOUCH_WEBVTT_MAX_BYTES (4 * 1024 * 1024)

/* Bounds of one caption, in bytes, and of how many there may be. */
#define VOUCH_WEBVTT_MAX_TEXT 8000
#define VOUCH_WEBVTT_MAX_SPEAKER 200
#define VOUCH_WEBVTT_MAX_SETTINGS 200
#define VOUCH_WEBVTT_MAX_CUES 20000

GPtrArray *
vouch_webvtt_read (const char *data, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_webvtt_tidy (const char *words) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_webvtt_write (GPtrArray *captions) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
