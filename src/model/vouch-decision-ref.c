/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-decision-ref"

#include "config.h"
#include "vouch-decision-ref.h"

#include "vouch-accessors.h"

/**
 * VouchDecisionRef:
 *
 * A place in the evidence that an assessor points at.
 */
struct _VouchDecisionRef {
  GObject parent_instance;

  char *item;
  gint64 start_ms;
  gint64 end_ms;
  guint page;
};

G_DEFINE_FINAL_TYPE (VouchDecisionRef, vouch_decision_ref, G_TYPE_OBJECT)

static void
vouch_decision_ref_finalize (GObject *object)
{
  VouchDecisionRef *self = VOUCH_DECISION_REF (object);

  g_free (self->item);

  G_OBJECT_CLASS (vouch_decision_ref_parent_class)->finalize (object);
}

static void
vouch_decision_ref_class_init (VouchDecisionRefClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_decision_ref_finalize;
}

static void
vouch_decision_ref_init (VouchDecisionRef *self)
{
  self->start_ms = -1;
  self->end_ms = -1;
}

/**
 * vouch_decision_ref_new:
 *
 * Returns: (transfer full): an empty decision ref, to be filled by its setters.
 */
VouchDecisionRef *
vouch_decision_ref_new (void)
{
  return g_object_new (VOUCH_TYPE_DECISION_REF, NULL);
}

VOUCH_DEFINE_STRING (VouchDecisionRef, vouch_decision_ref, item)
VOUCH_DEFINE_VALUE (VouchDecisionRef, vouch_decision_ref, gint64, start_ms)
VOUCH_DEFINE_VALUE (VouchDecisionRef, vouch_decision_ref, gint64, end_ms)
VOUCH_DEFINE_VALUE (VouchDecisionRef, vouch_decision_ref, guint, page)
