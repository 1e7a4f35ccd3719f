/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-item-moments"

#include "config.h"
#include "vouch-item-moments.h"

#include <glib/gi18n.h>

#include "vouch-annotate.h"
#include "vouch-describe.h"

#include "vouch-mark-form.h"
#include "vouch-rows.h"
#include "vouch-undo.h"

/**
 * VouchItemMoments:
 *
 * The places the teacher has marked in the item, and a form to mark the next one.
 */
struct _VouchItemMoments {
  VouchItemSection parent_instance;

  VouchMarkForm *form;
};

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

  if (moment != NULL)
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

static char *
describe (VouchMoment *moment, VouchRubric *rubric)
{
  const char *id = vouch_moment_get_criterion (moment);
  VouchCriterion *criterion = id != NULL ? vouch_rubric_find_criterion (rubric, id) : NULL;
  const char *words[] = { vouch_moment_get_label (moment),
                          criterion != NULL ? vouch_criterion_get_title (criterion) : NULL,
                          vouch_moment_get_note (moment) };
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i] != NULL && *words[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words[i]);
  return g_string_free (text, FALSE);
}

static void
add_button (GtkWidget *row, const char *icon, const char *name, const char *action, const char *id)
{
  GtkWidget *button = vouch_rows_button (icon, name);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
make_row (VouchMoment *moment, VouchRubric *rubric)
{
  g_autofree char *where = vouch_mark_form_describe_place (moment);
  g_autofree char *words = describe (moment, rubric);
  g_autofree char *change = g_strdup_printf (_ ("Change %s"), where);
  g_autofree char *take_away = g_strdup_printf (_ ("Take %s away"), where);
  GtkWidget *row = vouch_rows_text (where, words);

  add_button (row, "document-edit-symbolic", change, "moments.change",
              vouch_moment_get_id (moment));
  add_button (row, "user-trash-symbolic", take_away, "moments.remove",
              vouch_moment_get_id (moment));
  return row;
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
vouch_item_moments_update (VouchItemSection *section, VouchItemState *state)
{
  VouchItemMoments *self = VOUCH_ITEM_MOMENTS (section);
  GPtrArray *moments = vouch_item_get_moments (vouch_item_state_get_item (state));
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  VouchConstraint *asked =
      vouch_item_state_find_constraint (state, VOUCH_CONSTRAINT_KIND_ANNOTATION);
  g_autofree char *words = asked != NULL ? vouch_describe_constraint (asked) : NULL;
  g_autofree char *escaped = words != NULL ? g_markup_escape_text (words, -1) : NULL;
  VouchRubric *rubric = vouch_definition_get_rubric (vouch_item_state_get_definition (state));

  gtk_widget_set_visible (GTK_WIDGET (self),
                          asked != NULL || moments->len > 0 ||
                              vouch_item_get_artifact (vouch_item_state_get_item (state)) != NULL);
  g_ptr_array_extend (sorted, moments, NULL, NULL);
  g_ptr_array_sort (sorted, compare_places);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), escaped);
  vouch_item_section_clear (section);
  for (guint i = 0; i < sorted->len; i++)
    vouch_item_section_add (section, make_row (g_ptr_array_index (sorted, i), rubric));
  vouch_mark_form_prepare (self->form, state);
}

/* What is typed in the form and not marked yet is marked now. */
static gboolean
vouch_item_moments_flush (VouchItemSection *section, GError **error)
{
  VouchItemMoments *self = VOUCH_ITEM_MOMENTS (section);
  VouchItemSaver *saver = vouch_item_section_get_saver (section);
  g_autoptr (VouchMoment) moment = NULL;
  g_autofree char *id = NULL;

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
vouch_item_moments_class_init (VouchItemMomentsClass *klass)
{
  VOUCH_ITEM_SECTION_CLASS (klass)->flush = vouch_item_moments_flush;
  VOUCH_ITEM_SECTION_CLASS (klass)->update = vouch_item_moments_update;

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "moments.change", "s", change_cb);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "moments.remove", "s", remove_cb);
}

static void
vouch_item_moments_init (VouchItemMoments *self)
{
  GtkWidget *form = vouch_mark_form_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Marked places"));
  self->form = VOUCH_MARK_FORM (form);
  gtk_widget_set_margin_top (form, 12);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), form);
  g_signal_connect_object (form, "submitted", G_CALLBACK (submitted_cb), self, G_CONNECT_SWAPPED);
}
