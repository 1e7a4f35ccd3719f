/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-item-citations"

#include "config.h"
#include "vouch-item-citations.h"

#include <glib/gi18n.h>

#include "vouch-describe.h"
#include "vouch-error.h"
#include "vouch-items.h"
#include "vouch-text.h"

#include "vouch-field-row.h"
#include "vouch-rows.h"
#include "vouch-undo.h"

/**
 * VouchItemCitations:
 *
 * What a written answer refers to: other items of the portfolio, at a time or on a page.
 */
struct _VouchItemCitations {
  VouchItemSection parent_instance;

  GPtrArray *targets;   /* (element-type utf8), ids beside the words of the drop-down */
  GPtrArray *citations; /* (element-type VouchCitation), as shown */
  AdwComboRow *target;
  VouchFieldRow *place;
  GtkButton *add;
};

G_DEFINE_FINAL_TYPE (VouchItemCitations, vouch_item_citations, VOUCH_TYPE_ITEM_SECTION)

static const char *
check_place (const char *text)
{
  gint64 value;

  return vouch_text_parse_duration (text, &value)
             ? NULL
             : _ ("A time like 4:12 in a recording, or a page like 3");
}

static const char *
name_of (VouchItem *item)
{
  const char *title = vouch_item_get_title (item);

  if (title != NULL && *title != '\0')
    return title;
  return vouch_item_get_file_name (item) != NULL ? vouch_item_get_file_name (item)
                                                 : _ ("a written answer");
}

static gboolean
is_recording (VouchItem *item)
{
  return vouch_item_get_media (item) == VOUCH_MEDIA_AUDIO ||
         vouch_item_get_media (item) == VOUCH_MEDIA_VIDEO;
}

static VouchItem *
find_item (VouchItemCitations *self, const char *id)
{
  VouchItemState *state = vouch_item_section_get_state (VOUCH_ITEM_SECTION (self));

  return vouch_portfolio_find_item (vouch_item_state_get_portfolio (state), id);
}

static GPtrArray *
copy_citations (VouchItemCitations *self)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->citations->len; i++)
    g_ptr_array_add (copy, g_object_ref (g_ptr_array_index (self->citations, i)));
  return copy;
}

static void
save (VouchItemCitations *self, GPtrArray *citations)
{
  VouchItemSaver *saver = vouch_item_section_get_saver (VOUCH_ITEM_SECTION (self));

  vouch_item_edit_set_citations (vouch_item_saver_edit (saver), citations);
  vouch_item_saver_save_now (saver);
}

/* What is typed, as a citation of the item that is chosen. */
static VouchCitation *
take (VouchItemCitations *self, GError **error)
{
  guint selected = adw_combo_row_get_selected (self->target);
  g_autofree char *place = vouch_field_row_dup_text (self->place);
  g_autoptr (VouchCitation) citation = vouch_citation_new ();
  guint64 page = 0;
  VouchItem *item;

  if (!vouch_field_row_check (self->place, error))
    return NULL;
  if (selected >= self->targets->len) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND,
                         _ ("There is nothing to refer to yet. Attach the recording first."));
    return NULL;
  }
  vouch_citation_set_item (citation, g_ptr_array_index (self->targets, selected));
  item = find_item (self, vouch_citation_get_item (citation));
  vouch_citation_set_at_ms (citation, -1);
  if (item != NULL && is_recording (item))
    vouch_citation_set_at_ms (citation, vouch_field_row_get_time (self->place));
  else if (g_ascii_string_to_unsigned (place, 10, 1, 9999, &page, NULL))
    vouch_citation_set_page (citation, (guint) page);
  return g_steal_pointer (&citation);
}

static gboolean
add (VouchItemCitations *self, GError **error)
{
  g_autoptr (GPtrArray) citations = copy_citations (self);
  VouchCitation *citation = take (self, error);

  if (citation == NULL)
    return FALSE;
  g_ptr_array_add (citations, citation);
  g_ptr_array_add (self->citations, g_object_ref (citation));
  save (self, citations);
  gtk_editable_set_text (GTK_EDITABLE (self->place), "");
  return TRUE;
}

static void
add_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchItemCitations *self = VOUCH_ITEM_CITATIONS (widget);
  g_autoptr (GError) error = NULL;

  if (!add (self, &error))
    vouch_item_section_show_problem (VOUCH_ITEM_SECTION (self), error);
}

