/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-helper-process"

#include "config.h"
#include "vouch-helper-process.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "vouch-error.h"
#include "vouch-reader-protocol.h"

#define PIECE (64 * 1024)

/* Runs between fork and exec. A session of its own keeps the helper away from the terminal, and makes it
 * and all that it starts one group of processes, so that they can be ended together. */
static void
begin_session (gpointer data)
{
  setsid ();
}

/* bubblewrap is two processes until its sandbox stands, and the inner one waits for ever for an outer one
 * that is killed too early. So the whole group is ended, never the first process alone. */
static void
kill_group (GPid pid)
{
  if (kill (-pid, SIGKILL) != 0)
    kill (pid, SIGKILL);
}

static char **
add_variables (char **envp, const char *const *names)
{
  for (gsize i = 0; names[i] != NULL; i++)
    if (g_getenv (names[i]) != NULL)
      envp = g_environ_setenv (envp, names[i], g_getenv (names[i]), TRUE);
  return envp;
}

/* The helper gets no variable of ours but those that choose its language and its place. */
static char **
helper_environment (const char *const *more)
{
  static const char *const kept[] = { "LANG",
                                      "LANGUAGE",
                                      "LC_ALL",
                                      "LC_MESSAGES",
                                      "ASAN_OPTIONS",
                                      "LSAN_OPTIONS",
                                      "VOUCH_READER_WITHOUT",
                                      NULL };
  char **envp = add_variables (g_new0 (char *, 1), kept);

  if (more != NULL)
    envp = add_variables (envp, more);
  return g_environ_setenv (envp, "PATH", "/usr/bin:/bin", TRUE);
}

/* Waits for output until the deadline, or until somebody cancels. */
static gboolean
wait_for_output (int fd, gint64 deadline, GCancellable *cancellable)
{
  GPollFD polled[2] = { { fd, G_IO_IN | G_IO_HUP, 0 }, { -1, 0, 0 } };
  gboolean watched = cancellable != NULL && g_cancellable_make_pollfd (cancellable, &polled[1]);
  gint64 left = (deadline - g_get_monotonic_time ()) / 1000;

  if (left > 0)
    g_poll (polled, watched ? 2 : 1, (int) MIN (left + 1, G_MAXINT));
  if (watched)
    g_cancellable_release_fd (cancellable);
  return polled[0].revents != 0;
}

/* Collects the output. Returns FALSE when the helper has to be stopped. */
static gboolean
collect (VouchHelperRun *run, int fd, gint64 *deadline, GCancellable *cancellable)
{
  g_autofree guint8 *piece = g_malloc (PIECE);

  while (!g_cancellable_is_cancelled (cancellable)) {
    gssize got = 0;

    if (!wait_for_output (fd, *deadline, cancellable)) {
      if (g_get_monotonic_time () < *deadline)
        continue;
      run->end = VOUCH_HELPER_TIMED_OUT;
      return FALSE;
    }
    got = read (fd, piece, PIECE);
    if (got < 0 && (errno == EINTR || errno == EAGAIN))
      continue;
    if (got <= 0)
      return TRUE;
    if (run->output->len + (gsize) got > run->max_output) {
      run->end = VOUCH_HELPER_TOO_MUCH;
      return FALSE;
    }
    if (run->is_long)
      *deadline = g_get_monotonic_time () + run->timeout_ms * 1000;
    g_byte_array_append (run->output, piece, (guint) got);
    if (run->take != NULL && !run->take (run->output, run->take_data)) {
      run->end = VOUCH_HELPER_TOO_MUCH;
      return FALSE;
    }
  }
  return FALSE;
}

/* A helper may close its output and linger; it does so only until the deadline. */
static int
reap (VouchHelperRun *run, GPid pid, gint64 deadline, GCancellable *cancellable)
{
  int status = 0;

  while (waitpid (pid, &status, WNOHANG) == 0) {
    if (g_get_monotonic_time () > deadline || g_cancellable_is_cancelled (cancellable)) {
      run->end = VOUCH_HELPER_TIMED_OUT;
      kill_group (pid);
      while (waitpid (pid, &status, 0) < 0 && errno == EINTR)
        continue;
      break;
    }
    g_usleep (1000);
  }
  return status;
}

