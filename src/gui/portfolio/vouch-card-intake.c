/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-card-intake"

#include "config.h"
#include "vouch-card-intake.h"

#include <glib/gi18n.h>

/* What can be put on a card: files dropped or pasted, a picture from the clipboard, and evidence
 * dragged from another card. The requirement is the name of the drop target and of the shortcut. */

static const struct {
  const char *mime;
  const char *name;
} pictures[] = {
  { "image/png", N_ ("Pasted picture.png") },
  { "image/jpeg", N_ ("Pasted picture.jpg") },
  { "image/tiff", N_ ("Pasted picture.tif") },
  { "image/webp", N_ ("Pasted picture.webp") },
};

/* A card that is asked for something, until the answer is there. */
typedef struct {
  GtkWidget *card;
  char *requirement;
  const char *name;
} Asked;

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->card);
  g_free (asked->requirement);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static Asked *
asked_new (GtkWidget *card, const char *requirement, const char *name)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->card = g_object_ref (card);
  asked->requirement = g_strdup (requirement);
  asked->name = name;
  return asked;
}

static gboolean
attach_files (GtkWidget *card, const char *requirement, GSList *files)
{
  for (GSList *l = files; l != NULL; l = l->next) {
    g_autofree char *uri = g_file_get_uri (l->data);

    gtk_widget_activate_action (card, "portfolio.attach-file", "(ss)", requirement, uri);
  }
  return files != NULL;
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, GtkWidget *card)
{
  const char *requirement = gtk_event_controller_get_name (GTK_EVENT_CONTROLLER (target));
  const char *text;

  gtk_widget_remove_css_class (card, "drop");
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return attach_files (card, requirement, g_value_get_boxed (value));
  text = g_value_get_string (value);
  if (text == NULL || !g_str_has_prefix (text, "vouch-item:"))
    return FALSE;
  gtk_widget_activate_action (card, "portfolio.move-item", "(ss)", text + strlen ("vouch-item:"),
                              requirement);
  return TRUE;
}

static GdkDragAction
enter_cb (GtkDropTarget *target, double x, double y, GtkWidget *card)
{
  GdkDrop *drop = gtk_drop_target_get_current_drop (target);

  gtk_widget_add_css_class (card, "drop");
  return drop != NULL && gdk_drop_get_drag (drop) != NULL ? GDK_ACTION_MOVE : GDK_ACTION_COPY;
}

static void
leave_cb (GtkDropTarget *target, GtkWidget *card)
{
  gtk_widget_remove_css_class (card, "drop");
}

static void
tell (GtkWidget *card, const char *text)
{
  gtk_widget_activate_action (card, "win.toast", "s", text);
}

static void
files_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Asked) asked = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);

  if (value == NULL)
    tell (asked->card, _ ("What was copied is not there any more."));
  else
    attach_files (asked->card, asked->requirement, g_value_get_boxed (value));
}

static void
picture_spliced_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Asked) asked = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GVariant *content;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, &error) <= 0) {
    tell (asked->card, _ ("What was copied is not there any more."));
    return;
  }
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (source));
  content = g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, bytes, TRUE);
  gtk_widget_activate_action (asked->card, "portfolio.attach-bytes", "(ss@ay)", asked->requirement,
                              _ (asked->name), content);
}

static void
picture_opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Asked) asked = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GInputStream) stream =
      gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, &error);

  if (stream == NULL) {
    tell (asked->card, _ ("What was copied is not there any more."));
    return;
  }
  g_output_stream_splice_async (
      memory, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
      G_PRIORITY_DEFAULT, NULL, picture_spliced_cb, g_steal_pointer (&asked));
}

static gboolean
paste_cb (GtkWidget *card, GVariant *requirement, gpointer data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (card);
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  const char *id = g_variant_get_string (requirement, NULL);

  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST) ||
      gdk_content_formats_contain_mime_type (formats, "text/uri-list")) {
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL,
                                    files_read_cb, asked_new (card, id, NULL));
    return TRUE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++)
    if (gdk_content_formats_contain_mime_type (formats, pictures[i].mime)) {
      const char *mimes[] = { pictures[i].mime, NULL };

      gdk_clipboard_read_async (clipboard, mimes, G_PRIORITY_DEFAULT, NULL, picture_opened_cb,
                                asked_new (card, id, pictures[i].name));
      return TRUE;
    }
  tell (card, _ ("There is no file and no picture to paste."));
  return TRUE;
}

/**
 * vouch_card_intake_add:
 * @card: the card of a requirement, inside a portfolio page.
 * @requirement: its id.
 * @takes_files: whether files are asked for there.
 *
 * Lets evidence be dropped on the card, and files and pictures be pasted where it has the focus.
 */
void
vouch_card_intake_add (GtkWidget *card, const char *requirement, gboolean takes_files)
{
  GType types[] = { G_TYPE_STRING, GDK_TYPE_FILE_LIST };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY | GDK_ACTION_MOVE);
  GtkEventController *keys;
  GtkShortcut *paste;

  gtk_drop_target_set_gtypes (target, types, takes_files ? 2 : 1);
  gtk_event_controller_set_name (GTK_EVENT_CONTROLLER (target), requirement);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), card, 0);
  g_signal_connect_object (target, "enter", G_CALLBACK (enter_cb), card, 0);
  g_signal_connect_object (target, "leave", G_CALLBACK (leave_cb), card, 0);
  gtk_widget_add_controller (card, GTK_EVENT_CONTROLLER (target));
  if (!takes_files)
    return;
  keys = gtk_shortcut_controller_new ();
  paste = gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>v"),
                            gtk_callback_action_new (paste_cb, NULL, NULL));
  gtk_shortcut_set_arguments (paste, g_variant_new_string (requirement));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), paste);
  gtk_widget_add_controller (card, keys);
}

/**
 * vouch_card_intake_set_locked:
 * @card: a card with an intake.
 * @locked: whether what is on it stays as it is.
 *
 * Takes no drop while it is locked. Who pastes there is told why not, by the use case that says no.
 */
void
vouch_card_intake_set_locked (GtkWidget *card, gboolean locked)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (card);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_DROP_TARGET (controller))
      gtk_event_controller_set_propagation_phase (controller,
                                                  locked ? GTK_PHASE_NONE : GTK_PHASE_BUBBLE);
  }
}
