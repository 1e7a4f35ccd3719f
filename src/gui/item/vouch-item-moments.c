/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-item-moments"

#include "config.h"
#include "vouch-item-moments.h"

#include <glib/gi18n.h>

#include "vouch-annotate.h"
#include "vouch-describe.h"

#include "vouch-focus.h"
#include "vouch-mark-form.h"
#include "vouch-mark-row.h"
#include "vouch-undo.h"

/**
 * VouchItemMoments:
 *
 * The places the teacher has marked in the item, and a form to mark the next one.
 */
struct _VouchItemMoments {
  VouchItemSection parent_instance;

  VouchMarkForm *form;
  GPtrArray *rows; /* (element-type VouchMarkRow), in the order of the places */
  char *fresh;     /* (nullable): id of a place that was just marked, to be opened */
};

enum {
  SIGNAL_CHANGE_REGION,
  SIGNAL_GO_TO,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchItemMoments, vouch_item_moments, VOUCH_TYPE_ITEM_SECTION)

typedef struct {
  char *item;
  VouchMoment *moment;
} Mark;

static Mark *
mark_new (VouchItemMoments *self, VouchMoment *moment)
{
  VouchItemSaver *saver = vouch_item_section_get_saver (VOUCH_ITEM_SECTION (self));
  Mark *mark = g_new0 (Mark, 1);

  mark->item = g_strdup (vouch_item_saver_get_item (saver));
  mark->moment = g_object_ref (moment);
  return mark;
}

static void
mark_free (Mark *mark)
{
  g_free (mark->item);
  g_object_unref (mark->moment);
  g_free (mark);
}

static gpointer
keep_moment (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  Mark *mark = data;
  g_autofree char *id =
      vouch_annotate_add (workspace, mark->item, mark->moment, cancellable, error);

  return GINT_TO_POINTER (id != NULL);
}

static gpointer
remove_moment (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  Mark *mark = data;

  return GINT_TO_POINTER (vouch_annotate_remove (
      workspace, mark->item, vouch_moment_get_id (mark->moment), cancellable, error));
}

typedef struct {
  VouchItemMoments *self;
  VouchMoment *moment;
} Keeping;

/* What could not be kept goes back into the form, unless something else is typed there by now. */
static void
kept_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Keeping *keeping = data;
  g_autoptr (VouchItemMoments) self = keeping->self;
  g_autoptr (VouchMoment) moment = keeping->moment;
  g_autoptr (GError) error = NULL;

  vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);
  if (error == NULL)
    return;
  vouch_item_section_show_problem (VOUCH_ITEM_SECTION (self), error);
  if (vouch_mark_form_is_blank (self->form))
    vouch_mark_form_show (self->form, moment);
}

static void
submitted_cb (VouchItemMoments *self)
{
  VouchItemSaver *saver = vouch_item_section_get_saver (VOUCH_ITEM_SECTION (self));
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchMoment) moment = vouch_mark_form_take (self->form, &error);
  Keeping *keeping;

  if (moment == NULL) {
    vouch_item_section_show_problem (VOUCH_ITEM_SECTION (self), error);
    return;
  }
  keeping = g_new0 (Keeping, 1);
  keeping->self = g_object_ref (self);
  keeping->moment = g_object_ref (moment);
  vouch_workspace_run_async (vouch_item_saver_get_workspace (saver), keep_moment,
                             mark_new (self, moment), (GDestroyNotify) mark_free, NULL, NULL,
                             kept_cb, keeping);
  vouch_mark_form_clear (self->form);
  gtk_widget_child_focus (GTK_WIDGET (self->form), GTK_DIR_TAB_FORWARD);
}

static VouchMoment *
find_moment (VouchItemMoments *self, const char *id)
{
  VouchItemState *state = vouch_item_section_get_state (VOUCH_ITEM_SECTION (self));
  GPtrArray *moments = vouch_item_get_moments (vouch_item_state_get_item (state));

  for (guint i = 0; i < moments->len; i++)
    if (g_strcmp0 (vouch_moment_get_id (g_ptr_array_index (moments, i)), id) == 0)
      return g_ptr_array_index (moments, i);
  return NULL;
}

