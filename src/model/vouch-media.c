/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-media"

#include "config.h"
#include "vouch-media.h"

#include "vouch-accessors.h"

VOUCH_DEFINE_ENUM_NAMES (VouchMedia,
                         vouch_media,
                         { "text", VOUCH_MEDIA_TEXT },
                         { "document", VOUCH_MEDIA_DOCUMENT },
                         { "image", VOUCH_MEDIA_IMAGE },
                         { "audio", VOUCH_MEDIA_AUDIO },
                         { "video", VOUCH_MEDIA_VIDEO },
                         { "data", VOUCH_MEDIA_DATA })

/**
 * vouch_media_set_contains:
 * @set: a set of media.
 * @media: one kind.
 *
 * Returns: whether @media is in @set.
 */
gboolean
vouch_media_set_contains (VouchMediaSet set, VouchMedia media)
{
  return (set & VOUCH_MEDIA_BIT (media)) != 0;
}
