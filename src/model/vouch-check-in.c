/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-check-in"

#include "config.h"
#include "vouch-check-in.h"

#include "vouch-accessors.h"

VOUCH_DEFINE_ENUM_NAMES (VouchCheckInKind,
                         vouch_check_in_kind,
                         { "midYear", VOUCH_CHECK_IN_KIND_MID_YEAR },
                         { "endOfYear", VOUCH_CHECK_IN_KIND_END_OF_YEAR },
                         { "other", VOUCH_CHECK_IN_KIND_OTHER })

/**
 * VouchCheckIn:
 *
 * A look at a goal on some day: how it stands, in the earner's words. They are kept as a history.
 */
struct _VouchCheckIn {
  GObject parent_instance;

  VouchCheckInKind kind;
  VouchDay day;
  char *text;
  gint64 created_ms;
};

G_DEFINE_FINAL_TYPE (VouchCheckIn, vouch_check_in, G_TYPE_OBJECT)

static void
vouch_check_in_finalize (GObject *object)
{
  VouchCheckIn *self = VOUCH_CHECK_IN (object);

  g_free (self->text);

  G_OBJECT_CLASS (vouch_check_in_parent_class)->finalize (object);
}

static void
vouch_check_in_class_init (VouchCheckInClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_check_in_finalize;
}

static void
vouch_check_in_init (VouchCheckIn *self)
{
}

/**
 * vouch_check_in_new:
 *
 * Returns: (transfer full): an empty one, to be filled by its setters.
 */
VouchCheckIn *
vouch_check_in_new (void)
{
  return g_object_new (VOUCH_TYPE_CHECK_IN, NULL);
}

VOUCH_DEFINE_VALUE (VouchCheckIn, vouch_check_in, VouchCheckInKind, kind)
VOUCH_DEFINE_VALUE (VouchCheckIn, vouch_check_in, VouchDay, day)
VOUCH_DEFINE_STRING (VouchCheckIn, vouch_check_in, text)
VOUCH_DEFINE_VALUE (VouchCheckIn, vouch_check_in, gint64, created_ms)
