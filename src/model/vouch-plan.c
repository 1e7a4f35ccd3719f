/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-plan"

#include "config.h"
#include "vouch-plan.h"

#include "vouch-accessors.h"

/**
 * VouchPlan:
 *
 * A school year, with the days on which its goals are looked at.
 */
struct _VouchPlan {
  GObject parent_instance;

  char *id;
  VouchDay first;
  VouchDay last;
  VouchDay mid_check;
  VouchDay end_check;
  gint64 created_ms;
};

G_DEFINE_FINAL_TYPE (VouchPlan, vouch_plan, G_TYPE_OBJECT)

static void
vouch_plan_finalize (GObject *object)
{
  VouchPlan *self = VOUCH_PLAN (object);

  g_free (self->id);

  G_OBJECT_CLASS (vouch_plan_parent_class)->finalize (object);
}

static void
vouch_plan_class_init (VouchPlanClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_plan_finalize;
}

static void
vouch_plan_init (VouchPlan *self)
{
}

/**
 * vouch_plan_new:
 *
 * Returns: (transfer full): an empty one, to be filled by its setters.
 */
VouchPlan *
vouch_plan_new (void)
{
  return g_object_new (VOUCH_TYPE_PLAN, NULL);
}

VOUCH_DEFINE_STRING (VouchPlan, vouch_plan, id)
VOUCH_DEFINE_VALUE (VouchPlan, vouch_plan, VouchDay, first)
VOUCH_DEFINE_VALUE (VouchPlan, vouch_plan, VouchDay, last)
VOUCH_DEFINE_VALUE (VouchPlan, vouch_plan, VouchDay, mid_check)
VOUCH_DEFINE_VALUE (VouchPlan, vouch_plan, VouchDay, end_check)
VOUCH_DEFINE_VALUE (VouchPlan, vouch_plan, gint64, created_ms)
