/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-facts"

#include "config.h"
#include "vouch-facts.h"

#include <math.h>

#include "vouch-file-format.h"

/**
 * VouchFacts:
 *
 * What was measured about a file, by which version of the reader. Facts are made once for given
 * bytes and then only read, so an object that nobody changes any more may be shared by threads.
 */

typedef struct {
  char *family;
  double min_points;
  double max_points;
} Font;

typedef struct {
  char *key;
  char *value;
} Identifier;

typedef struct {
  gint64 duration_ms;
  gint64 sound_end_ms;
  gint64 picture_end_ms;
  int width;
  int height;
  int audio_tracks;
  int video_tracks;
  double level_db;
  double floor_db;
  GArray *speech; /* VouchSpeech, in time order */
} Recording;

typedef struct {
  int pages;
  int words;
  char *text;
  GPtrArray *links; /* NULL-terminated strings without the terminator */
  GArray *fonts;    /* Font */
} Writing;

struct _VouchFacts {
  GObject parent_instance;

  VouchFactsState state;
  char *problem;
  char *reader_version;
  gboolean readable_to_end;
  VouchMedia media;
  char *format;
  gint64 size;
  gboolean empty;
  Recording recording;
  Writing writing;
  VouchDay capture_day;
  GArray *identifiers; /* Identifier */
  gboolean cleanable;
};

G_DEFINE_FINAL_TYPE (VouchFacts, vouch_facts, G_TYPE_OBJECT)

static void
font_clear (gpointer data)
{
  Font *font = data;

  g_clear_pointer (&font->family, g_free);
}

static void
identifier_clear (gpointer data)
{
  Identifier *identifier = data;

  g_clear_pointer (&identifier->key, g_free);
  g_clear_pointer (&identifier->value, g_free);
}

static void
vouch_facts_finalize (GObject *object)
{
  VouchFacts *self = VOUCH_FACTS (object);

  g_clear_pointer (&self->problem, g_free);
  g_clear_pointer (&self->reader_version, g_free);
  g_clear_pointer (&self->format, g_free);
  g_clear_pointer (&self->recording.speech, g_array_unref);
  g_clear_pointer (&self->writing.text, g_free);
  g_clear_pointer (&self->writing.links, g_ptr_array_unref);
  g_clear_pointer (&self->writing.fonts, g_array_unref);
  g_clear_pointer (&self->identifiers, g_array_unref);

  G_OBJECT_CLASS (vouch_facts_parent_class)->finalize (object);
}

static void
vouch_facts_class_init (VouchFactsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_facts_finalize;
}

static void
vouch_facts_init (VouchFacts *self)
{
  self->recording.duration_ms = VOUCH_FACTS_UNKNOWN;
  self->recording.sound_end_ms = VOUCH_FACTS_UNKNOWN;
  self->recording.picture_end_ms = VOUCH_FACTS_UNKNOWN;
  self->recording.width = VOUCH_FACTS_UNKNOWN;
  self->recording.height = VOUCH_FACTS_UNKNOWN;
  self->recording.level_db = NAN;
  self->recording.floor_db = NAN;
  self->recording.speech = g_array_new (FALSE, FALSE, sizeof (VouchSpeech));
  self->writing.pages = VOUCH_FACTS_UNKNOWN;
  self->writing.words = VOUCH_FACTS_UNKNOWN;
  self->writing.links = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->writing.links, NULL);
  self->writing.fonts = g_array_new (FALSE, FALSE, sizeof (Font));
  g_array_set_clear_func (self->writing.fonts, font_clear);
  self->identifiers = g_array_new (FALSE, FALSE, sizeof (Identifier));
  g_array_set_clear_func (self->identifiers, identifier_clear);
}

/**
 * vouch_facts_new:
 *
 * Returns: (transfer full): facts that are still pending, with nothing known.
 */
VouchFacts *
vouch_facts_new (void)
{
  return g_object_new (VOUCH_TYPE_FACTS, NULL);
}

/**
 * vouch_facts_new_unreadable:
 * @reader_version: (nullable): which reader tried.
 * @problem: a plain sentence on why nothing could be read.
 *
 * Returns: (transfer full): the facts of a file that could not be read.
 */
VouchFacts *
vouch_facts_new_unreadable (const char *reader_version, const char *problem)
{
  VouchFacts *self = NULL;

  g_return_val_if_fail (problem != NULL, NULL);

  self = vouch_facts_new ();
  self->state = VOUCH_FACTS_UNREADABLE;
  self->reader_version = g_strdup (reader_version);
  self->problem = g_strdup (problem);
  return self;
}

