/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-method-component"

#include "config.h"
#include "vouch-method-component.h"

#include "vouch-accessors.h"

/**
 * VouchMethodComponent:
 *
 * One component of the key method.
 */
struct _VouchMethodComponent {
  GObject parent_instance;

  char *id;
  char *title;
  char *description;
};

G_DEFINE_FINAL_TYPE (VouchMethodComponent, vouch_method_component, G_TYPE_OBJECT)

static void
vouch_method_component_finalize (GObject *object)
{
  VouchMethodComponent *self = VOUCH_METHOD_COMPONENT (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->description);

  G_OBJECT_CLASS (vouch_method_component_parent_class)->finalize (object);
}

static void
vouch_method_component_class_init (VouchMethodComponentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_method_component_finalize;
}

static void
vouch_method_component_init (VouchMethodComponent *self)
{
}

/**
 * vouch_method_component_new:
 *
 * Returns: (transfer full): an empty method component, to be filled by its setters.
 */
VouchMethodComponent *
vouch_method_component_new (void)
{
  return g_object_new (VOUCH_TYPE_METHOD_COMPONENT, NULL);
}

VOUCH_DEFINE_STRING (VouchMethodComponent, vouch_method_component, id)
VOUCH_DEFINE_STRING (VouchMethodComponent, vouch_method_component, title)
VOUCH_DEFINE_STRING (VouchMethodComponent, vouch_method_component, description)