/**
 * vouch_helper_spawn:
 * @argv: the program and its arguments.
 * @fds: (array length=n_fds): become its descriptors, from 3 on.
 * @n_fds: how many.
 * @more_environment: (nullable): names of variables that it gets besides those of its language.
 * @output_fd: (out): what it prints.
 * @error: %VOUCH_ERROR_DEVICE.
 *
 * Starts a helper program.
 *
 * Returns: its process, to be ended by vouch_helper_end(), or 0.
 */
GPid
vouch_helper_spawn (const char *const *argv,
                    const int *fds,
                    gsize n_fds,
                    const char *const *more_environment,
                    int *output_fd,
                    GError **error)
{
  g_auto (GStrv) envp = helper_environment (more_environment);
  g_autoptr (GError) gio_error = NULL;
  g_autofree int *targets = g_new0 (int, n_fds);
  GPid pid = 0;

  for (gsize i = 0; i < n_fds; i++)
    targets[i] = VOUCH_READER_SOURCE_FD + (int) i;
  if (g_spawn_async_with_pipes_and_fds ("/", argv, (const char *const *) envp,
                                        G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDERR_TO_DEV_NULL,
                                        begin_session, NULL, -1, -1, -1, fds, targets, n_fds, &pid,
                                        NULL, output_fd, NULL, &gio_error))
    return pid;

  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE,
               /* Translators: %s is the system's reason. */
               _ ("The part of Vouch that looks into files could not be started: %s. "
                  "Your files are safe."),
               gio_error->message);
  return 0;
}

/**
 * vouch_helper_end:
 * @pid: a helper.
 *
 * Ends it at once, whatever it does, and waits until it is gone.
 */
void
vouch_helper_end (GPid pid)
{
  int status = 0;

  kill_group (pid);
  while (waitpid (pid, &status, 0) < 0 && errno == EINTR)
    continue;
  g_spawn_close_pid (pid);
}

/**
 * vouch_helper_end_of:
 * @pid: a helper that has closed its output, and so is about to end.
 *
 * Waits until it is gone, but not longer than two seconds; then ends it.
 *
 * Returns: its exit code, -1 when a signal ended it; 0 when it was still there, which says nothing.
 */
int
vouch_helper_end_of (GPid pid)
{
  int status = 0;
  pid_t gone = 0;

  for (guint i = 0; i < 200 && gone == 0; i++) {
    gone = waitpid (pid, &status, WNOHANG);
    if (gone == 0)
      g_usleep (10000);
  }
  if (gone != pid) {
    vouch_helper_end (pid);
    return 0;
  }
  /* Whatever it started ends with it. Its own number may be another program's by now. */
  kill (-pid, SIGKILL);
  g_spawn_close_pid (pid);
  return WIFEXITED (status) ? WEXITSTATUS (status) : -1;
}

/**
 * vouch_helper_run:
 * @run: what to start; receives how it ended.
 * @cancellable: (nullable): kills the helper.
 * @error: %VOUCH_ERROR_DEVICE when it could not be started; %VOUCH_ERROR_CANCELLED.
 *
 * Starts a helper program, collects what it prints, and waits for its end, all within bounds. The
 * helper is gone when this returns.
 *
 * Returns: whether the helper ran; it may still have ended badly.
 */
gboolean
vouch_helper_run (VouchHelperRun *run, GCancellable *cancellable, GError **error)
{
  gint64 deadline = g_get_monotonic_time () + run->timeout_ms * 1000;
  int output_fd = -1;
  int status = 0;
  GPid pid = 0;

  g_return_val_if_fail (run->argv != NULL && run->output != NULL, FALSE);

  pid = vouch_helper_spawn (run->argv, run->fds, run->n_fds, NULL, &output_fd, error);
  if (pid == 0)
    return FALSE;

  run->end = VOUCH_HELPER_EXITED;
  if (!collect (run, output_fd, &deadline, cancellable))
    kill_group (pid);
  close (output_fd);
  status = reap (run, pid, deadline, cancellable);

  if (g_cancellable_is_cancelled (cancellable)) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CANCELLED, _ ("Stopped."));
    return FALSE;
  }
  if (run->end == VOUCH_HELPER_EXITED && WIFSIGNALED (status))
    run->end = VOUCH_HELPER_CRASHED;
  run->exit_code = WIFEXITED (status) ? WEXITSTATUS (status) : -1;
  /* bubblewrap reports a signal of its child as 128 plus its number. */
  if (run->end == VOUCH_HELPER_EXITED && run->exit_code > 128)
    run->end = VOUCH_HELPER_CRASHED;
  return TRUE;
}