static void
activated_cb (GtkWidget *widget)
{
  add_cb (widget, NULL, NULL);
}

typedef struct {
  char *item;
  GPtrArray *citations;
} Before;

static void
before_free (Before *before)
{
  g_free (before->item);
  g_ptr_array_unref (before->citations);
  g_free (before);
}

static gpointer
bring_back (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  Before *before = data;
  g_autoptr (VouchItemEdit) edit = vouch_item_edit_new ();

  vouch_item_edit_set_citations (edit, before->citations);
  return GINT_TO_POINTER (vouch_items_edit (workspace, before->item, edit, cancellable, error));
}

static void
remove_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchItemCitations *self = VOUCH_ITEM_CITATIONS (widget);
  VouchItemSaver *saver = vouch_item_section_get_saver (VOUCH_ITEM_SECTION (self));
  guint index = g_variant_get_uint32 (parameter);
  g_autoptr (GPtrArray) citations = NULL;
  Before *before;

  if (index >= self->citations->len)
    return;
  before = g_new0 (Before, 1);
  before->item = g_strdup (vouch_item_saver_get_item (saver));
  before->citations = copy_citations (self);
  g_ptr_array_remove_index (self->citations, index);
  citations = copy_citations (self);
  save (self, citations);
  vouch_undo_offer (widget, vouch_item_saver_get_workspace (saver), _ ("Reference taken away"),
                    bring_back, before, (GDestroyNotify) before_free);
}

static char *
describe (VouchItem *item, VouchCitation *citation)
{
  const char *name = item != NULL ? name_of (item) : _ ("something that is in the bin");
  g_autofree char *time = NULL;

  if (vouch_citation_get_page (citation) > 0)
    /* Translators: a document and a page of it. */
    return g_strdup_printf (_ ("%s, page %u"), name, vouch_citation_get_page (citation));
  if (vouch_citation_get_at_ms (citation) < 0)
    return g_strdup (name);
  time = vouch_text_format_duration (vouch_citation_get_at_ms (citation));
  /* Translators: a recording and a time in it. */
  return g_strdup_printf (_ ("%s at %s"), name, time);
}

/* What stands in the text is taken away there, with its words. */
static GtkWidget *
make_row (VouchItemCitations *self, guint index)
{
  VouchCitation *citation = g_ptr_array_index (self->citations, index);
  gboolean placed = vouch_citation_get_text_start (citation) >= 0;
  g_autofree char *words =
      describe (find_item (self, vouch_citation_get_item (citation)), citation);
  g_autofree char *take_away = g_strdup_printf (_ ("Take the reference to %s away"), words);
  GtkWidget *row = vouch_rows_text (words, placed ? _ ("In the text, as a chip") : NULL);
  GtkWidget *button;

  if (placed)
    return row;
  button = vouch_rows_button ("user-trash-symbolic", take_away);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "citations.remove");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", index);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

/* What the check wants referred to; anything else that is attached when it does not say. */
static gboolean
can_be_cited (VouchConstraint *asked, VouchItem *item, VouchItem *self)
{
  const char *const *targets = asked != NULL ? vouch_constraint_get_list (asked, "targets") : NULL;

  if (g_strcmp0 (vouch_item_get_id (item), vouch_item_get_id (self)) == 0)
    return FALSE;
  if (targets == NULL || targets[0] == NULL)
    return vouch_item_get_artifact (item) != NULL;
  return g_strv_contains (targets, vouch_item_get_requirement (item));
}

static void
show_targets (VouchItemCitations *self, VouchItemState *state, VouchConstraint *asked)
{
  GPtrArray *items = vouch_portfolio_get_items (vouch_item_state_get_portfolio (state));
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint selected = adw_combo_row_get_selected (self->target);
  g_autofree char *chosen =
      selected < self->targets->len ? g_strdup (g_ptr_array_index (self->targets, selected)) : NULL;
  guint found = 0;

  g_ptr_array_set_size (self->targets, 0);
  for (guint i = 0; i < items->len; i++) {
    VouchItem *item = g_ptr_array_index (items, i);

    if (!can_be_cited (asked, item, vouch_item_state_get_item (state)))
      continue;
    if (g_strcmp0 (vouch_item_get_id (item), chosen) == 0)
      found = self->targets->len;
    g_ptr_array_add (self->targets, g_strdup (vouch_item_get_id (item)));
    gtk_string_list_append (words, name_of (item));
  }
  adw_combo_row_set_model (self->target, G_LIST_MODEL (words));
  adw_combo_row_set_selected (self->target, found);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "citations.add", self->targets->len > 0);
}