/* The plain accessors, whose meaning the header gives. */
#define FACTS_GETTER(Type, name, field, unknown)                                                   \
  Type vouch_facts_get_##name (VouchFacts *self)                                                   \
  {                                                                                                \
    g_return_val_if_fail (VOUCH_IS_FACTS (self), unknown);                                         \
    return self->field;                                                                            \
  }

#define FACTS_VALUE(Type, name, field, unknown)                                                    \
  FACTS_GETTER (Type, name, field, unknown)                                                        \
  void vouch_facts_set_##name (VouchFacts *self, Type value)                                       \
  {                                                                                                \
    g_return_if_fail (VOUCH_IS_FACTS (self));                                                      \
    self->field = value;                                                                           \
  }

#define FACTS_STRING(name)                                                                         \
  FACTS_GETTER (const char *, name, name, NULL)                                                    \
  void vouch_facts_set_##name (VouchFacts *self, const char *value)                                \
  {                                                                                                \
    g_return_if_fail (VOUCH_IS_FACTS (self));                                                      \
    if (value == self->name)                                                                       \
      return;                                                                                      \
    g_free (self->name);                                                                           \
    self->name = g_strdup (value);                                                                 \
  }

FACTS_VALUE (VouchFactsState, state, state, VOUCH_FACTS_PENDING)
FACTS_VALUE (gboolean, readable_to_end, readable_to_end, FALSE)
FACTS_VALUE (VouchMedia, media, media, VOUCH_MEDIA_NONE)
FACTS_VALUE (gint64, size, size, 0)
FACTS_VALUE (gboolean, empty, empty, FALSE)
FACTS_VALUE (gint64, duration_ms, recording.duration_ms, VOUCH_FACTS_UNKNOWN)
FACTS_VALUE (int, pages, writing.pages, VOUCH_FACTS_UNKNOWN)
FACTS_VALUE (VouchDay, capture_day, capture_day, VOUCH_DAY_NONE)
FACTS_VALUE (gboolean, cleanable, cleanable, FALSE)
FACTS_STRING (problem)
FACTS_STRING (reader_version)
FACTS_STRING (format)
FACTS_GETTER (gint64, sound_end_ms, recording.sound_end_ms, VOUCH_FACTS_UNKNOWN)
FACTS_GETTER (gint64, picture_end_ms, recording.picture_end_ms, VOUCH_FACTS_UNKNOWN)
FACTS_GETTER (int, width, recording.width, VOUCH_FACTS_UNKNOWN)
FACTS_GETTER (int, height, recording.height, VOUCH_FACTS_UNKNOWN)
FACTS_GETTER (int, audio_tracks, recording.audio_tracks, 0)
FACTS_GETTER (int, video_tracks, recording.video_tracks, 0)
FACTS_GETTER (double, level_db, recording.level_db, NAN)
FACTS_GETTER (double, floor_db, recording.floor_db, NAN)
FACTS_GETTER (int, words, writing.words, VOUCH_FACTS_UNKNOWN)
FACTS_GETTER (const char *, text, writing.text, NULL)
FACTS_GETTER (guint, n_fonts, writing.fonts->len, 0)
FACTS_GETTER (guint, n_identifiers, identifiers->len, 0)

/**
 * vouch_facts_set_ends:
 * @sound_end_ms: where the last sound ends, or %VOUCH_FACTS_UNKNOWN.
 * @picture_end_ms: where the last picture ends, likewise.
 */
void
vouch_facts_set_ends (VouchFacts *self, gint64 sound_end_ms, gint64 picture_end_ms)
{
  g_return_if_fail (VOUCH_IS_FACTS (self));
  self->recording.sound_end_ms = sound_end_ms;
  self->recording.picture_end_ms = picture_end_ms;
}

/**
 * vouch_facts_set_dimensions:
 * @width: in pixels, as shown, or %VOUCH_FACTS_UNKNOWN.
 * @height: likewise.
 */
void
vouch_facts_set_dimensions (VouchFacts *self, int width, int height)
{
  g_return_if_fail (VOUCH_IS_FACTS (self));
  self->recording.width = width;
  self->recording.height = height;
}

/**
 * vouch_facts_set_tracks:
 * @audio_tracks: how many tracks of sound there are.
 * @video_tracks: how many of picture.
 */
