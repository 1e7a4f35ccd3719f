/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-evidence-form"

#include "config.h"
#include "vouch-evidence-form.h"

#include <glib/gi18n.h>

#include "vouch-evidence-change.h"
#include "vouch-evidence-list.h"
#include "vouch-register.h"

#include "vouch-field-row.h"
#include "vouch-rows.h"
#include "vouch-undo.h"
#include "vouch-vocabulary.h"

/* How many rows stand in sight; the others are under "More". */
#define IN_SIGHT 4

/**
 * VouchEvidenceForm:
 *
 * What is recorded about one file or many: what they have in common is shown, what is touched is
 * written to all of them at every place where they are used, and the rest stays as it is.
 */
struct _VouchEvidenceForm {
  AdwWindow parent_instance;

  VouchPage *page;
  GPtrArray *evidence;
  VouchAppearance *appearance; /* (nullable): of the only file */

  AdwPreferencesGroup *words;
  AdwPreferencesGroup *who;
  GtkLabel *problem;
  GtkWidget *title;
  GtkWidget *rows[VOUCH_VOCABULARY_LENGTH];
  char *shown[VOUCH_VOCABULARY_LENGTH]; /* what all have in common; NULL where they differ */
  GtkSwitch *change_people;
  AdwExpanderRow *people;
  GtkSwitch *nobody;
  GPtrArray *ticks; /* (element-type GtkCheckButton), one for each key */
  GPtrArray *keys;  /* (element-type utf8) */
};

G_DEFINE_FINAL_TYPE (VouchEvidenceForm, vouch_evidence_form, ADW_TYPE_WINDOW)

/* What is common. */

static char *
common_value (GPtrArray *evidence, const char *name)
{
  const char *first = vouch_evidence_get_attribute (evidence->pdata[0], name);

  for (guint i = 1; i < evidence->len; i++)
    if (g_strcmp0 (vouch_evidence_get_attribute (evidence->pdata[i], name), first) != 0)
      return NULL;
  return g_strdup (first != NULL ? first : "");
}

static GtkWidget *
make_combo (VouchEvidenceForm *self, guint index)
{
  const VouchVocabulary *entry = &vouch_vocabulary[index];
  const char *words[6] = { NULL };
  guint n = 0, selected = 0;
  GtkWidget *row;

  if (self->shown[index] == NULL)
    words[n++] = _ ("Different, as it is");
  words[n++] = _ ("Not said");
  for (guint i = 0; i < 4 && entry->values[i] != NULL; i++) {
    if (g_strcmp0 (self->shown[index], entry->values[i]) == 0)
      selected = n;
    words[n++] = _ (entry->words[i]);
  }
  row = vouch_rows_combo (_ (entry->title), words);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  return row;
}

static GtkWidget *
make_row (VouchEvidenceForm *self, guint index)
{
  const VouchVocabulary *entry = &vouch_vocabulary[index];
  g_autofree char *title = NULL;
  GtkWidget *row;

  if (entry->values[0] != NULL)
    return make_combo (self, index);
  /* Translators: a question whose answers differ among the files that are edited together. */
  title = self->shown[index] != NULL ? g_strdup (_ (entry->title))
                                     : g_strdup_printf (_ ("%s (different)"), _ (entry->title));
  if (g_str_equal (entry->name, "date"))
    row = vouch_field_row_new_date (title);
  else if (g_str_equal (entry->name, "student"))
    row = vouch_field_row_new_key (title);
  else
    row = vouch_field_row_new (title, NULL);
  vouch_field_row_show (VOUCH_FIELD_ROW (row), self->shown[index]);
  return row;
}

static void
fill_words (VouchEvidenceForm *self)
{
  GtkWidget *more = vouch_rows_expander (_ ("More"), NULL);

  if (self->evidence->len == 1) {
    self->title = vouch_field_row_new (_ ("Title"), NULL);
    vouch_field_row_show (VOUCH_FIELD_ROW (self->title),
                          vouch_evidence_get_title (self->evidence->pdata[0]));
    adw_preferences_group_add (self->words, self->title);
  }
  for (guint i = 0; i < VOUCH_VOCABULARY_LENGTH; i++) {
    self->shown[i] = common_value (self->evidence, vouch_vocabulary[i].name);
    self->rows[i] = make_row (self, i);
    if (i < IN_SIGHT)
      adw_preferences_group_add (self->words, self->rows[i]);
    else
      adw_expander_row_add_row (ADW_EXPANDER_ROW (more), self->rows[i]);
  }
  adw_preferences_group_add (self->words, more);
}

