/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-cue-row"

#include "config.h"
#include "vouch-cue-row.h"

#include <glib/gi18n.h>

#include "vouch-text.h"

#include "vouch-focus.h"
#include "vouch-text-size.h"

/* Of two lines with what is around them, in pixels, with letters of the usual size. */
#define LINE_HEIGHT 54

/**
 * VouchCueRow:
 *
 * One caption, to be changed in place: from when to when, and what is said. `edited` says that
 * vouch_cue_row_take() has something new; it comes when the field is left.
 */
struct _VouchCueRow {
  GtkWidget parent_instance;

  GtkListItem *item; /* (not owned): the place in the list, which holds the row */
  VouchCaption *caption;
  gboolean showing;
  gboolean is_edited;

  GtkButton *play;
  GtkEditable *start;
  GtkEditable *end;
  GtkLabel *speaker;
  GtkWidget *more;
  GtkTextView *text;
};

/* What can have the focus. */
#define PARTS(self)                                                                                \
  GTK_WIDGET ((self)->play), GTK_WIDGET ((self)->start), GTK_WIDGET ((self)->end), (self)->more,   \
      GTK_WIDGET ((self)->text)

enum {
  SIGNAL_EDITED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchCueRow, vouch_cue_row, GTK_TYPE_WIDGET)

static char *
dup_text (VouchCueRow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static void
typed_cb (VouchCueRow *self)
{
  if (!self->showing)
    self->is_edited = TRUE;
}

static void
left_cb (VouchCueRow *self)
{
  if (self->is_edited)
    g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

/* What the menu and the keys do is done to the caption in this place. */
static void
forward_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchCueRow *self = VOUCH_CUE_ROW (widget);
  g_autofree char *name = g_strdup_printf ("captions.%s", strchr (action, '.') + 1);

  left_cb (self);
  gtk_widget_activate_action (widget, name, "u", vouch_cue_row_get_position (self));
}

static void
vouch_cue_row_dispose (GObject *object)
{
  VouchCueRow *self = VOUCH_CUE_ROW (object);
  GtkWidget *child;

  g_clear_object (&self->caption);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (vouch_cue_row_parent_class)->dispose (object);
}

static void
vouch_cue_row_class_init (VouchCueRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_cue_row_dispose;

  signals[SIGNAL_EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "cue.play", NULL, forward_cb);
  gtk_widget_class_install_action (widget_class, "cue.split", NULL, forward_cb);
  gtk_widget_class_install_action (widget_class, "cue.join", NULL, forward_cb);
  gtk_widget_class_install_action (widget_class, "cue.earlier", NULL, forward_cb);
  gtk_widget_class_install_action (widget_class, "cue.later", NULL, forward_cb);
  gtk_widget_class_install_action (widget_class, "cue.remove", NULL, forward_cb);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/item/vouch-cue-row.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchCueRow, more);
  gtk_widget_class_bind_template_child (widget_class, VouchCueRow, play);
  gtk_widget_class_bind_template_child (widget_class, VouchCueRow, start);
  gtk_widget_class_bind_template_child (widget_class, VouchCueRow, end);
  gtk_widget_class_bind_template_child (widget_class, VouchCueRow, speaker);
  gtk_widget_class_bind_template_child (widget_class, VouchCueRow, text);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
}

static void
vouch_cue_row_init (VouchCueRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  /* A text finds out its height only after the list has asked for it. */
  gtk_widget_set_size_request (GTK_WIDGET (self->text), -1,
                               (int) (LINE_HEIGHT * vouch_text_size_of (GTK_WIDGET (self))));
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_text_view_get_buffer (self->text), "changed", G_CALLBACK (typed_cb),
                           self, G_CONNECT_SWAPPED);
}

/**
 * vouch_cue_row_new:
 * @item: the place in the list.
 *
 * Returns: (transfer floating): an empty row for it.
 */
GtkWidget *
vouch_cue_row_new (GtkListItem *item)
{
  VouchCueRow *self = g_object_new (VOUCH_TYPE_CUE_ROW, NULL);

  self->item = item;
  return GTK_WIDGET (self);
}

/* Tenths are enough to set a caption by ear; what was not changed keeps its thousandths. */
static char *
format_time (gint64 time_ms)
{
  g_autofree char *whole = vouch_text_format_duration (time_ms / 1000 * 1000);

  return g_strdup_printf ("%s.%d", whole, (int) (time_ms % 1000 / 100));
}

static gint64
take_time (GtkEditable *field, gint64 stored)
{
  g_autofree char *shown = format_time (stored);
  g_autofree char *typed =
      g_strstrip (g_strdelimit (g_strdup (gtk_editable_get_text (field)), ",", '.'));
  gint64 time = 0;

  if (g_str_equal (typed, shown) || !vouch_text_parse_duration (typed, &time))
    return stored;
  return time;
}

static void
show_times (VouchCueRow *self, VouchCaption *caption)
{
  g_autofree char *start = format_time (vouch_caption_get_start_ms (caption));
  g_autofree char *end = format_time (vouch_caption_get_end_ms (caption));

  self->showing = TRUE;
  gtk_editable_set_text (self->start, start);
  gtk_editable_set_text (self->end, end);
  self->showing = FALSE;
}

/**
 * vouch_cue_row_show:
 * @self: a row.
 * @caption: (nullable): what is said, or %NULL for a row that is not used.
 *
 * Shows a caption.
 */
