/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-writing-paste"

#include "config.h"
#include "vouch-writing-paste.h"

#include "vouch-writing.h"

/*
 * What comes from another program by the clipboard or by the pointer.  Word processors and browsers
 * give HTML, which keeps lists and tables that their plain text loses.  It is read and understood beside
 * the main loop, because it can be long.
 */

/* The most that is taken; what is longer is cut. */
#define MAX_BYTES (16 * 1024 * 1024)

#define HTML "text/html"

typedef struct {
  GWeakRef owner;
  VouchPastedFunc done;
  GdkDrop *drop; /* NULL for the clipboard */
  GdkClipboard *clipboard;
} Coming;

static Coming *
coming_new (GObject *owner, VouchPastedFunc done)
{
  Coming *coming = g_new0 (Coming, 1);

  g_weak_ref_init (&coming->owner, owner);
  coming->done = done;
  return coming;
}

static void
finish (Coming *coming, const char *text)
{
  g_autoptr (GObject) owner = g_weak_ref_get (&coming->owner);

  if (owner != NULL && text != NULL && *text != '\0')
    coming->done (text, owner);
  if (coming->drop != NULL)
    gdk_drop_finish (coming->drop, text != NULL ? GDK_ACTION_COPY : 0);
  g_clear_object (&coming->drop);
  g_clear_object (&coming->clipboard);
  g_weak_ref_clear (&coming->owner);
  g_free (coming);
}

static void
plain_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  finish (data, text);
}

/* Nothing could be made of the HTML: the plain text beside it may say something. */
static void
understood_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Coming *coming = data;
  g_autofree char *text = g_task_propagate_pointer (G_TASK (result), NULL);

  if ((text == NULL || *text == '\0') && coming->clipboard != NULL)
    gdk_clipboard_read_text_async (coming->clipboard, NULL, plain_cb, coming);
  else
    finish (coming, text);
}

static void
understand (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GInputStream *stream = data;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GBytes) html = NULL;
  guint8 piece[32 * 1024];
  gssize length;

  while (bytes->len < MAX_BYTES &&
         (length = g_input_stream_read (stream, piece, sizeof piece, cancellable, NULL)) > 0)
    g_byte_array_append (bytes, piece, (guint) length);
  html = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  g_task_return_pointer (task, vouch_writing_read_pasted (html), g_free);
}

static void
take_stream (Coming *coming, GInputStream *stream)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, understood_cb, coming);

  g_task_set_task_data (task, stream, g_object_unref);
  g_task_run_in_thread (task, understand);
}

static void
clipboard_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Coming *coming = data;
  GInputStream *stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, NULL);

  if (stream != NULL)
    take_stream (coming, stream);
  else
    gdk_clipboard_read_text_async (GDK_CLIPBOARD (source), NULL, plain_cb, coming);
}

/**
 * vouch_writing_paste:
 * @widget: where it is pasted.
 * @owner: lives until then, or nothing is pasted.
 * @done: gets the words, with @owner as its data.
 *
 * Takes the words of the clipboard. Nothing happens where it holds none.
 */
void
vouch_writing_paste (GtkWidget *widget, GObject *owner, VouchPastedFunc done)
{
  static const char *types[] = { HTML, NULL };
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  Coming *coming = coming_new (owner, done);

  coming->clipboard = g_object_ref (clipboard);
  if (gdk_content_formats_contain_mime_type (formats, HTML))
    gdk_clipboard_read_async (clipboard, types, G_PRIORITY_DEFAULT, NULL, clipboard_cb, coming);
  else
    gdk_clipboard_read_text_async (clipboard, NULL, plain_cb, coming);
}

typedef struct {
  GtkTextView *view; /* the owner of the controller that owns this */
  GWeakRef owner;
  VouchPastedFunc done;
} Target;

static void
target_free (gpointer data, GClosure *closure)
{
  Target *target = data;

  g_weak_ref_clear (&target->owner);
  g_free (target);
}

static void
dropped_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Coming *coming = data;
  GInputStream *stream = gdk_drop_read_finish (GDK_DROP (source), result, NULL, NULL);

  if (stream != NULL)
    take_stream (coming, stream);
  else
    finish (coming, NULL);
}

static gboolean
drop_cb (GtkDropTargetAsync *controller, GdkDrop *drop, double x, double y, gpointer data)
{
  static const char *types[] = { HTML, NULL };
  Target *target = data;
  g_autoptr (GObject) owner = g_weak_ref_get (&target->owner);
  Coming *coming;
  GtkTextIter place;
  int buffer_x, buffer_y;

  if (owner == NULL)
    return FALSE;
  gtk_text_view_window_to_buffer_coords (target->view, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y,
                                         &buffer_x, &buffer_y);
  gtk_text_view_get_iter_at_location (target->view, &place, buffer_x, buffer_y);
  gtk_text_buffer_place_cursor (gtk_text_view_get_buffer (target->view), &place);
  coming = coming_new (owner, target->done);
  coming->drop = g_object_ref (drop);
  gdk_drop_read_async (drop, types, G_PRIORITY_DEFAULT, NULL, dropped_cb, coming);
  return TRUE;
}

/**
 * vouch_writing_accept_drops:
 * @view: where words can be dropped.
 * @owner: lives until then, or nothing is taken.
 * @done: gets the words, with @owner as its data; the caret is then where they were dropped.
 *
 * Lets HTML be dropped; plain text is dropped by the toolkit's own means.
 */
void
vouch_writing_accept_drops (GtkTextView *view, GObject *owner, VouchPastedFunc done)
{
  static const char *types[] = { HTML };
  GtkDropTargetAsync *controller = gtk_drop_target_async_new (
      gdk_content_formats_new (types, G_N_ELEMENTS (types)), GDK_ACTION_COPY);
  Target *target = g_new0 (Target, 1);

  target->view = view;
  g_weak_ref_init (&target->owner, owner);
  target->done = done;
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (controller), GTK_PHASE_CAPTURE);
  g_signal_connect_data (controller, "drop", G_CALLBACK (drop_cb), target, target_free, 0);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (controller));
}
