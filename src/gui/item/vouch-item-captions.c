/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-item-captions"

#include "config.h"
#include "vouch-item-captions.h"

#include <glib/gi18n.h>

#include "vouch-caption-edits.h"
#include "vouch-captions.h"
#include "vouch-text.h"

#include "vouch-caption-change.h"
#include "vouch-cue-row.h"
#include "vouch-focus.h"
#include "vouch-gradual.h"
#include "vouch-text-size.h"
#include "vouch-undo.h"
#include "vouch-wheel.h"

#define SHIFT_MS 500
/* A list view asks for no height of its own. */
#define MOST_ROWS 3
#define ROW_HEIGHT 104

/**
 * VouchItemCaptions:
 *
 * What is said in a recording, as captions: a field for the next one, and a list in which all of them
 * are changed in place. The recording itself never changes.
 */
struct _VouchItemCaptions {
  VouchItemSection parent_instance;

  VouchRecordingView *player; /* (nullable) (weak): what plays the recording */
  GPtrArray *rows;            /* (element-type VouchCueRow), in no order */
  GListStore *captions;       /* (element-type VouchCaption), as they are stored */
  GtkSliceListModel *gradual;
  GtkFileChooserNative *dialog; /* (nullable): while a file is asked for */
  guint n_changing;             /* changes that are under way */
  GError *refused;              /* (nullable): why one of them was not made */

  GtkEditable *next;
  GtkWidget *scroll;
  GtkListView *list;
  GtkWidget *adding;
  GtkWidget *files;
  GtkWidget *export;
};

G_DEFINE_FINAL_TYPE (VouchItemCaptions, vouch_item_captions, VOUCH_TYPE_ITEM_SECTION)

static const char *
get_artifact (VouchItemCaptions *self)
{
  VouchItemState *state = vouch_item_section_get_state (VOUCH_ITEM_SECTION (self));

  return vouch_item_get_artifact (vouch_item_state_get_item (state));
}

static VouchWorkspace *
get_workspace (VouchItemCaptions *self)
{
  return vouch_item_saver_get_workspace (vouch_item_section_get_saver (VOUCH_ITEM_SECTION (self)));
}

typedef struct {
  VouchItemCaptions *self;
  VouchCaptionChange *change;
} Changing;

/* What was typed stays typed until it is stored. */
static void
put_back (VouchItemCaptions *self, VouchCaptionChange *change)
{
  if (change->kind == VOUCH_CAPTION_ADD && *gtk_editable_get_text (self->next) == '\0')
    gtk_editable_set_text (self->next, vouch_caption_get_text (change->caption));
  if (change->kind == VOUCH_CAPTION_REPLACE)
    for (guint i = 0; i < self->rows->len; i++)
      vouch_cue_row_put_back (self->rows->pdata[i], change->caption, change->was);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Changing *changing = data;
  g_autoptr (VouchItemCaptions) self = changing->self;
  VouchCaptionChange *change = changing->change;
  g_autoptr (GError) error = NULL;

  vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);
  self->n_changing--;
  if (error != NULL) {
    put_back (self, change);
    vouch_item_section_show_problem (VOUCH_ITEM_SECTION (self), error);
    g_clear_error (&self->refused);
    self->refused = g_error_copy (error);
  }
  if (error == NULL && vouch_caption_change_describe (change) != NULL)
    vouch_undo_offer (GTK_WIDGET (self), VOUCH_WORKSPACE (source),
                      vouch_caption_change_describe (change), vouch_caption_change_undo, change,
                      (GDestroyNotify) vouch_caption_change_free);
  else
    vouch_caption_change_free (change);
}

static void
change (VouchItemCaptions *self, VouchCaptionChange *what)
{
  Changing *changing = g_new0 (Changing, 1);

  changing->self = g_object_ref (self);
  changing->change = what;
  self->n_changing++;
  vouch_workspace_run_async (get_workspace (self), vouch_caption_change_make, what, NULL, NULL,
                             NULL, changed_cb, changing);
}

