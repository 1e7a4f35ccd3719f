/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VouchMedia:
 *
 * What kind of thing an item is, in the words of the definition format.
 */
typedef enum {
  VOUCH_MEDIA_NONE,
  VOUCH_MEDIA_TEXT,
  VOUCH_MEDIA_DOCUMENT,
  VOUCH_MEDIA_IMAGE,
  VOUCH_MEDIA_AUDIO,
  VOUCH_MEDIA_VIDEO,
  VOUCH_MEDIA_DATA,
} VouchMedia;

/* A set of media: one bit each. */
typedef guint VouchMediaSet;

#define VOUCH_MEDIA_BIT(media) ((VouchMediaSet) (1u << (media)))
#define VOUCH_MEDIA_SET_EMPTY ((VouchMediaSet) 0)

const char *vouch_media_to_string (VouchMedia media);
gboolean vouch_media_from_string (const char *name, VouchMedia *media);
gboolean vouch_media_set_contains (VouchMediaSet set, VouchMedia media);

G_END_DECLS
