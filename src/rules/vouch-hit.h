/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * VouchHitPlace:
 * @VOUCH_HIT_PLACE_TEXT: a typed answer.
 * @VOUCH_HIT_PLACE_DOCUMENT: the text of a document.
 * @VOUCH_HIT_PLACE_TITLE: the item's title.
 * @VOUCH_HIT_PLACE_FILE_NAME: the name of its file.
 * @VOUCH_HIT_PLACE_METADATA: a hidden detail of the file.
 * @VOUCH_HIT_PLACE_MOMENT: what is written at a moment.
 * @VOUCH_HIT_PLACE_ATTRIBUTE: what is said about the item.
 * @VOUCH_HIT_PLACE_CAPTION: what is said in the recording, as its captions have it.
 *
 * Where something was found that could tell who somebody is.
 */
typedef enum {
  VOUCH_HIT_PLACE_TEXT,
  VOUCH_HIT_PLACE_DOCUMENT,
  VOUCH_HIT_PLACE_TITLE,
  VOUCH_HIT_PLACE_FILE_NAME,
  VOUCH_HIT_PLACE_METADATA,
  VOUCH_HIT_PLACE_MOMENT,
  VOUCH_HIT_PLACE_ATTRIBUTE,
  VOUCH_HIT_PLACE_CAPTION,
} VouchHitPlace;

const char *vouch_hit_place_to_string (VouchHitPlace value);
gboolean vouch_hit_place_from_string (const char *name, VouchHitPlace *value);

#define VOUCH_TYPE_HIT (vouch_hit_get_type ())
G_DECLARE_FINAL_TYPE (VouchHit, vouch_hit, VOUCH, HIT, GObject)

VouchHit *vouch_hit_new (const char *item,
                         VouchHitPlace place,
                         const char *field,
                         const char *text,
                         gsize start,
                         gsize end) G_GNUC_WARN_UNUSED_RESULT;

/* The item, the kind of place, and where a kind has several which one: a moment's id, the name of
 * an attribute or of a hidden detail, when a caption begins in milliseconds. */
const char *vouch_hit_get_item (VouchHit *self);
VouchHitPlace vouch_hit_get_place (VouchHit *self);
const char *vouch_hit_get_field (VouchHit *self);

/* Where in the text: characters from its beginning, the end not included. */
guint vouch_hit_get_start (VouchHit *self);
guint vouch_hit_get_end (VouchHit *self);

/* In a document: its page and its paragraph there, counted from 1; page 0 where there are none. */
guint vouch_hit_get_page (VouchHit *self);
guint vouch_hit_get_paragraph (VouchHit *self);

/* What stands there, and what stands before and after it. */
const char *vouch_hit_get_found (VouchHit *self);
const char *vouch_hit_get_before (VouchHit *self);
const char *vouch_hit_get_after (VouchHit *self);

/* The pseudonym key that belongs there; NULL where it is no student. */
const char *vouch_hit_get_key (VouchHit *self);
void vouch_hit_set_key (VouchHit *self, const char *value);

/* What a "this is not the person" is kept under: word and place, not the position. */
const char *vouch_hit_get_digest (VouchHit *self);

int vouch_hit_compare (VouchHit *self, VouchHit *other);

G_END_DECLS
