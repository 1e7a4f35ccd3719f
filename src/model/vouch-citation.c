/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-citation"

#include "config.h"
#include "vouch-citation.h"

#include "vouch-accessors.h"

/**
 * VouchCitation:
 *
 * A place in a response that refers to an attached item, or to a moment or page of it.
 */
struct _VouchCitation {
  GObject parent_instance;

  char *item;
  gint64 at_ms;
  guint page;
};

G_DEFINE_FINAL_TYPE (VouchCitation, vouch_citation, G_TYPE_OBJECT)

static void
vouch_citation_finalize (GObject *object)
{
  VouchCitation *self = VOUCH_CITATION (object);

  g_free (self->item);

  G_OBJECT_CLASS (vouch_citation_parent_class)->finalize (object);
}

static void
vouch_citation_class_init (VouchCitationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_citation_finalize;
}

static void
vouch_citation_init (VouchCitation *self)
{
  self->at_ms = -1;
}

/**
 * vouch_citation_new:
 *
 * Returns: (transfer full): an empty citation, to be filled by its setters.
 */
VouchCitation *
vouch_citation_new (void)
{
  return g_object_new (VOUCH_TYPE_CITATION, NULL);
}

VOUCH_DEFINE_STRING (VouchCitation, vouch_citation, item)
VOUCH_DEFINE_VALUE (VouchCitation, vouch_citation, gint64, at_ms)
VOUCH_DEFINE_VALUE (VouchCitation, vouch_citation, guint, page)
