/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-submit-overview"

#include "config.h"
#include "vouch-submit-overview.h"

#include <glib/gi18n.h>

#include "vouch-attestation.h"
#include "vouch-text.h"

#include "vouch-rows.h"

/**
 * VouchSubmitOverview:
 *
 * The last look in four steps: is it complete, who is in it, what exactly is sent, what the teacher
 * confirms; for a further attempt also what has changed, with a note drafted from it. Notifies
 * `ready` when it can be sent.
 */
struct _VouchSubmitOverview {
  GtkWidget parent_instance;

  VouchPreflight *preflight;
  GHashTable *confirmed; /* set of ids */
  GHashTable *ticks;     /* switch to id */
  gboolean ready;

  GtkBox *complete;
  VouchSubmitFit *fit;
  GtkBox *people;
  GtkBox *files;
  GtkBox *attestations;
  GtkBox *changes;
  GtkWidget *note_group;
  GtkTextBuffer *note;
  char *draft; /* (nullable): the note as it was drafted, unless it was changed */
  GtkSwitch *unmetered;
};

enum { PROP_READY = 1, N_PROPS };

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (VouchSubmitOverview, vouch_submit_overview, GTK_TYPE_WIDGET)

static void
update_ready (VouchSubmitOverview *self)
{
  gboolean ready = self->preflight != NULL && vouch_preflight_get_ready (self->preflight);
  GPtrArray *asked =
      self->preflight != NULL ? vouch_preflight_get_attestations (self->preflight) : NULL;
  g_autofree char *note = vouch_submit_overview_get_note (self);

  for (guint i = 0; asked != NULL && i < asked->len; i++)
    if (vouch_attestation_get_required (asked->pdata[i]) &&
        !g_hash_table_contains (self->confirmed, vouch_attestation_get_id (asked->pdata[i])))
      ready = FALSE;
  if (ready && vouch_preflight_get_coach_required (self->preflight) &&
      !g_hash_table_contains (self->confirmed, VOUCH_PREFLIGHT_COACH_MET))
    ready = FALSE;
  if (ready && vouch_preflight_get_note_required (self->preflight) && vouch_text_is_blank (note))
    ready = FALSE;
  if (ready == self->ready)
    return;
  self->ready = ready;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_READY]);
}

static AdwPreferencesGroup *
fresh_group (GtkBox *box, const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *escaped =
      description != NULL ? g_markup_escape_text (description, -1) : g_strdup ("");

  vouch_rows_clear_box (box);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), escaped);
  gtk_accessible_update_property (GTK_ACCESSIBLE (group), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (box, group);
  return ADW_PREFERENCES_GROUP (group);
}

static void
show_complete (VouchSubmitOverview *self)
{
  const char *const *problems = vouch_preflight_get_problems (self->preflight);
  const char *times = vouch_preflight_get_times (self->preflight);
  AdwPreferencesGroup *group = fresh_group (self->complete, _ ("1  Complete"), NULL);
  guint complete, needed;
  g_autofree char *count = NULL;

  vouch_preflight_count (self->preflight, &complete, &needed);
  count = problems[0] == NULL ? g_strdup_printf (_ ("✓ %u of %u"), complete, needed)
                              /* Translators: how many of the required things are complete. */
                              : g_strdup_printf (_ ("○ %u of %u complete"), complete, needed);
  adw_preferences_group_add (group, vouch_rows_text (count, problems[0] == NULL ? times : NULL));
  for (guint i = 0; problems[i] != NULL; i++)
    adw_preferences_group_add (group, vouch_rows_text (_ ("○ Open"), problems[i]));
}

static const char *
describe_result (VouchResult result, const char *good, const char *open)
{
  if (result == VOUCH_RESULT_NOT_APPLICABLE)
    return NULL;
  return vouch_result_is_open (result) ? open : good;
}

