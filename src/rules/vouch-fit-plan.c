/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-fit-plan"

#include "config.h"
#include "vouch-fit-plan.h"

#include <string.h>

#include "vouch-constraint-set.h"

/*
 * How a recording is coded so that it fits. The size says how many bits a second there are; sound gets
 * what speech needs, the picture the rest. Fewer bits mean fewer pixels, along a ladder of heights, so
 * that a small picture is clear rather than a large one smeared: what children wrote has to be legible as
 * long as it can be. Below the last rung there is no copy, and the smallest possible size is said instead.
 *
 * Bits for each pixel of a picture are those at which x264 (veryfast, no B frames) and VP9 (speed 6) keep
 * a lit room with people in it clear; estimates, which the second try puts right by what was measured.
 */

#define GOOD_BITS_PER_PIXEL 0.045
#define LEAST_BITS_PER_PIXEL 0.02
#define MOST_BITS_PER_PIXEL 0.15
#define MANY_FPS 30
#define FEW_FPS 15
#define MOST_PICTURE_BITS 8000000
#define LEAST_PICTURE_BITS 60000
/* Of the size that is allowed; the rest is for coders that are a little off. */
#define HEADROOM 0.97
#define AGAIN_HEADROOM 0.95
/* What a container needs: at all, for each picture and for each packet of sound. */
#define CONTAINER_BYTES 12288
#define PICTURE_BYTES 20
#define PACKETS_BYTES (50 * 12)

typedef struct {
  int bits;
  int channels;
  int rate;
} Sound;

/* From good to small; the last is still speech that can be understood. */
static const Sound aac_ladder[] = { { 128000, 2, 48000 }, { 96000, 2, 48000 }, { 64000, 1, 48000 },
                                    { 48000, 1, 32000 },  { 32000, 1, 24000 }, { 0 } };
static const Sound opus_ladder[] = { { 96000, 2, 48000 }, { 64000, 1, 48000 }, { 48000, 1, 48000 },
                                     { 32000, 1, 48000 }, { 24000, 1, 48000 }, { 0 } };
static const Sound mp3_ladder[] = { { 128000, 2, 48000 }, { 64000, 1, 48000 }, { 48000, 1, 32000 },
                                    { 32000, 1, 24000 },  { 24000, 1, 16000 }, { 0 } };
static const Sound vorbis_ladder[] = { { 112000, 2, 48000 },
                                       { 64000, 1, 44100 },
                                       { 48000, 1, 32000 },
                                       { 32000, 1, 22050 },
                                       { 0 } };
static const Sound wav_ladder[] = { { 1536000, 2, 48000 }, { 768000, 1, 48000 },
                                    { 384000, 1, 24000 },  { 256000, 1, 16000 },
                                    { 128000, 1, 8000 },   { 0 } };
static const Sound flac_ladder[] = { { 1000000, 2, 48000 }, { 500000, 1, 48000 },
                                     { 270000, 1, 24000 },  { 190000, 1, 16000 },
                                     { 100000, 1, 8000 },   { 0 } };

static const int heights[] = { 2160, 1440, 1080, 720, 480, 360 };

static const Sound *
ladder_for (const char *format)
{
  static const struct {
    const char *format;
    const Sound *ladder;
  } all[] = { { "webm", opus_ladder },  { "opus", opus_ladder }, { "mp3", mp3_ladder },
              { "ogg", vorbis_ladder }, { "wav", wav_ladder },   { "flac", flac_ladder } };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_str_equal (all[i].format, format))
      return all[i].ladder;
  return aac_ladder;
}

static gboolean
has_picture (VouchFacts *facts)
{
  return vouch_facts_get_video_tracks (facts) > 0 && vouch_facts_get_width (facts) > 0 &&
         vouch_facts_get_height (facts) > 0;
}

/**
 * vouch_fit_plan_part:
 * @item: an item.
 * @part: (out): what of it is sent.
 *
 * Returns: whether it is a recording that can be copied.
 */
