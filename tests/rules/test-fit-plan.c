/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a recording is coded so that it fits: each bound from both sides. */
#include "config.h"

#include <string.h>

#include "portfolio-sketch.h"
#include "vouch-fit-plan.h"

#define FILM "video ms=60000 size=30000000 format=mp4 tracks=1 picture=1280x720"
#define VOICE "audio ms=60000 size=3000000 format=m4a tracks=1"

static const char *const all_formats[] = { "mp4", "webm", "mov", "mkv",  "m4v", "m4a",
                                           "mp3", "opus", "ogg", "flac", "wav", NULL };

static VouchItem *
first (VouchPortfolio *portfolio)
{
  return vouch_portfolio_get_items (portfolio)->pdata[0];
}

static VouchPortfolio *
sketch_one (const char *constraint, const char *item)
{
  const char *const items[] = { item, NULL };

  return sketch_portfolio (constraint, items);
}

static void
test_part (void)
{
  static const struct {
    const char *item;
    gboolean can;
    gint64 start_ms, end_ms;
  } cases[] = {
    { FILM, TRUE, 0, 60000 },
    { FILM " range=0-60000", TRUE, 0, 60000 },
    { FILM " range=5000-60001", TRUE, 5000, 60000 },
    { FILM " range=59999-60000", TRUE, 59999, 60000 },
    { FILM " range=60000-70000", FALSE, 0, 0 },
    { FILM " pending", FALSE, 0, 0 },
    { FILM " unreadable", FALSE, 0, 0 },
    { VOICE, TRUE, 0, 60000 },
    { "audio ms=60000 size=3000000 format=m4a", FALSE, 0, 0 },
    { "audio ms=0 size=3000000 format=m4a tracks=1", FALSE, 0, 0 },
    { "audio ms=1 size=3000000 format=m4a tracks=1", TRUE, 0, 1 },
    { "text words=5", FALSE, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (VouchPortfolio) portfolio = sketch_one ("duration required", cases[i].item);
    VouchFitPart part = { 0 };

    g_test_message ("%s", cases[i].item);
    g_assert_cmpint (vouch_fit_plan_part (first (portfolio), &part), ==, cases[i].can);
    if (!cases[i].can)
      continue;
    g_assert_cmpint (part.start_ms, ==, cases[i].start_ms);
    g_assert_cmpint (part.end_ms, ==, cases[i].end_ms);
  }
}

/* What is asked for, and by whom; the strictest counts. */
static void
test_limits (void)
{
  static const char *const no_mp4[] = { "webm", "opus", NULL };
  static const struct {
    const char *constraint;
    const char *item;
    gint64 issuer;
    const char *const *formats;
    const char *format; /* NULL: nothing will do */
    gint64 max_bytes;
  } cases[] = {
    { "duration required", FILM, 0, all_formats, "mp4", 0 },
    { "duration required", FILM, 5000, all_formats, "mp4", 5000 },
    { "fileSize required maxBytes=4000", FILM, 5000, all_formats, "mp4", 4000 },
    { "fileSize required maxBytes=5001", FILM, 5000, all_formats, "mp4", 5000 },
    { "fileSize required maxBytes=4000 media=[audio]", FILM, 0, all_formats, "mp4", 0 },
    { "fileFormat required extensions=[webm|mov]", FILM, 0, all_formats, "webm", 0 },
    { "fileFormat required extensions=[mov]", FILM, 0, all_formats, "mov", 0 },
    { "fileFormat required extensions=[mov]", FILM, 0, no_mp4, NULL, 0 },
    { "fileFormat required extensions=[pdf]", FILM, 0, all_formats, NULL, 0 },
    { "duration required", FILM, 0, no_mp4, "webm", 0 },
    { "duration required", VOICE, 0, all_formats, "m4a", 0 },
    { "duration required", VOICE, 0, no_mp4, "opus", 0 },
    /* Plain samples are never kept as they are for their own sake: they are what is too large. */
    { "duration required", "audio ms=9000 size=900000 format=wav tracks=1", 0, all_formats, "m4a",
      0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (VouchPortfolio) portfolio = sketch_one (cases[i].constraint, cases[i].item);
    VouchFit fit = { 0 };
    gboolean can = vouch_fit_plan_limits (portfolio, first (portfolio), cases[i].issuer,
                                          cases[i].formats, &fit);

    g_test_message ("%s: %s", cases[i].constraint, cases[i].item);
    g_assert_cmpint (can, ==, cases[i].format != NULL);
    if (!can)
      continue;
    g_assert_cmpstr (fit.format, ==, cases[i].format);
    g_assert_cmpint (fit.max_bytes, ==, cases[i].max_bytes);
  }
}

/* Of a size for all together: what the others leave, or a share of it when they leave next to nothing. */
static void
test_share (void)
{
  static const struct {
    const char *other;
    gint64 max_bytes;
  } cases[] = {
    { "video ms=60000 size=10000000 format=mp4 tracks=1 picture=1280x720", 30000000 },
    { "video ms=60000 size=9999999 format=mp4 tracks=1 picture=1280x720", 30000001 },
    { "video ms=60000 size=30000000 format=mp4 tracks=1 picture=1280x720", 20000000 },
    { "video ms=60000 size=90000000 format=mp4 tracks=1 picture=1280x720", 10000000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const char *const items[] = { FILM, cases[i].other, NULL };
    g_autoptr (VouchPortfolio) portfolio =
        sketch_portfolio ("fileSize required maxBytes=40000000 scope=total", items);
    VouchFit fit = { 0 };

    g_assert_true (vouch_fit_plan_limits (portfolio, first (portfolio), 0, all_formats, &fit));
    g_assert_cmpint (fit.max_bytes, ==, cases[i].max_bytes);
  }
}

static void
test_keeps_coding (void)
{
  static const struct {
    const char *range;
    gint64 max_bytes;
    int max_height;
    gboolean keeps;
  } cases[] = {
    { "", 0, 0, TRUE },
    { "", 30000000, 0, TRUE },
    { "", 29999999, 0, FALSE },
    { " range=0-30000", 15000000, 0, TRUE },
    { " range=0-30000", 14999999, 0, FALSE },
    { "", 0, 720, TRUE },
    { "", 0, 719, FALSE },
    { "", 29999999, 720, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *item = g_strconcat (FILM, cases[i].range, NULL);
    g_autoptr (VouchPortfolio) portfolio = sketch_one ("duration required", item);
    VouchFit fit = { .format = "mp4",
                     .max_bytes = cases[i].max_bytes,
                     .max_height = cases[i].max_height };
    VouchFitPart part = { 0 };

    g_assert_true (vouch_fit_plan_part (first (portfolio), &part));
    g_assert_cmpint (vouch_fit_plan_may_keep_coding (&fit, &part), ==, cases[i].keeps);
    g_assert_cmpint (vouch_fit_plan_is_needed (&fit, &part), ==, !cases[i].keeps);
    g_strlcpy (fit.format, "webm", sizeof fit.format);
    g_assert_true (vouch_fit_plan_is_needed (&fit, &part));
  }
}

static gboolean
encode (const char *text, VouchFit *fit, VouchEncoding *encoding, gint64 *smallest)
{
  g_autoptr (VouchPortfolio) portfolio = sketch_one ("duration required", text);
  VouchFitPart part = { 0 };

  g_assert_true (vouch_fit_plan_part (first (portfolio), &part));
  return vouch_fit_plan_encode (fit, &part, encoding, smallest);
}

static VouchEncoding
encode_to (const char *text, const char *format, gint64 max_bytes)
{
  VouchFit fit = { .max_bytes = max_bytes };
  VouchEncoding encoding = { 0 };
  gint64 smallest = 0;

  g_strlcpy (fit.format, format, sizeof fit.format);
  encode (text, &fit, &encoding, &smallest);
  return encoding;
}

/* The least number of bytes from which on the picture has so many lines. */
static gint64
find_rung (const char *text, int height)
{
  gint64 low = 1, high = 100000000;

  while (low < high) {
    gint64 middle = (low + high) / 2;

    if (encode_to (text, "mp4", middle).height >= height)
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

/* Each rung is reached with 0.045 bits for a pixel of its pictures, and not with fewer. */
static void
test_rungs (void)
{
  static const struct {
    int height, below, width;
  } rungs[] = { { 720, 480, 1280 }, { 480, 360, 852 } };

  for (gsize i = 0; i < G_N_ELEMENTS (rungs); i++) {
    gint64 bytes = find_rung (FILM, rungs[i].height);
    VouchEncoding at = encode_to (FILM, "mp4", bytes);
    VouchEncoding before = encode_to (FILM, "mp4", bytes - 1);
    double needed = 0.045 * rungs[i].width * rungs[i].height * 30;

    g_test_message ("%d lines from %" G_GINT64_FORMAT " bytes", rungs[i].height, bytes);
    g_assert_cmpint (at.width, ==, rungs[i].width);
    g_assert_cmpint (before.height, ==, rungs[i].below);
    g_assert_cmpint (at.max_fps, ==, 30);
    g_assert_cmpfloat (at.picture_bits, >=, 0.99 * needed);
    g_assert_cmpfloat (at.picture_bits, <=, 1.02 * needed);
    g_assert_cmpint (at.width % 2 + at.height % 2, ==, 0);
    /* With all that a container needs it is no larger than it may be. */
    g_assert_cmpint ((gint64) (at.picture_bits + at.sound_bits) / 8 * 60, <, bytes);
  }
}

/* What is said to be the smallest size is one that can be reached, and about the smallest. */
static void
test_smallest (void)
{
  static const struct {
    const char *item;
    const char *format;
    int min_height;
  } cases[] = {
    { FILM, "mp4", 0 },
    { FILM, "webm", 0 },
    { FILM, "mp4", 720 },
    { FILM, "mp4", 480 },
    { "video ms=60000 size=30000000 format=mp4 tracks=0 picture=1280x720", "mp4", 0 },
    { "video ms=60000 size=30000000 format=mp4 tracks=1 picture=480x854", "mp4", 0 },
    { VOICE, "m4a", 0 },
    { VOICE, "mp3", 0 },
    { VOICE, "opus", 0 },
    { VOICE, "ogg", 0 },
    { VOICE, "wav", 0 },
    { VOICE, "flac", 0 },
    { VOICE " range=1000-1500", "m4a", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    VouchFit fit = { .max_bytes = 1, .min_height = cases[i].min_height };
    VouchEncoding encoding = { 0 };
    gint64 smallest = 0, unused;

    g_strlcpy (fit.format, cases[i].format, sizeof fit.format);
    g_test_message ("%s as %s", cases[i].item, cases[i].format);
    g_assert_false (encode (cases[i].item, &fit, &encoding, &smallest));
    g_assert_cmpint (smallest, >, 0);
    fit.max_bytes = smallest;
    g_assert_true (encode (cases[i].item, &fit, &encoding, &unused));
    g_assert_cmpint (encoding.height, >=, cases[i].min_height);
    fit.max_bytes = smallest * 98 / 100 - 1;
    g_assert_false (encode (cases[i].item, &fit, &encoding, &unused));
  }
}

/* No copy has more lines than the original, and none that is too small for what is asked. */
static void
test_too_small (void)
{
  VouchFit fit = { .format = "mp4", .max_bytes = 100000000, .min_height = 721 };
  VouchEncoding encoding = { 0 };
  gint64 smallest = 1;

  g_assert_false (encode (FILM, &fit, &encoding, &smallest));
  g_assert_cmpint (smallest, ==, 0);
  fit.min_height = 720;
  g_assert_true (encode (FILM, &fit, &encoding, &smallest));
  g_assert_cmpint (encoding.height, ==, 720);
  fit.min_height = 0;
  fit.max_height = 361;
  g_assert_true (encode (FILM, &fit, &encoding, &smallest));
  g_assert_cmpint (encoding.height, ==, 360);
  fit.max_height = 1080;
  g_assert_true (encode (FILM, &fit, &encoding, &smallest));
  g_assert_cmpint (encoding.height, ==, 720);
}

/* Without a limit nothing has more bits than the original, and eight million at most. */
static void
test_without_limit (void)
{
  VouchEncoding own = encode_to (FILM, "mp4", 0);
  VouchEncoding large =
      encode_to ("video ms=60000 size=300000000 format=mp4 tracks=1 picture=1920x1080", "mp4", 0);

  g_assert_cmpint (own.picture_bits + own.sound_bits, ==, 4000000);
  g_assert_cmpint (own.sound_bits, ==, 128000);
  g_assert_cmpint (large.picture_bits + large.sound_bits, ==, 8000000);
}

static gint64
find_sound (int bits)
{
  gint64 low = 1, high = 100000000;

  while (low < high) {
    gint64 middle = (low + high) / 2;

    if (encode_to (VOICE, "m4a", middle).sound_bits >= bits)
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

/* Sound takes the best rung that its bits are enough for, and a byte less is not. */
static void
test_sound (void)
{
  static const int rungs[] = { 128000, 96000, 64000, 48000, 32000 };

  for (gsize i = 0; i + 1 < G_N_ELEMENTS (rungs); i++) {
    gint64 bytes = find_sound (rungs[i]);

    g_test_message ("%d bits from %" G_GINT64_FORMAT " bytes", rungs[i], bytes);
    g_assert_cmpint (encode_to (VOICE, "m4a", bytes).sound_bits, ==, rungs[i]);
    g_assert_cmpint (encode_to (VOICE, "m4a", bytes - 1).sound_bits, ==, rungs[i + 1]);
    g_assert_cmpint (bytes, >, (gint64) rungs[i] / 8 * 60);
    g_assert_cmpint (bytes, <, (gint64) rungs[i] / 8 * 60 * 6 / 5);
  }
}

static void
test_smaller (void)
{
  VouchFit fit = { .format = "mp4", .max_bytes = 1000000 };
  VouchEncoding film = { .width = 640, .height = 360, .picture_bits = 100000 };
  VouchEncoding voice = { .sound_bits = 128000, .channels = 2, .rate = 48000 };

  /* A tenth too large with a tenth of sound in it. */
  g_assert_true (vouch_fit_plan_encode_smaller (&fit, 1100000, 100000, &film));
  g_assert_cmpint (film.picture_bits, ==, (int) (100000 * 0.9 * 0.95));
  /* Half of the least that there is at all is not worth a third try. */
  film.picture_bits = 63158;
  g_assert_true (vouch_fit_plan_encode_smaller (&fit, 2000000, 0, &film));
  g_assert_cmpint (film.picture_bits, ==, 30000);
  film.picture_bits = 63156;
  g_assert_false (vouch_fit_plan_encode_smaller (&fit, 2000000, 0, &film));
  film.picture_bits = 100000;
  g_assert_false (vouch_fit_plan_encode_smaller (&fit, 2000000, 1000000, &film));

  g_assert_true (vouch_fit_plan_encode_smaller (&fit, 1100000, 0, &voice));
  g_assert_cmpint (voice.sound_bits, ==, 96000);
  g_assert_true (vouch_fit_plan_encode_smaller (&fit, 2000000, 0, &voice));
  g_assert_cmpint (voice.sound_bits, ==, 32000);
  g_assert_cmpint (voice.channels, ==, 1);
  g_assert_false (vouch_fit_plan_encode_smaller (&fit, 1000001, 0, &voice));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fit-plan/part", test_part);
  g_test_add_func ("/fit-plan/limits", test_limits);
  g_test_add_func ("/fit-plan/share", test_share);
  g_test_add_func ("/fit-plan/keeps-coding", test_keeps_coding);
  g_test_add_func ("/fit-plan/rungs", test_rungs);
  g_test_add_func ("/fit-plan/smallest", test_smallest);
  g_test_add_func ("/fit-plan/too-small", test_too_small);
  g_test_add_func ("/fit-plan/without-limit", test_without_limit);
  g_test_add_func ("/fit-plan/sound", test_sound);
  g_test_add_func ("/fit-plan/smaller", test_smaller);
  return g_test_run ();
}