static gint64
get_position (VouchItemCaptions *self)
{
  return self->player != NULL ? vouch_recording_view_get_position (self->player) : 0;
}

static VouchCaption *
make_next (VouchItemCaptions *self)
{
  VouchItemState *state = vouch_item_section_get_state (VOUCH_ITEM_SECTION (self));
  VouchFacts *facts = vouch_item_get_facts (vouch_item_state_get_item (state));
  VouchCaption *caption = vouch_caption_new ();
  gint64 start_ms = get_position (self);

  vouch_caption_set_start_ms (caption, start_ms);
  vouch_caption_set_end_ms (caption,
                            vouch_caption_edits_end_for (
                                vouch_item_state_get_captions (state), start_ms,
                                facts != NULL ? MAX (0, vouch_facts_get_duration_ms (facts)) : 0));
  vouch_caption_set_text (caption, gtk_editable_get_text (self->next));
  return caption;
}

static gboolean
has_next (VouchItemCaptions *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->next)));

  return *text != '\0';
}

static void
add_next (VouchItemCaptions *self)
{
  VouchCaptionChange *what = vouch_caption_change_new (VOUCH_CAPTION_ADD, get_artifact (self));

  what->caption = make_next (self);
  change (self, what);
  gtk_editable_set_text (self->next, "");
}

static void
add_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchItemCaptions *self = VOUCH_ITEM_CAPTIONS (widget);

  if (has_next (self))
    add_next (self);
}

static void
next_typed_cb (VouchItemCaptions *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "captions.add", has_next (self));
}

static void
activate_add_cb (VouchItemCaptions *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "captions.add", NULL);
}

static void
play_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchItemCaptions *self = VOUCH_ITEM_CAPTIONS (widget);
  g_autoptr (VouchCaption) caption =
      g_list_model_get_item (G_LIST_MODEL (self->gradual), g_variant_get_uint32 (parameter));

  if (caption != NULL && self->player != NULL)
    vouch_recording_view_play_part (self->player, vouch_caption_get_start_ms (caption),
                                    vouch_caption_get_end_ms (caption));
}

/* What a row hands over is newer than what the list knows. */
static VouchCaption *
dup_caption_at (VouchItemCaptions *self, guint place)
{
  VouchCueRow *row = vouch_cue_row_find_at (self->rows, place);

  if (row != NULL)
    return g_object_ref (vouch_cue_row_get_caption (row));
  return g_list_model_get_item (G_LIST_MODEL (self->gradual), place);
}

static void
change_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  static const struct {
    const char *action;
    VouchCaptionChangeKind kind;
    gint64 by_ms;
  } kinds[] = {
    { "captions.split", VOUCH_CAPTION_SPLIT, 0 },
    { "captions.join", VOUCH_CAPTION_JOIN, 0 },
    { "captions.earlier", VOUCH_CAPTION_SHIFT, -SHIFT_MS },
    { "captions.later", VOUCH_CAPTION_SHIFT, SHIFT_MS },
    { "captions.remove", VOUCH_CAPTION_REMOVE, 0 },
  };
  VouchItemCaptions *self = VOUCH_ITEM_CAPTIONS (widget);
  const guint place = g_variant_get_uint32 (parameter);
  g_autoptr (VouchCaption) caption = dup_caption_at (self, place);

  for (gsize i = 0; caption != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].action, action)) {
      VouchCaptionChange *what = vouch_caption_change_new (kinds[i].kind, get_artifact (self));

      vouch_caption_change_aim_at (what, caption, place);
      what->time_ms = kinds[i].kind == VOUCH_CAPTION_SPLIT ? get_position (self) : kinds[i].by_ms;
      change (self, what);
    }
}

static void
edited_cb (VouchItemCaptions *self, VouchCueRow *row)
{
  VouchCaptionChange *what = vouch_caption_change_new (VOUCH_CAPTION_REPLACE, get_artifact (self));

  vouch_caption_change_aim_at (what, vouch_cue_row_get_caption (row),
                               vouch_cue_row_get_position (row));
  what->caption = vouch_cue_row_take (row);
  change (self, what);
}