gboolean
vouch_fit_plan_part (VouchItem *item, VouchFitPart *part)
{
  VouchFacts *facts = vouch_item_get_facts (item);
  gint64 whole = facts != NULL ? vouch_facts_get_duration_ms (facts) : 0;

  if (facts == NULL || vouch_facts_get_state (facts) != VOUCH_FACTS_KNOWN || whole <= 0 ||
      (vouch_facts_get_audio_tracks (facts) <= 0 && !has_picture (facts)))
    return FALSE;
  part->facts = facts;
  part->start_ms = MAX (0, vouch_item_get_start_ms (item));
  part->end_ms =
      vouch_item_get_end_ms (item) >= 0 ? MIN (vouch_item_get_end_ms (item), whole) : whole;
  return part->end_ms > part->start_ms;
}

static gboolean
is_written_as (const char *const *accepted, const char *format)
{
  return accepted == NULL || g_strv_contains (accepted, format);
}

/* The original's own kind when that is taken; else the one that most people can open. */
static gboolean
choose_format (VouchFacts *facts,
               const char *const *accepted,
               const char *const *formats,
               VouchFit *fit)
{
  static const char *const pictures[] = { "mp4", "webm", "mov", "mkv", "m4v", NULL };
  static const char *const sounds[] = { "m4a", "mp3", "opus", "ogg", "mp4", "flac", "wav", NULL };
  const char *const *order = has_picture (facts) ? pictures : sounds;
  const char *own = vouch_facts_get_format (facts);
  const char *chosen = NULL;

  if (own != NULL && is_written_as (accepted, own) && g_strv_contains (formats, own) &&
      g_strv_contains (order, own) && !g_str_equal (own, "wav") && !g_str_equal (own, "flac"))
    chosen = own;
  for (guint i = 0; chosen == NULL && order[i] != NULL; i++)
    if (is_written_as (accepted, order[i]) && g_strv_contains (formats, order[i]))
      chosen = order[i];
  if (chosen == NULL)
    return FALSE;
  g_strlcpy (fit->format, chosen, sizeof fit->format);
  return TRUE;
}

/* About how large the part is as it is. */
static gint64
estimate (const VouchFitPart *part)
{
  gint64 whole = vouch_facts_get_duration_ms (part->facts);

  return (gint64) ((double) vouch_facts_get_size (part->facts) *
                   (double) (part->end_ms - part->start_ms) / (double) MAX (1, whole));
}

static gint64
size_as_sent (VouchItem *item)
{
  VouchFacts *sent = vouch_item_get_sent_facts (item);
  VouchFitPart part;

  if (sent != NULL && vouch_facts_get_size (sent) >= 0)
    return vouch_facts_get_size (sent);
  if (vouch_fit_plan_part (item, &part))
    return estimate (&part);
  return vouch_item_get_facts (item) != NULL
             ? MAX (0, vouch_facts_get_size (vouch_item_get_facts (item)))
             : 0;
}

/* Of a size for all files together, what the others leave; where they leave next to nothing, because they
 * were not made to fit either, as much of it as this one is of all. */
static gint64
share_of_total (VouchPortfolio *portfolio, VouchItem *item, double total)
{
  GPtrArray *items = vouch_portfolio_get_items (portfolio);
  VouchFitPart part;
  double own = vouch_fit_plan_part (item, &part) ? (double) estimate (&part) : 0;
  double all = own, left = total, share;

  for (guint i = 0; i < items->len; i++) {
    VouchItem *other = g_ptr_array_index (items, i);

    if (other == item ||
        g_strcmp0 (vouch_item_get_requirement (other), vouch_item_get_requirement (item)) != 0)
      continue;
    left -= (double) size_as_sent (other);
    all += vouch_fit_plan_part (other, &part) ? (double) estimate (&part)
                                              : (double) size_as_sent (other);
  }
  share = all > 0 ? total * own / all : total;
  return (gint64) MAX (1, left >= share * 0.9 ? left : share);
}

static void
take_size (VouchPortfolio *portfolio, VouchItem *item, VouchConstraint *constraint, VouchFit *fit)
{
  double number = 0;
  gint64 most;

  if (!vouch_constraint_get_number (constraint, "maxBytes", &number) || number < 1)
    return;
  most = vouch_constraint_get_scope (constraint) == VOUCH_SCOPE_TOTAL
             ? share_of_total (portfolio, item, number)
             : (gint64) number;
  if (fit->max_bytes == 0 || most < fit->max_bytes)
    fit->max_bytes = most;
}

