/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-response-editor"

#include "config.h"
#include "vouch-response-editor.h"

#include <glib/gi18n.h>

#include "vouch-citation-text.h"
#include "vouch-portfolios.h"

#include "vouch-chip-text.h"
#include "vouch-cite-popover.h"
#include "vouch-item-viewer.h"
#include "vouch-reference-box.h"
#include "vouch-reference-undo.h"
#include "vouch-text-saver.h"
#include "vouch-writing-count.h"
#include "vouch-writing-paste.h"

/* Beyond this many characters a text scrolls by itself instead of making the page longer. */
#define LONG_TEXT 12000

/* How often the words of a long text are counted while it changes. */
#define COUNT_MS 150

/**
 * VouchResponseEditor:
 *
 * A page to write one answer on. It saves by itself, counts as the definition counts, refers to moments
 * by chips in the text, and never puts an older text over what is being typed.
 */
struct _VouchResponseEditor {
  GtkWidget parent_instance;

  VouchWorkspace *workspace;
  char *id;                  /* of the portfolio */
  VouchPortfolio *portfolio; /* what can be referred to; NULL until it is known */
  VouchRequirement *prompt;
  VouchTextSaver *saver;
  VouchChipText *chips;

  GtkWidget *voice;
  GtkEditable *student;
  GtkScrollbar *scrollbar;
  VouchWritingView *view;
  VouchReferenceBox *references; /* what the answer refers to outside the text */
  GtkLabel *count;
  GtkLabel *saved;
  GtkLabel *problem; /* why the last save did not work */
  GtkWidget *earlier;
  GtkWidget *details;
  VouchCitePopover *popover; /* NULL until it was asked for */

  guint counter;
  gboolean showing; /* while a stored text is put in */
};

enum {
  SIGNAL_SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchResponseEditor, vouch_response_editor, GTK_TYPE_WIDGET)

static GtkTextBuffer *
get_buffer (VouchResponseEditor *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
}

static gboolean
count_cb (gpointer data)
{
  VouchResponseEditor *self = data;
  g_autofree char *text = vouch_chip_text_dup_text (self->chips);
  g_autofree char *count = vouch_writing_count (self->prompt, text);

  self->counter = 0;
  gtk_label_set_text (self->count, count);
  return G_SOURCE_REMOVE;
}

/* A text of usual length is counted at once, a long one when the keys give time for it. */
static void
show_count (VouchResponseEditor *self)
{
  gboolean is_long = gtk_text_buffer_get_char_count (get_buffer (self)) > LONG_TEXT;

  gtk_widget_set_visible (GTK_WIDGET (self->scrollbar), is_long);
  vouch_writing_view_set_long (self->view, is_long);
  if (!is_long) {
    g_clear_handle_id (&self->counter, g_source_remove);
    count_cb (self);
  } else if (self->counter == 0) {
    self->counter = g_timeout_add (COUNT_MS, count_cb, self);
  }
}

static void
show_state (VouchResponseEditor *self)
{
  const char *answer = vouch_text_saver_get_answer (self->saver);
  const char *problem = vouch_text_saver_get_problem (self->saver);

  gtk_label_set_text (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
  if (problem != NULL)
    gtk_label_set_text (self->saved, _ ("not saved yet"));
  else if (!vouch_text_saver_is_settled (self->saver))
    gtk_label_set_text (self->saved, _ ("saving"));
  else
    gtk_label_set_text (self->saved, answer != NULL ? _ ("saved") : "");

  /* What else there is to say about an answer can be said once it is there. */
  if (answer != NULL) {
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->details), "s", answer);
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->earlier), "s", answer);
  }
  gtk_widget_set_visible (self->details, answer != NULL);
  gtk_widget_set_visible (self->earlier, answer != NULL);
}

