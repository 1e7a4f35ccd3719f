/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-look"

#include "config.h"
#include "vouch-look.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "vouch-error.h"
#include "vouch-inspector.h"
#include "vouch-reader-inspector.h"

#include "vouch-intake.h"
#include "vouch-placement.h"

/* A look at a file before it is attached, without a library. */

static VouchLook *
judge (VouchFacts *facts, const char *name)
{
  VouchLook *self = g_new0 (VouchLook, 1);
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

/**
 * vouch_look_at_file:
 * @path: (type filename): a file.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_INVALID when it is no file, %VOUCH_ERROR_DEVICE.
 *
 * Looks into a file, in the reader's sandbox.
 *
 * Returns: (transfer full) (nullable): what it is like; one that cannot be read says why.
 */
VouchLook *
vouch_look_at_file (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (VouchReaderInspector) reader = NULL;
  g_autofree char *name = NULL;
  VouchFacts *facts = NULL;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);

  if (vouch_intake_refuse_no_file (path, error))
    return NULL;
  fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0) {
    vouch_error_set_errno (error, errno, _ ("“%s” cannot be opened"), path);
    return NULL;
  }
  reader = vouch_reader_inspector_new ();
  name = g_path_get_basename (path);
  facts = vouch_inspector_read_facts (VOUCH_INSPECTOR (reader), fd, name, cancellable, error);
  close (fd);
  return facts != NULL ? judge (facts, name) : NULL;
}

/**
 * vouch_look_free:
 * @self: (nullable): a look.
 *
 * Frees it.
 */
void
vouch_look_free (VouchLook *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->facts);
  g_free (self->advice);
  g_free (self);
}
