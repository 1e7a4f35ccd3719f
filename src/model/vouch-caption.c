/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-caption"

#include "config.h"
#include "vouch-caption.h"

#include "vouch-accessors.h"

/**
 * VouchCaption:
 *
 * What is said in a recording during some seconds, to be read.
 */
struct _VouchCaption {
  GObject parent_instance;

  gint64 start_ms;
  gint64 end_ms;
  char *speaker;
  char *text;
  char *settings;
};

G_DEFINE_FINAL_TYPE (VouchCaption, vouch_caption, G_TYPE_OBJECT)

static void
vouch_caption_finalize (GObject *object)
{
  VouchCaption *self = VOUCH_CAPTION (object);

  g_free (self->speaker);
  g_free (self->text);
  g_free (self->settings);

  G_OBJECT_CLASS (vouch_caption_parent_class)->finalize (object);
}

static void
vouch_caption_class_init (VouchCaptionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_caption_finalize;
}

static void
vouch_caption_init (VouchCaption *self)
{
}

/**
 * vouch_caption_new:
 *
 * Returns: (transfer full): an empty one, to be filled by its setters.
 */
VouchCaption *
vouch_caption_new (void)
{
  return g_object_new (VOUCH_TYPE_CAPTION, NULL);
}

/**
 * vouch_caption_copy:
 * @self: a caption.
 *
 * Returns: (transfer full): one that says the same.
 */
VouchCaption *
vouch_caption_copy (VouchCaption *self)
{
  VouchCaption *copy;

  g_return_val_if_fail (VOUCH_IS_CAPTION (self), NULL);

  copy = vouch_caption_new ();
  copy->start_ms = self->start_ms;
  copy->end_ms = self->end_ms;
  copy->speaker = g_strdup (self->speaker);
  copy->text = g_strdup (self->text);
  copy->settings = g_strdup (self->settings);
  return copy;
}

VOUCH_DEFINE_VALUE (VouchCaption, vouch_caption, gint64, start_ms)
VOUCH_DEFINE_VALUE (VouchCaption, vouch_caption, gint64, end_ms)
VOUCH_DEFINE_STRING (VouchCaption, vouch_caption, speaker)
VOUCH_DEFINE_STRING (VouchCaption, vouch_caption, text)
VOUCH_DEFINE_STRING (VouchCaption, vouch_caption, settings)
