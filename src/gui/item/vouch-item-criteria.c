/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-item-criteria"

#include "config.h"
#include "vouch-item-criteria.h"

#include <glib/gi18n.h>

#include "vouch-rows.h"

/**
 * VouchItemCriteria:
 *
 * Which rows of the rubric the item speaks to; those that the requirement feeds come first.
 */
struct _VouchItemCriteria {
  VouchItemSection parent_instance;

  GPtrArray *ids;   /* (element-type utf8), ids of criteria */
  GPtrArray *ticks; /* (element-type GtkSwitch), one a criterion */
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (VouchItemCriteria, vouch_item_criteria, VOUCH_TYPE_ITEM_SECTION)

static void
ticked_cb (VouchItemCriteria *self)
{
  VouchItemSaver *saver = vouch_item_section_get_saver (VOUCH_ITEM_SECTION (self));
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

  if (self->showing)
    return;
  for (guint i = 0; i < self->ticks->len; i++)
    if (gtk_switch_get_active (g_ptr_array_index (self->ticks, i)))
      g_ptr_array_add (chosen, g_ptr_array_index (self->ids, i));
  g_ptr_array_add (chosen, NULL);
  vouch_item_edit_set_criteria (vouch_item_saver_edit (saver), (const char *const *) chosen->pdata);
  vouch_item_saver_save_now (saver);
}

static GtkWidget *
make_row (VouchItemCriteria *self, VouchCriterion *criterion)
{
  GtkSwitch *tick;
  GtkWidget *row = vouch_rows_switch (vouch_criterion_get_title (criterion), NULL, &tick);

  g_ptr_array_add (self->ids, g_strdup (vouch_criterion_get_id (criterion)));
  g_ptr_array_add (self->ticks, tick);
  g_signal_connect_object (tick, "notify::active", G_CALLBACK (ticked_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static gboolean
is_fed (VouchRequirement *requirement, VouchCriterion *criterion)
{
  const char *id = vouch_criterion_get_id (criterion);

  return requirement != NULL &&
         (g_strv_contains (vouch_requirement_get_criteria (requirement), id) ||
          g_strv_contains (vouch_criterion_get_evidence_from (criterion),
                           vouch_requirement_get_id (requirement)));
}

static void
place_rows (VouchItemCriteria *self, VouchItemState *state)
{
  VouchRubric *rubric = vouch_definition_get_rubric (vouch_item_state_get_definition (state));
  GPtrArray *criteria = vouch_rubric_get_criteria (rubric);
  GtkWidget *others = vouch_rows_expander (_ ("Other criteria"), NULL);
  guint n_others = 0;

  for (guint i = 0; i < criteria->len; i++) {
    VouchCriterion *criterion = g_ptr_array_index (criteria, i);
    GtkWidget *row = make_row (self, criterion);

    if (is_fed (vouch_item_state_get_requirement (state), criterion)) {
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
    } else {
      adw_expander_row_add_row (ADW_EXPANDER_ROW (others), row);
      n_others++;
    }
  }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), others);
  gtk_widget_set_visible (others, n_others > 0);
}

static void
vouch_item_criteria_update (VouchItemSection *section, VouchItemState *state)
{
  VouchItemCriteria *self = VOUCH_ITEM_CRITERIA (section);
  const char *const *chosen = vouch_item_get_criteria (vouch_item_state_get_item (state));

  self->showing = TRUE;
  if (self->ids->len == 0)
    place_rows (self, state);
  for (guint i = 0; i < self->ids->len; i++)
    gtk_switch_set_active (g_ptr_array_index (self->ticks, i),
                           g_strv_contains (chosen, g_ptr_array_index (self->ids, i)));
  self->showing = FALSE;
}

static void
vouch_item_criteria_dispose (GObject *object)
{
  g_ptr_array_set_size (VOUCH_ITEM_CRITERIA (object)->ticks, 0);

  G_OBJECT_CLASS (vouch_item_criteria_parent_class)->dispose (object);
}

static void
vouch_item_criteria_finalize (GObject *object)
{
  VouchItemCriteria *self = VOUCH_ITEM_CRITERIA (object);

  g_ptr_array_unref (self->ids);
  g_ptr_array_unref (self->ticks);

  G_OBJECT_CLASS (vouch_item_criteria_parent_class)->finalize (object);
}

static void
vouch_item_criteria_class_init (VouchItemCriteriaClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_item_criteria_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_item_criteria_finalize;
  VOUCH_ITEM_SECTION_CLASS (klass)->update = vouch_item_criteria_update;
}

static void
vouch_item_criteria_init (VouchItemCriteria *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->ticks = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Criteria it speaks to"));
}
