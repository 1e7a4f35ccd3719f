/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-playback"

#include "config.h"
#include "vouch-playback.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "vouch-bubblewrap.h"
#include "vouch-error.h"
#include "vouch-glance-wire.h"
#include "vouch-helper-process.h"
#include "vouch-reader-protocol.h"

/*
 * Two helpers and a clock. One, in the sandbox of files, turns the recording into pictures and samples;
 * the samples go straight into the other, which plays them and tells how far it is. That is the time by
 * which pictures are shown. Without sound the time is the computer's. A jump or a pause ends both; to go
 * on starts them anew, which takes a quarter of a second and leaves nothing to be out of step.
 */

#define MAX_FRAMES 4
#define TICK_MS 40
#define PIECE (256 * 1024)
/* How long a sound server may take to begin before it is played without. */
#define SOUND_PATIENCE_US (3 * G_USEC_PER_SEC)
/* Between two reports the clock is guessed, but never further than this. */
#define LONGEST_GUESS_US (200 * 1000)
#define START_PATIENCE_US (15 * G_USEC_PER_SEC)

typedef struct {
  const VouchPlaying *what;
  VouchGlanceWish wish;
  GPid decoder;
  int decoder_fd; /* -1: it has said all it will */
  GPid sound;     /* 0: none */
  int sound_fd;   /* -1: none any more */
  GByteArray *incoming;
  GQueue frames; /* (element-type VouchGlance), by time */
  gint64 begun_us;
  gint64 clock_us; /* when the last report came, or the silent clock began; 0: not yet */
  gint64 clock_ms; /* the position then */
  gint64 told_ms;  /* the furthest position so far */
  gboolean is_heard;
  gboolean dishonest;
  gboolean broken; /* the decoder ended before the recording did */
} Playback;

static const char *const sound_variables[] = {
  "HOME",         "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME",      "PULSE_SERVER",
  "PULSE_COOKIE", "PIPEWIRE_REMOTE", "PIPEWIRE_RUNTIME_DIR", NULL,
};

static gboolean
start_sound (Playback *self, const char *helper, int samples_fd)
{
  /* Tests have no sound server, and need none. */
  gboolean silent = g_strcmp0 (g_getenv ("VOUCH_SOUND"), "silent") == 0;
  const char *const argv[] = { helper, "sound", silent ? "--silent" : NULL, NULL };

  self->sound = vouch_helper_spawn (argv, &samples_fd, 1, sound_variables, &self->sound_fd, NULL);
  return self->sound != 0;
}

static gboolean
start_decoder (Playback *self, const char *helper, int fd, int samples_fd, GError **error)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  const int fds[] = { fd, samples_fd };

  if (vouch_bubblewrap_usable ())
    vouch_bubblewrap_append (argv, helper);
  else
    g_ptr_array_add (argv, g_strdup (helper));
  g_ptr_array_add (argv, g_strdup ("play"));
  g_ptr_array_add (argv,
                   g_strdup_printf ("%d,%d,%" G_GINT64_FORMAT ",%d", self->wish.width,
                                    self->wish.height, self->what->start_ms, self->what->speed));
  g_ptr_array_add (argv, NULL);
  self->decoder = vouch_helper_spawn ((const char *const *) argv->pdata, fds, 2, NULL,
                                      &self->decoder_fd, error);
  return self->decoder != 0;
}

static gboolean
start (Playback *self, const char *helper, int fd, GError **error)
{
  int samples[2] = { -1, -1 };
  gboolean started;

  if (pipe2 (samples, O_CLOEXEC) != 0) {
    vouch_error_set_errno (error, errno, _ ("The recording cannot be played"));
    return FALSE;
  }
  /* Without a helper for sound there is still the picture. */
  if (!start_sound (self, helper, samples[0]))
    self->sound_fd = -1;
  started = start_decoder (self, helper, fd, samples[1], error);
  close (samples[0]);
  close (samples[1]);
  return started;
}