/* People. */

static void
nobody_cb (VouchEvidenceForm *self)
{
  if (gtk_switch_get_active (self->nobody))
    for (guint i = 0; i < self->ticks->len; i++)
      gtk_check_button_set_active (self->ticks->pdata[i], FALSE);
}

static void
tick_cb (VouchEvidenceForm *self, GParamSpec *pspec, GtkCheckButton *tick)
{
  if (gtk_check_button_get_active (tick))
    gtk_switch_set_active (self->nobody, FALSE);
}

static void
add_person (VouchEvidenceForm *self, const char *key)
{
  GtkWidget *row = vouch_rows_text (key, NULL);
  GtkWidget *tick = gtk_check_button_new ();
  gboolean appears = self->appearance != NULL &&
                     g_strv_contains (vouch_appearance_get_people (self->appearance), key);

  gtk_widget_set_valign (tick, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tick), GTK_ACCESSIBLE_PROPERTY_LABEL, key, -1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), appears);
  g_signal_connect_object (tick, "notify::active", G_CALLBACK (tick_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), tick);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), tick);
  adw_expander_row_add_row (self->people, row);
  g_ptr_array_add (self->ticks, tick);
  g_ptr_array_add (self->keys, g_strdup (key));
}

static void
fill_people (VouchEvidenceForm *self, VouchPeople *people)
{
  GPtrArray *all = vouch_people_get_people (people);

  adw_preferences_group_add (
      self->who, vouch_rows_switch (_ ("Say who is in it"),
                                    self->evidence->len == 1
                                        ? NULL
                                        : _ ("Takes the place of what each file says now"),
                                    &self->change_people));
  self->people = ADW_EXPANDER_ROW (vouch_rows_expander (_ ("People"), NULL));
  g_object_bind_property (self->change_people, "active", self->people, "visible",
                          G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->change_people, "active", self->people, "expanded",
                          G_BINDING_DEFAULT);
  adw_expander_row_add_row (
      self->people, vouch_rows_switch (_ ("Nobody can be recognised here"), NULL, &self->nobody));
  gtk_switch_set_active (self->nobody, self->appearance != NULL &&
                                           vouch_appearance_get_state (self->appearance) ==
                                               VOUCH_APPEARANCE_STATE_NOBODY);
  for (guint i = 0; i < all->len; i++)
    add_person (self, vouch_person_get_key (all->pdata[i]));
  g_signal_connect_object (self->nobody, "notify::active", G_CALLBACK (nobody_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->who, GTK_WIDGET (self->people));
}

/* Whoever was masked and still appears stays masked. */
static void
keep_masked (VouchEvidenceForm *self, VouchAppearance *appearance, const char *const *keys)
{
  const char *const *masked =
      self->appearance != NULL ? vouch_appearance_get_masked (self->appearance) : NULL;
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; masked != NULL && masked[i] != NULL; i++)
    if (g_strv_contains (keys, masked[i]))
      g_ptr_array_add (kept, (char *) masked[i]);
  g_ptr_array_add (kept, NULL);
  vouch_appearance_set_masked (appearance, (const char *const *) kept->pdata);
}

static VouchAppearance *
read_people (VouchEvidenceForm *self)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  VouchAppearance *appearance;

  if (!gtk_switch_get_active (self->change_people))
    return NULL;
  for (guint i = 0; i < self->ticks->len; i++)
    if (gtk_check_button_get_active (self->ticks->pdata[i]))
      g_ptr_array_add (keys, self->keys->pdata[i]);
  appearance = vouch_appearance_new ();
  if (gtk_switch_get_active (self->nobody)) {
    vouch_appearance_set_state (appearance, VOUCH_APPEARANCE_STATE_NOBODY);
  } else if (keys->len > 0) {
    g_ptr_array_add (keys, NULL);
    vouch_appearance_set_state (appearance, VOUCH_APPEARANCE_STATE_LISTED);
    vouch_appearance_set_people (appearance, (const char *const *) keys->pdata);
    keep_masked (self, appearance, (const char *const *) keys->pdata);
  }
  return appearance;
}

