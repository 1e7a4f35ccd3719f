/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-derive"

#include "config.h"
#include "reader-derive.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "clean-image.h"
#include "clean-office.h"
#include "clean-pdf.h"
#include "clean-recording.h"
#include "reader-image.h"
#include "reader-office.h"
#include "reader-watchdog.h"
#include "reader-zip.h"
#include "vouch-reader-protocol.h"

#define MAX_DOCUMENT_BYTES ((gint64) 512 * 1024 * 1024)
#define PIECE (1024 * 1024)

static int
fail (int code, char **problem, const char *sentence)
{
  if (*problem == NULL)
    *problem = g_strdup (sentence);
  return code;
}

static int
write_copy (int fd, GBytes *bytes, char **problem)
{
  gsize size = 0, done = 0;
  const char *data = g_bytes_get_data (bytes, &size);

  while (done < size) {
    gssize written = write (fd, data + done, MIN (PIECE, size - done));

    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0)
      return fail (VOUCH_READER_EXIT_NO_SPACE, problem,
                   _ ("There is not enough space for the copy. Free some space and try again."));
    done += (gsize) written;
    reader_watchdog_tick ();
  }
  return VOUCH_READER_EXIT_DONE;
}

static GBytes *
clean_bytes (const ReaderType *type, GBytes *bytes, char **problem)
{
  switch (type->kind) {
  case READER_KIND_IMAGE: return clean_image (bytes, type->format, NULL);
  case READER_KIND_PDF: return clean_pdf (bytes, problem);
  case READER_KIND_ZIP: return clean_office (bytes, problem);
  /* Plain text says nothing but itself. */
  case READER_KIND_TEXT: return g_bytes_ref (bytes);
  default: return NULL;
  }
}

/**
 * reader_derive:
 * @input: the original.
 * @target_fd: an empty file open for reading and writing.
 * @range: (nullable): the part of a recording that may leave, NULL for all of it.
 * @format: (nullable): into which kind of file a recording is put; NULL or empty for its own.
 * @written: hears where sound and picture of the copy of a recording have to end.
 * @problem: (out): a plain sentence on why there is no copy.
 *
 * Writes a clean copy.
 *
 * Returns: an exit code of the reader.
 */
int
reader_derive (ReaderInput *input,
               int target_fd,
               const ReaderRange *range,
               const char *format,
               VouchFacts *written,
               char **problem)
{
  ReaderType type = reader_type_of (input, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) cleaned = NULL;

  if (type.kind == READER_KIND_RECORDING)
    return clean_recording (input, &type, target_fd, range, format, written, problem);
  if (range != NULL)
    return fail (VOUCH_READER_EXIT_NOT_POSSIBLE, problem,
                 _ ("Only a part of a recording can be chosen, not of this kind of file."));
  bytes = reader_input_load (input, MAX_DOCUMENT_BYTES);
  if (bytes == NULL)
    return fail (VOUCH_READER_EXIT_NOT_POSSIBLE, problem,
                 _ ("This file is too large to be cleaned."));
  if (type.kind == READER_KIND_ZIP)
    type = reader_office_type (bytes);
  if (!type.cleanable)
    return fail (
        VOUCH_READER_EXIT_NOT_POSSIBLE, problem,
        _ ("No clean copy can be made of this kind of file. Save it in one of the kinds that "
           "are asked for."));
  cleaned = clean_bytes (&type, bytes, problem);
  if (cleaned == NULL)
    return fail (VOUCH_READER_EXIT_DAMAGED, problem,
                 _ ("This file is damaged, so no clean copy can be made."));
  return write_copy (target_fd, cleaned, problem);
}