static void
take_frames (Playback *self)
{
  VouchGlance *frame = NULL;
  gssize length = 1;

  while (length > 0 && self->frames.length < MAX_FRAMES) {
    length =
        vouch_glance_wire_read (self->incoming->data, self->incoming->len, 0, &self->wish, &frame);
    if (length <= 0)
      break;
    g_byte_array_remove_range (self->incoming, 0, (guint) length);
    g_queue_push_tail (&self->frames, frame);
  }
  self->dishonest |= length < 0;
}

static void
read_decoder (Playback *self)
{
  g_autofree char *piece = g_malloc (PIECE);
  gssize got = read (self->decoder_fd, piece, PIECE);

  if (got < 0 && (errno == EINTR || errno == EAGAIN))
    return;
  if (got > 0) {
    g_byte_array_append (self->incoming, (const guint8 *) piece, (guint) got);
    return;
  }
  close (self->decoder_fd);
  self->decoder_fd = -1;
  self->broken = vouch_helper_end_of (self->decoder) != VOUCH_READER_EXIT_DONE;
  self->decoder = 0;
}

/* The sound is over, or there is none: from here on the computer's own clock goes on. */
static void
lose_sound (Playback *self)
{
  if (self->sound_fd >= 0)
    close (self->sound_fd);
  self->sound_fd = -1;
}

/* How far the recording comes in a time that passes here. */
static gint64
at_speed (Playback *self, gint64 time_ms)
{
  return time_ms * self->what->speed / 100;
}

static void
read_sound (Playback *self)
{
  gint64 reports[16] = { 0 };
  gssize got = read (self->sound_fd, reports, sizeof reports);
  gint64 last;

  if (got < 0 && (errno == EINTR || errno == EAGAIN))
    return;
  if (got < (gssize) sizeof reports[0]) {
    lose_sound (self);
    return;
  }
  last = GINT64_FROM_LE (reports[(gsize) got / sizeof reports[0] - 1]);
  if (last < 0 || at_speed (self, last) > self->what->end_ms + 60000)
    return;
  self->is_heard = TRUE;
  self->clock_us = g_get_monotonic_time ();
  self->clock_ms = self->what->start_ms + at_speed (self, last);
}

/* The silent clock begins with the first picture, or where there is none as soon as that is known. */
static void
begin_silent_clock (Playback *self)
{
  gint64 now = g_get_monotonic_time ();

  if (self->clock_us > 0)
    return;
  if (self->sound_fd >= 0 && now - self->begun_us < SOUND_PATIENCE_US)
    return;
  if (self->decoder_fd >= 0 && g_queue_is_empty (&self->frames) &&
      now - self->begun_us < START_PATIENCE_US)
    return;
  self->clock_us = now;
  self->clock_ms = self->what->start_ms;
}

static gint64
position (Playback *self)
{
  gint64 since = g_get_monotonic_time () - self->clock_us;

  if (self->clock_us == 0)
    return self->what->start_ms;
  if (self->sound_fd >= 0 && self->is_heard)
    since = MIN (since, LONGEST_GUESS_US);
  /* A report that comes late tells of a moment before the one that was guessed: it is waited for, not gone
   * back to. */
  self->told_ms =
      MAX (self->told_ms, MIN (self->clock_ms + at_speed (self, since / 1000), self->what->end_ms));
  return self->told_ms;
}

static gint64
frame_time (VouchGlance *frame)
{
  return vouch_glance_get_shape (frame)->duration_ms;
}

/* Shows the last picture that is due; earlier ones came too late to be seen. */
static void
show (Playback *self, VouchPlayFunc func, gpointer data)
{
  gint64 now_ms = position (self);
  g_autoptr (VouchGlance) due = NULL;

  while (self->clock_us > 0 && !g_queue_is_empty (&self->frames) &&
         frame_time (g_queue_peek_head (&self->frames)) <= now_ms) {
    g_clear_object (&due);
    due = g_queue_pop_head (&self->frames);
  }
  func (now_ms, due, self->is_heard, data);
}

