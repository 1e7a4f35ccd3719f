/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-print"

#include "config.h"
#include "reader-print.h"

#include <errno.h>
#include <unistd.h>

#include "reader-watchdog.h"

/* What is told to whoever started the reader, in pieces as large as the pipe takes. */

/**
 * reader_print:
 * @bytes: what to tell.
 *
 * Waits until all of it is taken.
 *
 * Returns: whether it was; not when nobody takes anything any more.
 */
gboolean
reader_print (GBytes *bytes)
{
  gsize size = 0, done = 0;
  const char *data = g_bytes_get_data (bytes, &size);

  while (done < size) {
    gssize written = write (STDOUT_FILENO, data + done, size - done);

    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0)
      return FALSE;
    done += (gsize) written;
    reader_watchdog_tick ();
  }
  return TRUE;
}
