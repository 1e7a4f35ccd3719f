/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-activity"

#include "config.h"
#include "vouch-activity.h"

#include "vouch-accessors.h"

/**
 * VouchActivity:
 *
 * Something the earner will do for a goal, often with a resource of the definition.
 */
struct _VouchActivity {
  GObject parent_instance;

  char *title;
  char *url;
  guint minutes;
  VouchDay day;
  gint64 done_ms;
};

G_DEFINE_FINAL_TYPE (VouchActivity, vouch_activity, G_TYPE_OBJECT)

static void
vouch_activity_finalize (GObject *object)
{
  VouchActivity *self = VOUCH_ACTIVITY (object);

  g_free (self->title);
  g_free (self->url);

  G_OBJECT_CLASS (vouch_activity_parent_class)->finalize (object);
}

static void
vouch_activity_class_init (VouchActivityClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_activity_finalize;
}

static void
vouch_activity_init (VouchActivity *self)
{
}

/**
 * vouch_activity_new:
 *
 * Returns: (transfer full): an empty one, to be filled by its setters.
 */
VouchActivity *
vouch_activity_new (void)
{
  return g_object_new (VOUCH_TYPE_ACTIVITY, NULL);
}

VOUCH_DEFINE_STRING (VouchActivity, vouch_activity, title)
VOUCH_DEFINE_STRING (VouchActivity, vouch_activity, url)
VOUCH_DEFINE_VALUE (VouchActivity, vouch_activity, guint, minutes)
VOUCH_DEFINE_VALUE (VouchActivity, vouch_activity, VouchDay, day)
VOUCH_DEFINE_VALUE (VouchActivity, vouch_activity, gint64, done_ms)
