/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-relay"

#include "config.h"
#include "reader-relay.h"

#include <math.h>
#include <string.h>

#include "reader-gst.h"
#include "reader-stretch.h"
#include "reader-voice.h"

/*
 * Several hear a recording at once, each a stretch of it, and what they heard is joined in order. The
 * first begins with the decoders that are quick to load, while another loads those that are quick to
 * decode. The map is the same as if one had heard all:
 *
 *   - each stretch begins a second early, so that decoders and filters have settled, and what they said
 *     until then is left out;
 *   - it ends a little late, and there has to swing as the next one does, hundredth by hundredth. Where
 *     it does not, the container told the places wrong, and nothing from there on is used;
 *   - stretches begin at whole seconds, where every usual number of samples a second has one, so that all
 *     count the same samples.
 */

#define WARM_UP_S 1
#define FIRST_S 10         /* the first picture does not wait for more */
#define WHILE_LOADING_S 30 /* with decoders that will soon be replaced */
#define LEAST_S 20
#define MOST_S 120
#define LAST_S 600 /* a recording that goes on so long behind its end is left to one */
#define LONGEST_S (24 * 3600)
#define MOST_WORKERS 4
/* Stretches that wait for an earlier one; each takes 2 MiB. */
#define MOST_WAITING 16

#define COMPARED (READER_VOICE_RATE / 2) /* before and behind the seam */
#define WINDOW (READER_VOICE_RATE / 100)
#define LATE_NS (600 * GST_MSECOND)
#define N_WINDOWS (2 * COMPARED / WINDOW)
#define QUIET_DB (-70.0)
#define ALIKE_DB 2.0
/* Hundredths by which places may be wrong without a trace, and that would be found out. */
#define NEAR 1
#define FAR 5

typedef struct {
  guint begin_s; /* what is new */
  guint end_s;   /* 0: up to the end of the recording */
  guint early_s; /* where hearing began */
  ReaderEar *ear;
  GArray *few; /* (element-type gint16) */
  gboolean done;
  gboolean whole; /* it was heard as far as it goes */
} Heard;

struct _ReaderRelay {
  ReaderInput *input;
  ReaderStretch *first; /* (nullable): until a worker takes it */
  guint length_s;       /* rounded up */
  guint length_ms;
  guint n_workers;

  GMutex lock; /* guards what follows */
  GCond changed;
  GPtrArray *all; /* (element-type Heard): in order */
  guint n_joined;
  guint next_s;
  gboolean loading; /* the quick decoders are on their way */
  gboolean over;    /* no more stretches are begun */
};

static void
heard_free (gpointer data)
{
  Heard *heard = data;

  g_clear_pointer (&heard->ear, reader_ear_free);
  g_clear_pointer (&heard->few, g_array_unref);
  g_free (heard);
}

static gboolean
needs_libav (ReaderStretch *stretch)
{
  return reader_stretch_uses (stretch, "faad") || reader_stretch_uses (stretch, "opusdec");
}

/**
 * reader_relay_new:
 * @input: a recording; reader_gst_init_for_sound() has to have said that its parts can be heard.
 *
 * Returns: (transfer full) (nullable): those who will hear it, or %NULL when it is to be heard by one.
 */
ReaderRelay *
reader_relay_new (ReaderInput *input)
{
  g_autoptr (ReaderStretch) first = reader_stretch_open (input);
  ReaderRelay *self;
  GstClockTime length;

  if (first == NULL) {
    reader_gst_add_libav ();
    first = reader_stretch_open (input);
  }
  length = first != NULL ? reader_stretch_get_length (first) : GST_CLOCK_TIME_NONE;
  if (!GST_CLOCK_TIME_IS_VALID (length) || length > LONGEST_S * GST_SECOND)
    return NULL;
  self = g_new0 (ReaderRelay, 1);
  self->input = g_object_ref (input);
  self->length_ms = (guint) (length / GST_MSECOND);
  self->length_s = self->length_ms / 1000 + 1;
  self->n_workers = CLAMP (g_get_num_processors (), 2, MOST_WORKERS);
  self->loading = needs_libav (first);
  self->first = g_steal_pointer (&first);
  self->all = g_ptr_array_new_with_free_func (heard_free);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  return self;
}

/**
 * reader_relay_free:
 * @self: (nullable): those who heard a recording.
 *
 * Frees them.
 */
void
reader_relay_free (ReaderRelay *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->all);
  reader_stretch_free (self->first);
  g_object_unref (self->input);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * reader_relay_get_length_ms:
 * @self: those who will hear a recording.
 *
 * Returns: how long it says it is.
 */