static void
draft (VouchTextDraft *draft, gpointer data)
{
  VouchResponseEditor *self = data;
  GPtrArray *outside = vouch_reference_box_get_citations (self->references);

  draft->text = vouch_chip_text_dup_text (self->chips);
  draft->citations = vouch_chip_text_list_citations (self->chips);
  for (guint i = 0; i < outside->len; i++)
    g_ptr_array_add (draft->citations, vouch_citation_copy (outside->pdata[i]));
  if (vouch_requirement_get_respondent (self->prompt) == VOUCH_RESPONDENT_STUDENT)
    draft->student = g_strstrip (g_strdup (gtk_editable_get_text (self->student)));
}

static void
saved_cb (VouchResponseEditor *self)
{
  g_signal_emit (self, signals[SIGNAL_SAVED], 0);
}

static void
touch (VouchResponseEditor *self)
{
  if (!self->showing)
    vouch_text_saver_touch (self->saver);
  show_state (self);
}

static void
changed_cb (VouchResponseEditor *self)
{
  show_count (self);
  touch (self);
}

static char *
name_words (VouchResponseEditor *self, VouchCitation *citation)
{
  return vouch_citation_text_words (self->portfolio, citation, vouch_citation_get_at_ms (citation));
}

static void
chosen_cb (VouchCitePopover *popover, VouchCitation *citation, VouchResponseEditor *self)
{
  GtkTextBuffer *buffer = get_buffer (self);
  g_autofree char *words = name_words (self, citation);
  GtkTextIter start, end;

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_get_iter_at_mark (buffer, &end, gtk_text_buffer_get_insert (buffer));
  start = end;
  if (gtk_text_iter_backward_char (&start) && gtk_text_iter_get_char (&start) == '@')
    gtk_text_buffer_delete (buffer, &start, &end);
  vouch_chip_text_insert (self->chips, citation, words);
  gtk_text_buffer_end_user_action (buffer);
  vouch_reference_box_drop (self->references, citation);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  touch (self);
}

static void
closed_cb (VouchResponseEditor *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
ask (VouchResponseEditor *self)
{
  const char *answer = vouch_text_saver_get_answer (self->saver);
  GdkRectangle caret;

  if (self->popover == NULL) {
    self->popover = VOUCH_CITE_POPOVER (vouch_cite_popover_new ());
    gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (self->view));
    g_signal_connect_object (self->popover, "chosen", G_CALLBACK (chosen_cb), self, 0);
    g_signal_connect_object (self->popover, "closed", G_CALLBACK (closed_cb), self,
                             G_CONNECT_SWAPPED);
  }
  vouch_writing_view_get_caret (self->view, &caret);
  caret.width = 1;
  vouch_cite_popover_ask (
      self->popover, self->portfolio,
      answer != NULL ? vouch_portfolio_find_item (self->portfolio, answer) : NULL, &caret);
}

static gpointer
load (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  return vouch_portfolios_load (workspace, data, cancellable, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchResponseEditor) self = data;
  g_autoptr (VouchPortfolio) portfolio =
      vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, NULL);

  if (self->saver == NULL || portfolio == NULL)
    return;
  vouch_response_editor_set_portfolio (self, portfolio);
  ask (self);
}

/* Where the page did not say yet what there is, it is read first. */
static void
cite_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchResponseEditor *self = VOUCH_RESPONSE_EDITOR (widget);

  if (self->portfolio != NULL)
    ask (self);
  else
    vouch_workspace_run_async (self->workspace, load, g_strdup (self->id), g_free, g_object_unref,
                               NULL, loaded_cb, g_object_ref (self));
}

static gboolean
ask_idle (gpointer data)
{
  g_autoptr (VouchResponseEditor) self = data;

  if (self->saver != NULL && gtk_widget_has_focus (GTK_WIDGET (self->view)))
    cite_cb (GTK_WIDGET (self), NULL, NULL);
  return G_SOURCE_REMOVE;
}

