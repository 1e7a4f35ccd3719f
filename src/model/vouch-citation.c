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
  char *moment;
  gint64 text_start;
  guint text_length;
};

G_DEFINE_FINAL_TYPE (VouchCitation, vouch_citation, G_TYPE_OBJECT)

static void
vouch_citation_finalize (GObject *object)
{
  VouchCitation *self = VOUCH_CITATION (object);

  g_free (self->item);
  g_free (self->moment);

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
  self->text_start = -1;
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

/**
 * vouch_citation_copy:
 * @self: a citation.
 *
 * Returns: (transfer full): another one that says the same.
 */
VouchCitation *
vouch_citation_copy (VouchCitation *self)
{
  VouchCitation *copy = vouch_citation_new ();

  g_return_val_if_fail (VOUCH_IS_CITATION (self), copy);

  copy->item = g_strdup (self->item);
  copy->at_ms = self->at_ms;
  copy->page = self->page;
  copy->moment = g_strdup (self->moment);
  copy->text_start = self->text_start;
  copy->text_length = self->text_length;
  return copy;
}

/**
 * vouch_citation_refers_alike:
 * @self: a citation.
 * @other: another.
 *
 * Returns: whether both refer to the same thing, wherever their words stand.
 */
gboolean
vouch_citation_refers_alike (VouchCitation *self, VouchCitation *other)
{
  g_return_val_if_fail (VOUCH_IS_CITATION (self) && VOUCH_IS_CITATION (other), FALSE);

  return g_strcmp0 (self->item, other->item) == 0 && self->at_ms == other->at_ms &&
         self->page == other->page && g_strcmp0 (self->moment, other->moment) == 0;
}

VOUCH_DEFINE_STRING (VouchCitation, vouch_citation, item)
VOUCH_DEFINE_VALUE (VouchCitation, vouch_citation, gint64, at_ms)
VOUCH_DEFINE_VALUE (VouchCitation, vouch_citation, guint, page)
VOUCH_DEFINE_STRING (VouchCitation, vouch_citation, moment)
VOUCH_DEFINE_VALUE (VouchCitation, vouch_citation, gint64, text_start)
VOUCH_DEFINE_VALUE (VouchCitation, vouch_citation, guint, text_length)