guint
reader_relay_get_length_ms (ReaderRelay *self)
{
  return self->length_ms;
}

/* Long stretches first, shorter ones towards the end, so that all come to it together. */
static guint
choose_length (ReaderRelay *self)
{
  guint left = self->length_s - self->next_s;
  guint some = CLAMP (left / (2 * self->n_workers), LEAST_S, MOST_S);

  if (self->loading)
    some = self->next_s == 0 ? FIRST_S : WHILE_LOADING_S;
  else if (self->next_s == 0)
    some = FIRST_S;
  return left < some + LEAST_S ? 0 : some;
}

/* Returns the next stretch to be heard, or NULL when there is none. */
static Heard *
take_stretch (ReaderRelay *self)
{
  Heard *heard = NULL;

  g_mutex_lock (&self->lock);
  while (!self->over && self->all->len - self->n_joined >= MOST_WAITING)
    g_cond_wait (&self->changed, &self->lock);
  if (!self->over && self->next_s < self->length_s) {
    guint some = choose_length (self);

    heard = g_new0 (Heard, 1);
    heard->begin_s = self->next_s;
    heard->end_s = some > 0 ? heard->begin_s + some : 0;
    heard->early_s = heard->begin_s >= WARM_UP_S ? heard->begin_s - WARM_UP_S : 0;
    heard->ear = reader_ear_new ();
    heard->few = g_array_new (FALSE, FALSE, sizeof (gint16));
    g_ptr_array_add (self->all, heard);
    self->next_s = some > 0 ? heard->end_s : self->length_s;
  }
  g_mutex_unlock (&self->lock);
  return heard;
}

static void
take_piece (guint64 time_ns, const float *samples, gsize n, guint rate, gpointer data)
{
  Heard *heard = data;

  reader_ear_add (heard->ear, time_ns, samples, n, rate);
}

static void
take_few (GArray *few, gpointer data)
{
  Heard *heard = data;

  g_array_append_vals (heard->few, few->data, few->len);
}

static gboolean
hear (ReaderStretch *stretch, Heard *heard)
{
  const ReaderHearingFuncs funcs = { take_piece, take_few, heard };
  GstClockTime begin = (GstClockTime) heard->early_s * GST_SECOND;
  GstClockTime end = heard->end_s > 0 ? (GstClockTime) heard->end_s * GST_SECOND + LATE_NS
                                      : begin + LAST_S * GST_SECOND;
  g_autoptr (ReaderHearing) hearing = reader_hearing_new (begin, &funcs);

  return reader_stretch_hear (stretch, hearing, begin, end) &&
         (heard->end_s > 0 || reader_hearing_get_heard (hearing) < end);
}

static gboolean
is_loading (ReaderRelay *self)
{
  gboolean loading;

  g_mutex_lock (&self->lock);
  loading = self->loading;
  g_mutex_unlock (&self->lock);
  return loading;
}