void
vouch_cue_row_show (VouchCueRow *self, VouchCaption *caption)
{
  g_autofree char *start = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (VOUCH_IS_CUE_ROW (self));

  g_set_object (&self->caption, caption);
  self->is_edited = FALSE;
  if (caption == NULL)
    return;
  show_times (self, caption);
  self->showing = TRUE;
  start = format_time (vouch_caption_get_start_ms (caption));
  gtk_label_set_text (self->speaker, vouch_caption_get_speaker (caption));
  gtk_widget_set_visible (GTK_WIDGET (self->speaker), vouch_caption_get_speaker (caption) != NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), vouch_caption_get_text (caption),
                            -1);
  /* Translators: %s is a time such as 4:12.5. */
  name = g_strdup_printf (_ ("Play the caption at %s"), start);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  self->showing = FALSE;
}

/**
 * vouch_cue_row_get_position:
 * @self: a row.
 *
 * Returns: which caption it shows, from 0.
 */
guint
vouch_cue_row_get_position (VouchCueRow *self)
{
  g_return_val_if_fail (VOUCH_IS_CUE_ROW (self), GTK_INVALID_LIST_POSITION);

  return gtk_list_item_get_position (self->item);
}

/**
 * vouch_cue_row_get_caption:
 * @self: a row.
 *
 * Returns: (transfer none) (nullable): the caption as it was shown or taken last.
 */
VouchCaption *
vouch_cue_row_get_caption (VouchCueRow *self)
{
  g_return_val_if_fail (VOUCH_IS_CUE_ROW (self), NULL);

  return self->caption;
}

/**
 * vouch_cue_row_is_edited:
 * @self: a row.
 *
 * Returns: whether something is typed that nobody has taken yet.
 */
gboolean
vouch_cue_row_is_edited (VouchCueRow *self)
{
  g_return_val_if_fail (VOUCH_IS_CUE_ROW (self), FALSE);

  return self->is_edited && self->caption != NULL;
}

/**
 * vouch_cue_row_take:
 * @self: a row that shows a caption.
 *
 * Returns: (transfer full): the caption as it is typed now; a time that is none stays as it was.
 */
VouchCaption *
vouch_cue_row_take (VouchCueRow *self)
{
  VouchCaption *taken;
  g_autofree char *text = NULL;

  g_return_val_if_fail (VOUCH_IS_CUE_ROW (self) && self->caption != NULL, NULL);

  self->is_edited = FALSE;
  taken = vouch_caption_copy (self->caption);
  text = dup_text (self);
  vouch_caption_set_text (taken, text);
  vouch_caption_set_start_ms (taken, take_time (self->start, vouch_caption_get_start_ms (taken)));
  vouch_caption_set_end_ms (taken, take_time (self->end, vouch_caption_get_end_ms (taken)));
  show_times (self, taken);
  g_set_object (&self->caption, taken);
  return taken;
}

/**
 * vouch_cue_row_put_back:
 * @self: a row.
 * @taken: what was taken.
 * @was: what it was before.
 *
 * What was taken could not be stored: as long as the row still shows it, it is typed and not handed
 * over again.
 *
 * Returns: whether it is.
 */
gboolean
vouch_cue_row_put_back (VouchCueRow *self, VouchCaption *taken, VouchCaption *was)
{
  g_return_val_if_fail (VOUCH_IS_CUE_ROW (self), FALSE);

  if (self->caption == NULL || self->caption != taken)
    return FALSE;
  g_set_object (&self->caption, was);
  self->is_edited = TRUE;
  return TRUE;
}

/**
 * vouch_cue_row_find_at:
 * @rows: (element-type VouchCueRow): rows, in any order.
 * @place: which caption, from 0.
 *
 * Returns: (transfer none) (nullable): the row that shows it.
 */
VouchCueRow *
vouch_cue_row_find_at (GPtrArray *rows, guint place)
{
  g_return_val_if_fail (rows != NULL, NULL);

  for (guint i = 0; i < rows->len; i++) {
    VouchCueRow *row = g_ptr_array_index (rows, i);

    if (row->caption != NULL && vouch_cue_row_get_position (row) == place)
      return row;
  }
  return NULL;
}

static int
find_focused_part (VouchCueRow *self)
{
  GtkWidget *const parts[] = { PARTS (self) };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (vouch_focus_is_in (parts[i]))
      return (int) i;
  return -1;
}

/**
 * vouch_cue_row_find_focus:
 * @rows: (element-type VouchCueRow): rows, in any order.
 * @place: (out): which caption the row shows that has the focus.
 *
 * Returns: the part of that row that has it, for vouch_cue_row_grab_focus(); -1 when none has it.
 */
int
vouch_cue_row_find_focus (GPtrArray *rows, guint *place)
{
  g_return_val_if_fail (rows != NULL && place != NULL, -1);

  for (guint i = 0; i < rows->len; i++) {
    VouchCueRow *row = g_ptr_array_index (rows, i);
    int part = row->caption != NULL ? find_focused_part (row) : -1;

    if (part < 0)
      continue;
    *place = vouch_cue_row_get_position (row);
    return part;
  }
  return -1;
}

/**
 * vouch_cue_row_grab_focus:
 * @self: a row.
 * @part: which of its parts.
 *
 * Gives a part of it the focus.
 */
void
vouch_cue_row_grab_focus (VouchCueRow *self, int part)
{
  GtkWidget *const parts[] = { PARTS (self) };

  g_return_if_fail (VOUCH_IS_CUE_ROW (self) && part >= 0 && part < (int) G_N_ELEMENTS (parts));

  gtk_widget_grab_focus (parts[part]);
}
