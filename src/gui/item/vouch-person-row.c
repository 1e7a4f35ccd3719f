/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-person-row"

#include "config.h"
#include "vouch-person-row.h"

#include <glib/gi18n.h>

#include "vouch-error.h"

#include "vouch-field-row.h"
#include "vouch-rows.h"

static const struct {
  VouchPermissionScope scope;
  const char *title;
  const char *word;
} scopes[] = {
  { VOUCH_PERMISSION_SCOPE_VOICE, N_ ("May be heard"), N_ ("voice") },
  { VOUCH_PERMISSION_SCOPE_IMAGE, N_ ("May be seen"), N_ ("image") },
  { VOUCH_PERMISSION_SCOPE_WORK, N_ ("Work may be shown"), N_ ("work") },
};

#define N_SCOPES G_N_ELEMENTS (scopes)

/**
 * VouchPersonRow:
 *
 * One person who may appear in an item: whether she does, whether she is masked there, what she is
 * permitted for, and a form for a permission that came in.
 */
struct _VouchPersonRow {
  AdwExpanderRow parent_instance;

  char *key;
  GtkCheckButton *appears;
  GtkSwitch *masked;
  GtkWidget *masked_row;
  GPtrArray *permissions; /* (element-type GtkWidget), rows of those in force */
  GtkSwitch *covers[N_SCOPES];
  VouchFieldRow *purpose;
  AdwComboRow *form;
  VouchFieldRow *until;
  char *form_resource; /* id of the form the program gives out */
  gboolean showing;
};

enum {
  SIGNAL_TOGGLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchPersonRow, vouch_person_row, ADW_TYPE_EXPANDER_ROW)

static void
toggled_cb (VouchPersonRow *self)
{
  gtk_widget_set_sensitive (self->masked_row, gtk_check_button_get_active (self->appears));
  if (!self->showing)
    g_signal_emit (self, signals[SIGNAL_TOGGLED], 0);
}

static void
vouch_person_row_dispose (GObject *object)
{
  g_ptr_array_set_size (VOUCH_PERSON_ROW (object)->permissions, 0);

  G_OBJECT_CLASS (vouch_person_row_parent_class)->dispose (object);
}

static void
vouch_person_row_finalize (GObject *object)
{
  VouchPersonRow *self = VOUCH_PERSON_ROW (object);

  g_ptr_array_unref (self->permissions);
  g_free (self->form_resource);
  g_free (self->key);

  G_OBJECT_CLASS (vouch_person_row_parent_class)->finalize (object);
}

