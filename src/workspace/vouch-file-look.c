/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-file-look"

#include "config.h"
#include "vouch-file-look.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "vouch-error.h"
#include "vouch-file.h"
#include "vouch-inspector.h"
#include "vouch-reader-inspector.h"

#include "vouch-intake.h"
#include "vouch-placement.h"

/* A look at a file before it is attached, without a library. */

static VouchFileLook *
judge (VouchFacts *facts, const char *name)
{
  VouchFileLook *self = g_new0 (VouchFileLook, 1);
  g_autoptr (GError) refusal = NULL;

  self->facts = facts;
  self->opens = vouch_facts_get_state (facts) == VOUCH_FACTS_KNOWN &&
                vouch_facts_get_readable_to_end (facts) && !vouch_facts_get_empty (facts);
  self->advice = g_strdup (vouch_facts_get_problem (facts));
  if (self->advice == NULL && vouch_placement_refuse_broken (facts, name, &refusal))
    self->advice = g_strdup (refusal->message);
  if (self->advice == NULL && vouch_facts_get_media (facts) == VOUCH_MEDIA_VIDEO &&
      vouch_facts_get_audio_tracks (facts) == 0)
    self->advice = g_strdup (_ ("There is no sound in this recording."));
  return self;
}

static int
open_file (const char *path, GError **error)
{
  int fd = -1;

  if (vouch_intake_refuse_no_file (path, error))
    return -1;
  fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0)
    vouch_error_set_errno (error, errno, _ ("“%s” cannot be opened"), path);
  return fd;
}

/**
 * vouch_file_look_at:
 * @path: (type filename): a file.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_INVALID when it is no file, %VOUCH_ERROR_DEVICE.
 *
 * Looks into a file, in the reader's sandbox.
 *
 * Returns: (transfer full) (nullable): what it is like; one that cannot be read says why.
 */
VouchFileLook *
vouch_file_look_at (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (VouchReaderInspector) reader = NULL;
  g_autofree char *name = NULL;
  VouchFacts *facts = NULL;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);

  fd = open_file (path, error);
  if (fd < 0)
    return NULL;
  reader = vouch_reader_inspector_new ();
  name = g_path_get_basename (path);
  facts = vouch_inspector_read_facts (VOUCH_INSPECTOR (reader), fd, name, cancellable, error);
  close (fd);
  return facts != NULL ? judge (facts, name) : NULL;
}

/**
 * vouch_file_look_rescue:
 * @path: (type filename): a recording of which a part is missing.
 * @target: (type filename): where what is there goes; nothing is there yet.
 * @facts: (out) (transfer full): of the copy.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_CONFLICT when there is such a file, %VOUCH_ERROR_CORRUPT when nothing can be saved of
 *   it, %VOUCH_ERROR_NO_SPACE, %VOUCH_ERROR_DEVICE.
 *
 * Saves what can be read of a recording that was cut off as a whole one, without what says who made it.
 * The recording itself stays as it is.
 *
 * Returns: whether the copy is on the disk and can be read to its end.
 */
gboolean
vouch_file_look_rescue (const char *path,
                        const char *target,
                        VouchFacts **facts,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (VouchReaderInspector) reader = vouch_reader_inspector_new ();
  g_autofree char *folder = g_path_get_dirname (target);
  g_autofree char *name = g_path_get_basename (path);
  const VouchDerivation what = { .clean = TRUE, .file_name_hint = name };
  g_autoptr (VouchNewFile) file = NULL;
  g_autoptr (VouchFacts) found = NULL;
  int fd;
  gboolean saved;

  g_return_val_if_fail (path != NULL && target != NULL && facts != NULL, FALSE);

  if (g_file_test (target, G_FILE_TEST_EXISTS)) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT,
                 _ ("There is a file “%s” already. It was left as it is; choose another name."),
                 target);
    return FALSE;
  }
  fd = open_file (path, error);
  file = fd >= 0 ? vouch_new_file_begin (folder, error) : NULL;
  saved = file != NULL &&
          vouch_inspector_derive (VOUCH_INSPECTOR (reader), fd, vouch_new_file_get_fd (file), &what,
                                  &found, cancellable, error) &&
          vouch_new_file_finish (file, target, 0644, error);
  if (fd >= 0)
    close (fd);
  if (saved)
    *facts = g_steal_pointer (&found);
  return saved;
}

/**
 * vouch_file_look_free:
 * @self: (nullable): a look.
 *
 * Frees it.
 */
void
vouch_file_look_free (VouchFileLook *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->facts);
  g_free (self->advice);
  g_free (self);
}