static void
finish_stretch (ReaderRelay *self, Heard *heard, gboolean whole)
{
  g_mutex_lock (&self->lock);
  heard->done = TRUE;
  heard->whole = whole;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

static void
hear_stretches (ReaderRelay *self, ReaderStretch *first)
{
  g_autoptr (ReaderStretch) stretch = first;
  gboolean slow = first != NULL && is_loading (self);

  for (Heard *heard = take_stretch (self); heard != NULL; heard = take_stretch (self)) {
    if (slow && !is_loading (self))
      g_clear_pointer (&stretch, reader_stretch_free);
    slow = slow && stretch != NULL;
    if (stretch == NULL)
      stretch = reader_stretch_open (self->input);
    finish_stretch (self, heard, stretch != NULL && hear (stretch, heard));
  }
}

/* The first worker, who begins at once. */
static gpointer
work_first (gpointer data)
{
  ReaderRelay *self = data;

  hear_stretches (self, g_steal_pointer (&self->first));
  return NULL;
}

/* The second, who loads the quick decoders if there are any. */
static gpointer
work_second (gpointer data)
{
  ReaderRelay *self = data;

  if (is_loading (self)) {
    reader_gst_add_libav ();
    g_mutex_lock (&self->lock);
    self->loading = FALSE;
    g_cond_broadcast (&self->changed);
    g_mutex_unlock (&self->lock);
  }
  hear_stretches (self, NULL);
  return NULL;
}

static gpointer
work_later (gpointer data)
{
  ReaderRelay *self = data;

  g_mutex_lock (&self->lock);
  while (self->loading)
    g_cond_wait (&self->changed, &self->lock);
  g_mutex_unlock (&self->lock);
  hear_stretches (self, NULL);
  return NULL;
}

static double
level_of (const gint16 *samples)
{
  double sum = 0;

  for (guint i = 0; i < WINDOW; i++)
    sum += (double) samples[i] * samples[i];
  return MAX (QUIET_DB, 10 * log10 (sum / WINDOW / (32768.0 * 32768.0) + 1e-12));
}

/* How much two differ when one is moved against the other, in decibels. */
static double
difference (const double *some, const double *others, int moved)
{
  double sum = 0;

  for (int i = FAR; i < N_WINDOWS - FAR; i++)
    sum += fabs (some[i] - others[i + moved]);
  return sum / (N_WINDOWS - 2 * FAR);
}

static void
measure (const Heard *heard, guint seam_s, double levels[N_WINDOWS])
{
  guint at = (seam_s - heard->early_s) * READER_VOICE_RATE - COMPARED;

  for (guint i = 0; i < N_WINDOWS; i++, at += WINDOW)
    levels[i] = at + WINDOW <= heard->few->len ? level_of (&g_array_index (heard->few, gint16, at))
                                               : QUIET_DB;
}

/* Whether two that heard the same place heard the same there, and would not agree much better if it
 * were another place. */
static gboolean
agree (const Heard *before, const Heard *behind)
{
  double some[N_WINDOWS], others[N_WINDOWS];
  double here, elsewhere = G_MAXDOUBLE;

  measure (before, behind->begin_s, some);
  measure (behind, behind->begin_s, others);
  here = difference (some, others, 0);
  for (int moved = -FAR; moved <= FAR; moved++)
    if (ABS (moved) > NEAR)
      elsewhere = MIN (elsewhere, difference (some, others, moved));
  return here <= ALIKE_DB && (here < 0.1 || elsewhere > here / 2);
}

static void
hand_on (const Heard *heard, ReaderRelayFunc func, gpointer data)
{
  guint first = heard->begin_s - heard->early_s;
  guint last = heard->end_s > 0 ? heard->end_s - heard->early_s : G_MAXUINT / 1000;
  guint n = MIN (heard->few->len, last * READER_VOICE_RATE);
  guint from = MIN (n, first * READER_VOICE_RATE);

  func (heard->ear, first * 1000, heard->end_s > 0 ? last * 1000 : G_MAXUINT,
        &g_array_index (heard->few, gint16, from), n - from, data);
}

/* Returns the next stretch when it is heard, or NULL when that was all. */
static Heard *
wait_for_next (ReaderRelay *self, guint i)
{
  Heard *heard = NULL;

  g_mutex_lock (&self->lock);
  while (self->all->len <= i ? self->next_s < self->length_s
                             : !((Heard *) g_ptr_array_index (self->all, i))->done)
    g_cond_wait (&self->changed, &self->lock);
  if (self->all->len > i)
    heard = g_ptr_array_index (self->all, i);
  g_mutex_unlock (&self->lock);
  return heard;
}

/* What was handed on is needed once more, for the seam to the next one. */
static void
let_go (ReaderRelay *self, guint i)
{
  g_mutex_lock (&self->lock);
  self->n_joined = i + 1;
  if (i > 0) {
    Heard *last = g_ptr_array_index (self->all, i - 1);

    g_clear_pointer (&last->ear, reader_ear_free);
    g_clear_pointer (&last->few, g_array_unref);
  }
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

static gboolean
join (ReaderRelay *self, ReaderRelayFunc func, gpointer data)
{
  Heard *last = NULL;
  guint i = 0;

  for (Heard *heard = wait_for_next (self, 0); heard != NULL; heard = wait_for_next (self, ++i)) {
    if (!heard->whole || (last != NULL && !agree (last, heard)))
      return FALSE;
    hand_on (heard, func, data);
    let_go (self, i);
    last = heard;
  }
  return TRUE;
}

/**
 * reader_relay_run:
 * @self: those who will hear a recording; once.
 * @func: takes what is heard, in order and without gaps.
 * @data: for @func.
 *
 * Hears the recording.
 *
 * Returns: whether all of it was heard. Otherwise it has to be heard by one, from where it stands.
 */
gboolean
reader_relay_run (ReaderRelay *self, ReaderRelayFunc func, gpointer data)
{
  GThread *threads[MOST_WORKERS];
  gboolean whole;

  for (guint i = 0; i < self->n_workers; i++)
    threads[i] = g_thread_new ("hear",
                               i == 0   ? work_first
                               : i == 1 ? work_second
                                        : work_later,
                               self);
  whole = join (self, func, data);
  g_mutex_lock (&self->lock);
  self->over = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  for (guint i = 0; i < self->n_workers; i++)
    g_thread_join (threads[i]);
  return whole;
}
