/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-encode"

#include "config.h"
#include "reader-encode.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <gst/audio/audio.h>
#include <stdio.h>
#include <string.h>

#include "encode-coder.h"
#include "encode-join.h"
#include "encode-source.h"
#include "reader-type.h"
#include "reader-watchdog.h"
#include "vouch-reader-protocol.h"

/*
 * A recording coded anew, smaller. Each stream is decoded from the begin of the chosen part, put on an
 * even time line that begins at zero, and coded into a file of parts (see reader-parts.c): pictures at a
 * fixed rate, however uneven the original's were; sound without a gap, silence where the original has
 * none. What lies outside the part is dropped before it reaches a coder. encode_join() makes the file.
 */

/* Coded sound comes in blocks that overlap, begins with one that is half empty, and ends with one that is
 * filled up. So many are left out at the end that none runs over it. */
#define TAIL_BLOCKS 4
#define BLOCK 1152
/* So much before a mark is decoded again, to know what was seen at that moment. */
#define LEAD_IN GST_SECOND
#define TELL_EVERY_US (200 * 1000)
#define SLACK ((gint64) 64 * 1024 * 1024)

static int
fail (int code, char **problem, const char *sentence)
{
  *problem = g_strdup (sentence);
  return code;
}

static int
fail_full (char **problem)
{
  return fail (VOUCH_READER_EXIT_NO_SPACE, problem,
               _ ("There is not enough space for the copy. Free some space and try again."));
}

static int
fail_no_coder (char **problem)
{
  return fail (VOUCH_READER_EXIT_NOT_POSSIBLE, problem,
               _ ("This computer lacks what is needed to write recordings of this kind."));
}

static int
fail_damaged (char **problem)
{
  return fail (VOUCH_READER_EXIT_DAMAGED, problem,
               _ ("This recording is damaged, so no copy could be made."));
}

static GstClockTime
length_of (const VouchEncoding *what)
{
  return (GstClockTime) (what->end_ms - what->start_ms) * GST_MSECOND;
}

static void
tell_progress (GstClockTime reached, gboolean at_once)
{
  static gint64 told_us = 0;
  gint64 now_us = g_get_monotonic_time ();

  if (!at_once && now_us - told_us < TELL_EVERY_US)
    return;
  told_us = now_us;
  printf ("at %" G_GUINT64_FORMAT "\n", reached / GST_MSECOND);
  fflush (stdout);
}

typedef struct {
  const VouchEncoding *what;
  EncodeCoder *coder; /* (nullable): until the first picture */
  gint64 mark_ms;     /* milliseconds between two marks, about */
  guint64 first_mark; /* where the work is taken up */
  int fps_n;
  int fps_d;
  guint per_mark;
  guint64 slot;    /* the next picture of the copy */
  guint64 n_slots; /* how many it has */
  GstBuffer *held; /* (nullable): what was seen last */
} Picture;

static GstClockTime
slot_time (const Picture *picture, guint64 slot)
{
  return gst_util_uint64_scale (slot, (guint64) picture->fps_d * GST_SECOND,
                                (guint64) picture->fps_n);
}

/* Half, a third … of the original's rate, so that steps stay even; 30 where the file does not know. */
static void
choose_rate (Picture *picture, const GstStructure *caps)
{
  int n = 0, d = 0, divisor = 1;

  if (!gst_structure_get_fraction (caps, "framerate", &n, &d) || n < d || d < 1 || n / d > 1000) {
    n = MIN (30, picture->what->max_fps);
    d = 1;
  }
  while ((double) n / d / divisor > picture->what->max_fps + 0.5)
    divisor++;
  picture->fps_n = n;
  picture->fps_d = d * divisor;
}

/* Everything about the time line follows from the original and the wish, so that it is the same again
 * when the work is taken up. */
