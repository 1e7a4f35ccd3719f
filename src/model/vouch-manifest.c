/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-manifest"

#include "config.h"
#include "vouch-manifest.h"

#include "vouch-accessors.h"

/**
 * VouchManifest:
 *
 * What is sent to an issuer, frozen: the definition answered, who answers, and every answer and file.
 */
struct _VouchManifest {
  GObject parent_instance;

  char *issuer;
  char *definition;
  char *definition_version;
  char *definition_digest;
  guint attempt;
  char *previous;
  char *subject;
  gint64 created_ms;
  char *change_note;
  GPtrArray *affirmations;
  GPtrArray *help;
  GPtrArray *choices;
  GPtrArray *items;
};

G_DEFINE_FINAL_TYPE (VouchManifest, vouch_manifest, G_TYPE_OBJECT)

static void
vouch_manifest_finalize (GObject *object)
{
  VouchManifest *self = VOUCH_MANIFEST (object);

  g_free (self->issuer);
  g_free (self->definition);
  g_free (self->definition_version);
  g_free (self->definition_digest);
  g_free (self->previous);
  g_free (self->subject);
  g_free (self->change_note);
  g_ptr_array_unref (self->affirmations);
  g_ptr_array_unref (self->help);
  g_ptr_array_unref (self->choices);
  g_ptr_array_unref (self->items);

  G_OBJECT_CLASS (vouch_manifest_parent_class)->finalize (object);
}

static void
vouch_manifest_class_init (VouchManifestClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_manifest_finalize;
}

static void
vouch_manifest_init (VouchManifest *self)
{
  self->affirmations = g_ptr_array_new_with_free_func (g_object_unref);
  self->help = g_ptr_array_new_with_free_func (g_object_unref);
  self->choices = g_ptr_array_new_with_free_func (g_object_unref);
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * vouch_manifest_new:
 *
 * Returns: (transfer full): an empty manifest, to be filled by its setters.
 */
VouchManifest *
vouch_manifest_new (void)
{
  return g_object_new (VOUCH_TYPE_MANIFEST, NULL);
}

VOUCH_DEFINE_STRING (VouchManifest, vouch_manifest, issuer)
VOUCH_DEFINE_STRING (VouchManifest, vouch_manifest, definition)
VOUCH_DEFINE_STRING (VouchManifest, vouch_manifest, definition_version)
VOUCH_DEFINE_STRING (VouchManifest, vouch_manifest, definition_digest)
VOUCH_DEFINE_VALUE (VouchManifest, vouch_manifest, guint, attempt)
VOUCH_DEFINE_STRING (VouchManifest, vouch_manifest, previous)
VOUCH_DEFINE_STRING (VouchManifest, vouch_manifest, subject)
VOUCH_DEFINE_VALUE (VouchManifest, vouch_manifest, gint64, created_ms)
VOUCH_DEFINE_STRING (VouchManifest, vouch_manifest, change_note)
VOUCH_DEFINE_ARRAY (VouchManifest, vouch_manifest, VouchAffirmation, affirmations, affirmation)
VOUCH_DEFINE_ARRAY (VouchManifest, vouch_manifest, VouchHelp, help, help)
VOUCH_DEFINE_ARRAY (VouchManifest, vouch_manifest, VouchChosen, choices, chosen)
VOUCH_DEFINE_ARRAY (VouchManifest, vouch_manifest, VouchManifestItem, items, item)
