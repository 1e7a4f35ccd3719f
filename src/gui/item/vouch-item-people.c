/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-item-people"

#include "config.h"
#include "vouch-item-people.h"

#include <glib/gi18n.h>

#include "vouch-register.h"

#include "vouch-field-row.h"
#include "vouch-person-row.h"
#include "vouch-rows.h"
#include "vouch-undo.h"

/**
 * VouchItemPeople:
 *
 * Who can be seen, heard or recognised in the item, or that nobody can; what each permitted; and a
 * way to add a person by a key. Names are never asked for.
 */
struct _VouchItemPeople {
  VouchItemSection parent_instance;

  GtkSwitch *nobody;
  GPtrArray *people; /* (element-type VouchPersonRow) */
  AdwExpanderRow *newcomer;
  VouchFieldRow *key;
  AdwComboRow *role;
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (VouchItemPeople, vouch_item_people, VOUCH_TYPE_ITEM_SECTION)

/* Who appears. */

typedef struct {
  char *item;
  VouchAppearance *appearance;
} Showing;

static void
showing_free (Showing *showing)
{
  g_free (showing->item);
  g_object_unref (showing->appearance);
  g_free (showing);
}

static gpointer
set_appearance (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  Showing *showing = data;

  return GINT_TO_POINTER (vouch_register_set_appearance (workspace, showing->item,
                                                         showing->appearance, cancellable, error));
}

static VouchAppearance *
make_appearance (VouchItemPeople *self)
{
  VouchAppearance *appearance = vouch_appearance_new ();
  g_autoptr (GPtrArray) people = g_ptr_array_new ();
  g_autoptr (GPtrArray) masked = g_ptr_array_new ();
  VouchAppearanceState state;

  for (guint i = 0; i < self->people->len; i++) {
    VouchPersonRow *row = g_ptr_array_index (self->people, i);

    if (vouch_person_row_get_appears (row))
      g_ptr_array_add (people, (char *) vouch_person_row_get_key (row));
    if (vouch_person_row_get_masked (row))
      g_ptr_array_add (masked, (char *) vouch_person_row_get_key (row));
  }
  if (gtk_switch_get_active (self->nobody))
    state = VOUCH_APPEARANCE_STATE_NOBODY;
  else
    state = people->len > 0 ? VOUCH_APPEARANCE_STATE_LISTED : VOUCH_APPEARANCE_STATE_UNKNOWN;
  g_ptr_array_add (people, NULL);
  g_ptr_array_add (masked, NULL);
  vouch_appearance_set_state (appearance, state);
  if (state == VOUCH_APPEARANCE_STATE_LISTED) {
    vouch_appearance_set_people (appearance, (const char *const *) people->pdata);
    vouch_appearance_set_masked (appearance, (const char *const *) masked->pdata);
  }
  return appearance;
}

static void
save_appearance (VouchItemPeople *self)
{
  VouchItemSaver *saver = vouch_item_section_get_saver (VOUCH_ITEM_SECTION (self));
  Showing *showing = g_new0 (Showing, 1);

  showing->item = g_strdup (vouch_item_saver_get_item (saver));
  showing->appearance = make_appearance (self);
  vouch_item_section_run (VOUCH_ITEM_SECTION (self), set_appearance, showing,
                          (GDestroyNotify) showing_free);
}

static void
nobody_cb (VouchItemPeople *self)
{
  if (!self->showing)
    save_appearance (self);
}

/* Ticking a person says that somebody appears. */
static void
toggled_cb (VouchItemPeople *self, VouchPersonRow *row)
{
  if (self->showing)
    return;
  self->showing = TRUE;
  if (vouch_person_row_get_appears (row))
    gtk_switch_set_active (self->nobody, FALSE);
  self->showing = FALSE;
  save_appearance (self);
}

/* Permissions. */

static gpointer
add_permission (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *id = vouch_register_add_permission (workspace, data, cancellable, error);

  return GINT_TO_POINTER (id != NULL);
}

static void
permit_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchItemPeople *self = VOUCH_ITEM_PEOPLE (widget);
  const char *key = g_variant_get_string (parameter, NULL);

  for (guint i = 0; i < self->people->len; i++) {
    VouchPersonRow *row = g_ptr_array_index (self->people, i);
    g_autoptr (GError) error = NULL;
    VouchPermission *permission;

    if (g_strcmp0 (vouch_person_row_get_key (row), key) != 0)
      continue;
    permission = vouch_person_row_take_permission (row, &error);
    if (permission != NULL)
      vouch_item_section_run (VOUCH_ITEM_SECTION (self), add_permission, permission,
                              g_object_unref);
    else
      vouch_item_section_show_problem (VOUCH_ITEM_SECTION (self), error);
  }
}