static void
show_people (VouchSubmitOverview *self)
{
  const char *const *people = vouch_preflight_get_people (self->preflight);
  AdwPreferencesGroup *group = fresh_group (self->people, _ ("2  Who is in it"), NULL);
  const char *consent = describe_result (
      vouch_preflight_get_result (self->preflight, VOUCH_CONSTRAINT_KIND_CONSENT),
      _ ("✓ Every permission that is asked for is there"), _ ("! A permission is open; see above"));
  guint n = g_strv_length ((char **) people);
  g_autofree char *title = NULL;
  GtkWidget *row;

  if (n == 0) {
    adw_preferences_group_add (group,
                               vouch_rows_text (_ ("Nobody who could be recognised"), consent));
    return;
  }
  title = g_strdup_printf (ngettext ("%u person is seen, heard or recognisable",
                                     "%u people are seen, heard or recognisable", n),
                           n);
  row = vouch_rows_expander (title, consent);
  for (guint i = 0; people[i] != NULL; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row), vouch_rows_text (people[i], NULL));
  adw_preferences_group_add (group, row);
}

static GtkWidget *
make_file (const VouchPreflightFile *file)
{
  g_autofree char *size = g_format_size ((guint64) MAX (file->bytes, 0));
  /* Translators: how large a file is, and whether it goes as it is. */
  g_autofree char *text =
      g_strdup_printf ("%s · %s", size,
                       file->derived ? _ ("a clean copy; file data that could identify you is gone")
                                     : _ ("as it is; it holds no such data"));

  return vouch_rows_text (file->name, text);
}

static void
add_view (AdwPreferencesGroup *group, const char *portfolio)
{
  adw_preferences_group_add (group, vouch_rows_link (_ ("Assessor's view"),
                                                     _ ("See exactly what will be received."),
                                                     "win.show-assessor-view", portfolio));
}

static void
show_files (VouchSubmitOverview *self, const char *portfolio)
{
  guint n = vouch_preflight_get_n_files (self->preflight);
  AdwPreferencesGroup *group = fresh_group (self->files, _ ("3  What is sent"), NULL);
  g_autofree char *total =
      g_format_size ((guint64) MAX (vouch_preflight_get_total_bytes (self->preflight), 0));
  g_autofree char *words = g_strdup_printf (
      ngettext ("%u file, %s, and your answers", "%u files, %s, and your answers", n), n, total);
  const char *privacy = describe_result (
      vouch_preflight_get_result (self->preflight, VOUCH_CONSTRAINT_KIND_DEIDENTIFICATION),
      _ ("✓ No names or places were found, and what only you can see is confirmed"),
      _ ("! Names or places are open; see above"));
  GtkWidget *row;

  row = vouch_rows_text (_ ("What the assessor will receive"), NULL);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "submit.assessor-view");
  adw_preferences_group_add (group, row);
  if (n == 0) {
    adw_preferences_group_add (group, vouch_rows_text (_ ("Your answers"), privacy));
    add_view (group, portfolio);
    return;
  }
  row = vouch_rows_expander (words, privacy);
  for (guint i = 0; i < n; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row),
                              make_file (vouch_preflight_get_file (self->preflight, i)));
  adw_preferences_group_add (group, row);
  add_view (group, portfolio);
}

static void
tick_cb (VouchSubmitOverview *self, GParamSpec *pspec, GtkSwitch *tick)
{
  const char *id = g_hash_table_lookup (self->ticks, tick);

  if (gtk_switch_get_active (tick))
    g_hash_table_add (self->confirmed, g_strdup (id));
  else
    g_hash_table_remove (self->confirmed, id);
  update_ready (self);
}

