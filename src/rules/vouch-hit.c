/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-hit"

#include "config.h"
#include "vouch-hit.h"

#include <string.h>

#include "vouch-accessors.h"

/* How much of the text is quoted on either side of what was found. */
#define NEIGHBOURHOOD 40

VOUCH_DEFINE_ENUM_NAMES (VouchHitPlace,
                         vouch_hit_place,
                         { "text", VOUCH_HIT_PLACE_TEXT },
                         { "document", VOUCH_HIT_PLACE_DOCUMENT },
                         { "title", VOUCH_HIT_PLACE_TITLE },
                         { "fileName", VOUCH_HIT_PLACE_FILE_NAME },
                         { "metadata", VOUCH_HIT_PLACE_METADATA },
                         { "moment", VOUCH_HIT_PLACE_MOMENT },
                         { "attribute", VOUCH_HIT_PLACE_ATTRIBUTE },
                         { "caption", VOUCH_HIT_PLACE_CAPTION })

/**
 * VouchHit:
 *
 * One place where something was found that could tell who somebody is.
 */
struct _VouchHit {
  GObject parent_instance;

  char *item;
  VouchHitPlace place;
  char *field;
  guint start;
  guint end;
  guint page;
  guint paragraph;
  char *found;
  char *before;
  char *after;
  char *key;
  char *digest;
};

G_DEFINE_FINAL_TYPE (VouchHit, vouch_hit, G_TYPE_OBJECT)

static void
vouch_hit_finalize (GObject *object)
{
  VouchHit *self = VOUCH_HIT (object);

  g_free (self->item);
  g_free (self->field);
  g_free (self->found);
  g_free (self->before);
  g_free (self->after);
  g_free (self->key);
  g_free (self->digest);

  G_OBJECT_CLASS (vouch_hit_parent_class)->finalize (object);
}

static void
vouch_hit_class_init (VouchHitClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_hit_finalize;
}

static void
vouch_hit_init (VouchHit *self)
{
}

/* What stands around a place, on one line, cut where a word ends. */
static char *
quote_before (const char *text, const char *at)
{
  const char *from = at;
  const char *word;
  char *quote;

  for (guint i = 0; i < NEIGHBOURHOOD && from > text; i++)
    from = g_utf8_prev_char (from);
  word = from > text ? strpbrk (from, " \n\t\f") : from;
  quote = word != NULL && word < at ? g_strndup (word, (gsize) (at - word))
                                    : g_strndup (from, (gsize) (at - from));
  return g_strchug (g_strdelimit (quote, "\n\t\f\r", ' '));
}

static char *
quote_after (const char *at)
{
  const char *to = at;
  char *quote, *space;

  for (guint i = 0; i < NEIGHBOURHOOD && *to != '\0'; i++)
    to = g_utf8_next_char (to);
  quote = g_strdelimit (g_strndup (at, (gsize) (to - at)), "\n\t\f\r", ' ');
  space = *to != '\0' ? strrchr (quote, ' ') : NULL;
  if (space != NULL && space > quote)
    *space = '\0';
  return g_strchomp (quote);
}

/* The page and the paragraph on it; a blank line parts paragraphs, a form feed pages. */
static void
locate (VouchHit *self, const char *text, const char *at)
{
  gboolean blank = TRUE;
  gboolean has_pages = strchr (text, '\f') != NULL;

  self->page = has_pages ? 1 : 0;
  for (const char *p = text; p < at; p++) {
    if (*p == '\f') {
      self->page++;
      self->paragraph = 0;
      blank = TRUE;
    } else if (*p == '\n')
      blank = blank || p[1] == '\n' || p[1] == '\r';
    else if (blank && !g_ascii_isspace (*p)) {
      self->paragraph++;
      blank = FALSE;
    }
  }
  if (blank)
    self->paragraph++;
}

static void
make_digest (VouchHit *self)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  const char *parts[] = { self->item,  vouch_hit_place_to_string (self->place),
                          self->field, self->before,
                          self->found, self->after };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
    const char *part = parts[i] != NULL ? parts[i] : "";

    g_checksum_update (sum, (const guchar *) part, (gssize) strlen (part) + 1);
  }
  self->digest = g_strdup (g_checksum_get_string (sum));
}

/**
 * vouch_hit_new:
 * @item: id of the item.
 * @place: the kind of place.
 * @field: (nullable): which one, where a kind has several.
 * @text: what was searched.
 * @start: where it begins, in bytes.
 * @end: where it ends, in bytes.
 *
 * Returns: (transfer full): the hit, with its neighbourhood.
 */