/* An @ at the beginning of a word asks; one inside a word is an address. */
static void
typed_cb (GtkTextBuffer *buffer, GtkTextIter *end, char *text, int length, gpointer data)
{
  VouchResponseEditor *self = data;
  GtkTextIter before = *end;

  if (self->showing || length != 1 || *text != '@')
    return;
  gtk_text_iter_backward_char (&before);
  if (gtk_text_iter_backward_char (&before) &&
      (g_unichar_isalnum (gtk_text_iter_get_char (&before)) ||
       gtk_text_iter_get_char (&before) == '@'))
    return;
  g_idle_add (ask_idle, g_object_ref (self));
}

/* The words of everything that can be referred to, to know them when they are pasted. */
static void
pasted_cb (const char *text, gpointer data)
{
  VouchResponseEditor *self = data;
  g_autoptr (GPtrArray) targets = NULL;

  if (self->saver == NULL || !gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view)))
    return;
  targets = self->portfolio != NULL ? vouch_citation_text_list_targets (self->portfolio, NULL)
                                    : g_ptr_array_new ();
  for (guint i = 0; i < targets->len; i++) {
    g_autofree char *words = name_words (self, targets->pdata[i]);

    vouch_chip_text_learn (self->chips, words, targets->pdata[i]);
  }
  vouch_chip_text_insert_plain (self->chips, text);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self->view),
                                      gtk_text_buffer_get_insert (get_buffer (self)));
}

static void
paste_cb (GtkTextView *view, VouchResponseEditor *self)
{
  g_signal_stop_emission_by_name (view, "paste-clipboard");
  vouch_writing_paste (GTK_WIDGET (view), G_OBJECT (self), pasted_cb);
}

static void
open_reference (VouchResponseEditor *self, VouchCitation *citation)
{
  g_autofree char *place = vouch_item_viewer_name_place (citation);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-item-at", "(ss)",
                              vouch_citation_get_item (citation), place);
}

static void
pressed_cb (GtkWidget *widget, VouchCitation *citation, VouchResponseEditor *self)
{
  open_reference (self, citation);
}

static void
taken_away_cb (VouchReferenceBox *box, VouchCitation *citation, VouchResponseEditor *self)
{
  const char *answer = vouch_text_saver_get_answer (self->saver);
  VouchTextDraft now = { 0 };

  touch (self);
  if (answer == NULL)
    return;
  draft (&now, self);
  g_ptr_array_add (now.citations, g_object_ref (citation));
  vouch_reference_undo_offer (GTK_WIDGET (self), self->workspace, answer, now.citations);
  g_ptr_array_unref (now.citations);
  g_free (now.text);
  g_free (now.student);
}

static void
vouch_response_editor_dispose (GObject *object)
{
  VouchResponseEditor *self = VOUCH_RESPONSE_EDITOR (object);
  GtkWidget *child;

  g_clear_handle_id (&self->counter, g_source_remove);
  if (self->saver != NULL)
    vouch_text_saver_stop (self->saver);
  g_clear_object (&self->saver);
  g_clear_object (&self->portfolio);
  g_clear_object (&self->workspace);
  g_clear_object (&self->prompt);
  if (self->popover != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->popover));
  self->popover = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->chips);

  G_OBJECT_CLASS (vouch_response_editor_parent_class)->dispose (object);
}

static void
vouch_response_editor_finalize (GObject *object)
{
  g_free (VOUCH_RESPONSE_EDITOR (object)->id);

  G_OBJECT_CLASS (vouch_response_editor_parent_class)->finalize (object);
}

