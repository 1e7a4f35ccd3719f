/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-competency"

#include "config.h"
#include "vouch-competency.h"

#include "vouch-accessors.h"

/**
 * VouchCompetency:
 *
 * What the earner shows: statement, method and reason.
 */
struct _VouchCompetency {
  GObject parent_instance;

  char *statement;
  char *key_method;
  char *rationale;
  GPtrArray *components;
};

G_DEFINE_FINAL_TYPE (VouchCompetency, vouch_competency, G_TYPE_OBJECT)

static void
vouch_competency_finalize (GObject *object)
{
  VouchCompetency *self = VOUCH_COMPETENCY (object);

  g_free (self->statement);
  g_free (self->key_method);
  g_free (self->rationale);
  g_ptr_array_unref (self->components);

  G_OBJECT_CLASS (vouch_competency_parent_class)->finalize (object);
}

static void
vouch_competency_class_init (VouchCompetencyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_competency_finalize;
}

static void
vouch_competency_init (VouchCompetency *self)
{
  self->components = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * vouch_competency_new:
 *
 * Returns: (transfer full): an empty competency, to be filled by its setters.
 */
VouchCompetency *
vouch_competency_new (void)
{
  return g_object_new (VOUCH_TYPE_COMPETENCY, NULL);
}

VOUCH_DEFINE_STRING (VouchCompetency, vouch_competency, statement)
VOUCH_DEFINE_STRING (VouchCompetency, vouch_competency, key_method)
VOUCH_DEFINE_STRING (VouchCompetency, vouch_competency, rationale)
VOUCH_DEFINE_ARRAY (VouchCompetency, vouch_competency, VouchMethodComponent, components, component)