void
vouch_facts_set_tracks (VouchFacts *self, int audio_tracks, int video_tracks)
{
  g_return_if_fail (VOUCH_IS_FACTS (self));
  self->recording.audio_tracks = audio_tracks;
  self->recording.video_tracks = video_tracks;
}

/**
 * vouch_facts_set_levels:
 * @level_db: mean level of the speech in dBFS, NAN where not measured.
 * @floor_db: the level that a tenth of the time stays below.
 */
void
vouch_facts_set_levels (VouchFacts *self, double level_db, double floor_db)
{
  g_return_if_fail (VOUCH_IS_FACTS (self));
  self->recording.level_db = level_db;
  self->recording.floor_db = floor_db;
}

/**
 * vouch_facts_fits_extension:
 * @extension: a file name extension without its dot, in any case.
 *
 * Returns whether the content is of the type that the extension promises. Nothing fits as long as
 * the format is not known.
 */
gboolean
vouch_facts_fits_extension (VouchFacts *self, const char *extension)
{
  g_return_val_if_fail (VOUCH_IS_FACTS (self), FALSE);
  g_return_val_if_fail (extension != NULL, FALSE);

  return self->format != NULL && vouch_file_format_fits (self->format, extension);
}

/**
 * vouch_facts_add_speech:
 * @start_ms: where the stretch begins; not before the end of the stretch added last.
 * @end_ms: where it ends.
 * @level_db: its mean level in dBFS.
 *
 * Adds one stretch of speech to the speech map.
 */
void
vouch_facts_add_speech (VouchFacts *self, gint64 start_ms, gint64 end_ms, double level_db)
{
  VouchSpeech stretch = { start_ms, end_ms, level_db };

  g_return_if_fail (VOUCH_IS_FACTS (self));
  g_return_if_fail (start_ms >= 0 && end_ms >= start_ms);

  g_array_append_val (self->recording.speech, stretch);
}

/**
 * vouch_facts_get_speech:
 * @n_stretches: (out): how many stretches there are.
 *
 * Returns: (transfer none) (array length=n_stretches): the stretches of speech in time order.
 */
const VouchSpeech *
vouch_facts_get_speech (VouchFacts *self, guint *n_stretches)
{
  g_return_val_if_fail (VOUCH_IS_FACTS (self), NULL);
  g_return_val_if_fail (n_stretches != NULL, NULL);

  *n_stretches = self->recording.speech->len;
  return (const VouchSpeech *) self->recording.speech->data;
}

/**
 * vouch_facts_get_speech_ms:
 *
 * Returns: how many milliseconds of speech there are in the whole recording.
 */
gint64
vouch_facts_get_speech_ms (VouchFacts *self)
{
  return vouch_facts_speech_ms_in (self, 0, G_MAXINT64);
}

/**
 * vouch_facts_speech_ms_in:
 * @start_ms: begin of the chosen range.
 * @end_ms: its end.
 *
 * Returns how many milliseconds of speech lie inside the range.
 */
gint64
vouch_facts_speech_ms_in (VouchFacts *self, gint64 start_ms, gint64 end_ms)
{
  return vouch_facts_loud_speech_ms_in (self, start_ms, end_ms, -INFINITY);
}

/**
 * vouch_facts_loud_speech_ms_in:
 * @start_ms: begin of the chosen range.
 * @end_ms: its end.
 * @min_level_db: leave out stretches whose mean level is lower than this, in dBFS.
 *
 * Returns how many milliseconds of speech at or above the level lie inside the range.
 */
gint64
vouch_facts_loud_speech_ms_in (VouchFacts *self,
                               gint64 start_ms,
                               gint64 end_ms,
                               double min_level_db)
{
  gint64 sum = 0;

  g_return_val_if_fail (VOUCH_IS_FACTS (self), 0);

  for (guint i = 0; i < self->recording.speech->len; i++) {
    const VouchSpeech *stretch = &g_array_index (self->recording.speech, VouchSpeech, i);
    gint64 from = MAX (stretch->start_ms, start_ms);
    gint64 to = MIN (stretch->end_ms, end_ms);

    if (stretch->level_db >= min_level_db && to > from)
      sum += to - from;
  }
  return sum;
}

/**
 * vouch_facts_set_text:
 * @text: (nullable): the text of the document, which may have been cut at a bound.
 * @words: how many words the whole text has, or %VOUCH_FACTS_UNKNOWN.
 *
 * Sets the text and its word count, which counts what was cut off as well.
 */