static void
vouch_response_editor_class_init (VouchResponseEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_response_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_response_editor_finalize;

  /* What is typed is on the disk. */
  signals[SIGNAL_SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (VOUCH_TYPE_WRITING_VIEW);
  g_type_ensure (VOUCH_TYPE_REFERENCE_BOX);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/portfolio/vouch-response-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchResponseEditor, count);
  gtk_widget_class_bind_template_child (widget_class, VouchResponseEditor, details);
  gtk_widget_class_bind_template_child (widget_class, VouchResponseEditor, earlier);
  gtk_widget_class_bind_template_child (widget_class, VouchResponseEditor, problem);
  gtk_widget_class_bind_template_child (widget_class, VouchResponseEditor, references);
  gtk_widget_class_bind_template_child (widget_class, VouchResponseEditor, saved);
  gtk_widget_class_bind_template_child (widget_class, VouchResponseEditor, scrollbar);
  gtk_widget_class_bind_template_child (widget_class, VouchResponseEditor, student);
  gtk_widget_class_bind_template_child (widget_class, VouchResponseEditor, view);
  gtk_widget_class_bind_template_child (widget_class, VouchResponseEditor, voice);
  gtk_widget_class_install_action (widget_class, "writing.refer", NULL, cite_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_m, GDK_CONTROL_MASK, "writing.refer",
                                       NULL);
}

static void
vouch_response_editor_init (VouchResponseEditor *self)
{
  GtkTextBuffer *buffer;

  gtk_widget_init_template (GTK_WIDGET (self));
  buffer = get_buffer (self);
  gtk_text_buffer_set_enable_undo (buffer, TRUE);
  self->chips = vouch_chip_text_new (buffer);
  gtk_scrollable_set_vadjustment (GTK_SCROLLABLE (self->view),
                                  gtk_scrollbar_get_adjustment (self->scrollbar));
  g_signal_connect_object (buffer, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (typed_cb), self, G_CONNECT_AFTER);
  g_signal_connect_object (self->view, "paste-clipboard", G_CALLBACK (paste_cb), self, 0);
  g_signal_connect_object (self->view, "chip-pressed", G_CALLBACK (pressed_cb), self, 0);
  g_signal_connect_object (self->references, "pressed", G_CALLBACK (pressed_cb), self, 0);
  g_signal_connect_object (self->references, "taken-away", G_CALLBACK (taken_away_cb), self, 0);
  g_signal_connect_object (self->student, "changed", G_CALLBACK (touch), self, G_CONNECT_SWAPPED);
  vouch_writing_accept_drops (GTK_TEXT_VIEW (self->view), G_OBJECT (self), pasted_cb);
}

/* Of a student the key is asked for here; whose words they are besides, the card says. */
static void
show_voice (VouchResponseEditor *self)
{
  gtk_widget_set_visible (self->voice, vouch_requirement_get_respondent (self->prompt) ==
                                           VOUCH_RESPONDENT_STUDENT);
}

/**
 * vouch_response_editor_new:
 * @workspace: the workspace.
 * @portfolio: id of the portfolio.
 * @prompt: the prompt that is answered.
 *
 * Returns: (transfer floating): an editor for a new answer.
 */
GtkWidget *
vouch_response_editor_new (VouchWorkspace *workspace,
                           const char *portfolio,
                           VouchRequirement *prompt)
{
  VouchResponseEditor *self = g_object_new (VOUCH_TYPE_RESPONSE_EDITOR, NULL);

  self->workspace = g_object_ref (workspace);
  self->id = g_strdup (portfolio);
  self->prompt = g_object_ref (prompt);
  self->saver =
      vouch_text_saver_new (workspace, portfolio, vouch_requirement_get_id (prompt), draft, self);
  g_signal_connect_object (self->saver, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->saver, "changed", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  vouch_requirement_get_title (prompt), -1);
  show_voice (self);
  show_count (self);
  show_state (self);
  return GTK_WIDGET (self);
}

/**
 * vouch_response_editor_is_settled:
 * @self: an editor.
 *
 * Returns: whether all that is typed is saved.
 */
gboolean
vouch_response_editor_is_settled (VouchResponseEditor *self)
{
  g_return_val_if_fail (VOUCH_IS_RESPONSE_EDITOR (self), TRUE);

  return vouch_text_saver_is_settled (self->saver);
}

/**
 * vouch_response_editor_get_prompt:
 * @self: an editor.
 *
 * Returns: (transfer none): the prompt that is answered.
 */
