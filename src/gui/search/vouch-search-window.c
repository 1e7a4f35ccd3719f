/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-search-window"

#include "config.h"
#include "vouch-search-window.h"

#include <glib/gi18n.h>

#include "vouch-error.h"
#include "vouch-excerpt.h"

#include "vouch-command.h"
#include "vouch-item-viewer.h"
#include "vouch-search-row.h"

/**
 * VouchSearchWindow:
 *
 * Search and commands from anywhere: results as one types, group by group, and what can be done. It
 * opens what is chosen in the window it belongs to, by that window's actions.
 */
struct _VouchSearchWindow {
  AdwWindow parent_instance;

  VouchSearch *search;
  GPtrArray *commands;  /* (element-type Doable) */
  GCancellable *asking; /* (nullable): stops the question before this one */
  char *announced;      /* (nullable): what the answer on its way is to */

  GtkSearchEntry *entry;
  GtkRevealer *problem;
  GtkLabel *problem_text;
  GtkStack *stack;
  GtkScrolledWindow *scrolled;
  GtkListBox *list;
  guint n_rows; /* rows that are there, shown or not */
};

/* How many results of one group are shown. */
#define MOST_OF_A_GROUP 5

typedef struct {
  char *title;
  char *action;
  char *target;
  char *keys;
} Doable;

G_DEFINE_FINAL_TYPE (VouchSearchWindow, vouch_search_window, ADW_TYPE_WINDOW)

static const struct {
  const char *title;
  const char *icon;
  const char *action;
} groups[VOUCH_SEARCH_N_GROUPS] = {
  [VOUCH_SEARCH_PORTFOLIOS] = { N_ ("Portfolios"), "folder-documents-symbolic",
                                "win.show-portfolio" },
  [VOUCH_SEARCH_EVIDENCE] = { N_ ("Evidence"), "mail-attachment-symbolic", "win.show-item" },
  [VOUCH_SEARCH_FILES] = { N_ ("Evidence, not placed"), "mail-attachment-symbolic",
                           "win.show-evidence" },
  [VOUCH_SEARCH_TEXTS] = { N_ ("What you wrote"), "document-edit-symbolic", "win.show-item" },
  [VOUCH_SEARCH_MOMENTS] = { N_ ("Marked moments"), "bookmark-new-symbolic", "win.show-item" },
  [VOUCH_SEARCH_CAPTIONS] = { N_ ("Said in recordings"), "media-view-subtitles-symbolic",
                              "win.show-item-at" },
  [VOUCH_SEARCH_FILE_CAPTIONS] = { N_ ("Said in recordings, not placed"),
                                   "media-view-subtitles-symbolic", "win.show-evidence" },
  [VOUCH_SEARCH_GOALS] = { N_ ("Goals"), "emblem-ok-symbolic", "win.show-goal" },
  [VOUCH_SEARCH_FEEDBACK] = { N_ ("What assessors said"), "mail-read-symbolic",
                              "win.show-decision" },
  [VOUCH_SEARCH_DEFINITIONS] = { N_ ("Micro-credentials"), "view-grid-symbolic",
                                 "win.show-definition" },
  [VOUCH_SEARCH_PEOPLE] = { N_ ("Class lists"), "avatar-default-symbolic", "win.show-person" },
};

static void
doable_free (gpointer data)
{
  Doable *doable = data;

  g_free (doable->title);
  g_free (doable->action);
  g_free (doable->target);
  g_free (doable->keys);
  g_free (doable);
}

static void
add_doable (VouchSearchWindow *self,
            const char *title,
            const char *action,
            const char *target,
            const char *keys)
{
  Doable *doable = g_new0 (Doable, 1);

  *doable = (Doable){ g_strdup (title), g_strdup (action), g_strdup (target), g_strdup (keys) };
  g_ptr_array_add (self->commands, doable);
}

static void
add_header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  const char *group = vouch_search_row_get_group (VOUCH_SEARCH_ROW (row));
  GtkWidget *header = gtk_list_box_row_get_header (row);

  if (before != NULL &&
      g_strcmp0 (group, vouch_search_row_get_group (VOUCH_SEARCH_ROW (before))) == 0) {
    gtk_list_box_row_set_header (row, NULL);
    return;
  }
  if (header != NULL) {
    gtk_label_set_label (GTK_LABEL (header), group);
    return;
  }
  header = gtk_label_new (group);
  gtk_label_set_xalign (GTK_LABEL (header), 0);
  gtk_widget_add_css_class (header, "heading");
  gtk_widget_set_margin_top (header, 12);
  gtk_widget_set_margin_bottom (header, 3);
  gtk_widget_set_margin_start (header, 12);
  gtk_list_box_row_set_header (row, header);
}

static void
show_row (VouchSearchWindow *self,
          guint *n,
          const VouchSearchRowContent *content,
          const char *const *words)
{
  GtkWidget *row;

  if (*n == self->n_rows) {
    gtk_list_box_append (self->list, vouch_search_row_new ());
    self->n_rows++;
  }
  row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, (int) *n));
  vouch_search_row_show (VOUCH_SEARCH_ROW (row), content, words);
  gtk_widget_set_visible (row, TRUE);
  (*n)++;
}