static void
add_tick (VouchSubmitOverview *self,
          AdwPreferencesGroup *group,
          const char *id,
          const char *text,
          const char *subtitle)
{
  GtkSwitch *tick;
  GtkWidget *row = vouch_rows_switch (text, subtitle, &tick);

  g_hash_table_insert (self->ticks, tick, g_strdup (id));
  gtk_switch_set_active (tick, g_hash_table_contains (self->confirmed, id));
  g_signal_connect_object (tick, "notify::active", G_CALLBACK (tick_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, row);
}

/* The definition is pinned: its statements are the same as before, and so are the ticks. */
static void
show_attestations (VouchSubmitOverview *self)
{
  GPtrArray *asked = vouch_preflight_get_attestations (self->preflight);
  gboolean coach = vouch_preflight_get_coach_required (self->preflight);
  AdwPreferencesGroup *group;

  /* What has the keyboard keeps it while the page is read anew. */
  if (g_hash_table_size (self->ticks) == asked->len + coach && asked->len + coach > 0)
    return;
  g_hash_table_remove_all (self->ticks);
  group = fresh_group (self->attestations, _ ("4  You confirm"), NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->attestations), asked->len > 0 || coach);
  for (guint i = 0; i < asked->len; i++)
    add_tick (self, group, vouch_attestation_get_id (asked->pdata[i]),
              vouch_attestation_get_text (asked->pdata[i]), NULL);
  if (coach)
    add_tick (self, group, VOUCH_PREFLIGHT_COACH_MET,
              _ ("I have met a coach since the last decision"),
              _ ("After this many attempts the micro-credential asks for it."));
}

static void
show_changes (VouchSubmitOverview *self, VouchHistory *history)
{
  GPtrArray *changes = vouch_history_get_changes (history);
  gboolean further = vouch_history_get_n_attempts (history) > 0;
  AdwPreferencesGroup *group;

  gtk_widget_set_visible (GTK_WIDGET (self->changes), further);
  gtk_widget_set_visible (self->note_group, further);
  if (!further)
    return;
  group = fresh_group (self->changes, _ ("Changed since the last attempt"), NULL);
  for (guint i = 0; i < changes->len; i++) {
    g_autofree char *words =
        vouch_attempt_changes_describe (changes->pdata[i], vouch_history_get_definition (history));

    adw_preferences_group_add (group, vouch_rows_text (words, NULL));
  }
  if (changes->len == 0)
    adw_preferences_group_add (
        group, vouch_rows_text (_ ("Nothing is different yet"),
                                _ ("An assessor would see the same as last time.")));
}

/* Only what nobody has touched is drafted anew. */
static void
draft_note (VouchSubmitOverview *self, VouchHistory *history)
{
  g_autofree char *note = vouch_submit_overview_get_note (self);
  g_autofree char *fresh = vouch_attempt_changes_draft_note (
      vouch_history_get_changes (history), vouch_history_get_definition (history));

  if (!vouch_text_is_blank (note) && g_strcmp0 (note, self->draft) != 0)
    return;
  g_free (self->draft);
  self->draft = g_steal_pointer (&fresh);
  if (g_strcmp0 (note, self->draft) != 0)
    gtk_text_buffer_set_text (self->note, self->draft, -1);
}

static void
vouch_submit_overview_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_READY)
    g_value_set_boolean (value, VOUCH_SUBMIT_OVERVIEW (object)->ready);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
vouch_submit_overview_dispose (GObject *object)
{
  VouchSubmitOverview *self = VOUCH_SUBMIT_OVERVIEW (object);
  GtkWidget *child;

  g_clear_object (&self->preflight);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (vouch_submit_overview_parent_class)->dispose (object);
}

static void
vouch_submit_overview_finalize (GObject *object)
{
  VouchSubmitOverview *self = VOUCH_SUBMIT_OVERVIEW (object);

  g_hash_table_unref (self->confirmed);
  g_hash_table_unref (self->ticks);
  g_free (self->draft);

  G_OBJECT_CLASS (vouch_submit_overview_parent_class)->finalize (object);
}

static void
vouch_submit_overview_class_init (VouchSubmitOverviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vouch_submit_overview_dispose;
  object_class->finalize = vouch_submit_overview_finalize;
  object_class->get_property = vouch_submit_overview_get_property;
  props[PROP_READY] =
      g_param_spec_boolean ("ready", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (VOUCH_TYPE_SUBMIT_FIT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/submit/vouch-submit-overview.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchSubmitOverview, attestations);
  gtk_widget_class_bind_template_child (widget_class, VouchSubmitOverview, changes);
  gtk_widget_class_bind_template_child (widget_class, VouchSubmitOverview, complete);
  gtk_widget_class_bind_template_child (widget_class, VouchSubmitOverview, files);
  gtk_widget_class_bind_template_child (widget_class, VouchSubmitOverview, fit);
  gtk_widget_class_bind_template_child (widget_class, VouchSubmitOverview, note);
  gtk_widget_class_bind_template_child (widget_class, VouchSubmitOverview, note_group);
  gtk_widget_class_bind_template_child (widget_class, VouchSubmitOverview, people);
  gtk_widget_class_bind_template_child (widget_class, VouchSubmitOverview, unmetered);
}

static void
vouch_submit_overview_init (VouchSubmitOverview *self)
{
  self->confirmed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->ticks = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->note, "changed", G_CALLBACK (update_ready), self,
                           G_CONNECT_SWAPPED);
}