static void
take_constraint (VouchPortfolio *portfolio,
                 VouchItem *item,
                 VouchConstraint *constraint,
                 VouchFit *fit)
{
  double number = 0;

  if (vouch_constraint_get_kind (constraint) == VOUCH_CONSTRAINT_KIND_FILE_SIZE)
    take_size (portfolio, item, constraint, fit);
  if (vouch_constraint_get_kind (constraint) != VOUCH_CONSTRAINT_KIND_PICTURE)
    return;
  if (vouch_constraint_get_number (constraint, "minWidth", &number))
    fit->min_width = (int) CLAMP (number, 0, 16384);
  if (vouch_constraint_get_number (constraint, "minHeight", &number))
    fit->min_height = (int) CLAMP (number, 0, 16384);
}

/**
 * vouch_fit_plan_limits:
 * @portfolio: a portfolio.
 * @item: a recording in it.
 * @max_bytes: the most that the issuer takes; 0 when nothing is said.
 * @formats: (array zero-terminated=1): what this computer can write.
 * @fit: (out): what a copy has to be like.
 *
 * Gathers what is asked of the file: by its requirement and by who takes it.
 *
 * Returns: whether there is a kind of file that is taken and can be written.
 */
gboolean
vouch_fit_plan_limits (VouchPortfolio *portfolio,
                       VouchItem *item,
                       gint64 max_bytes,
                       const char *const *formats,
                       VouchFit *fit)
{
  VouchDefinition *definition = vouch_portfolio_get_definition (portfolio);
  const char *id = vouch_item_get_requirement (item);
  VouchRequirement *requirement =
      id != NULL ? vouch_definition_find_requirement (definition, id) : NULL;
  g_autoptr (GPtrArray) constraints =
      requirement != NULL ? vouch_constraint_set_for (definition, requirement) : g_ptr_array_new ();
  const char *const *accepted = NULL;

  *fit = (VouchFit){ .max_bytes = MAX (0, max_bytes) };
  for (guint i = 0; i < constraints->len; i++) {
    VouchConstraint *constraint = g_ptr_array_index (constraints, i);

    if (!vouch_constraint_applies_to (constraint, vouch_item_get_media (item)))
      continue;
    if (vouch_constraint_get_kind (constraint) == VOUCH_CONSTRAINT_KIND_FILE_FORMAT)
      accepted = vouch_constraint_get_list (constraint, "extensions");
    else
      take_constraint (portfolio, item, constraint, fit);
  }
  return choose_format (vouch_item_get_facts (item), accepted, formats, fit);
}

/**
 * vouch_fit_plan_may_keep_coding:
 * @fit: what a copy has to be like.
 * @part: what is to be copied.
 *
 * Returns: whether it may fit without being coded anew, as far as can be told before.
 */
gboolean
vouch_fit_plan_may_keep_coding (const VouchFit *fit, const VouchFitPart *part)
{
  return (fit->max_bytes == 0 || estimate (part) <= fit->max_bytes) &&
         (fit->max_height == 0 || vouch_facts_get_height (part->facts) <= fit->max_height);
}

/**
 * vouch_fit_plan_is_needed:
 * @fit: what a copy has to be like.
 * @part: what is to be copied.
 *
 * Returns: whether the part as it is would not do.
 */
gboolean
vouch_fit_plan_is_needed (const VouchFit *fit, const VouchFitPart *part)
{
  return !vouch_fit_plan_may_keep_coding (fit, part) ||
         !vouch_facts_fits_extension (part->facts, fit->format);
}

/* What the container takes of each second. Before it is known whether there will be fewer pictures it is
 * counted with many, here and back, so that the smallest size that is said can be reached. */
static double
overhead_bytes (const VouchEncoding *encoding)
{
  return PACKETS_BYTES + (encoding->max_fps > 0 ? MANY_FPS * PICTURE_BYTES : 0);
}

