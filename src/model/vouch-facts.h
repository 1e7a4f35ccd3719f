/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-day.h"
#include "vouch-media.h"

G_BEGIN_DECLS

/**
 * VouchFactsState:
 * @VOUCH_FACTS_PENDING: the file is still being read.
 * @VOUCH_FACTS_KNOWN: the file was read; it may still be damaged (see
 *   vouch_facts_get_readable_to_end()).
 * @VOUCH_FACTS_UNREADABLE: nothing could be made of the file; the problem says why.
 */
typedef enum {
  VOUCH_FACTS_PENDING,
  VOUCH_FACTS_KNOWN,
  VOUCH_FACTS_UNREADABLE,
} VouchFactsState;

/**
 * VouchSpeech:
 * @start_ms: where somebody begins to speak.
 * @end_ms: where the speech ends.
 * @level_db: mean level in dBFS.
 */
typedef struct {
  gint64 start_ms;
  gint64 end_ms;
  double level_db;
} VouchSpeech;

#define VOUCH_FACTS_UNKNOWN (-1)

#define VOUCH_TYPE_FACTS (vouch_facts_get_type ())
G_DECLARE_FINAL_TYPE (VouchFacts, vouch_facts, VOUCH, FACTS, GObject)

VouchFacts *vouch_facts_new (void) G_GNUC_WARN_UNUSED_RESULT;
VouchFacts *vouch_facts_new_unreadable (const char *reader_version,
                                        const char *problem) G_GNUC_WARN_UNUSED_RESULT;

/* State. The problem is a plain sentence, set when the file is unreadable or damaged, else NULL. */
VouchFactsState vouch_facts_get_state (VouchFacts *self);
void vouch_facts_set_state (VouchFacts *self, VouchFactsState state);
const char *vouch_facts_get_problem (VouchFacts *self);
void vouch_facts_set_problem (VouchFacts *self, const char *problem);
const char *vouch_facts_get_reader_version (VouchFacts *self);
void vouch_facts_set_reader_version (VouchFacts *self, const char *version);
gboolean vouch_facts_get_readable_to_end (VouchFacts *self);
void vouch_facts_set_readable_to_end (VouchFacts *self, gboolean readable);

/* What it is: the format is the usual extension of the true content, or NULL. */
VouchMedia vouch_facts_get_media (VouchFacts *self);
void vouch_facts_set_media (VouchFacts *self, VouchMedia media);
const char *vouch_facts_get_format (VouchFacts *self);
void vouch_facts_set_format (VouchFacts *self, const char *format);
gboolean vouch_facts_fits_extension (VouchFacts *self, const char *extension);
gint64 vouch_facts_get_size (VouchFacts *self);
void vouch_facts_set_size (VouchFacts *self, gint64 bytes);
gboolean vouch_facts_get_empty (VouchFacts *self);
void vouch_facts_set_empty (VouchFacts *self, gboolean empty);

/* Picture and sound. VOUCH_FACTS_UNKNOWN where not measured; width and height as shown (rotated);
 * levels in dBFS, NAN where not measured. */
gint64 vouch_facts_get_duration_ms (VouchFacts *self);
void vouch_facts_set_duration_ms (VouchFacts *self, gint64 milliseconds);
gint64 vouch_facts_get_sound_end_ms (VouchFacts *self);
gint64 vouch_facts_get_picture_end_ms (VouchFacts *self);
void vouch_facts_set_ends (VouchFacts *self, gint64 sound_end_ms, gint64 picture_end_ms);
int vouch_facts_get_width (VouchFacts *self);
int vouch_facts_get_height (VouchFacts *self);
void vouch_facts_set_dimensions (VouchFacts *self, int width, int height);
int vouch_facts_get_audio_tracks (VouchFacts *self);
int vouch_facts_get_video_tracks (VouchFacts *self);
void vouch_facts_set_tracks (VouchFacts *self, int audio_tracks, int video_tracks);
double vouch_facts_get_level_db (VouchFacts *self);
double vouch_facts_get_floor_db (VouchFacts *self);
void vouch_facts_set_levels (VouchFacts *self, double level_db, double floor_db);
void vouch_facts_add_speech (VouchFacts *self, gint64 start_ms, gint64 end_ms, double level_db);
const VouchSpeech *vouch_facts_get_speech (VouchFacts *self, guint *n_stretches);
gint64 vouch_facts_get_speech_ms (VouchFacts *self);
gint64 vouch_facts_speech_ms_in (VouchFacts *self, gint64 start_ms, gint64 end_ms);
gint64 vouch_facts_loud_speech_ms_in (VouchFacts *self,
                                      gint64 start_ms,
                                      gint64 end_ms,
                                      double min_level_db);

/* Documents. VOUCH_FACTS_UNKNOWN where not measured; the text may be cut at a bound. */
int vouch_facts_get_pages (VouchFacts *self);
void vouch_facts_set_pages (VouchFacts *self, int pages);
int vouch_facts_get_words (VouchFacts *self);
const char *vouch_facts_get_text (VouchFacts *self);
void vouch_facts_set_text (VouchFacts *self, const char *text, int words);
const char *const *vouch_facts_get_links (VouchFacts *self);
void vouch_facts_add_link (VouchFacts *self, const char *address);
guint vouch_facts_get_n_fonts (VouchFacts *self);
const char *
vouch_facts_get_font (VouchFacts *self, guint index, double *min_points, double *max_points);
void vouch_facts_add_font (VouchFacts *self, const char *family, double points);

/* What could tell who made it or who is in it. */
VouchDay vouch_facts_get_capture_day (VouchFacts *self);
void vouch_facts_set_capture_day (VouchFacts *self, VouchDay day);
guint vouch_facts_get_n_identifiers (VouchFacts *self);
const char *vouch_facts_get_identifier (VouchFacts *self, guint index, const char **value);
void vouch_facts_add_identifier (VouchFacts *self, const char *key, const char *value);
gboolean vouch_facts_get_cleanable (VouchFacts *self);
void vouch_facts_set_cleanable (VouchFacts *self, gboolean cleanable);

G_END_DECLS