static void
put_away_dialog (VouchItemCaptions *self)
{
  if (self->dialog != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->dialog));
  g_clear_object (&self->dialog);
}

static GtkFileChooserNative *
choose_file (VouchItemCaptions *self, const char *title, GtkFileChooserAction action)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      title, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), action, NULL, NULL);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Captions (WebVTT)"));
  gtk_file_filter_add_suffix (filter, "vtt");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  put_away_dialog (self);
  self->dialog = dialog;
  return dialog;
}

static char *
take_path (VouchItemCaptions *self, GtkNativeDialog *dialog, int response)
{
  g_autoptr (GFile) file = NULL;
  char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL)
    path = g_file_get_path (file);
  put_away_dialog (self);
  return path;
}

static void
import_chosen_cb (GtkNativeDialog *dialog, int response, VouchItemCaptions *self)
{
  g_autofree char *path = take_path (self, dialog, response);
  VouchCaptionChange *what;

  if (path == NULL)
    return;
  what = vouch_caption_change_new (VOUCH_CAPTION_IMPORT, get_artifact (self));
  what->path = g_steal_pointer (&path);
  change (self, what);
}

static gpointer
export_captions (VouchWorkspace *workspace,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  VouchCaptionChange *what = data;

  return GINT_TO_POINTER (
      vouch_captions_export (workspace, what->artifact, what->path, cancellable, error));
}

static void
export_chosen_cb (GtkNativeDialog *dialog, int response, VouchItemCaptions *self)
{
  g_autofree char *path = take_path (self, dialog, response);
  VouchCaptionChange *what;

  if (path == NULL)
    return;
  what = vouch_caption_change_new (VOUCH_CAPTION_IMPORT, get_artifact (self));
  what->path = g_steal_pointer (&path);
  vouch_item_section_run (VOUCH_ITEM_SECTION (self), export_captions, what,
                          (GDestroyNotify) vouch_caption_change_free);
}

static void
import_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkFileChooserNative *dialog =
      choose_file (VOUCH_ITEM_CAPTIONS (widget), _ ("Read captions"), GTK_FILE_CHOOSER_ACTION_OPEN);

  g_signal_connect_object (dialog, "response", G_CALLBACK (import_chosen_cb), widget, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
export_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkFileChooserNative *dialog =
      choose_file (VOUCH_ITEM_CAPTIONS (widget), _ ("Save captions"), GTK_FILE_CHOOSER_ACTION_SAVE);

  /* Translators: the name of a file of captions; keep the end. */
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), _ ("Captions.vtt"));
  g_signal_connect_object (dialog, "response", G_CALLBACK (export_chosen_cb), widget, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* The list. */

static void
setup_cb (VouchItemCaptions *self, GtkListItem *item)
{
  GtkWidget *row = vouch_cue_row_new (item);

  g_ptr_array_add (self->rows, g_object_ref_sink (row));
  g_signal_connect_object (row, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (VouchItemCaptions *self, GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  VouchCaption *caption = gtk_list_item_get_item (item);
  g_autofree char *time = vouch_text_format_duration (vouch_caption_get_start_ms (caption));
  g_autofree char *words = g_strdup_printf ("%s  %s", time, vouch_caption_get_text (caption));

  vouch_cue_row_show (VOUCH_CUE_ROW (row), caption);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
unbind_cb (VouchItemCaptions *self, GtkListItem *item)
{
  VouchCueRow *row = VOUCH_CUE_ROW (gtk_list_item_get_child (item));

  /* A row that is scrolled away hands over what was typed in it. */
  if (vouch_cue_row_is_edited (row))
    edited_cb (self, row);
  vouch_cue_row_show (row, NULL);
}

static void
teardown_cb (VouchItemCaptions *self, GtkListItem *item)
{
  g_ptr_array_remove (self->rows, gtk_list_item_get_child (item));
}

static gboolean
is_same (VouchCaption *one, VouchCaption *other)
{
  return vouch_caption_get_start_ms (one) == vouch_caption_get_start_ms (other) &&
         vouch_caption_get_end_ms (one) == vouch_caption_get_end_ms (other) &&
         g_strcmp0 (vouch_caption_get_text (one), vouch_caption_get_text (other)) == 0 &&
         g_strcmp0 (vouch_caption_get_speaker (one), vouch_caption_get_speaker (other)) == 0;
}

static gboolean
is_same_at (GListModel *shown, guint i, GPtrArray *captions, guint k)
{
  g_autoptr (VouchCaption) caption = g_list_model_get_item (shown, i);

  return is_same (caption, g_ptr_array_index (captions, k));
}

/* A row that is made anew takes the focus to its first button. It belongs where it was; and when the
 * caption is gone, to the one that has come up. */
static void
restore_focus (VouchItemCaptions *self, guint place, int part)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->gradual));
  VouchCueRow *row = n > 0 ? vouch_cue_row_find_at (self->rows, MIN (place, n - 1)) : NULL;

  if (row != NULL)
    vouch_cue_row_grab_focus (row, part);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->next));
}