static void
vouch_person_row_class_init (VouchPersonRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_person_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_person_row_finalize;

  signals[SIGNAL_TOGGLED] = g_signal_new ("toggled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vouch_person_row_init (VouchPersonRow *self)
{
  self->permissions = g_ptr_array_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
}

static void
add_form (VouchPersonRow *self)
{
  const char *const forms[] = { _ ("Not said"), _ ("The form of the program"),
                                _ ("The form of the school or district"), NULL };
  AdwExpanderRow *expander = ADW_EXPANDER_ROW (self);
  GtkWidget *row, *button;
  g_autofree char *name = g_strdup_printf (_ ("Record a permission of %s"), self->key);

  for (gsize i = 0; i < N_SCOPES; i++)
    adw_expander_row_add_row (expander,
                              vouch_rows_switch (_ (scopes[i].title), NULL, &self->covers[i]));
  self->purpose = VOUCH_FIELD_ROW (vouch_field_row_new (_ ("For what"), NULL));
  self->form = ADW_COMBO_ROW (vouch_rows_combo (_ ("On which form"), forms));
  self->until = VOUCH_FIELD_ROW (vouch_field_row_new_date (_ ("Until, may stay empty")));
  adw_expander_row_add_row (expander, GTK_WIDGET (self->purpose));
  adw_expander_row_add_row (expander, GTK_WIDGET (self->form));
  adw_expander_row_add_row (expander, GTK_WIDGET (self->until));
  row = vouch_rows_text (_ ("The permission was given"), NULL);
  button = gtk_button_new_with_label (_ ("Record it"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "people.permit");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", self->key);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_expander_row_add_row (expander, row);
}

/**
 * vouch_person_row_new:
 * @person: a person of the library.
 *
 * Returns: (transfer floating): a row to be filled by an update.
 */
GtkWidget *
vouch_person_row_new (VouchPerson *person)
{
  VouchPersonRow *self = g_object_new (VOUCH_TYPE_PERSON_ROW, NULL);
  g_autofree char *name = NULL;

  self->key = g_strdup (vouch_person_get_key (person));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), self->key);
  self->appears = GTK_CHECK_BUTTON (gtk_check_button_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->appears), GTK_ALIGN_CENTER);
  /* Translators: the key that stands for a person. */
  name = g_strdup_printf (_ ("%s appears in it"), self->key);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->appears), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->appears), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->appears));
  self->masked_row = vouch_rows_switch (
      _ ("Masked in it"), _ ("Face blurred and name silenced, so that nobody would know"),
      &self->masked);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->masked_row);
  add_form (self);
  g_signal_connect_object (self->appears, "toggled", G_CALLBACK (toggled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->masked, "notify::active", G_CALLBACK (toggled_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * vouch_person_row_get_key:
 * @self: a row.
 *
 * Returns: (transfer none): the key that stands for the person.
 */
const char *
vouch_person_row_get_key (VouchPersonRow *self)
{
  g_return_val_if_fail (VOUCH_IS_PERSON_ROW (self), NULL);

  return self->key;
}

/**
 * vouch_person_row_get_appears:
 * @self: a row.
 *
 * Returns: whether the person is ticked as appearing.
 */
gboolean
vouch_person_row_get_appears (VouchPersonRow *self)
{
  g_return_val_if_fail (VOUCH_IS_PERSON_ROW (self), FALSE);

  return gtk_check_button_get_active (self->appears);
}

/**
 * vouch_person_row_get_masked:
 * @self: a row.
 *
 * Returns: whether the person appears and is masked.
 */
gboolean
vouch_person_row_get_masked (VouchPersonRow *self)
{
  g_return_val_if_fail (VOUCH_IS_PERSON_ROW (self), FALSE);

  return vouch_person_row_get_appears (self) && gtk_switch_get_active (self->masked);
}

static char *
describe_scopes (guint flags)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < N_SCOPES; i++)
    if (flags & scopes[i].scope)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", _ (scopes[i].word));
  return g_string_free (text, FALSE);
}

static GtkWidget *
make_permission_row (VouchPermission *permission)
{
  g_autofree char *covered = describe_scopes (vouch_permission_get_scopes (permission));
  g_autofree char *purposes =
      g_strjoinv (", ", (char **) vouch_permission_get_purposes (permission));
  g_autofree char *until = NULL;
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;
  GtkWidget *row, *withdraw;

  /* Translators: what a permission covers (voice, image), and what for (assessment). */
  title = g_strdup_printf (_ ("✓ %s for %s"), covered, purposes);
  if (vouch_permission_get_until (permission) != VOUCH_DAY_NONE) {
    until = vouch_day_format_for_people (vouch_permission_get_until (permission));
    subtitle = g_strdup_printf (_ ("until %s"), until);
  }
  row = vouch_rows_text (title, subtitle);
  withdraw = gtk_button_new_with_label (_ ("Withdraw"));
  gtk_widget_set_valign (withdraw, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (withdraw), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  title, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (withdraw), "people.withdraw");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (withdraw), "s",
                                    vouch_permission_get_id (permission));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), withdraw);
  return row;
}

static guint
show_permissions (VouchPersonRow *self, VouchItemState *state, const char *purpose)
{
  GPtrArray *all = vouch_people_get_permissions (vouch_item_state_get_people (state));
  guint covered = 0;

  for (guint i = 0; i < self->permissions->len; i++)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self), g_ptr_array_index (self->permissions, i));
  g_ptr_array_set_size (self->permissions, 0);
  for (guint i = 0; i < all->len; i++) {
    VouchPermission *permission = g_ptr_array_index (all, i);
    GtkWidget *row;

    if (g_strcmp0 (vouch_permission_get_person (permission), self->key) != 0 ||
        !vouch_permission_in_force (permission, vouch_item_state_get_today (state)))
      continue;
    if (purpose == NULL || g_strv_contains (vouch_permission_get_purposes (permission), purpose))
      covered |= vouch_permission_get_scopes (permission);
    row = make_permission_row (permission);
    adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
    g_ptr_array_add (self->permissions, row);
  }
  return covered;
}

static void
show_summary (VouchPersonRow *self, VouchPerson *person, guint covered, guint wanted)
{
  g_autofree char *words = NULL;
  g_autofree char *text = NULL;
  const char *role =
      vouch_person_get_role (person) == VOUCH_PERSON_ROLE_ADULT ? _ ("adult") : _ ("student");

  if ((wanted & ~covered) == 0) {
    words = describe_scopes (covered);
    text = *words != '\0' ? g_strdup_printf (_ ("%s · ✓ permission for %s"), role, words)
                          : g_strdup (role);
  } else {
    words = describe_scopes (wanted & ~covered);
    text = g_strdup_printf (_ ("%s · ○ no permission for %s yet"), role, words);
  }
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), text);
}

static guint
wanted_scopes (VouchConstraint *consent)
{
  const char *const *names = consent != NULL ? vouch_constraint_get_list (consent, "scopes") : NULL;
  guint wanted = 0;

  for (guint i = 0; names != NULL && names[i] != NULL; i++) {
    guint flag = 0;

    if (vouch_permission_scopes_from_string (names[i], &flag))
      wanted |= flag;
  }
  return wanted;
}