static gboolean
begin_picture (Picture *picture, GstCaps *given, int fd)
{
  g_autoptr (GstCaps) caps = gst_caps_copy (given);

  choose_rate (picture, gst_caps_get_structure (caps, 0));
  gst_caps_set_simple (caps, "framerate", GST_TYPE_FRACTION, picture->fps_n, picture->fps_d, NULL);
  /* Rounded up, so that no mark lies before the moment from which on it is decoded again. */
  picture->per_mark = (guint) gst_util_uint64_scale_ceil (
      (guint64) picture->mark_ms, (guint64) picture->fps_n, (guint64) picture->fps_d * 1000);
  picture->n_slots = gst_util_uint64_scale (length_of (picture->what), (guint64) picture->fps_n,
                                            (guint64) picture->fps_d * GST_SECOND);
  picture->slot = picture->first_mark * picture->per_mark;
  picture->coder = encode_coder_new_for_picture (picture->what, caps, fd, picture->per_mark,
                                                 picture->first_mark);
  return picture->coder != NULL;
}

/* Shows what is held in every step up to a moment. */
static gboolean
fill_until (Picture *picture, GstClockTime until)
{
  while (picture->held != NULL && picture->slot < picture->n_slots) {
    GstClockTime time = slot_time (picture, picture->slot);
    GstClockTime length = slot_time (picture, picture->slot + 1) - time;
    GstBuffer *shown = NULL;

    if (time + length / 2 > until)
      break;
    shown = gst_buffer_copy (picture->held);
    GST_BUFFER_PTS (shown) = time;
    GST_BUFFER_DTS (shown) = GST_CLOCK_TIME_NONE;
    GST_BUFFER_DURATION (shown) = length;
    if (!encode_coder_push (picture->coder, shown))
      return FALSE;
    picture->slot++;
    tell_progress (time, FALSE);
  }
  return TRUE;
}

/* Returns FALSE when nothing more is wanted. */
static gboolean
take_picture (Picture *picture, GstSample *sample, gint64 time, int fd, gboolean *stuck)
{
  gint64 at = time - picture->what->start_ms * (gint64) GST_MSECOND;

  if (time < 0 || at < 0)
    return TRUE;
  if ((GstClockTime) at >= length_of (picture->what))
    return FALSE;
  if (picture->coder == NULL && !begin_picture (picture, gst_sample_get_caps (sample), fd)) {
    *stuck = TRUE;
    return FALSE;
  }
  if (!fill_until (picture, (GstClockTime) at)) {
    *stuck = TRUE;
    return FALSE;
  }
  gst_buffer_replace (&picture->held, gst_sample_get_buffer (sample));
  return picture->slot < picture->n_slots;
}

static GstClockTime
last_moment (const Picture *picture, gint64 last, gboolean ended)
{
  GstClockTime length = length_of (picture->what);
  GstClockTime at = (GstClockTime) MAX (0, last - picture->what->start_ms * (gint64) GST_MSECOND);
  GstClockTime lasts = picture->held != NULL && GST_BUFFER_DURATION_IS_VALID (picture->held)
                           ? GST_BUFFER_DURATION (picture->held)
                           : GST_SECOND / 10;

  return ended ? MIN (length, at + lasts) : length;
}

static int
code_picture (Picture *picture, EncodeSource *source, int fd, char **problem)
{
  gint64 time = 0, last = 0;
  gboolean stuck = FALSE, more = TRUE;

  while (more) {
    g_autoptr (GstSample) sample = encode_source_pull (source, &time);

    if (sample == NULL)
      break;
    more = take_picture (picture, sample, time, fd, &stuck);
    last = MAX (last, time);
  }
  if (picture->coder == NULL)
    return stuck ? fail_no_coder (problem) : fail_damaged (problem);
  stuck = stuck || !fill_until (picture, last_moment (picture, last, more)) ||
          !encode_coder_finish (picture->coder);
  tell_progress (slot_time (picture, picture->slot), TRUE);
  if (encode_coder_is_full (picture->coder))
    return fail_full (problem);
  if (stuck || (more && encode_source_is_damaged (source)))
    return fail_damaged (problem);
  return VOUCH_READER_EXIT_DONE;
}