static double
bits_a_second (gint64 bytes, const VouchEncoding *encoding)
{
  double seconds = (double) (encoding->end_ms - encoding->start_ms) / 1000;

  return ((double) bytes * HEADROOM - CONTAINER_BYTES) * 8 / MAX (seconds, 0.001) -
         overhead_bytes (encoding) * 8;
}

static gint64
bytes_for (double bits, const VouchEncoding *encoding)
{
  double seconds = (double) (encoding->end_ms - encoding->start_ms) / 1000;

  return (gint64) (((bits / 8 + overhead_bytes (encoding)) * seconds + CONTAINER_BYTES) /
                   HEADROOM) +
         1;
}

/* Coders want even sides; the hundredth is for what computers cannot divide. */
static int
even (double side)
{
  return MAX (2, (int) ((side + 0.01) / 2) * 2);
}

static void
set_size (VouchEncoding *encoding, VouchFacts *facts, double shorter)
{
  int width = vouch_facts_get_width (facts), height = vouch_facts_get_height (facts);
  double scale = MIN (1.0, shorter / MIN (width, height));

  encoding->max_fps = MANY_FPS;
  encoding->width = even (width * scale);
  encoding->height = even (height * scale);
}

/* The shorter side of the largest picture that there may be. */
static double
largest_side (const VouchFit *fit, VouchFacts *facts)
{
  int width = vouch_facts_get_width (facts), height = vouch_facts_get_height (facts);
  double shorter = MIN (MIN (width, height), heights[0]);

  if (fit->max_height > 0 && fit->max_height < height)
    shorter = MIN (shorter, (double) MIN (width, height) * fit->max_height / height);
  return shorter;
}

static double
pixels_a_second (const VouchEncoding *encoding)
{
  return (double) encoding->width * encoding->height * encoding->max_fps;
}

static gboolean
is_large_enough (const VouchFit *fit, const VouchEncoding *encoding)
{
  return encoding->width >= fit->min_width && encoding->height >= fit->min_height;
}

/* The largest picture that these bits fill: as large as it is, or one of the rungs below. When none is
 * filled the smallest that is allowed stays, with fewer pictures where there is little left. */
static gboolean
choose_size (const VouchFit *fit, VouchFacts *facts, double bits, VouchEncoding *encoding)
{
  double side = largest_side (fit, facts);
  VouchEncoding smallest = { 0 };
  gsize rung = 0;

  while (side > 0) {
    set_size (encoding, facts, side);
    if (!is_large_enough (fit, encoding))
      break;
    smallest = *encoding;
    if (bits >= pixels_a_second (encoding) * GOOD_BITS_PER_PIXEL)
      return TRUE;
    while (rung < G_N_ELEMENTS (heights) && heights[rung] >= side)
      rung++;
    side = rung < G_N_ELEMENTS (heights) ? heights[rung] : 0;
  }
  if (smallest.width == 0)
    return FALSE;
  *encoding = smallest;
  if (bits < pixels_a_second (encoding) * LEAST_BITS_PER_PIXEL * 1.5)
    encoding->max_fps = FEW_FPS;
  return TRUE;
}

static void
set_sound (VouchEncoding *encoding, const Sound *sound)
{
  encoding->sound_bits = sound->bits;
  encoding->channels = sound->channels;
  encoding->rate = sound->rate;
}

/* The best of the ladder that takes no more than these bits; else its last rung. */
static const Sound *
choose_sound (const Sound *ladder, double bits)
{
  while (ladder->bits > bits && ladder[1].bits > 0)
    ladder++;
  return ladder;
}

static double
least_bits (const VouchEncoding *encoding)
{
  return MAX (pixels_a_second (encoding) * LEAST_BITS_PER_PIXEL, LEAST_PICTURE_BITS);
}