/* The form starts from what the definition asks for; what was changed in it stays. */
static void
offer_defaults (VouchPersonRow *self, VouchConstraint *consent, guint wanted)
{
  const char *purpose = consent != NULL ? vouch_constraint_get_text (consent, "purpose") : NULL;

  if (self->form_resource != NULL || consent == NULL)
    return;
  self->form_resource = g_strdup (vouch_constraint_get_text (consent, "formResource"));
  if (self->form_resource == NULL)
    self->form_resource = g_strdup ("program");
  for (gsize i = 0; i < N_SCOPES; i++)
    gtk_switch_set_active (self->covers[i], (wanted & scopes[i].scope) != 0);
  gtk_editable_set_text (GTK_EDITABLE (self->purpose), purpose != NULL ? purpose : "assessment");
}

/* The name beside the key, and the class before the summary, while the class lists are open. */
static void
show_name (VouchPersonRow *self, VouchItemState *state)
{
  VouchLedger *ledger = vouch_item_state_get_ledger (state);
  VouchClassList *list = ledger != NULL ? vouch_ledger_find_class_of (ledger, self->key) : NULL;
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  if (list == NULL) {
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), self->key);
    return;
  }
  /* Translators: a pseudonym key and the real name behind it, as in “A-3 · Lena Meyer”. */
  title = g_strdup_printf (_ ("%s · %s"), self->key, vouch_class_list_find_name (list, self->key));
  subtitle = g_strdup_printf ("%s · %s", vouch_class_list_get_name (list),
                              adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (self)));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
}

/**
 * vouch_person_row_update:
 * @self: a row.
 * @state: the item as it stands.
 *
 * Shows whether the person appears in it and what she permitted.
 */
void
vouch_person_row_update (VouchPersonRow *self, VouchItemState *state)
{
  VouchItem *item = vouch_item_state_get_item (state);
  VouchAppearance *appearance = vouch_item_get_appearance (item);
  VouchConstraint *consent =
      vouch_item_state_find_constraint (state, VOUCH_CONSTRAINT_KIND_CONSENT);
  VouchPerson *person = vouch_people_find (vouch_item_state_get_people (state), self->key);
  const char *purpose = consent != NULL ? vouch_constraint_get_text (consent, "purpose") : NULL;
  guint covered, wanted = wanted_scopes (consent);

  g_return_if_fail (VOUCH_IS_PERSON_ROW (self));

  self->showing = TRUE;
  gtk_check_button_set_active (
      self->appears, vouch_appearance_get_state (appearance) == VOUCH_APPEARANCE_STATE_LISTED &&
                         g_strv_contains (vouch_appearance_get_people (appearance), self->key));
  gtk_switch_set_active (self->masked,
                         g_strv_contains (vouch_appearance_get_masked (appearance), self->key));
  gtk_widget_set_sensitive (self->masked_row, gtk_check_button_get_active (self->appears));
  self->showing = FALSE;
  covered = show_permissions (self, state, purpose);
  offer_defaults (self, consent, wanted);
  if (person != NULL)
    show_summary (self, person, covered, wanted);
  show_name (self, state);
}

/**
 * vouch_person_row_take_permission:
 * @self: a row.
 * @error: what is still missing.
 *
 * Returns: (transfer full) (nullable): the permission that the form tells of; it has no id yet.
 */
VouchPermission *
vouch_person_row_take_permission (VouchPersonRow *self, GError **error)
{
  g_autoptr (VouchPermission) permission = vouch_permission_new ();
  g_autofree char *until = NULL;
  g_autofree char *purpose = NULL;
  const char *forms[] = { NULL, self->form_resource != NULL ? self->form_resource : "program",
                          "district" };
  guint covered = 0;
  VouchDay day = VOUCH_DAY_NONE;

  g_return_val_if_fail (VOUCH_IS_PERSON_ROW (self), NULL);

  if (!vouch_field_row_check (self->until, error))
    return NULL;
  until = vouch_field_row_dup_text (self->until);
  purpose = vouch_field_row_dup_text (self->purpose);
  vouch_day_parse (until, &day);
  for (gsize i = 0; i < N_SCOPES; i++)
    covered |= gtk_switch_get_active (self->covers[i]) ? (guint) scopes[i].scope : 0;
  if (covered == 0 || *purpose == '\0') {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                         _ ("Say what the permission covers and what it is for."));
    return NULL;
  }
  vouch_permission_set_person (permission, self->key);
  vouch_permission_set_scopes (permission, covered);
  vouch_permission_set_purposes (permission, (const char *const[]){ purpose, NULL });
  vouch_permission_set_form (permission, forms[adw_combo_row_get_selected (self->form)]);
  vouch_permission_set_until (permission, day);
  return g_steal_pointer (&permission);
}