/* Saving. */

typedef struct {
  char **artifacts;
  VouchItemEdit *edit;
  VouchAppearance *appearance;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_strfreev (change->artifacts);
  vouch_item_edit_free (change->edit);
  g_clear_object (&change->appearance);
  g_free (change);
}

static gpointer
write_change (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  Change *change = data;

  return vouch_evidence_edit (workspace, (const char *const *) change->artifacts, change->edit,
                              change->appearance, cancellable, error);
}

static gpointer
write_back (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (vouch_evidence_write_back (workspace, data, cancellable, error));
}

static void
written (VouchPage *page, gpointer before)
{
  vouch_undo_offer (GTK_WIDGET (page), vouch_page_get_workspace (page), _ ("Changed"), write_back,
                    g_ptr_array_ref (before), (GDestroyNotify) g_ptr_array_unref);
}

/* The value that a row says now; NULL where it says nothing new. */
static char *
new_value (VouchEvidenceForm *self, guint index)
{
  const VouchVocabulary *entry = &vouch_vocabulary[index];
  g_autofree char *value = NULL;

  if (VOUCH_IS_FIELD_ROW (self->rows[index])) {
    value = vouch_field_row_dup_text (VOUCH_FIELD_ROW (self->rows[index]));
    if (self->shown[index] == NULL && *value == '\0')
      return NULL;
  } else {
    guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->rows[index]));

    if (self->shown[index] == NULL && selected == 0)
      return NULL;
    selected -= self->shown[index] == NULL ? 1 : 0;
    value = g_strdup (selected == 0 ? "" : entry->values[selected - 1]);
  }
  return g_strcmp0 (value, self->shown[index]) != 0 ? g_steal_pointer (&value) : NULL;
}

static const char *
first_title (VouchEvidenceForm *self)
{
  const char *title = vouch_evidence_get_title (self->evidence->pdata[0]);

  return title != NULL ? title : "";
}

static VouchItemEdit *
read_words (VouchEvidenceForm *self, GError **error)
{
  g_autoptr (VouchItemEdit) edit = vouch_item_edit_new ();

  if (self->title != NULL) {
    g_autofree char *title = vouch_field_row_dup_text (VOUCH_FIELD_ROW (self->title));

    if (g_strcmp0 (title, first_title (self)) != 0)
      vouch_item_edit_set_title (edit, title);
  }
  for (guint i = 0; i < VOUCH_VOCABULARY_LENGTH; i++) {
    g_autofree char *value = NULL;

    if (VOUCH_IS_FIELD_ROW (self->rows[i]) &&
        !vouch_field_row_check (VOUCH_FIELD_ROW (self->rows[i]), error))
      return NULL;
    value = new_value (self, i);
    if (value != NULL &&
        !vouch_item_edit_set_attribute (edit, vouch_vocabulary[i].name, value, error))
      return NULL;
  }
  return g_steal_pointer (&edit);
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchEvidenceForm *self = VOUCH_EVIDENCE_FORM (widget);
  g_autoptr (GError) error = NULL;
  VouchItemEdit *edit = read_words (self, &error);
  Change *change;

  if (edit == NULL) {
    gtk_label_set_text (self->problem, error->message);
    gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
    return;
  }
  change = g_new0 (Change, 1);
  change->edit = edit;
  change->appearance = read_people (self);
  change->artifacts = g_new0 (char *, self->evidence->len + 1);
  for (guint i = 0; i < self->evidence->len; i++)
    change->artifacts[i] = g_strdup (vouch_evidence_get_artifact (self->evidence->pdata[i]));
  vouch_page_run (self->page, write_change, change, change_free, (GDestroyNotify) g_ptr_array_unref,
                  written);
  gtk_window_close (GTK_WINDOW (self));
}