VouchRequirement *
vouch_response_editor_get_prompt (VouchResponseEditor *self)
{
  g_return_val_if_fail (VOUCH_IS_RESPONSE_EDITOR (self), NULL);

  return self->prompt;
}

/**
 * vouch_response_editor_get_answer:
 * @self: an editor.
 *
 * Returns: (transfer none) (nullable): id of the answer, %NULL until it was saved once.
 */
const char *
vouch_response_editor_get_answer (VouchResponseEditor *self)
{
  g_return_val_if_fail (VOUCH_IS_RESPONSE_EDITOR (self), NULL);

  return vouch_text_saver_get_answer (self->saver);
}

/**
 * vouch_response_editor_get_view:
 * @self: an editor.
 *
 * Returns: (transfer none): where it is written, for marks under words.
 */
VouchWritingView *
vouch_response_editor_get_view (VouchResponseEditor *self)
{
  g_return_val_if_fail (VOUCH_IS_RESPONSE_EDITOR (self), NULL);

  return self->view;
}

/**
 * vouch_response_editor_set_portfolio:
 * @self: an editor.
 * @portfolio: the portfolio as it is stored.
 *
 * Says what can be referred to; comes before vouch_response_editor_set_item().
 */
void
vouch_response_editor_set_portfolio (VouchResponseEditor *self, VouchPortfolio *portfolio)
{
  g_return_if_fail (VOUCH_IS_RESPONSE_EDITOR (self) && VOUCH_IS_PORTFOLIO (portfolio));

  g_set_object (&self->portfolio, portfolio);
}

/**
 * vouch_response_editor_set_item:
 * @self: an editor.
 * @item: (nullable): the answer as it is stored; %NULL when there is none, or none any more.
 *
 * Shows the stored answer, unless something newer has been typed here.
 */
void
vouch_response_editor_set_item (VouchResponseEditor *self, VouchItem *item)
{
  g_autoptr (GPtrArray) citations = NULL;
  g_autofree char *stored = NULL;
  const char *student;

  g_return_if_fail (VOUCH_IS_RESPONSE_EDITOR (self));

  if (!vouch_text_saver_is_settled (self->saver))
    return;
  vouch_text_saver_set_answer (self->saver, item != NULL ? vouch_item_get_id (item) : NULL);
  stored = vouch_citation_text_as_shown (self->portfolio, item, &citations);
  student = item != NULL ? vouch_item_get_attribute (item, "student") : NULL;
  self->showing = TRUE;
  vouch_chip_text_load (self->chips, stored, citations);
  vouch_reference_box_set_citations (self->references, self->portfolio, citations);
  if (g_strcmp0 (gtk_editable_get_text (self->student), student != NULL ? student : "") != 0)
    gtk_editable_set_text (self->student, student != NULL ? student : "");
  self->showing = FALSE;
  show_state (self);
}

/**
 * vouch_response_editor_set_locked:
 * @self: an editor.
 * @locked: whether the answer stays as it is.
 *
 * Lets it be read, selected and copied only. What is typed and not saved yet is left to be saved: then
 * the lock comes with the next answer that is read.
 */
void
vouch_response_editor_set_locked (VouchResponseEditor *self, gboolean locked)
{
  gboolean editable;

  g_return_if_fail (VOUCH_IS_RESPONSE_EDITOR (self));

  editable = !locked || !vouch_text_saver_is_settled (self->saver);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), editable);
  gtk_editable_set_editable (self->student, editable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "writing.refer", editable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self->references), "references.remove", editable);
}

/**
 * vouch_response_editor_flush:
 * @self: an editor.
 * @error: where to put an error.
 *
 * Saves at once what is typed. It waits for the disk: it is for closing.
 *
 * Returns: whether nothing typed is left unsaved.
 */
gboolean
vouch_response_editor_flush (VouchResponseEditor *self, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_RESPONSE_EDITOR (self), FALSE);

  return vouch_text_saver_flush (self->saver, error);
}
