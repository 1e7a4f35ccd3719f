/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-troubles"

#include "config.h"
#include "vouch-capture-troubles.h"

#include "vouch-capture-gst.h"

#define PASSING_NS (8000 * G_GINT64_CONSTANT (1000000))

struct _VouchCaptureTroubles {
  VouchCaptureFault final;    /* what ended it */
  VouchCaptureFault lines[2]; /* by VouchCaptureMedium */
  gboolean slow;
  gboolean silent;
  gboolean frozen;
  VouchCaptureFault passing; /* said for a while */
  gint64 passing_until_ns;
};

/**
 * vouch_capture_troubles_new:
 *
 * Returns: (transfer full): none.
 */
VouchCaptureTroubles *
vouch_capture_troubles_new (void)
{
  return g_new0 (VouchCaptureTroubles, 1);
}

/**
 * vouch_capture_troubles_set_line:
 * @self: troubles.
 * @medium: the microphone or the camera.
 * @fault: what is the matter with it, or none.
 *
 * Says so until it is over.
 */
void
vouch_capture_troubles_set_line (VouchCaptureTroubles *self,
                                 VouchCaptureMedium medium,
                                 VouchCaptureFault fault)
{
  self->lines[medium] = fault;
}

/**
 * vouch_capture_troubles_set_lasting:
 * @self: troubles.
 * @fault: silence, a picture that stands still, or pictures that are left out.
 * @lasts: whether it is so.
 *
 * Says so until it is over.
 *
 * Returns: whether it begins just now.
 */
gboolean
vouch_capture_troubles_set_lasting (VouchCaptureTroubles *self,
                                    VouchCaptureFault fault,
                                    gboolean lasts)
{
  gboolean *flag = fault == VOUCH_CAPTURE_FAULT_SILENT   ? &self->silent
                   : fault == VOUCH_CAPTURE_FAULT_FROZEN ? &self->frozen
                                                         : &self->slow;
  gboolean begins = lasts && !*flag;

  *flag = lasts;
  return begins;
}

/**
 * vouch_capture_troubles_say:
 * @self: troubles.
 * @fault: what happened, and is over.
 *
 * Says so for a while.
 */
void
vouch_capture_troubles_say (VouchCaptureTroubles *self, VouchCaptureFault fault)
{
  self->passing = fault;
  self->passing_until_ns = vouch_capture_gst_now () + PASSING_NS;
}

/**
 * vouch_capture_troubles_set_final:
 * @self: troubles.
 * @fault: what ends the recording.
 *
 * Says so from now on.
 */
void
vouch_capture_troubles_set_final (VouchCaptureTroubles *self, VouchCaptureFault fault)
{
  self->final = fault;
}

/**
 * vouch_capture_troubles_get_final:
 * @self: troubles.
 *
 * Returns: what ended the recording, or none.
 */
VouchCaptureFault
vouch_capture_troubles_get_final (VouchCaptureTroubles *self)
{
  return self->final;
}

/**
 * vouch_capture_troubles_choose:
 * @self: troubles.
 *
 * Returns: what is to be said at this moment.
 */
VouchCaptureFault
vouch_capture_troubles_choose (VouchCaptureTroubles *self)
{
  if (self->final != VOUCH_CAPTURE_FAULT_NONE)
    return self->final;
  for (guint i = 0; i < G_N_ELEMENTS (self->lines); i++)
    if (self->lines[i] != VOUCH_CAPTURE_FAULT_NONE)
      return self->lines[i];
  if (self->slow)
    return VOUCH_CAPTURE_FAULT_TOO_SLOW;
  if (self->silent)
    return VOUCH_CAPTURE_FAULT_SILENT;
  if (self->frozen)
    return VOUCH_CAPTURE_FAULT_FROZEN;
  return vouch_capture_gst_now () < self->passing_until_ns ? self->passing
                                                           : VOUCH_CAPTURE_FAULT_NONE;
}

/**
 * vouch_capture_troubles_free:
 * @self: (nullable): troubles.
 *
 * Frees them.
 */
void
vouch_capture_troubles_free (VouchCaptureTroubles *self)
{
  g_free (self);
}