static gboolean
same_targets (VouchItemCitations *self, VouchItemState *state, VouchConstraint *asked)
{
  GPtrArray *items = vouch_portfolio_get_items (vouch_item_state_get_portfolio (state));
  guint n = 0;

  for (guint i = 0; i < items->len; i++) {
    VouchItem *item = g_ptr_array_index (items, i);

    if (!can_be_cited (asked, item, vouch_item_state_get_item (state)))
      continue;
    if (n >= self->targets->len ||
        !g_str_equal (g_ptr_array_index (self->targets, n), vouch_item_get_id (item)))
      return FALSE;
    n++;
  }
  return n == self->targets->len && n > 0;
}

static void
vouch_item_citations_update (VouchItemSection *section, VouchItemState *state)
{
  VouchItemCitations *self = VOUCH_ITEM_CITATIONS (section);
  VouchItem *item = vouch_item_state_get_item (state);
  GPtrArray *citations = vouch_item_get_citations (item);
  VouchConstraint *asked = vouch_item_state_find_constraint (state, VOUCH_CONSTRAINT_KIND_CITES);
  g_autofree char *words = asked != NULL ? vouch_describe_constraint (asked) : NULL;
  g_autofree char *escaped = words != NULL ? g_markup_escape_text (words, -1) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (section), asked != NULL || citations->len > 0 ||
                                                    vouch_item_get_artifact (item) == NULL);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), escaped);
  if (!same_targets (self, state, asked))
    show_targets (self, state, asked);
  g_ptr_array_set_size (self->citations, 0);
  vouch_item_section_clear (section);
  for (guint i = 0; i < citations->len; i++) {
    g_ptr_array_add (self->citations, g_object_ref (g_ptr_array_index (citations, i)));
    vouch_item_section_add (section, make_row (self, i));
  }
}

/* A place that is typed and not added yet is added now. */
static gboolean
vouch_item_citations_flush (VouchItemSection *section, GError **error)
{
  VouchItemCitations *self = VOUCH_ITEM_CITATIONS (section);

  return vouch_text_is_blank (gtk_editable_get_text (GTK_EDITABLE (self->place))) ||
         add (self, error);
}

static void
vouch_item_citations_finalize (GObject *object)
{
  VouchItemCitations *self = VOUCH_ITEM_CITATIONS (object);

  g_ptr_array_unref (self->targets);
  g_ptr_array_unref (self->citations);

  G_OBJECT_CLASS (vouch_item_citations_parent_class)->finalize (object);
}

static void
vouch_item_citations_class_init (VouchItemCitationsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_item_citations_finalize;
  VOUCH_ITEM_SECTION_CLASS (klass)->flush = vouch_item_citations_flush;
  VOUCH_ITEM_SECTION_CLASS (klass)->update = vouch_item_citations_update;

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "citations.add", NULL, add_cb);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "citations.remove", "u", remove_cb);
}

static void
vouch_item_citations_init (VouchItemCitations *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);

  self->targets = g_ptr_array_new_with_free_func (g_free);
  self->citations = g_ptr_array_new_with_free_func (g_object_unref);
  adw_preferences_group_set_title (group, _ ("What it refers to"));
  self->add = GTK_BUTTON (gtk_button_new_with_label (_ ("Add the reference")));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->add), "citations.add");
  gtk_widget_set_valign (GTK_WIDGET (self->add), GTK_ALIGN_CENTER);
  adw_preferences_group_set_header_suffix (group, GTK_WIDGET (self->add));
  self->target = ADW_COMBO_ROW (vouch_rows_combo (_ ("Refers to"), NULL));
  self->place = VOUCH_FIELD_ROW (vouch_field_row_new (_ ("At time or page"), check_place));
  adw_preferences_group_add (group, GTK_WIDGET (self->target));
  adw_preferences_group_add (group, GTK_WIDGET (self->place));
  g_signal_connect_object (self->place, "entry-activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
}