VouchHit *
vouch_hit_new (const char *item,
               VouchHitPlace place,
               const char *field,
               const char *text,
               gsize start,
               gsize end)
{
  VouchHit *self = g_object_new (VOUCH_TYPE_HIT, NULL);

  g_return_val_if_fail (text != NULL && start <= end && end <= strlen (text), self);

  self->item = g_strdup (item);
  self->place = place;
  self->field = g_strdup (field);
  self->start = (guint) g_utf8_pointer_to_offset (text, text + start);
  self->end = self->start + (guint) g_utf8_pointer_to_offset (text + start, text + end);
  self->found = g_strndup (text + start, end - start);
  self->before = quote_before (text, text + start);
  self->after = quote_after (text + end);
  if (place == VOUCH_HIT_PLACE_DOCUMENT || place == VOUCH_HIT_PLACE_TEXT)
    locate (self, text, text + start);
  make_digest (self);
  return self;
}

/**
 * vouch_hit_get_item:
 * @self: a hit.
 *
 * Returns: (transfer none): id of the item.
 */
const char *
vouch_hit_get_item (VouchHit *self)
{
  g_return_val_if_fail (VOUCH_IS_HIT (self), NULL);

  return self->item;
}

/**
 * vouch_hit_get_place:
 * @self: a hit.
 *
 * Returns: the kind of place.
 */
VouchHitPlace
vouch_hit_get_place (VouchHit *self)
{
  g_return_val_if_fail (VOUCH_IS_HIT (self), VOUCH_HIT_PLACE_TEXT);

  return self->place;
}

/**
 * vouch_hit_get_field:
 * @self: a hit.
 *
 * Returns: (transfer none) (nullable): which one, where a kind has several.
 */
const char *
vouch_hit_get_field (VouchHit *self)
{
  g_return_val_if_fail (VOUCH_IS_HIT (self), NULL);

  return self->field;
}

/**
 * vouch_hit_get_start:
 * @self: a hit.
 *
 * Returns: where it begins, in characters.
 */
guint
vouch_hit_get_start (VouchHit *self)
{
  g_return_val_if_fail (VOUCH_IS_HIT (self), 0);

  return self->start;
}

/**
 * vouch_hit_get_end:
 * @self: a hit.
 *
 * Returns: where it ends, in characters.
 */
guint
vouch_hit_get_end (VouchHit *self)
{
  g_return_val_if_fail (VOUCH_IS_HIT (self), 0);

  return self->end;
}

/**
 * vouch_hit_get_page:
 * @self: a hit.
 *
 * Returns: its page, from 1; 0 where there are no pages.
 */
guint
vouch_hit_get_page (VouchHit *self)
{
  g_return_val_if_fail (VOUCH_IS_HIT (self), 0);

  return self->page;
}

/**
 * vouch_hit_get_paragraph:
 * @self: a hit.
 *
 * Returns: its paragraph, from 1; 0 where there are none.
 */
guint
vouch_hit_get_paragraph (VouchHit *self)
{
  g_return_val_if_fail (VOUCH_IS_HIT (self), 0);

  return self->paragraph;
}

/**
 * vouch_hit_get_found:
 * @self: a hit.
 *
 * Returns: (transfer none): what stands there.
 */
const char *
vouch_hit_get_found (VouchHit *self)
{
  g_return_val_if_fail (VOUCH_IS_HIT (self), NULL);

  return self->found;
}

/**
 * vouch_hit_get_before:
 * @self: a hit.
 *
 * Returns: (transfer none): what stands before it.
 */
const char *
vouch_hit_get_before (VouchHit *self)
{
  g_return_val_if_fail (VOUCH_IS_HIT (self), NULL);

  return self->before;
}

/**
 * vouch_hit_get_after:
 * @self: a hit.
 *
 * Returns: (transfer none): what stands after it.
 */
const char *
vouch_hit_get_after (VouchHit *self)
{
  g_return_val_if_fail (VOUCH_IS_HIT (self), NULL);

  return self->after;
}

VOUCH_DEFINE_STRING (VouchHit, vouch_hit, key)

/**
 * vouch_hit_get_digest:
 * @self: a hit.
 *
 * Returns: (transfer none): what a "this is not the person" is kept under.
 */
const char *
vouch_hit_get_digest (VouchHit *self)
{
  g_return_val_if_fail (VOUCH_IS_HIT (self), NULL);

  return self->digest;
}

/**
 * vouch_hit_compare:
 * @self: a hit.
 * @other: another one of the same text.
 *
 * Returns: as strcmp(): the earlier one first, of two that begin together the longer one.
 */
int
vouch_hit_compare (VouchHit *self, VouchHit *other)
{
  if (self->start != other->start)
    return self->start < other->start ? -1 : 1;
  return self->end == other->end ? 0 : self->end > other->end ? -1 : 1;
}
