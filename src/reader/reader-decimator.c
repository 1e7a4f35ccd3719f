/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-decimator"

#include "config.h"
#include "reader-decimator.h"

#include <math.h>
#include <string.h>

/*
 * Brings sound to the few samples a second that a voice detector wants: a windowed sinc of two lobes to
 * each side, tabulated at 32 places between two samples. That is far from what ears deserve, and costs
 * a fraction of a converter that is meant for them; a detector hears no difference.
 */

#define PHASES 32
#define LOBES 2

struct _ReaderDecimator {
  guint rate;
  double step;     /* samples that come for each one that is made */
  guint n_taps;    /* a multiple of four */
  float *taps;     /* PHASES rows of them */
  GArray *waiting; /* (element-type float) */
  double next;     /* where the next one is made, from the first that waits */
};

static double
sinc (double x)
{
  return fabs (x) < 1e-9 ? 1 : sin (G_PI * x) / (G_PI * x);
}

static void
fill_row (ReaderDecimator *self, guint phase, double width)
{
  float *row = self->taps + phase * self->n_taps;
  double sum = 0;

  for (guint i = 0; i < self->n_taps; i++) {
    double x = ((double) i - self->n_taps / 2.0 + 1 - (double) phase / PHASES) / width;
    double window = fabs (x) < LOBES ? 0.5 + 0.5 * cos (G_PI * x / LOBES) : 0;

    row[i] = (float) (sinc (x) * window);
    sum += row[i];
  }
  for (guint i = 0; i < self->n_taps; i++)
    row[i] = (float) (row[i] / sum);
}

/**
 * reader_decimator_new:
 * @rate: samples a second that come.
 * @new_rate: samples a second that are made.
 *
 * Returns: (transfer full): what makes them.
 */
ReaderDecimator *
reader_decimator_new (guint rate, guint new_rate)
{
  ReaderDecimator *self = g_new0 (ReaderDecimator, 1);
  /* Samples that come between two zeros of the sinc. */
  double width = MAX (1, (double) rate / new_rate * 1.1);

  self->rate = rate;
  self->step = (double) rate / new_rate;
  self->n_taps = ((guint) ceil (2 * LOBES * width) + 4) / 4 * 4;
  self->taps = g_new (float, (gsize) self->n_taps *PHASES);
  for (guint phase = 0; phase < PHASES; phase++)
    fill_row (self, phase, width);
  /* The first one is made at the first that comes; what would be before it is silence. */
  self->waiting = g_array_new (FALSE, TRUE, sizeof (float));
  g_array_set_size (self->waiting, self->n_taps / 2 - 1);
  self->next = self->n_taps / 2 - 1;
  return self;
}

/**
 * reader_decimator_free:
 * @self: (nullable): a decimator.
 *
 * Frees it.
 */
void
reader_decimator_free (ReaderDecimator *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->waiting);
  g_free (self->taps);
  g_free (self);
}

/**
 * reader_decimator_get_rate:
 * @self: a decimator.
 *
 * Returns: samples a second that come.
 */
guint
reader_decimator_get_rate (ReaderDecimator *self)
{
  return self->rate;
}

/* Four sums side by side, which processors do at once. */
typedef float Four __attribute__ ((vector_size (16)));

static float
weigh (const float *samples, const float *taps, guint n)
{
  Four sums = { 0 };

  for (guint i = 0; i < n; i += 4) {
    Four some, weights;

    memcpy (&some, samples + i, sizeof some);
    memcpy (&weights, taps + i, sizeof weights);
    sums += some * weights;
  }
  return sums[0] + sums[1] + sums[2] + sums[3];
}

static gint16
round_sample (float value)
{
  return (gint16) lrintf (CLAMP (value, -1, 1) * 32767);
}

/**
 * reader_decimator_add:
 * @self: a decimator.
 * @samples: (array length=n): mono samples, full scale 1.
 * @n: how many.
 * @made: (element-type gint16): receives what can be made of them.
 *
 * Takes the next samples.
 */
void
reader_decimator_add (ReaderDecimator *self, const float *samples, gsize n, GArray *made)
{
  guint half = self->n_taps / 2;
  guint n_made = made->len, used;
  const float *all;
  gint16 *out;

  g_array_append_vals (self->waiting, samples, (guint) n);
  all = (const float *) self->waiting->data;
  g_array_set_size (made, n_made + (guint) ((double) self->waiting->len / self->step) + 2);
  out = (gint16 *) made->data;
  for (;; self->next += self->step) {
    double place = self->next + 0.5 / PHASES;
    guint at = (guint) place;
    guint phase = (guint) ((place - at) * PHASES);

    if (at + half >= self->waiting->len)
      break;
    out[n_made++] =
        round_sample (weigh (all + at + 1 - half, self->taps + phase * self->n_taps, self->n_taps));
  }
  g_array_set_size (made, n_made);
  used = (guint) MIN (self->next, (double) self->waiting->len);
  used = used > half ? used - half : 0;
  g_array_remove_range (self->waiting, 0, used);
  self->next -= used;
}