void
vouch_facts_set_text (VouchFacts *self, const char *text, int words)
{
  g_autofree char *old = NULL;

  g_return_if_fail (VOUCH_IS_FACTS (self));
  old = self->writing.text;
  self->writing.text = g_strdup (text);
  self->writing.words = words;
}

/**
 * vouch_facts_get_links:
 *
 * Returns: (transfer none) (array zero-terminated=1): the addresses that the document links to.
 */
const char *const *
vouch_facts_get_links (VouchFacts *self)
{
  g_return_val_if_fail (VOUCH_IS_FACTS (self), NULL);
  return (const char *const *) self->writing.links->pdata;
}

/**
 * vouch_facts_add_link:
 * @address: where the link leads; one that is known already is not added again.
 *
 * Adds a hyperlink of the document.
 */
void
vouch_facts_add_link (VouchFacts *self, const char *address)
{
  GPtrArray *links = NULL;

  g_return_if_fail (VOUCH_IS_FACTS (self));
  g_return_if_fail (address != NULL);

  links = self->writing.links;
  if (g_strv_contains ((const char *const *) links->pdata, address))
    return;
  g_ptr_array_insert (links, (int) links->len - 1, g_strdup (address));
}

/**
 * vouch_facts_get_font:
 * @index: which font.
 * @min_points: (out) (optional): the smallest size seen in points, 0 where not known.
 * @max_points: (out) (optional): the largest size seen.
 *
 * Returns: (transfer none): the family name.
 */
const char *
vouch_facts_get_font (VouchFacts *self, guint index, double *min_points, double *max_points)
{
  const Font *font = NULL;

  g_return_val_if_fail (VOUCH_IS_FACTS (self), NULL);
  g_return_val_if_fail (index < self->writing.fonts->len, NULL);

  font = &g_array_index (self->writing.fonts, Font, index);
  if (min_points != NULL)
    *min_points = font->min_points;
  if (max_points != NULL)
    *max_points = font->max_points;
  return font->family;
}

/**
 * vouch_facts_add_font:
 * @family: the family name.
 * @points: a size at which it is used, or 0 where not known.
 *
 * Notes that a font is used; sizes of the same family widen its range.
 */
void
vouch_facts_add_font (VouchFacts *self, const char *family, double points)
{
  Font added = { NULL, points, points };

  g_return_if_fail (VOUCH_IS_FACTS (self));
  g_return_if_fail (family != NULL);

  for (guint i = 0; i < self->writing.fonts->len; i++) {
    Font *font = &g_array_index (self->writing.fonts, Font, i);

    if (!g_str_equal (font->family, family))
      continue;
    if (points > 0 && (font->min_points <= 0 || points < font->min_points))
      font->min_points = points;
    font->max_points = MAX (font->max_points, points);
    return;
  }
  added.family = g_strdup (family);
  g_array_append_val (self->writing.fonts, added);
}

/**
 * vouch_facts_get_identifier:
 * @index: which one.
 * @value: (out) (optional) (transfer none): what the file says there.
 *
 * Returns: (transfer none): what sort of information it is: `gps`, `location`, `author`, `device`,
 *   `serial`, `title`, `comment`, `editor`, `company`, `date`, `software`, `thumbnail`, `other`.
 */
const char *
vouch_facts_get_identifier (VouchFacts *self, guint index, const char **value)
{
  const Identifier *identifier = NULL;

  g_return_val_if_fail (VOUCH_IS_FACTS (self), NULL);
  g_return_val_if_fail (index < self->identifiers->len, NULL);

  identifier = &g_array_index (self->identifiers, Identifier, index);
  if (value != NULL)
    *value = identifier->value;
  return identifier->key;
}

/**
 * vouch_facts_add_identifier:
 * @key: what sort of information it is (see vouch_facts_get_identifier()).
 * @value: what the file says there; the same pair is not added twice.
 *
 * Notes embedded information that could tell who made the file or who is in it.
 */
void
vouch_facts_add_identifier (VouchFacts *self, const char *key, const char *value)
{
  Identifier added = { NULL, NULL };

  g_return_if_fail (VOUCH_IS_FACTS (self));
  g_return_if_fail (key != NULL && value != NULL);

  for (guint i = 0; i < self->identifiers->len; i++) {
    const Identifier *known = &g_array_index (self->identifiers, Identifier, i);

    if (g_str_equal (known->key, key) && g_str_equal (known->value, value))
      return;
  }
  added.key = g_strdup (key);
  added.value = g_strdup (value);
  g_array_append_val (self->identifiers, added);
}
