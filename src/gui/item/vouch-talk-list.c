/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-talk-list"

#include "config.h"
#include "vouch-talk-list.h"

#include <glib/gi18n.h>

#include "vouch-text.h"

#include "vouch-focus.h"
#include "vouch-gradual.h"
#include "vouch-wheel.h"

#define MOST_HEIGHT 320
/* A list view asks for no height of its own. */
#define ROW_HEIGHT 32

/**
 * VouchTalkList:
 *
 * The turns and pauses of a recording, by time. Q and A say of the chosen turn that it was a question
 * or an answer, N that it was neither; Enter plays it. `mark` carries the line and its kind, `play` the
 * line.
 */
struct _VouchTalkList {
  GtkWidget parent_instance;

  VouchTalk *talk; /* (nullable): whose lines are shown */
  GListStore *lines;
  GtkSliceListModel *gradual;
  GtkSingleSelection *selection;
  GtkListView *view;
};

enum {
  SIGNAL_MARK,
  SIGNAL_PLAY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchTalkList, vouch_talk_list, GTK_TYPE_WIDGET)

/* A row: when, what happens then, and what the teacher says it was. */
static void
setup_cb (VouchTalkList *self, GtkListItem *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *time = gtk_label_new (NULL);
  GtkWidget *words = gtk_label_new (NULL);
  GtkWidget *kind = gtk_label_new (NULL);

  gtk_widget_add_css_class (time, "numeric");
  gtk_widget_add_css_class (time, "dim-label");
  gtk_label_set_width_chars (GTK_LABEL (time), 6);
  gtk_label_set_xalign (GTK_LABEL (time), 1);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_add_css_class (kind, "heading");
  gtk_box_append (GTK_BOX (row), time);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), kind);
  gtk_list_item_set_child (item, row);
}

static void
show_line (GtkListItem *item, VouchTalkLine *line)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  GtkWidget *time = gtk_widget_get_first_child (row);
  GtkWidget *words = gtk_widget_get_next_sibling (time);
  double seconds =
      (double) (vouch_talk_line_get_end_ms (line) - vouch_talk_line_get_start_ms (line)) / 1000;
  g_autofree char *start = vouch_text_format_duration (vouch_talk_line_get_start_ms (line));
  g_autofree char *all = vouch_talk_line_describe (line);
  g_autofree char *text = NULL;

  /* Translators: a number of seconds. */
  text = g_strdup_printf (
      vouch_talk_line_is_pause (line) ? _ ("Pause, %.1f s") : _ ("Speech, %.1f s"), seconds);
  gtk_label_set_text (GTK_LABEL (time), start);
  gtk_label_set_text (GTK_LABEL (words), text);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (row)),
                      vouch_talk_line_kind_words (vouch_talk_line_get_kind (line)));
  if (vouch_talk_line_is_pause (line))
    gtk_widget_add_css_class (words, "dim-label");
  else
    gtk_widget_remove_css_class (words, "dim-label");
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
}

static void
line_changed_cb (VouchTalkLine *line, GtkListItem *item)
{
  show_line (item, line);
}

static void
bind_cb (VouchTalkList *self, GtkListItem *item)
{
  VouchTalkLine *line = gtk_list_item_get_item (item);

  show_line (item, line);
  g_signal_connect_object (line, "changed", G_CALLBACK (line_changed_cb), item, 0);
}

static void
unbind_cb (VouchTalkList *self, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), line_changed_cb, item);
}

static void
activated_cb (VouchTalkList *self, guint position)
{
  g_autoptr (VouchTalkLine) line = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (line != NULL)
    g_signal_emit (self, signals[SIGNAL_PLAY], 0, line);
}

static void
play_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchTalkList *self = VOUCH_TALK_LIST (widget);

  activated_cb (self, gtk_single_selection_get_selected (self->selection));
}

static void
mark_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchTalkList *self = VOUCH_TALK_LIST (widget);
  VouchTalkLine *line = gtk_single_selection_get_selected_item (self->selection);
  VouchTurnKind kind = VOUCH_TURN_KIND_NONE;

  if (line == NULL || vouch_talk_line_is_pause (line))
    return;
  vouch_turn_kind_from_string (g_variant_get_string (parameter, NULL), &kind);
  if (vouch_talk_line_get_kind (line) != kind)
    g_signal_emit (self, signals[SIGNAL_MARK], 0, line, (int) kind);
}

static gboolean
can_mark (VouchTalkList *self)
{
  VouchTalkLine *line = gtk_single_selection_get_selected_item (self->selection);

  return line != NULL && !vouch_talk_line_is_pause (line);
}

static void
selected_cb (VouchTalkList *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "talk.mark", can_mark (self));
}