static void
change_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchItemMoments *self = VOUCH_ITEM_MOMENTS (widget);
  VouchMoment *moment = find_moment (self, g_variant_get_string (parameter, NULL));

  if (moment == NULL)
    return;
  /* The form knows only halves and quarters of a picture. */
  if (vouch_moment_get_form (moment) == VOUCH_MOMENT_FORM_REGION)
    g_signal_emit (self, signals[SIGNAL_CHANGE_REGION], 0, moment);
  else
    vouch_mark_form_show (self->form, moment);
}

static void
remove_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchItemMoments *self = VOUCH_ITEM_MOMENTS (widget);
  VouchItemSaver *saver = vouch_item_section_get_saver (VOUCH_ITEM_SECTION (self));
  VouchMoment *moment = find_moment (self, g_variant_get_string (parameter, NULL));

  if (moment == NULL)
    return;
  vouch_item_section_run (VOUCH_ITEM_SECTION (self), remove_moment, mark_new (self, moment),
                          (GDestroyNotify) mark_free);
  vouch_undo_offer (widget, vouch_item_saver_get_workspace (saver), _ ("Place taken away"),
                    keep_moment, mark_new (self, moment), (GDestroyNotify) mark_free);
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  VouchMoment *one = *(VouchMoment *const *) a, *other = *(VouchMoment *const *) b;
  gint64 between = vouch_moment_get_start_ms (one) - vouch_moment_get_start_ms (other);

  if (between == 0)
    between = (gint64) vouch_moment_get_page (one) - vouch_moment_get_page (other);
  return between < 0 ? -1 : between > 0;
}

static void
go_to_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchMoment *moment =
      find_moment (VOUCH_ITEM_MOMENTS (widget), g_variant_get_string (parameter, NULL));

  if (moment != NULL)
    g_signal_emit (widget, signals[SIGNAL_GO_TO], 0, moment);
}

static void
edited_cb (VouchItemMoments *self, VouchMarkRow *row)
{
  g_autoptr (VouchMoment) moment = vouch_mark_row_take (row);

  vouch_item_section_run (VOUCH_ITEM_SECTION (self), keep_moment, mark_new (self, moment),
                          (GDestroyNotify) mark_free);
}

static gboolean
has_same_places (VouchItemMoments *self, GPtrArray *sorted)
{
  if (self->rows->len != sorted->len)
    return FALSE;
  for (guint i = 0; i < sorted->len; i++)
    if (g_strcmp0 (vouch_mark_row_get_id (g_ptr_array_index (self->rows, i)),
                   vouch_moment_get_id (g_ptr_array_index (sorted, i))) != 0)
      return FALSE;
  return TRUE;
}

/* The row of a place stays the same one, with what is unfolded and typed in it. */
static GtkWidget *
dup_row (GPtrArray *rows, const char *id)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_strcmp0 (vouch_mark_row_get_id (rows->pdata[i]), id) == 0)
      return g_object_ref (rows->pdata[i]);
  return NULL;
}