static gpointer
withdraw (VouchWorkspace *workspace, gpointer id, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (vouch_register_withdraw_permission (workspace, id, cancellable, error));
}

static VouchPermission *
find_permission (VouchItemPeople *self, const char *id)
{
  VouchItemState *state = vouch_item_section_get_state (VOUCH_ITEM_SECTION (self));
  GPtrArray *all = vouch_people_get_permissions (vouch_item_state_get_people (state));

  for (guint i = 0; i < all->len; i++)
    if (g_strcmp0 (vouch_permission_get_id (g_ptr_array_index (all, i)), id) == 0)
      return g_ptr_array_index (all, i);
  return NULL;
}

/* What was withdrawn stays withdrawn; taking it back records the same permission anew. */
static VouchPermission *
copy_permission (VouchPermission *permission)
{
  VouchPermission *copy = vouch_permission_new ();

  vouch_permission_set_person (copy, vouch_permission_get_person (permission));
  vouch_permission_set_scopes (copy, vouch_permission_get_scopes (permission));
  vouch_permission_set_purposes (copy, vouch_permission_get_purposes (permission));
  vouch_permission_set_form (copy, vouch_permission_get_form (permission));
  vouch_permission_set_given (copy, vouch_permission_get_given (permission));
  vouch_permission_set_until (copy, vouch_permission_get_until (permission));
  return copy;
}

static void
withdraw_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchItemPeople *self = VOUCH_ITEM_PEOPLE (widget);
  VouchItemSaver *saver = vouch_item_section_get_saver (VOUCH_ITEM_SECTION (self));
  VouchPermission *permission = find_permission (self, g_variant_get_string (parameter, NULL));

  if (permission == NULL)
    return;
  vouch_item_section_run (VOUCH_ITEM_SECTION (self), withdraw,
                          g_strdup (vouch_permission_get_id (permission)), g_free);
  vouch_undo_offer (widget, vouch_item_saver_get_workspace (saver), _ ("Permission withdrawn"),
                    add_permission, copy_permission (permission), g_object_unref);
}

/* A new person. */

typedef struct {
  char *key;
  VouchPersonRole role;
} Newcomer;

static void
newcomer_free (Newcomer *newcomer)
{
  g_free (newcomer->key);
  g_free (newcomer);
}

static gpointer
add_person (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  Newcomer *newcomer = data;

  return GINT_TO_POINTER (
      vouch_register_add_person (workspace, newcomer->key, newcomer->role, cancellable, error));
}

static gboolean
add_newcomer (VouchItemPeople *self, GError **error)
{
  g_autofree char *key = vouch_field_row_dup_text (self->key);
  Newcomer *newcomer;

  if (*key == '\0')
    return TRUE;
  if (!vouch_field_row_check (self->key, error))
    return FALSE;
  newcomer = g_new0 (Newcomer, 1);
  newcomer->key = g_steal_pointer (&key);
  newcomer->role = adw_combo_row_get_selected (self->role) == 1 ? VOUCH_PERSON_ROLE_ADULT
                                                                : VOUCH_PERSON_ROLE_STUDENT;
  vouch_item_section_run (VOUCH_ITEM_SECTION (self), add_person, newcomer,
                          (GDestroyNotify) newcomer_free);
  gtk_editable_set_text (GTK_EDITABLE (self->key), "");
  return TRUE;
}

static void
add_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchItemPeople *self = VOUCH_ITEM_PEOPLE (widget);
  g_autoptr (GError) error = NULL;

  if (!add_newcomer (self, &error))
    vouch_item_section_show_problem (VOUCH_ITEM_SECTION (self), error);
}

static void
activated_cb (GtkWidget *widget)
{
  add_cb (widget, NULL, NULL);
}

/* Showing. */

