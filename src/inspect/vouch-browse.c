/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-browse"

#include "config.h"
#include "vouch-browse.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "vouch-bubblewrap.h"
#include "vouch-error.h"
#include "vouch-glance-wire.h"
#include "vouch-helper-process.h"
#include "vouch-reader-protocol.h"

/*
 * A helper in the sandbox of files keeps a video open. Wishes go to it through a socket, heads of
 * frames come back through a pipe, and the pixels lie in memory that both see. The memory is sealed, so that
 * a helper that was taken over cannot make it shorter under our hands; what lies in it is copied before
 * it is looked at.
 */

#define PIECE 4096
/* The helper ends itself when nothing moves for ten seconds. */
#define PATIENCE_US (15 * G_USEC_PER_SEC)

typedef struct {
  const VouchBrowsing *what;
  VouchGlanceWish wish;
  GPid helper;
  int heads_fd;
  int wishes_fd;
  int memory_fd;
  gsize memory_size;
  guint8 *memory;
  GByteArray *incoming;
} Session;

static gboolean
share_memory (Session *self)
{
  void *memory;

  self->memory_size = (gsize) self->wish.width * (gsize) self->wish.height * 4;
  self->memory_fd = memfd_create ("frame", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (self->memory_fd < 0 || ftruncate (self->memory_fd, (off_t) self->memory_size) != 0 ||
      fcntl (self->memory_fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0)
    return FALSE;
  memory = mmap (NULL, self->memory_size, PROT_READ, MAP_SHARED, self->memory_fd, 0);
  if (memory == MAP_FAILED)
    return FALSE;
  self->memory = memory;
  return TRUE;
}

static gboolean
start_helper (Session *self, const char *helper, int fd, int wishes_fd, GError **error)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  const int fds[] = { fd, self->memory_fd, wishes_fd };

  if (vouch_bubblewrap_usable ())
    vouch_bubblewrap_append (argv, helper);
  else
    g_ptr_array_add (argv, g_strdup (helper));
  g_ptr_array_add (argv, g_strdup ("browse"));
  g_ptr_array_add (argv, g_strdup_printf ("%d,%d", self->wish.width, self->wish.height));
  g_ptr_array_add (argv, NULL);
  self->helper = vouch_helper_spawn ((const char *const *) argv->pdata, fds, G_N_ELEMENTS (fds),
                                     NULL, &self->heads_fd, error);
  return self->helper != 0;
}

static gboolean
start (Session *self, const char *helper, int fd, GError **error)
{
  int wishes[2] = { -1, -1 };
  gboolean started;

  if (!share_memory (self) || socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, wishes) != 0) {
    vouch_error_set_errno (error, errno, _ ("The recording cannot be shown"));
    return FALSE;
  }
  started = start_helper (self, helper, fd, wishes[0], error);
  close (wishes[0]);
  self->wishes_fd = wishes[1];
  return started;
}

static void
stop (Session *self)
{
  if (self->helper != 0)
    vouch_helper_end (self->helper);
  if (self->heads_fd >= 0)
    close (self->heads_fd);
  if (self->wishes_fd >= 0)
    close (self->wishes_fd);
  if (self->memory != NULL)
    munmap (self->memory, self->memory_size);
  if (self->memory_fd >= 0)
    close (self->memory_fd);
  g_byte_array_unref (self->incoming);
}

static gboolean
send_wish (Session *self, const VouchBrowseWish *wish)
{
  const VouchReaderBrowse said = { GINT64_TO_LE (wish->time_ms),
                                   (gint64) GUINT64_TO_LE ((guint64) (gint64) wish->step) };

  /* A helper that is gone must not take us along by SIGPIPE. */
  return send (self->wishes_fd, &said, sizeof said, MSG_NOSIGNAL) == sizeof said;
}

/* Returns: whether something came before anybody gave up. */
static gboolean
receive (Session *self, gint64 deadline, GCancellable *cancellable)
{
  GPollFD polled[2] = { { self->heads_fd, G_IO_IN | G_IO_HUP, 0 }, { 0 } };
  gboolean watched = cancellable != NULL && g_cancellable_make_pollfd (cancellable, &polled[1]);
  gint64 left = (deadline - g_get_monotonic_time ()) / 1000;
  guint8 piece[PIECE];
  gssize got;

  if (left > 0)
    g_poll (polled, watched ? 2 : 1, (int) left + 1);
  if (watched)
    g_cancellable_release_fd (cancellable);
  if (left <= 0 || g_cancellable_is_cancelled (cancellable))
    return FALSE;
  if (polled[0].revents == 0)
    return TRUE;
  got = read (self->heads_fd, piece, sizeof piece);
  if (got > 0)
    g_byte_array_append (self->incoming, piece, (guint) got);
  return got > 0 || (got < 0 && (errno == EINTR || errno == EAGAIN));
}

static VouchGlance *
take_answer (Session *self, GCancellable *cancellable)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE_US;
  VouchGlance *frame = NULL;
  gssize length = 0;

  while (length == 0 && receive (self, deadline, cancellable))
    length = vouch_glance_wire_read_shared (self->incoming->data, self->incoming->len, &self->wish,
                                            self->memory, self->memory_size, &frame);
  if (length > 0)
    g_byte_array_remove_range (self->incoming, 0, (guint) length);
  return frame;
}

static gboolean
look (Session *self, GCancellable *cancellable)
{
  VouchBrowseWish wish = { 0 };

  while (!g_cancellable_is_cancelled (cancellable) && self->what->ask (&wish, self->what->data)) {
    g_autoptr (VouchGlance) frame = NULL;

    if (send_wish (self, &wish))
      frame = take_answer (self, cancellable);
    if (frame == NULL)
      return FALSE;
    self->what->show (frame, self->what->data);
  }
  return TRUE;
}

/**
 * vouch_browse_run:
 * @helper: the program that reads files.
 * @fd: a video.
 * @what: who looks for a place in it.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_CANCELLED; %VOUCH_ERROR_CORRUPT; %VOUCH_ERROR_DEVICE.
 *
 * Shows frames until there are no more wishes. The helper is gone when this returns.
 *
 * Returns: whether every wish was answered.
 */
gboolean
vouch_browse_run (const char *helper,
                  int fd,
                  const VouchBrowsing *what,
                  GCancellable *cancellable,
                  GError **error)
{
  Session self = { .what = what,
                   .wish = { VOUCH_GLANCE_FORM_PICTURE, what->width, what->height, 1, -1, FALSE },
                   .heads_fd = -1,
                   .wishes_fd = -1,
                   .memory_fd = -1,
                   .incoming = g_byte_array_new () };
  gboolean started = start (&self, helper, fd, error);
  gboolean answered = started && look (&self, cancellable);

  stop (&self);
  if (answered || !started)
    return answered;
  if (g_cancellable_is_cancelled (cancellable))
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CANCELLED, _ ("Stopped."));
  else
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT,
                         _ ("This recording is damaged and its picture cannot be shown here."));
  return FALSE;
}