/**
 * vouch_submit_overview_show:
 * @self: an overview.
 * @preflight: what would be sent.
 * @history: what was sent before.
 *
 * Shows both; what is ticked and typed stays.
 */
void
vouch_submit_overview_show (VouchSubmitOverview *self,
                            VouchPreflight *preflight,
                            VouchHistory *history)
{
  g_return_if_fail (VOUCH_IS_SUBMIT_OVERVIEW (self));

  g_set_object (&self->preflight, preflight);
  show_complete (self);
  show_people (self);
  show_files (self, vouch_portfolio_get_id (vouch_history_get_portfolio (history)));
  show_attestations (self);
  show_changes (self, history);
  if (vouch_history_get_n_attempts (history) > 0)
    draft_note (self, history);
  update_ready (self);
}

/**
 * vouch_submit_overview_get_fit:
 * @self: an overview.
 *
 * Returns: (transfer none): what makes recordings fit.
 */
VouchSubmitFit *
vouch_submit_overview_get_fit (VouchSubmitOverview *self)
{
  g_return_val_if_fail (VOUCH_IS_SUBMIT_OVERVIEW (self), NULL);

  return self->fit;
}

/**
 * vouch_submit_overview_set_unmetered:
 * @self: an overview.
 * @unmetered: whether it waits for a network that is not metered.
 *
 * Sets the switch for it.
 */
void
vouch_submit_overview_set_unmetered (VouchSubmitOverview *self, gboolean unmetered)
{
  g_return_if_fail (VOUCH_IS_SUBMIT_OVERVIEW (self));

  gtk_switch_set_active (self->unmetered, unmetered);
}

/**
 * vouch_submit_overview_get_unmetered:
 * @self: an overview.
 *
 * Returns: whether it waits for a network that is not metered.
 */
gboolean
vouch_submit_overview_get_unmetered (VouchSubmitOverview *self)
{
  g_return_val_if_fail (VOUCH_IS_SUBMIT_OVERVIEW (self), FALSE);

  return gtk_switch_get_active (self->unmetered);
}

/**
 * vouch_submit_overview_list_confirmed:
 * @self: an overview.
 *
 * Returns: (transfer full): ids of the statements that are confirmed.
 */
char **
vouch_submit_overview_list_confirmed (VouchSubmitOverview *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer id;

  g_return_val_if_fail (VOUCH_IS_SUBMIT_OVERVIEW (self), NULL);

  g_hash_table_iter_init (&iter, self->confirmed);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_strv_builder_add (ids, id);
  return g_strv_builder_end (ids);
}

/**
 * vouch_submit_overview_get_note:
 * @self: an overview.
 *
 * Returns: (transfer full): the note on what changed, empty when there is none.
 */
char *
vouch_submit_overview_get_note (VouchSubmitOverview *self)
{
  GtkTextIter start, end;

  g_return_val_if_fail (VOUCH_IS_SUBMIT_OVERVIEW (self), NULL);

  gtk_text_buffer_get_bounds (self->note, &start, &end);
  return gtk_text_buffer_get_text (self->note, &start, &end, FALSE);
}

/**
 * vouch_submit_overview_get_ready:
 * @self: an overview.
 *
 * Returns: whether it can be sent as it is.
 */
gboolean
vouch_submit_overview_get_ready (VouchSubmitOverview *self)
{
  g_return_val_if_fail (VOUCH_IS_SUBMIT_OVERVIEW (self), FALSE);

  return self->ready;
}
