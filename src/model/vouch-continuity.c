/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-continuity"

#include "config.h"
#include "vouch-continuity.h"

#include "vouch-accessors.h"

/**
 * VouchContinuity:
 *
 * What the recorder of this app wrote down about a recording of its own; absent for imported files.
 */
struct _VouchContinuity {
  GObject parent_instance;

  guint gaps;
  guint joins;
  guint masks;
};

G_DEFINE_FINAL_TYPE (VouchContinuity, vouch_continuity, G_TYPE_OBJECT)

static void
vouch_continuity_class_init (VouchContinuityClass *klass)
{
}

static void
vouch_continuity_init (VouchContinuity *self)
{
}

/**
 * vouch_continuity_new:
 *
 * Returns: (transfer full): an empty continuity, to be filled by its setters.
 */
VouchContinuity *
vouch_continuity_new (void)
{
  return g_object_new (VOUCH_TYPE_CONTINUITY, NULL);
}

VOUCH_DEFINE_VALUE (VouchContinuity, vouch_continuity, guint, gaps)
VOUCH_DEFINE_VALUE (VouchContinuity, vouch_continuity, guint, joins)
VOUCH_DEFINE_VALUE (VouchContinuity, vouch_continuity, guint, masks)