static int
next_wait (Playback *self)
{
  gint64 left = TICK_MS;

  if (self->clock_us > 0 && !g_queue_is_empty (&self->frames))
    left = (frame_time (g_queue_peek_head (&self->frames)) - position (self)) * 100 /
           self->what->speed;
  return (int) CLAMP (left, 1, TICK_MS);
}

static void
wait_for_helpers (Playback *self, GCancellable *cancellable)
{
  GPollFD polled[3] = { { -1, G_IO_IN | G_IO_HUP, 0 }, { -1, G_IO_IN | G_IO_HUP, 0 }, { 0 } };
  gboolean watched = cancellable != NULL && g_cancellable_make_pollfd (cancellable, &polled[2]);

  /* While enough pictures wait, the decoder has to wait as well. */
  if (self->frames.length < MAX_FRAMES)
    polled[0].fd = self->decoder_fd;
  polled[1].fd = self->sound_fd;
  g_poll (polled, watched ? 3 : 2, next_wait (self));
  if (watched)
    g_cancellable_release_fd (cancellable);
  if (polled[0].fd >= 0 && polled[0].revents != 0)
    read_decoder (self);
  if (polled[1].fd >= 0 && polled[1].revents != 0)
    read_sound (self);
}

static gboolean
is_over (Playback *self)
{
  if (self->dishonest)
    return TRUE;
  /* What came before is still shown and heard. */
  if (self->broken && g_queue_is_empty (&self->frames) && self->sound_fd < 0)
    return TRUE;
  if (self->clock_us == 0)
    return FALSE;
  return position (self) >= self->what->end_ms;
}

static void
play_on (Playback *self, VouchPlayFunc func, gpointer data, GCancellable *cancellable)
{
  self->begun_us = g_get_monotonic_time ();
  while (!is_over (self) && !g_cancellable_is_cancelled (cancellable)) {
    wait_for_helpers (self, cancellable);
    take_frames (self);
    begin_silent_clock (self);
    show (self, func, data);
  }
}

static void
stop (Playback *self)
{
  lose_sound (self);
  if (self->decoder_fd >= 0)
    close (self->decoder_fd);
  if (self->decoder != 0)
    vouch_helper_end (self->decoder);
  if (self->sound != 0)
    vouch_helper_end (self->sound);
  g_byte_array_unref (self->incoming);
  g_queue_clear_full (&self->frames, g_object_unref);
}

/**
 * vouch_playback_run:
 * @helper: the program that reads files.
 * @fd: a recording.
 * @what: which part of it.
 * @func: (scope call): hears of pictures and of the time.
 * @data: for @func.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_CANCELLED; %VOUCH_ERROR_CORRUPT; %VOUCH_ERROR_DEVICE.
 *
 * Plays a recording in time. Both helpers are gone when this returns.
 *
 * Returns: whether it came to the end.
 */
gboolean
vouch_playback_run (const char *helper,
                    int fd,
                    const VouchPlaying *what,
                    VouchPlayFunc func,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  Playback self = { .what = what,
                    .wish = { VOUCH_GLANCE_FORM_PICTURE, what->width, what->height, 1, -1, FALSE },
                    .decoder_fd = -1,
                    .sound_fd = -1,
                    .incoming = g_byte_array_new () };
  gboolean started;

  g_queue_init (&self.frames);
  started = start (&self, helper, fd, error);
  if (started)
    play_on (&self, func, data, cancellable);
  stop (&self);
  if (!started)
    return FALSE;
  if (g_cancellable_is_cancelled (cancellable))
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CANCELLED, _ ("Stopped."));
  else if (self.dishonest || self.broken)
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT,
                         _ ("This recording is damaged and cannot be played on from here."));
  else
    return TRUE;
  return FALSE;
}
