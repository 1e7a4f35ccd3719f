/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-goal-form"

#include "config.h"
#include "vouch-goal-form.h"

#include <glib/gi18n.h>

#include "vouch-field-row.h"

typedef const char *(*GetText) (VouchGoal *goal);
typedef void (*SetText) (VouchGoal *goal, const char *text);

static const char *
get_standard (VouchGoal *goal)
{
  VouchAlignment *standard = vouch_goal_get_standard (goal);

  return standard != NULL ? vouch_alignment_get_target_name (standard) : NULL;
}

static const char *
get_url (VouchGoal *goal)
{
  VouchAlignment *standard = vouch_goal_get_standard (goal);

  return standard != NULL ? vouch_alignment_get_target_url (standard) : NULL;
}

static void
set_both (VouchGoal *goal, const char *name, const char *url)
{
  g_autoptr (VouchAlignment) standard = NULL;

  if (name != NULL || url != NULL) {
    standard = vouch_alignment_new ();
    vouch_alignment_set_target_name (standard, name);
    vouch_alignment_set_target_url (standard, url);
  }
  vouch_goal_set_standard (goal, standard);
}

static void
set_standard (VouchGoal *goal, const char *text)
{
  g_autofree char *url = g_strdup (get_url (goal));

  set_both (goal, text, url);
}

static void
set_url (VouchGoal *goal, const char *text)
{
  g_autofree char *name = g_strdup (get_standard (goal));

  set_both (goal, name, text);
}

static char *
format (VouchDay day)
{
  return day != VOUCH_DAY_NONE ? vouch_day_format (day) : NULL;
}

/* What is typed in one line each; the outcome stands at the end of the page. */
static const struct {
  const char *title;
  GetText get;
  SetText set;
  gboolean at_end;
} texts[] = {
  { N_ ("The goal"), vouch_goal_get_statement, vouch_goal_set_statement, FALSE },
  { N_ ("Why it matters"), vouch_goal_get_why, vouch_goal_set_why, FALSE },
  { N_ ("What tells that it is reached"), vouch_goal_get_measure, vouch_goal_set_measure, FALSE },
  { N_ ("Where that stands now"), vouch_goal_get_baseline, vouch_goal_set_baseline, FALSE },
  { N_ ("Where it shall be"), vouch_goal_get_target, vouch_goal_set_target, FALSE },
  { N_ ("A standard it serves"), get_standard, set_standard, FALSE },
  { N_ ("Where that standard is found"), get_url, set_url, FALSE },
  { N_ ("Who was consulted, such as a coach"), vouch_goal_get_people, vouch_goal_set_people,
    FALSE },
  { N_ ("What came of it"), vouch_goal_get_outcome, vouch_goal_set_outcome, TRUE },
};

/**
 * VouchGoalForm:
 *
 * The lines of a goal's page that are typed. They write into the goal, and tell so by `edited`.
 */
struct _VouchGoalForm {
  GObject parent_instance;

  VouchGoal *goal;
  GtkWidget *rows[G_N_ELEMENTS (texts)];
  GtkWidget *starts;
  GtkWidget *due;
};

enum {
  SIGNAL_EDITED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchGoalForm, vouch_goal_form, G_TYPE_OBJECT)

/* A goal without words is none, so the last words stay until there are others. */
static void
text_edited_cb (VouchFieldRow *row, VouchGoalForm *self)
{
  g_autofree char *text = vouch_field_row_dup_text (row);

  if (self->goal == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (self->rows[i] == GTK_WIDGET (row)) {
      if (i == 0 && *text == '\0')
        return;
      texts[i].set (self->goal, *text != '\0' ? text : NULL);
    }
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

static void
day_edited_cb (VouchFieldRow *row, VouchGoalForm *self)
{
  g_autofree char *text = vouch_field_row_dup_text (row);
  VouchDay day = VOUCH_DAY_NONE;

  if (self->goal == NULL || (*text != '\0' && !vouch_day_parse (text, &day)))
    return;
  if (GTK_WIDGET (row) == self->starts)
    vouch_goal_set_starts (self->goal, day);
  else
    vouch_goal_set_due (self->goal, day);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

static void
vouch_goal_form_dispose (GObject *object)
{
  g_clear_object (&VOUCH_GOAL_FORM (object)->goal);

  G_OBJECT_CLASS (vouch_goal_form_parent_class)->dispose (object);
}

static void
vouch_goal_form_class_init (VouchGoalFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_goal_form_dispose;

  signals[SIGNAL_EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vouch_goal_form_init (VouchGoalForm *self)
{
}

/**
 * vouch_goal_form_new:
 * @about: where the lines go that say what the goal is.
 * @end: where the line goes that says what came of it.
 *
 * Returns: (transfer full): the lines, to be filled by vouch_goal_form_show().
 */
VouchGoalForm *
vouch_goal_form_new (AdwPreferencesGroup *about, AdwPreferencesGroup *end)
{
  VouchGoalForm *self = g_object_new (VOUCH_TYPE_GOAL_FORM, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    self->rows[i] = vouch_field_row_new (_ (texts[i].title), NULL);
    adw_preferences_group_add (texts[i].at_end ? end : about, self->rows[i]);
    g_signal_connect_object (self->rows[i], "edited", G_CALLBACK (text_edited_cb), self, 0);
  }
  self->starts = vouch_field_row_new_date (_ ("Work on it begins"));
  self->due = vouch_field_row_new_date (_ ("Reached by"));
  adw_preferences_group_add (about, self->starts);
  adw_preferences_group_add (about, self->due);
  g_signal_connect_object (self->starts, "edited", G_CALLBACK (day_edited_cb), self, 0);
  g_signal_connect_object (self->due, "edited", G_CALLBACK (day_edited_cb), self, 0);
  return self;
}

/**
 * vouch_goal_form_show:
 * @self: the lines.
 * @goal: a goal; what is typed is written into it from now on.
 *
 * Shows a goal.
 */
void
vouch_goal_form_show (VouchGoalForm *self, VouchGoal *goal)
{
  g_autofree char *starts = NULL;
  g_autofree char *due = NULL;

  g_return_if_fail (VOUCH_IS_GOAL_FORM (self) && VOUCH_IS_GOAL (goal));

  g_set_object (&self->goal, goal);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    vouch_field_row_show (VOUCH_FIELD_ROW (self->rows[i]), texts[i].get (goal));
  starts = format (vouch_goal_get_starts (goal));
  due = format (vouch_goal_get_due (goal));
  vouch_field_row_show (VOUCH_FIELD_ROW (self->starts), starts);
  vouch_field_row_show (VOUCH_FIELD_ROW (self->due), due);
}