static void
place_people (VouchItemPeople *self, VouchItemState *state)
{
  GPtrArray *people = vouch_people_get_people (vouch_item_state_get_people (state));

  /* People are never taken out of the library here, and new ones come last. */
  for (guint i = self->people->len; i < people->len; i++) {
    GtkWidget *row = vouch_person_row_new (g_ptr_array_index (people, i));

    adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
    g_ptr_array_add (self->people, row);
    g_signal_connect_object (row, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  }
}

static gboolean
is_asked (VouchItemState *state)
{
  VouchItem *item = vouch_item_state_get_item (state);

  return vouch_item_get_artifact (item) != NULL ||
         vouch_item_state_find_constraint (state, VOUCH_CONSTRAINT_KIND_CONSENT) != NULL;
}

static gboolean
keys_fit (VouchItemPeople *self, VouchItemState *state)
{
  GPtrArray *people = vouch_people_get_people (vouch_item_state_get_people (state));

  if (people->len < self->people->len)
    return FALSE;
  for (guint i = 0; i < self->people->len; i++)
    if (g_strcmp0 (vouch_person_row_get_key (g_ptr_array_index (self->people, i)),
                   vouch_person_get_key (g_ptr_array_index (people, i))) != 0)
      return FALSE;
  return TRUE;
}

static void
vouch_item_people_update (VouchItemSection *section, VouchItemState *state)
{
  VouchItemPeople *self = VOUCH_ITEM_PEOPLE (section);
  VouchAppearance *appearance = vouch_item_get_appearance (vouch_item_state_get_item (state));

  gtk_widget_set_visible (GTK_WIDGET (section), is_asked (state));
  self->showing = TRUE;
  gtk_switch_set_active (self->nobody,
                         vouch_appearance_get_state (appearance) == VOUCH_APPEARANCE_STATE_NOBODY);
  while (!keys_fit (self, state))
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self),
                                  g_ptr_array_steal_index (self->people, self->people->len - 1));
  place_people (self, state);
  for (guint i = 0; i < self->people->len; i++)
    vouch_person_row_update (g_ptr_array_index (self->people, i), state);
  self->showing = FALSE;
}

static gboolean
vouch_item_people_flush (VouchItemSection *section, GError **error)
{
  return add_newcomer (VOUCH_ITEM_PEOPLE (section), error);
}

static void
vouch_item_people_dispose (GObject *object)
{
  g_ptr_array_set_size (VOUCH_ITEM_PEOPLE (object)->people, 0);

  G_OBJECT_CLASS (vouch_item_people_parent_class)->dispose (object);
}

static void
vouch_item_people_finalize (GObject *object)
{
  g_ptr_array_unref (VOUCH_ITEM_PEOPLE (object)->people);

  G_OBJECT_CLASS (vouch_item_people_parent_class)->finalize (object);
}

static void
vouch_item_people_class_init (VouchItemPeopleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_item_people_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_item_people_finalize;
  VOUCH_ITEM_SECTION_CLASS (klass)->flush = vouch_item_people_flush;
  VOUCH_ITEM_SECTION_CLASS (klass)->update = vouch_item_people_update;

  gtk_widget_class_install_action (widget_class, "people.add", NULL, add_cb);
  gtk_widget_class_install_action (widget_class, "people.permit", "s", permit_cb);
  gtk_widget_class_install_action (widget_class, "people.withdraw", "s", withdraw_cb);
}

static void
vouch_item_people_init (VouchItemPeople *self)
{
  const char *const roles[] = { _ ("Student"), _ ("Adult"), NULL };
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);
  GtkWidget *button = gtk_button_new_with_label (_ ("Add"));

  self->people = g_ptr_array_new ();
  adw_preferences_group_set_title (group, _ ("Who is in it"));
  adw_preferences_group_set_description (
      group, _ ("Everybody who can be seen, heard or recognised, as short keys; names stay on "
                "your own list."));
  adw_preferences_group_add (
      group, vouch_rows_switch (_ ("Nobody can be recognised here"), NULL, &self->nobody));
  self->newcomer = ADW_EXPANDER_ROW (vouch_rows_expander (_ ("Add a person"), NULL));
  self->key = VOUCH_FIELD_ROW (vouch_field_row_new_key (_ ("Key, like S1")));
  self->role = ADW_COMBO_ROW (vouch_rows_combo (_ ("Student or adult"), roles));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Add this person"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "people.add");
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->key), button);
  adw_expander_row_add_row (self->newcomer, GTK_WIDGET (self->role));
  adw_expander_row_add_row (self->newcomer, GTK_WIDGET (self->key));
  adw_preferences_group_add (group, GTK_WIDGET (self->newcomer));
  g_signal_connect_object (self->key, "entry-activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->nobody, "notify::active", G_CALLBACK (nobody_cb), self,
                           G_CONNECT_SWAPPED);
}