static gboolean
encode_picture (const VouchFit *fit,
                const VouchFitPart *part,
                double bits,
                VouchEncoding *encoding,
                gint64 *smallest_bytes)
{
  double own = (double) vouch_facts_get_size (part->facts) * 8000 /
               (double) MAX (1, vouch_facts_get_duration_ms (part->facts));
  const Sound *sound = ladder_for (fit->format);
  gboolean has_sound = vouch_facts_get_audio_tracks (part->facts) > 0;
  double least;

  /* More bits than the original has make nothing clearer. */
  bits = MIN (bits, MIN (MAX (own, 300000), MOST_PICTURE_BITS));
  sound = choose_sound (sound, bits / 6);
  if (has_sound)
    set_sound (encoding, sound);
  if (!choose_size (fit, part->facts, bits - encoding->sound_bits, encoding))
    return FALSE;
  least = least_bits (encoding);
  /* A picture that is barely there needs what better sound would take. */
  while (has_sound && bits - encoding->sound_bits < least && sound[1].bits > 0) {
    set_sound (encoding, ++sound);
    choose_size (fit, part->facts, bits - encoding->sound_bits, encoding);
    least = least_bits (encoding);
  }
  encoding->picture_bits =
      (int) MIN (bits - encoding->sound_bits, pixels_a_second (encoding) * MOST_BITS_PER_PIXEL);
  *smallest_bytes = bytes_for (least + encoding->sound_bits, encoding);
  return encoding->picture_bits >= (int) least;
}

static gboolean
encode_sound (const VouchFit *fit, double bits, VouchEncoding *encoding, gint64 *smallest_bytes)
{
  const Sound *ladder = ladder_for (fit->format);
  const Sound *last = choose_sound (ladder, 0);

  set_sound (encoding, choose_sound (ladder, bits));
  *smallest_bytes = bytes_for (last->bits, encoding);
  return encoding->sound_bits <= bits;
}

/**
 * vouch_fit_plan_encode:
 * @fit: what a copy has to be like.
 * @part: what is to be copied.
 * @encoding: (out): how it is coded.
 * @smallest_bytes: (out): the smallest size that can be reached; 0 when no size would do.
 *
 * Returns: whether it can be made to fit.
 */
gboolean
vouch_fit_plan_encode (const VouchFit *fit,
                       const VouchFitPart *part,
                       VouchEncoding *encoding,
                       gint64 *smallest_bytes)
{
  double bits;

  g_return_val_if_fail (fit != NULL && part != NULL && encoding != NULL, FALSE);

  *smallest_bytes = 0;
  *encoding = (VouchEncoding){ .start_ms = part->start_ms, .end_ms = part->end_ms };
  g_strlcpy (encoding->format, fit->format, sizeof encoding->format);
  encoding->max_fps = has_picture (part->facts) ? MANY_FPS : 0;
  bits = fit->max_bytes > 0 ? bits_a_second (fit->max_bytes, encoding) : MOST_PICTURE_BITS;
  if (has_picture (part->facts))
    return encode_picture (fit, part, bits, encoding, smallest_bytes);
  return encode_sound (fit, bits, encoding, smallest_bytes);
}

/**
 * vouch_fit_plan_encode_smaller:
 * @fit: what a copy has to be like.
 * @measured_bytes: how large a copy was that was coded like this, and did not fit.
 * @sound_bytes: how much of that is sound.
 * @encoding: (inout): how it was coded; how it is coded the second time.
 *
 * Returns: whether there is a second time that is worth it.
 */
gboolean
vouch_fit_plan_encode_smaller (const VouchFit *fit,
                               gint64 measured_bytes,
                               gint64 sound_bytes,
                               VouchEncoding *encoding)
{
  double ratio;

  g_return_val_if_fail (fit != NULL && encoding != NULL && measured_bytes > 0, FALSE);

  if (encoding->width > 0) {
    ratio =
        (double) (fit->max_bytes - sound_bytes) / (double) MAX (1, measured_bytes - sound_bytes);
    encoding->picture_bits = (int) (encoding->picture_bits * ratio * AGAIN_HEADROOM);
    return ratio > 0 && encoding->picture_bits >= LEAST_PICTURE_BITS / 2;
  }
  ratio = (double) fit->max_bytes / (double) measured_bytes;
  for (const Sound *sound = ladder_for (fit->format); sound->bits > 0; sound++)
    if (sound->bits <= encoding->sound_bits * ratio * AGAIN_HEADROOM) {
      set_sound (encoding, sound);
      return TRUE;
    }
  return FALSE;
}
