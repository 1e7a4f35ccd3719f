/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-item-attributes"

#include "config.h"
#include "vouch-item-attributes.h"

#include <glib/gi18n.h>

#include "vouch-field-row.h"
#include "vouch-item-needs.h"
#include "vouch-rows.h"
#include "vouch-vocabulary.h"

#define N_ATTRIBUTES VOUCH_VOCABULARY_LENGTH

/**
 * VouchItemAttributes:
 *
 * What relates one item to others. What a check asks for stands in sight, the rest under “More”.
 */
struct _VouchItemAttributes {
  VouchItemSection parent_instance;

  GtkWidget *rows[N_ATTRIBUTES];
  AdwExpanderRow *more;
  gboolean placed;
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (VouchItemAttributes, vouch_item_attributes, VOUCH_TYPE_ITEM_SECTION)

static guint
index_of (VouchItemAttributes *self, gpointer row)
{
  guint index = 0;

  while (index < N_ATTRIBUTES && self->rows[index] != row)
    index++;
  g_assert (index < N_ATTRIBUTES);
  return index;
}

static void
save (VouchItemAttributes *self, const char *name, const char *value)
{
  VouchItemSaver *saver = vouch_item_section_get_saver (VOUCH_ITEM_SECTION (self));
  g_autoptr (GError) error = NULL;

  if (!vouch_item_edit_set_attribute (vouch_item_saver_edit (saver), name, value, &error))
    vouch_item_section_show_problem (VOUCH_ITEM_SECTION (self), error);
}

static void
edited_cb (VouchItemAttributes *self, VouchFieldRow *row)
{
  g_autofree char *text = vouch_field_row_dup_text (row);

  save (self, vouch_vocabulary[index_of (self, row)].name, text);
}

static void
selected_cb (VouchItemAttributes *self, GParamSpec *pspec, AdwComboRow *row)
{
  guint index = index_of (self, row);
  guint selected = adw_combo_row_get_selected (row);

  if (self->showing)
    return;
  save (self, vouch_vocabulary[index].name,
        selected > 0 ? vouch_vocabulary[index].values[selected - 1] : "");
  vouch_item_saver_save_now (vouch_item_section_get_saver (VOUCH_ITEM_SECTION (self)));
}

static GtkWidget *
make_combo (VouchItemAttributes *self, guint index)
{
  const char *words[G_N_ELEMENTS (vouch_vocabulary[0].words) + 2] = { _ ("Not said") };
  GtkWidget *row;

  for (guint i = 0; i < 4 && vouch_vocabulary[index].words[i] != NULL; i++)
    words[i + 1] = _ (vouch_vocabulary[index].words[i]);
  row = vouch_rows_combo (_ (vouch_vocabulary[index].title), words);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

static GtkWidget *
make_row (VouchItemAttributes *self, guint index)
{
  const char *title = _ (vouch_vocabulary[index].title);
  GtkWidget *row;

  if (vouch_vocabulary[index].values[0] != NULL)
    return make_combo (self, index);
  if (g_str_equal (vouch_vocabulary[index].name, "date"))
    row = vouch_field_row_new_date (title);
  else if (g_str_equal (vouch_vocabulary[index].name, "student"))
    row = vouch_field_row_new_key (title);
  else
    row = vouch_field_row_new (title, NULL);
  g_signal_connect_object (row, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  return row;
}

/* What is asked for never changes, as the definition is pinned: rows are placed once. */
static void
place_rows (VouchItemAttributes *self, VouchItemState *state)
{
  VouchRequirement *requirement = vouch_item_state_get_requirement (state);
  gboolean students = requirement != NULL &&
                      vouch_requirement_get_respondent (requirement) == VOUCH_RESPONDENT_STUDENT;

  for (guint i = 0; i < N_ATTRIBUTES; i++) {
    gboolean needed =
        requirement != NULL && ((students && g_str_equal (vouch_vocabulary[i].name, "student")) ||
                                vouch_item_needs_attribute (vouch_item_state_get_definition (state),
                                                            requirement, vouch_vocabulary[i].name));

    self->rows[i] = make_row (self, i);
    if (needed)
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->rows[i]);
    else
      adw_expander_row_add_row (self->more, self->rows[i]);
  }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->more));
  self->placed = TRUE;
}

static guint
selected_for (guint index, const char *value)
{
  for (guint i = 0; i < 4 && vouch_vocabulary[index].values[i] != NULL; i++)
    if (g_strcmp0 (vouch_vocabulary[index].values[i], value) == 0)
      return i + 1;
  return 0;
}

static void
vouch_item_attributes_update (VouchItemSection *section, VouchItemState *state)
{
  VouchItemAttributes *self = VOUCH_ITEM_ATTRIBUTES (section);
  VouchItem *item = vouch_item_state_get_item (state);

  if (!self->placed)
    place_rows (self, state);
  self->showing = TRUE;
  for (guint i = 0; i < N_ATTRIBUTES; i++) {
    const char *value = vouch_item_get_attribute (item, vouch_vocabulary[i].name);

    if (VOUCH_IS_FIELD_ROW (self->rows[i]))
      vouch_field_row_show (VOUCH_FIELD_ROW (self->rows[i]), value);
    else
      adw_combo_row_set_selected (ADW_COMBO_ROW (self->rows[i]), selected_for (i, value));
  }
  self->showing = FALSE;
}

static gboolean
vouch_item_attributes_flush (VouchItemSection *section, GError **error)
{
  VouchItemAttributes *self = VOUCH_ITEM_ATTRIBUTES (section);

  for (guint i = 0; self->placed && i < N_ATTRIBUTES; i++)
    if (VOUCH_IS_FIELD_ROW (self->rows[i]) &&
        !vouch_field_row_check (VOUCH_FIELD_ROW (self->rows[i]), error))
      return FALSE;
  return TRUE;
}

static void
vouch_item_attributes_class_init (VouchItemAttributesClass *klass)
{
  VOUCH_ITEM_SECTION_CLASS (klass)->flush = vouch_item_attributes_flush;
  VOUCH_ITEM_SECTION_CLASS (klass)->update = vouch_item_attributes_update;
}

static void
vouch_item_attributes_init (VouchItemAttributes *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("What it is"));
  /* Translators: rows that are seldom needed. */
  self->more = ADW_EXPANDER_ROW (vouch_rows_expander (_ ("More"), NULL));
}