static GtkWidget *
make_row (VouchItemMoments *self, VouchMoment *moment, VouchRubric *rubric, guint number)
{
  GtkWidget *row = g_object_ref_sink (vouch_mark_row_new (moment, rubric, number));

  g_signal_connect_object (row, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static int
compare_rows (GtkListBoxRow *one, GtkListBoxRow *other, gpointer data)
{
  VouchItemMoments *self = data;
  guint a = 0, b = 0;

  g_ptr_array_find (self->rows, one, &a);
  g_ptr_array_find (self->rows, other, &b);
  return a < b ? -1 : a > b;
}

/* A row that is taken out and put in again loses the focus, also for who listens; the list moves it. */
static void
order_rows (VouchItemMoments *self)
{
  GtkWidget *list = self->rows->len > 0 ? gtk_widget_get_parent (self->rows->pdata[0]) : NULL;

  if (!GTK_IS_LIST_BOX (list))
    return;
  gtk_list_box_set_sort_func (GTK_LIST_BOX (list), compare_rows, self, NULL);
  gtk_list_box_invalidate_sort (GTK_LIST_BOX (list));
}

/* Gives where the focus was, when that goes; -1 otherwise. */
static int
take_away_rows (VouchItemMoments *self, GPtrArray *before)
{
  int focused = -1;

  for (guint i = 0; i < before->len; i++) {
    if (g_ptr_array_find (self->rows, before->pdata[i], NULL))
      continue;
    if (vouch_focus_is_in (before->pdata[i]))
      focused = (int) i;
    vouch_item_section_remove (VOUCH_ITEM_SECTION (self), before->pdata[i]);
  }
  return focused;
}

/* The one that was just marked is unfolded alone: the way to its fields leads past no others. */
static void
open_alone (VouchItemMoments *self, GtkWidget *row)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (self->rows->pdata[i] != row && !vouch_focus_is_in (self->rows->pdata[i]))
      adw_expander_row_set_expanded (self->rows->pdata[i], FALSE);
  vouch_mark_row_open (VOUCH_MARK_ROW (row));
}

static void
add_row (VouchItemMoments *self, GtkWidget *row)
{
  vouch_item_section_add (VOUCH_ITEM_SECTION (self), row);
  if (g_strcmp0 (self->fresh, vouch_mark_row_get_id (VOUCH_MARK_ROW (row))) != 0)
    return;
  g_clear_pointer (&self->fresh, g_free);
  open_alone (self, row);
}

/* What is taken away under the focus leaves it to the place that comes up. */
static void
show_other_places (VouchItemMoments *self, GPtrArray *sorted, VouchRubric *rubric)
{
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->rows);
  int focused;

  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < sorted->len; i++) {
    GtkWidget *row = dup_row (before, vouch_moment_get_id (sorted->pdata[i]));

    g_ptr_array_add (self->rows,
                     row != NULL ? row : make_row (self, sorted->pdata[i], rubric, i + 1));
  }
  focused = take_away_rows (self, before);
  for (guint i = 0; i < self->rows->len; i++)
    if (gtk_widget_get_parent (self->rows->pdata[i]) == NULL)
      add_row (self, self->rows->pdata[i]);
  order_rows (self);
  if (focused >= 0)
    gtk_widget_child_focus (self->rows->len > 0
                                ? self->rows->pdata[MIN ((guint) focused, self->rows->len - 1)]
                                : GTK_WIDGET (self->form),
                            GTK_DIR_TAB_FORWARD);
}

/* What somebody types in a row stays there, and so does the focus, whatever comes, goes or changes its
 * place. */
static void
show_places (VouchItemMoments *self, GPtrArray *sorted, VouchRubric *rubric)
{
  if (!has_same_places (self, sorted))
    show_other_places (self, sorted, rubric);
  for (guint i = 0; i < sorted->len; i++)
    vouch_mark_row_update (self->rows->pdata[i], sorted->pdata[i], i + 1);
}

/* The rows say it all when folded; they only lead to their places while nothing can be changed. */
static void
show_locked (VouchItemMoments *self, gboolean locked)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_expander_row_set_enable_expansion (self->rows->pdata[i], !locked);
  gtk_widget_set_visible (GTK_WIDGET (self->form), !locked);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "moments.change", !locked);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "moments.remove", !locked);
}

static void
vouch_item_moments_update (VouchItemSection *section, VouchItemState *state)
{
  VouchItemMoments *self = VOUCH_ITEM_MOMENTS (section);
  GPtrArray *moments = vouch_item_get_moments (vouch_item_state_get_item (state));
  g_autoptr (GPtrArray) sorted = vouch_item_moments_sort (moments);
  VouchConstraint *asked =
      vouch_item_state_find_constraint (state, VOUCH_CONSTRAINT_KIND_ANNOTATION);
  g_autofree char *words = asked != NULL ? vouch_describe_constraint (asked)
                           : moments->len == 0
                               ? g_strdup (_ ("None yet. Mark what an assessor should not miss."))
                               : NULL;
  g_autofree char *escaped = words != NULL ? g_markup_escape_text (words, -1) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self),
                          asked != NULL || moments->len > 0 ||
                              vouch_item_get_artifact (vouch_item_state_get_item (state)) != NULL);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), escaped);
  show_places (self, sorted, vouch_definition_get_rubric (vouch_item_state_get_definition (state)));
  vouch_mark_form_prepare (self->form, state);
  show_locked (self, vouch_item_state_get_lock (state) != NULL);
}

static gboolean
flush_rows (VouchItemMoments *self, GError **error)
{
  VouchItemSaver *saver = vouch_item_section_get_saver (VOUCH_ITEM_SECTION (self));

  for (guint i = 0; i < self->rows->len; i++) {
    VouchMarkRow *row = g_ptr_array_index (self->rows, i);
    g_autoptr (VouchMoment) moment = NULL;
    g_autofree char *id = NULL;

    if (!vouch_mark_row_is_edited (row))
      continue;
    moment = vouch_mark_row_take (row);
    id = vouch_annotate_add (vouch_item_saver_get_workspace (saver),
                             vouch_item_saver_get_item (saver), moment, NULL, error);
    if (id == NULL)
      return FALSE;
  }
  return TRUE;
}

