/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-caption-line"

#include "config.h"
#include "vouch-caption-line.h"

#include "vouch-caption.h"

/**
 * VouchCaptionLine:
 *
 * What is said at this moment of a recording.
 */
struct _VouchCaptionLine {
  GtkWidget parent_instance;

  GPtrArray *captions; /* (element-type VouchCaption), by time */
  gint64 position_ms;
  gboolean keeps_place; /* between two captions, so that nothing below it jumps */
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (VouchCaptionLine, vouch_caption_line, GTK_TYPE_WIDGET)

static const char *
find_text (VouchCaptionLine *self)
{
  for (guint i = 0; i < self->captions->len; i++) {
    VouchCaption *caption = g_ptr_array_index (self->captions, i);

    if (vouch_caption_get_start_ms (caption) <= self->position_ms &&
        self->position_ms < vouch_caption_get_end_ms (caption))
      return vouch_caption_get_text (caption);
  }
  return NULL;
}

static void
show (VouchCaptionLine *self)
{
  const char *text = find_text (self);
  gboolean has_text = text != NULL && *text != '\0';

  gtk_label_set_text (self->label, has_text ? text : " ");
  gtk_widget_set_visible (GTK_WIDGET (self),
                          has_text || (self->keeps_place && self->captions->len > 0));
}

static void
vouch_caption_line_dispose (GObject *object)
{
  VouchCaptionLine *self = VOUCH_CAPTION_LINE (object);

  if (self->label != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->label));
  self->label = NULL;

  G_OBJECT_CLASS (vouch_caption_line_parent_class)->dispose (object);
}

static void
vouch_caption_line_finalize (GObject *object)
{
  g_ptr_array_unref (VOUCH_CAPTION_LINE (object)->captions);

  G_OBJECT_CLASS (vouch_caption_line_parent_class)->finalize (object);
}

static void
vouch_caption_line_class_init (VouchCaptionLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_caption_line_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_caption_line_finalize;

  gtk_widget_class_set_css_name (widget_class, "captionline");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
vouch_caption_line_init (VouchCaptionLine *self)
{
  self->captions = g_ptr_array_new ();
  self->label = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                              "justify", GTK_JUSTIFY_CENTER, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * vouch_caption_line_set_captions:
 * @self: a line.
 * @captions: (element-type VouchCaption): what is said when, by time.
 *
 * Says what is said in the recording.
 */
void
vouch_caption_line_set_captions (VouchCaptionLine *self, GPtrArray *captions)
{
  g_return_if_fail (VOUCH_IS_CAPTION_LINE (self) && captions != NULL);

  g_ptr_array_ref (captions);
  g_ptr_array_unref (self->captions);
  self->captions = captions;
  show (self);
}

/**
 * vouch_caption_line_set_position:
 * @self: a line.
 * @position_ms: where the recording is.
 *
 * Shows what is said there.
 */
void
vouch_caption_line_set_position (VouchCaptionLine *self, gint64 position_ms)
{
  g_return_if_fail (VOUCH_IS_CAPTION_LINE (self));

  self->position_ms = position_ms;
  show (self);
}

/**
 * vouch_caption_line_set_keeps_place:
 * @self: a line.
 * @keeps_place: whether it is there between two captions as well.
 *
 * Chooses what happens where nothing is said.
 */
void
vouch_caption_line_set_keeps_place (VouchCaptionLine *self, gboolean keeps_place)
{
  g_return_if_fail (VOUCH_IS_CAPTION_LINE (self));

  self->keeps_place = keeps_place;
  show (self);
}