/* Only what is different is changed, so that the field in which somebody types stays. */
static void
show_captions (VouchItemCaptions *self, GPtrArray *captions)
{
  GListModel *shown = G_LIST_MODEL (self->captions);
  guint n = g_list_model_get_n_items (shown), head = 0, tail = 0;
  guint place = 0;
  int part = vouch_cue_row_find_focus (self->rows, &place);

  while (head < MIN (n, captions->len) && is_same_at (shown, head, captions, head))
    head++;
  while (tail < MIN (n, captions->len) - head &&
         is_same_at (shown, n - 1 - tail, captions, captions->len - 1 - tail))
    tail++;
  if (head + tail == n && n == captions->len)
    return;
  g_list_store_splice (self->captions, head, n - head - tail, captions->pdata + head,
                       captions->len - head - tail);
  if (part >= 0 && place >= head && place < n - tail)
    restore_focus (self, place, part);
  if (n == 0)
    vouch_gradual_begin (self->gradual, GTK_WIDGET (self->list));
}

static void
vouch_item_captions_update (VouchItemSection *section, VouchItemState *state)
{
  VouchItemCaptions *self = VOUCH_ITEM_CAPTIONS (section);
  VouchItem *item = vouch_item_state_get_item (state);
  VouchMedia media = vouch_item_get_media (item);
  gboolean recording = vouch_item_get_artifact (item) != NULL &&
                       (media == VOUCH_MEDIA_AUDIO || media == VOUCH_MEDIA_VIDEO);
  GPtrArray *captions = vouch_item_state_get_captions (state);
  int height;

  gtk_widget_set_visible (GTK_WIDGET (self), recording);
  if (!recording)
    return;
  show_captions (self, captions);
  gtk_widget_set_visible (self->scroll, captions->len > 0);
  height =
      (int) (MIN (captions->len, MOST_ROWS) * ROW_HEIGHT * vouch_text_size_of (GTK_WIDGET (self)));
  /* Neither may ever cross the other. */
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scroll), -1);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroll), height);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scroll), height);
  gtk_widget_set_visible (self->export, captions->len > 0);
  next_typed_cb (self);
}

/* What is typed and not handed over yet is handed over; all that is under way is waited for. */
static gboolean
vouch_item_captions_flush (VouchItemSection *section, GError **error)
{
  VouchItemCaptions *self = VOUCH_ITEM_CAPTIONS (section);

  g_clear_error (&self->refused);
  for (guint i = 0; i < self->rows->len; i++)
    if (vouch_cue_row_is_edited (self->rows->pdata[i]))
      edited_cb (self, self->rows->pdata[i]);
  if (gtk_widget_get_visible (GTK_WIDGET (self)) && has_next (self))
    add_next (self);
  while (self->n_changing > 0)
    g_main_context_iteration (NULL, TRUE);
  if (self->refused == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->refused));
  return FALSE;
}