/* Whether the window that results are opened in has an action. */
static gboolean
can_do (VouchSearchWindow *self, const char *wanted)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  const char *name, *property;
  const GVariantType *type;
  GType owner;

  for (guint i = 0;
       parent != NULL && gtk_widget_class_query_action (GTK_WIDGET_GET_CLASS (parent), i, &owner,
                                                        &name, &type, &property);
       i++)
    if (g_str_equal (name, wanted))
      return TRUE;
  return FALSE;
}

static char *
name_time (gint64 at_ms)
{
  g_autoptr (VouchCitation) citation = vouch_citation_new ();

  vouch_citation_set_at_ms (citation, at_ms);
  return vouch_item_viewer_name_place (citation);
}

static void
show_hits (VouchSearchWindow *self, GPtrArray *hits, const char *const *words, guint *n)
{
  for (guint i = 0; i < hits->len; i++) {
    const VouchSearchHit *hit = g_ptr_array_index (hits, i);
    g_autofree char *place = hit->group == VOUCH_SEARCH_CAPTIONS ? name_time (hit->at_ms) : NULL;
    const VouchSearchRowContent content = {
      .group = _ (groups[hit->group].title),
      .icon = groups[hit->group].icon,
      .title = hit->title,
      .context = hit->context,
      .excerpt = hit->excerpt,
      .action = groups[hit->group].action,
      .target = hit->target,
      .place = place,
    };

    if (can_do (self, content.action))
      show_row (self, n, &content, words);
  }
}

static void
show_commands (VouchSearchWindow *self, const char *const *words, guint *n)
{
  for (guint i = 0; i < self->commands->len; i++) {
    const Doable *doable = g_ptr_array_index (self->commands, i);
    g_autofree char *folded = vouch_excerpt_fold (doable->title);
    const VouchSearchRowContent content = {
      /* Translators: a heading above things that can be done, such as "Go to Home" or "Quit". */
      .group = _ ("To do"), .icon = "go-next-symbolic", .title = doable->title,
      .keys = doable->keys, .action = doable->action,   .target = doable->target,
    };

    if (words[0] == NULL || vouch_excerpt_fits (folded, words))
      show_row (self, n, &content, words);
  }
}

static void
show_answer (VouchSearchWindow *self, GPtrArray *hits, const char *const *words)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  guint n = 0;

  if (hits != NULL)
    show_hits (self, hits, words, &n);
  show_commands (self, words, &n);
  for (guint i = n; i < self->n_rows; i++)
    gtk_widget_set_visible (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, (int) i)),
                            FALSE);
  gtk_list_box_invalidate_headers (self->list);
  if (n > 0)
    gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  gtk_adjustment_set_value (adjustment, 0);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "nothing");
}

static void
show_problem (VouchSearchWindow *self, const GError *error)
{
  if (error != NULL)
    gtk_label_set_label (self->problem_text, error->message);
  gtk_revealer_set_reveal_child (self->problem, error != NULL);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GWeakRef *asker = data;
  g_autoptr (VouchSearchWindow) self = g_weak_ref_get (asker);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = vouch_search_find_finish (VOUCH_SEARCH (source), result, &error);
  g_auto (GStrv) words = NULL;

  g_weak_ref_clear (asker);
  g_free (asker);
  /* Somebody typed on: this is the answer to what is no longer asked. */
  if (g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_CANCELLED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self == NULL ||
      g_strcmp0 (self->announced, gtk_editable_get_text (GTK_EDITABLE (self->entry))) != 0)
    return;
  words = vouch_excerpt_words (self->announced);
  show_problem (self, error);
  show_answer (self, hits, (const char *const *) words);
}

static void
ask_cb (VouchSearchWindow *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_auto (GStrv) words = vouch_excerpt_words (typed);
  GWeakRef *asker;

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_free (self->announced);
  self->announced = g_strdup (typed);
  if (words[0] == NULL) {
    show_problem (self, NULL);
    show_answer (self, NULL, (const char *const *) words);
    return;
  }
  self->asking = g_cancellable_new ();
  /* An answer must not keep a window that was closed: it would outlive the one it belongs to. */
  asker = g_new0 (GWeakRef, 1);
  g_weak_ref_init (asker, self);
  vouch_search_find_async (self->search, typed, MOST_OF_A_GROUP, self->asking, found_cb, asker);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, VouchSearchWindow *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autofree char *action = g_strdup (vouch_search_row_get_action (VOUCH_SEARCH_ROW (row)));
  GVariant *target = vouch_search_row_make_target (VOUCH_SEARCH_ROW (row));

  if (parent == NULL)
    return;
  g_object_ref (parent);
  gtk_window_close (GTK_WINDOW (self));
  gtk_widget_activate_action_variant (GTK_WIDGET (parent), action, target);
  g_object_unref (parent);
}