static gboolean
prepare (ReaderInput *input, const char *word, VouchEncoding *what)
{
  ReaderType type = { 0 };

  if (input == NULL || !vouch_encoding_from_text (word, what))
    return FALSE;
  type = reader_type_of (input, NULL);
  return type.kind == READER_KIND_RECORDING && reader_gst_init (input, &type) &&
         reader_gst_init_for_writing ();
}

/**
 * reader_encode_picture:
 * @input: a recording.
 * @words: an encoding, milliseconds between two marks, and the mark at which the work is taken up.
 * @problem: (out): a plain sentence on why it was not done.
 *
 * Codes the picture into a file of parts, %VOUCH_READER_TARGET_FD, which is gone on with behind its end.
 * Tells how far it is by lines of `at MILLISECONDS`, and `mark NUMBER BYTES` where it can be taken up
 * again.
 *
 * Returns: an exit code of the reader.
 */
int
reader_encode_picture (ReaderInput *input, const char *const *words, char **problem)
{
  VouchEncoding what;
  Picture picture = { .what = &what };
  g_autofree char *chain = NULL;
  g_autoptr (EncodeSource) source = NULL;
  GstClockTime from = 0;
  int code = VOUCH_READER_EXIT_USAGE;

  if (words[0] == NULL || words[1] == NULL || words[2] == NULL ||
      !prepare (input, words[0], &what) || what.width == 0)
    return VOUCH_READER_EXIT_USAGE;
  picture.mark_ms = CLAMP (g_ascii_strtoll (words[1], NULL, 10), 100, 600000);
  picture.first_mark = g_ascii_strtoull (words[2], NULL, 10);
  if (picture.first_mark > (guint64) ((what.end_ms - what.start_ms) / picture.mark_ms))
    return VOUCH_READER_EXIT_USAGE;
  from = picture.first_mark * (GstClockTime) picture.mark_ms * GST_MSECOND;
  from = what.start_ms * GST_MSECOND + (from > LEAD_IN ? from - LEAD_IN : 0);
  chain = g_strdup_printf ("videoconvert ! videoflip video-direction=auto ! videoscale ! "
                           "video/x-raw,format=I420,width=%d,height=%d",
                           what.width, what.height);
  source = encode_source_new (input, READER_DECODE_VIDEO, chain, from);
  if (source == NULL)
    return fail (VOUCH_READER_EXIT_DAMAGED, problem,
                 _ ("The picture is in a format that Vouch cannot show, or it is damaged at its "
                    "beginning."));
  code = code_picture (&picture, source, VOUCH_READER_TARGET_FD, problem);
  g_clear_pointer (&picture.coder, encode_coder_free);
  gst_clear_buffer (&picture.held);
  return code;
}

typedef struct {
  const VouchEncoding *what;
  EncodeCoder *coder;
  guint64 n;     /* how many samples for each ear went into the coder */
  guint64 total; /* how many there are to be */
  gboolean over; /* what comes now lies behind them */
} Sound;

static gboolean
push_samples (Sound *sound, GBytes *bytes)
{
  gsize frame = 2 * (gsize) sound->what->channels;
  guint64 n = g_bytes_get_size (bytes) / frame;
  GstBuffer *buffer = gst_buffer_new_wrapped_bytes (bytes);

  GST_BUFFER_PTS (buffer) =
      gst_util_uint64_scale (sound->n, GST_SECOND, (guint64) sound->what->rate);
  sound->n += n;
  GST_BUFFER_DURATION (buffer) =
      gst_util_uint64_scale (sound->n, GST_SECOND, (guint64) sound->what->rate) -
      GST_BUFFER_PTS (buffer);
  tell_progress (GST_BUFFER_PTS (buffer), FALSE);
  return encode_coder_push (sound->coder, buffer);
}