/* Tab goes through the fields of a row and then on, not through all rows. */
static gboolean
vouch_item_captions_focus (GtkWidget *widget, GtkDirectionType direction)
{
  VouchItemCaptions *self = VOUCH_ITEM_CAPTIONS (widget);
  gboolean forward = direction == GTK_DIR_TAB_FORWARD;

  if ((forward || direction == GTK_DIR_TAB_BACKWARD) && vouch_focus_is_in (GTK_WIDGET (self->list)))
    return vouch_focus_move_in_row (GTK_WIDGET (self->list), direction) ||
           gtk_widget_child_focus (forward ? self->files : self->adding, direction);
  return GTK_WIDGET_CLASS (vouch_item_captions_parent_class)->focus (widget, direction);
}

static void
vouch_item_captions_dispose (GObject *object)
{
  VouchItemCaptions *self = VOUCH_ITEM_CAPTIONS (object);

  g_clear_weak_pointer (&self->player);
  put_away_dialog (self);
  g_clear_object (&self->gradual);
  g_clear_object (&self->captions);

  G_OBJECT_CLASS (vouch_item_captions_parent_class)->dispose (object);
}

static void
vouch_item_captions_finalize (GObject *object)
{
  VouchItemCaptions *self = VOUCH_ITEM_CAPTIONS (object);

  g_clear_error (&self->refused);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (vouch_item_captions_parent_class)->finalize (object);
}

static void
add_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "captions.add", NULL, add_cb);
  gtk_widget_class_install_action (widget_class, "captions.import", NULL, import_cb);
  gtk_widget_class_install_action (widget_class, "captions.export", NULL, export_cb);
  gtk_widget_class_install_action (widget_class, "captions.play", "u", play_cb);
  gtk_widget_class_install_action (widget_class, "captions.split", "u", change_cb);
  gtk_widget_class_install_action (widget_class, "captions.join", "u", change_cb);
  gtk_widget_class_install_action (widget_class, "captions.earlier", "u", change_cb);
  gtk_widget_class_install_action (widget_class, "captions.later", "u", change_cb);
  gtk_widget_class_install_action (widget_class, "captions.remove", "u", change_cb);
}

static void
vouch_item_captions_class_init (VouchItemCaptionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_item_captions_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_item_captions_finalize;
  widget_class->focus = vouch_item_captions_focus;
  VOUCH_ITEM_SECTION_CLASS (klass)->flush = vouch_item_captions_flush;
  VOUCH_ITEM_SECTION_CLASS (klass)->update = vouch_item_captions_update;

  add_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/item/vouch-item-captions.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchItemCaptions, next);
  gtk_widget_class_bind_template_child (widget_class, VouchItemCaptions, scroll);
  gtk_widget_class_bind_template_child (widget_class, VouchItemCaptions, list);
  gtk_widget_class_bind_template_child (widget_class, VouchItemCaptions, adding);
  gtk_widget_class_bind_template_child (widget_class, VouchItemCaptions, files);
  gtk_widget_class_bind_template_child (widget_class, VouchItemCaptions, export);
  gtk_widget_class_bind_template_callback (widget_class, next_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_add_cb);
}

static void
vouch_item_captions_init (VouchItemCaptions *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection = NULL;

  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->captions = g_list_store_new (VOUCH_TYPE_CAPTION);
  self->gradual = vouch_gradual_new (G_LIST_MODEL (self->captions));
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->gradual)));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "teardown", G_CALLBACK (teardown_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  vouch_wheel_pass_on (self->scroll);
  next_typed_cb (self);
}

/**
 * vouch_item_captions_set_player:
 * @self: the section.
 * @player: what plays the recording.
 *
 * Says where captions are played, and where the next one begins.
 */
void
vouch_item_captions_set_player (VouchItemCaptions *self, VouchRecordingView *player)
{
  g_return_if_fail (VOUCH_IS_ITEM_CAPTIONS (self));

  g_set_weak_pointer (&self->player, player);
}