static void
vouch_evidence_form_dispose (GObject *object)
{
  VouchEvidenceForm *self = VOUCH_EVIDENCE_FORM (object);

  g_clear_object (&self->page);
  g_clear_object (&self->appearance);
  g_clear_pointer (&self->evidence, g_ptr_array_unref);

  G_OBJECT_CLASS (vouch_evidence_form_parent_class)->dispose (object);
}

static void
vouch_evidence_form_finalize (GObject *object)
{
  VouchEvidenceForm *self = VOUCH_EVIDENCE_FORM (object);

  g_ptr_array_unref (self->ticks);
  g_ptr_array_unref (self->keys);
  for (guint i = 0; i < VOUCH_VOCABULARY_LENGTH; i++)
    g_free (self->shown[i]);

  G_OBJECT_CLASS (vouch_evidence_form_parent_class)->finalize (object);
}

static void
vouch_evidence_form_class_init (VouchEvidenceFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_evidence_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_evidence_form_finalize;
  gtk_widget_class_install_action (widget_class, "form.save", NULL, save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/evidence/vouch-evidence-form.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchEvidenceForm, problem);
  gtk_widget_class_bind_template_child (widget_class, VouchEvidenceForm, who);
  gtk_widget_class_bind_template_child (widget_class, VouchEvidenceForm, words);
}

static void
vouch_evidence_form_init (VouchEvidenceForm *self)
{
  self->ticks = g_ptr_array_new ();
  self->keys = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Opening: people are read first, and for one file who is in it. */

typedef struct {
  GPtrArray *evidence;
  VouchPeople *people;
  VouchAppearance *appearance;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_ptr_array_unref (opening->evidence);
  g_clear_object (&opening->people);
  g_clear_object (&opening->appearance);
  g_free (opening);
}

static gpointer
load (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  GPtrArray *evidence = data;
  g_autoptr (VouchPeople) people = vouch_register_load (workspace, cancellable, error);
  g_autoptr (VouchItem) only = NULL;
  Opening *opening;

  if (people == NULL)
    return NULL;
  if (evidence->len == 1) {
    only = vouch_evidence_load (workspace, vouch_evidence_get_artifact (evidence->pdata[0]),
                                cancellable, error);
    if (only == NULL)
      return NULL;
  }
  opening = g_new0 (Opening, 1);
  opening->evidence = g_ptr_array_ref (evidence);
  opening->people = g_steal_pointer (&people);
  opening->appearance = only != NULL ? g_object_ref (vouch_item_get_appearance (only)) : NULL;
  return opening;
}

static void
present (VouchPage *page, gpointer result)
{
  Opening *opening = result;
  guint n = opening->evidence->len;
  g_autofree char *count = g_strdup_printf (ngettext ("Edit %u file", "Edit %u files", n), n);
  const char *title = n == 1 ? vouch_evidence_get_name (opening->evidence->pdata[0]) : count;
  VouchEvidenceForm *self = g_object_new (VOUCH_TYPE_EVIDENCE_FORM, "title", title, "transient-for",
                                          gtk_widget_get_root (GTK_WIDGET (page)), NULL);

  self->page = g_object_ref (page);
  self->evidence = g_ptr_array_ref (opening->evidence);
  self->appearance = opening->appearance != NULL ? g_object_ref (opening->appearance) : NULL;
  fill_words (self);
  fill_people (self, opening->people);
  gtk_window_present (GTK_WINDOW (self));
}

/**
 * vouch_evidence_form_open:
 * @page: the page on which it was asked for.
 * @evidence: (element-type VouchEvidence): one file or many.
 *
 * Opens a form on what is recorded about files. Saving it can be undone.
 */
void
vouch_evidence_form_open (VouchPage *page, GPtrArray *evidence)
{
  g_return_if_fail (VOUCH_IS_PAGE (page) && evidence != NULL && evidence->len > 0);

  vouch_page_run (page, load, g_ptr_array_ref (evidence), (GDestroyNotify) g_ptr_array_unref,
                  opening_free, present);
}