/* Where the recording has a hole, there is silence, so that the sound stays with the picture. */
static gboolean
push_silence (Sound *sound, guint64 until)
{
  while (sound->n < MIN (until, sound->total)) {
    guint64 n = MIN (MIN (until, sound->total) - sound->n, (guint64) sound->what->rate / 10);
    gsize size = (gsize) n * 2 * (gsize) sound->what->channels;
    g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (size), size);

    if (!push_samples (sound, bytes))
      return FALSE;
  }
  return TRUE;
}

/* A file may say of its sound that it lies years away. */
static gint64
place_of (gint64 at, guint64 rate)
{
  guint64 place = gst_util_uint64_scale_round ((guint64) ABS (at), rate, GST_SECOND);

  return at < 0 ? -(gint64) place : (gint64) place;
}

/* Returns FALSE when it was not taken. Of the sound that is there already, the first is kept. Small holes are
 * not filled, so what comes may lie a little further on than the samples that were counted; where it lies
 * says how much of it is inside. */
static gboolean
take_sound (Sound *sound, GstBuffer *buffer, gint64 at)
{
  gint64 rate = sound->what->rate;
  gsize frame = 2 * (gsize) sound->what->channels;
  gsize size = gst_buffer_get_size (buffer);
  gint64 n = (gint64) (size / frame);
  gint64 place = place_of (at, (guint64) rate);
  gint64 skip = 0;
  gpointer copy = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (ABS (place - (gint64) sound->n) > rate / 25) {
    if (place > (gint64) sound->n && !push_silence (sound, (guint64) place))
      return FALSE;
    skip = MAX (0, (gint64) sound->n - place);
  }
  skip = MAX (skip, -place);
  sound->over = place + n >= (gint64) sound->total;
  n = MIN (n, (gint64) sound->total - place) - skip;
  n = MIN (n, (gint64) (sound->total - sound->n));
  if (n <= 0)
    return TRUE;
  gst_buffer_extract_dup (buffer, (gsize) skip * frame, (gsize) n * frame, &copy, &size);
  bytes = g_bytes_new_take (copy, size);
  return push_samples (sound, bytes);
}

static int
code_sound (Sound *sound, EncodeSource *source, char **problem)
{
  gint64 start = sound->what->start_ms * (gint64) GST_MSECOND;
  gint64 time = 0;
  gboolean stuck = FALSE, ended = FALSE;

  while (!stuck && !ended && !sound->over && sound->n < sound->total) {
    g_autoptr (GstSample) sample = encode_source_pull (source, &time);

    if (sample == NULL)
      ended = TRUE;
    else if (time >= 0)
      stuck = !take_sound (sound, gst_sample_get_buffer (sample), time - start);
  }
  if (sound->n == 0 && !stuck)
    stuck = !push_silence (sound, sound->total);
  stuck = !encode_coder_finish (sound->coder) || stuck;
  tell_progress (length_of (sound->what), TRUE);
  if (encode_coder_is_full (sound->coder))
    return fail_full (problem);
  if (stuck || (ended && encode_source_is_damaged (source)))
    return fail_damaged (problem);
  return VOUCH_READER_EXIT_DONE;
}

/**
 * reader_encode_sound:
 * @input: a recording.
 * @words: an encoding.
 * @problem: (out): a plain sentence on why it was not done.
 *
 * Codes the sound into a file of parts, %VOUCH_READER_TARGET_FD, which is empty.
 *
 * Returns: an exit code of the reader.
 */