/* Enter takes what stands first, or what was chosen. */
static void
entry_activated_cb (VouchSearchWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL && gtk_widget_get_visible (GTK_WIDGET (row)) &&
      g_str_equal (gtk_stack_get_visible_child_name (self->stack), "list"))
    row_activated_cb (self->list, row, self);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType modifiers,
                VouchSearchWindow *self)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->list, 0);

  if ((key != GDK_KEY_Down && key != GDK_KEY_KP_Down) || first == NULL ||
      !gtk_widget_get_visible (GTK_WIDGET (first)))
    return GDK_EVENT_PROPAGATE;
  gtk_widget_grab_focus (GTK_WIDGET (first));
  return GDK_EVENT_STOP;
}

/* Whoever types on in the list means the words. */
static gboolean
key_in_list_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType modifiers,
                VouchSearchWindow *self)
{
  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0 ||
      (!g_unichar_isgraph (gdk_keyval_to_unicode (key)) && key != GDK_KEY_BackSpace))
    return GDK_EVENT_PROPAGATE;
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  return gtk_event_controller_key_forward (
      controller, GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->entry))));
}

/* Up from the first row leads back to the words. */
static gboolean
list_left_cb (VouchSearchWindow *self, GtkDirectionType direction)
{
  if (direction != GTK_DIR_UP)
    return FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  return TRUE;
}

static void
vouch_search_window_dispose (GObject *object)
{
  VouchSearchWindow *self = VOUCH_SEARCH_WINDOW (object);

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_object (&self->search);

  G_OBJECT_CLASS (vouch_search_window_parent_class)->dispose (object);
}

static void
vouch_search_window_finalize (GObject *object)
{
  VouchSearchWindow *self = VOUCH_SEARCH_WINDOW (object);

  g_ptr_array_unref (self->commands);
  g_free (self->announced);

  G_OBJECT_CLASS (vouch_search_window_parent_class)->finalize (object);
}

static void
vouch_search_window_class_init (VouchSearchWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_search_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_search_window_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/search/vouch-search-window.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchSearchWindow, entry);
  gtk_widget_class_bind_template_child (widget_class, VouchSearchWindow, list);
  gtk_widget_class_bind_template_child (widget_class, VouchSearchWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, VouchSearchWindow, problem_text);
  gtk_widget_class_bind_template_child (widget_class, VouchSearchWindow, scrolled);
  gtk_widget_class_bind_template_child (widget_class, VouchSearchWindow, stack);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
vouch_search_window_init (VouchSearchWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->commands = g_ptr_array_new_with_free_func (doable_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, add_header_cb, NULL, NULL);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  keys = gtk_event_controller_key_new ();
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_in_list_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (ask_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (entry_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "stop-search", G_CALLBACK (gtk_window_close), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, 0);
  g_signal_connect_object (self->list, "keynav-failed", G_CALLBACK (list_left_cb), self,
                           G_CONNECT_SWAPPED);
  for (guint i = 0; vouch_commands[i].title != NULL; i++)
    add_doable (self, _ (vouch_commands[i].title), vouch_commands[i].action,
                vouch_commands[i].target, vouch_commands[i].keys);
}

/**
 * vouch_search_window_new:
 * @parent: the window in which results are opened.
 * @search: what looks for words.
 *
 * Returns: (transfer none): a window with nothing typed in it; GTK owns it.
 */
VouchSearchWindow *
vouch_search_window_new (GtkWindow *parent, VouchSearch *search)
{
  VouchSearchWindow *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent) && VOUCH_IS_SEARCH (search), NULL);

  self = g_object_new (VOUCH_TYPE_SEARCH_WINDOW, "transient-for", parent, NULL);
  self->search = g_object_ref (search);
  return self;
}

/**
 * vouch_search_window_add_place:
 * @self: a search window.
 * @title: what the place is called.
 * @name: its name, for the action `win.show-place`.
 * @keys: (nullable): its accelerator.
 *
 * Offers to go to a place.
 */
void
vouch_search_window_add_place (VouchSearchWindow *self,
                               const char *title,
                               const char *name,
                               const char *keys)
{
  g_autofree char *words = NULL;

  g_return_if_fail (VOUCH_IS_SEARCH_WINDOW (self) && title != NULL && name != NULL);

  /* Translators: %s is a place at the side of the window, such as "Portfolios". */
  words = g_strdup_printf (_ ("Go to %s"), title);
  add_doable (self, words, "win.show-place", name, keys);
}

/**
 * vouch_search_window_type:
 * @self: a search window.
 * @typed: what was typed so far; may be empty.
 *
 * Begins with these letters; whatever is typed next comes after them.
 */
void
vouch_search_window_type (VouchSearchWindow *self, const char *typed)
{
  g_return_if_fail (VOUCH_IS_SEARCH_WINDOW (self) && typed != NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), typed);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  if (*typed == '\0')
    ask_cb (self);
}