/* What is typed in the form and not marked yet is marked now. */
static gboolean
vouch_item_moments_flush (VouchItemSection *section, GError **error)
{
  VouchItemMoments *self = VOUCH_ITEM_MOMENTS (section);
  VouchItemSaver *saver = vouch_item_section_get_saver (section);
  g_autoptr (VouchMoment) moment = NULL;
  g_autofree char *id = NULL;

  if (!flush_rows (self, error))
    return FALSE;
  if (vouch_mark_form_is_blank (self->form))
    return TRUE;
  moment = vouch_mark_form_take (self->form, error);
  if (moment == NULL)
    return FALSE;
  id = vouch_annotate_add (vouch_item_saver_get_workspace (saver),
                           vouch_item_saver_get_item (saver), moment, NULL, error);
  if (id != NULL)
    vouch_mark_form_clear (self->form);
  return id != NULL;
}

static void
vouch_item_moments_finalize (GObject *object)
{
  VouchItemMoments *self = VOUCH_ITEM_MOMENTS (object);

  g_ptr_array_unref (self->rows);
  g_free (self->fresh);

  G_OBJECT_CLASS (vouch_item_moments_parent_class)->finalize (object);
}

static void
vouch_item_moments_class_init (VouchItemMomentsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_item_moments_finalize;
  VOUCH_ITEM_SECTION_CLASS (klass)->flush = vouch_item_moments_flush;
  VOUCH_ITEM_SECTION_CLASS (klass)->update = vouch_item_moments_update;

  signals[SIGNAL_CHANGE_REGION] =
      g_signal_new ("change-region", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, VOUCH_TYPE_MOMENT);
  signals[SIGNAL_GO_TO] = g_signal_new ("go-to", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, VOUCH_TYPE_MOMENT);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "moments.change", "s", change_cb);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "moments.go-to", "s", go_to_cb);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "moments.remove", "s", remove_cb);
}

static void
vouch_item_moments_init (VouchItemMoments *self)
{
  GtkWidget *form = vouch_mark_form_new ();

  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Marked places"));
  self->form = VOUCH_MARK_FORM (form);
  gtk_widget_set_margin_top (form, 12);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), form);
  g_signal_connect_object (form, "submitted", G_CALLBACK (submitted_cb), self, G_CONNECT_SWAPPED);
}

/**
 * vouch_item_moments_sort:
 * @moments: (element-type VouchMoment): places, in any order.
 *
 * Returns: (transfer full) (element-type VouchMoment): the same in the order in which they lie in the
 *   file, which gives them their numbers; they belong to @moments.
 */
GPtrArray *
vouch_item_moments_sort (GPtrArray *moments)
{
  GPtrArray *sorted = g_ptr_array_new ();

  g_ptr_array_extend (sorted, moments, NULL, NULL);
  g_ptr_array_sort (sorted, compare_places);
  return sorted;
}

static void
marked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchItemMoments) self = data;
  g_autoptr (GError) error = NULL;

  vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);
  if (error != NULL)
    vouch_item_section_show_problem (VOUCH_ITEM_SECTION (self), error);
}

/**
 * vouch_item_moments_mark:
 * @self: the section.
 * @moment: a place that was chosen in the file itself.
 *
 * Keeps it at once, and opens its row to be described.
 */
void
vouch_item_moments_mark (VouchItemMoments *self, VouchMoment *moment)
{
  VouchItemSaver *saver;

  g_return_if_fail (VOUCH_IS_ITEM_MOMENTS (self) && VOUCH_IS_MOMENT (moment));

  saver = vouch_item_section_get_saver (VOUCH_ITEM_SECTION (self));
  if (vouch_moment_get_id (moment) == NULL) {
    g_autofree char *id = g_uuid_string_random ();

    vouch_moment_set_id (moment, id);
    vouch_moment_set_created_ms (moment, g_get_real_time () / 1000);
    g_free (self->fresh);
    self->fresh = g_strdup (id);
  }
  vouch_workspace_run_async (vouch_item_saver_get_workspace (saver), keep_moment,
                             mark_new (self, moment), (GDestroyNotify) mark_free, NULL, NULL,
                             marked_cb, g_object_ref (self));
}