/* Tab leads to the buttons and out, not through hundreds of rows. */
static gboolean
vouch_talk_list_focus (GtkWidget *widget, GtkDirectionType direction)
{
  VouchTalkList *self = VOUCH_TALK_LIST (widget);

  if (vouch_focus_is_in (GTK_WIDGET (self->view))) {
    if (direction == GTK_DIR_TAB_FORWARD)
      return gtk_widget_child_focus (gtk_widget_get_last_child (widget), direction);
    if (direction == GTK_DIR_TAB_BACKWARD)
      return FALSE;
  }
  return GTK_WIDGET_CLASS (vouch_talk_list_parent_class)->focus (widget, direction);
}

static void
vouch_talk_list_dispose (GObject *object)
{
  VouchTalkList *self = VOUCH_TALK_LIST (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->gradual);
  g_clear_object (&self->lines);
  g_clear_object (&self->talk);

  G_OBJECT_CLASS (vouch_talk_list_parent_class)->dispose (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct {
    guint key;
    VouchTurnKind kind;
  } keys[] = {
    { GDK_KEY_q, VOUCH_TURN_KIND_QUESTION },
    { GDK_KEY_a, VOUCH_TURN_KIND_ANSWER },
    { GDK_KEY_n, VOUCH_TURN_KIND_NONE },
    { GDK_KEY_Delete, VOUCH_TURN_KIND_NONE },
  };

  gtk_widget_class_install_action (widget_class, "talk.mark", "s", mark_cb);
  gtk_widget_class_install_action (widget_class, "talk.play", NULL, play_cb);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, 0, "talk.mark", "s",
                                         vouch_turn_kind_to_string (keys[i].kind));
}

static void
vouch_talk_list_class_init (VouchTalkListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_talk_list_dispose;
  widget_class->focus = vouch_talk_list_focus;

  signals[SIGNAL_MARK] =
      g_signal_new ("mark", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, VOUCH_TYPE_TALK_LINE, G_TYPE_INT);
  signals[SIGNAL_PLAY] = g_signal_new ("play", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, VOUCH_TYPE_TALK_LINE);
  add_keys (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static GtkWidget *
make_view (VouchTalkList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *view;

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  view = gtk_list_view_new (GTK_SELECTION_MODEL (self->selection), factory);
  gtk_widget_add_css_class (view, "talk-list");
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (view), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Turns and pauses"), -1);
  return view;
}

static void
add_button (GtkWidget *box, const char *words, VouchTurnKind kind)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (words);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "talk.mark");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", vouch_turn_kind_to_string (kind));
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
make_buttons (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_margin_top (box, 6);
  add_button (box, _ ("Question"), VOUCH_TURN_KIND_QUESTION);
  add_button (box, _ ("Answer"), VOUCH_TURN_KIND_ANSWER);
  add_button (box, _ ("Neither"), VOUCH_TURN_KIND_NONE);
  return box;
}

static void
vouch_talk_list_init (VouchTalkList *self)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();

  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  self->lines = g_list_store_new (VOUCH_TYPE_TALK_LINE);
  self->gradual = vouch_gradual_new (G_LIST_MODEL (self->lines));
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->gradual)));
  self->view = GTK_LIST_VIEW (make_view (self));
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroll), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroll), MOST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), GTK_WIDGET (self->view));
  vouch_wheel_pass_on (scroll);
  gtk_widget_add_css_class (scroll, "card");
  gtk_widget_set_overflow (scroll, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_parent (scroll, GTK_WIDGET (self));
  gtk_widget_set_parent (make_buttons (), GTK_WIDGET (self));
  selected_cb (self);
}

/**
 * vouch_talk_list_new:
 *
 * Returns: (transfer floating): an empty list.
 */
GtkWidget *
vouch_talk_list_new (void)
{
  return g_object_new (VOUCH_TYPE_TALK_LIST, NULL);
}

/**
 * vouch_talk_list_show:
 * @self: a list.
 * @talk: (nullable): who speaks when.
 * @turns: (element-type VouchTurn): what the teacher marked.
 *
 * Shows a talk. The same talk again keeps its rows and shows other marks on them.
 */
void
vouch_talk_list_show (VouchTalkList *self, VouchTalk *talk, GPtrArray *turns)
{
  g_return_if_fail (VOUCH_IS_TALK_LIST (self) && turns != NULL);

  if (talk == self->talk) {
    vouch_talk_line_mark_all (G_LIST_MODEL (self->lines), turns);
    return;
  }
  g_set_object (&self->talk, talk);
  vouch_talk_line_fill (self->lines, talk, turns);
  vouch_gradual_begin (self->gradual, GTK_WIDGET (self->view));
  gtk_scrolled_window_set_min_content_height (
      GTK_SCROLLED_WINDOW (gtk_widget_get_parent (GTK_WIDGET (self->view))),
      MIN (MOST_HEIGHT, (int) g_list_model_get_n_items (G_LIST_MODEL (self->lines)) * ROW_HEIGHT));
  selected_cb (self);
}
