/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-resource"

#include "config.h"
#include "vouch-resource.h"

#include "vouch-accessors.h"

/**
 * VouchResource:
 *
 * A learning resource or template of a definition.
 */
struct _VouchResource {
  GObject parent_instance;

  char *id;
  char *title;
  char *resource_type;
  char *url;
  char *description;
  guint minutes;
  char *license;
  char **supports;
};

G_DEFINE_FINAL_TYPE (VouchResource, vouch_resource, G_TYPE_OBJECT)

static void
vouch_resource_finalize (GObject *object)
{
  VouchResource *self = VOUCH_RESOURCE (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->resource_type);
  g_free (self->url);
  g_free (self->description);
  g_free (self->license);
  g_strfreev (self->supports);

  G_OBJECT_CLASS (vouch_resource_parent_class)->finalize (object);
}

static void
vouch_resource_class_init (VouchResourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_resource_finalize;
}

static void
vouch_resource_init (VouchResource *self)
{
}

/**
 * vouch_resource_new:
 *
 * Returns: (transfer full): an empty resource, to be filled by its setters.
 */
VouchResource *
vouch_resource_new (void)
{
  return g_object_new (VOUCH_TYPE_RESOURCE, NULL);
}

VOUCH_DEFINE_STRING (VouchResource, vouch_resource, id)
VOUCH_DEFINE_STRING (VouchResource, vouch_resource, title)
VOUCH_DEFINE_STRING (VouchResource, vouch_resource, resource_type)
VOUCH_DEFINE_STRING (VouchResource, vouch_resource, url)
VOUCH_DEFINE_STRING (VouchResource, vouch_resource, description)
VOUCH_DEFINE_VALUE (VouchResource, vouch_resource, guint, minutes)
VOUCH_DEFINE_STRING (VouchResource, vouch_resource, license)
VOUCH_DEFINE_STRV (VouchResource, vouch_resource, supports)