int
reader_encode_sound (ReaderInput *input, const char *const *words, char **problem)
{
  VouchEncoding what;
  Sound sound = { .what = &what };
  g_autofree char *text = NULL;
  g_autoptr (GstCaps) caps = NULL;
  g_autoptr (EncodeSource) source = NULL;
  g_autoptr (EncodeCoder) coder = NULL;
  GstClockTime length = 0;

  if (!prepare (input, words[0], &what) || what.channels == 0)
    return VOUCH_READER_EXIT_USAGE;
  text = g_strdup_printf ("audio/x-raw,format=S16LE,layout=interleaved,rate=%d,channels=%d",
                          what.rate, what.channels);
  {
    g_autofree char *chain = g_strdup_printf ("audioconvert ! audioresample ! %s", text);

    source = encode_source_new (input, READER_DECODE_AUDIO, chain, what.start_ms * GST_MSECOND);
  }
  if (source == NULL)
    return fail (VOUCH_READER_EXIT_DAMAGED, problem,
                 _ ("The sound is in a format that Vouch cannot play."));
  caps = gst_caps_from_string (text);
  sound.coder = coder = encode_coder_new_for_sound (&what, caps, VOUCH_READER_TARGET_FD);
  if (coder == NULL)
    return fail_no_coder (problem);
  length = length_of (&what);
  if (!vouch_encoding_keeps_samples (&what))
    length -= MIN (length / 2, TAIL_BLOCKS * BLOCK * GST_SECOND / (GstClockTime) what.rate);
  sound.total = gst_util_uint64_scale (length, (guint64) what.rate, GST_SECOND);
  return code_sound (&sound, source, problem);
}

/**
 * reader_encode_join:
 * @words: an encoding.
 * @problem: (out): a plain sentence on why it was not done.
 *
 * Makes a file of the parts on %VOUCH_READER_SOURCE_FD, picture before sound where there are both; the
 * sound of both is on the descriptor after %VOUCH_READER_TARGET_FD.
 *
 * Returns: an exit code of the reader.
 */
int
reader_encode_join (const char *const *words, char **problem)
{
  VouchEncoding what;
  gboolean both = FALSE;

  if (!vouch_encoding_from_text (words[0], &what))
    return VOUCH_READER_EXIT_USAGE;
  if (!reader_gst_init_for_writing ())
    return fail_no_coder (problem);
  both = what.width > 0 && what.channels > 0;
  return encode_join (&what, what.width > 0 ? VOUCH_READER_SOURCE_FD : -1,
                      both                ? VOUCH_READER_TARGET_FD + 1
                      : what.channels > 0 ? VOUCH_READER_SOURCE_FD
                                          : -1,
                      VOUCH_READER_TARGET_FD, problem);
}

/**
 * reader_encode_list:
 *
 * Prints the kinds of file that can be written here, one a line; those without a picture behind `sound`.
 *
 * Returns: an exit code of the reader.
 */
int
reader_encode_list (void)
{
  static const char *const pictures[] = { "mp4", "m4v", "mov", "mkv", "webm" };
  static const char *const sounds[] = { "m4a", "mp4", "mp3", "opus", "ogg", "webm", "flac", "wav" };

  if (!reader_gst_init_for_writing ())
    return VOUCH_READER_EXIT_NOT_POSSIBLE;
  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++)
    if (encode_coder_can_write (pictures[i], TRUE))
      g_print ("picture %s\n", pictures[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (sounds); i++)
    if (encode_coder_can_write (sounds[i], FALSE))
      g_print ("sound %s\n", sounds[i]);
  return VOUCH_READER_EXIT_DONE;
}

/**
 * reader_encode_largest:
 * @words: an encoding first.
 *
 * Returns: how large its parts and the copy may become, with plenty to spare; 0 when it says nothing.
 */
gint64
reader_encode_largest (const char *const *words)
{
  VouchEncoding what;
  gint64 seconds = 0, a_second = 0;

  if (!vouch_encoding_from_text (words[0], &what))
    return 0;
  seconds = (what.end_ms - what.start_ms) / 1000 + 1;
  a_second = what.picture_bits / 8 + 4096 +
             MAX (what.sound_bits / 8, (gint64) what.rate * what.channels * 2);
  return 4 * seconds * a_second + SLACK;
}
