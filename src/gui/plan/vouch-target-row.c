/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-target-row"

#include "config.h"
#include "vouch-target-row.h"

#include <glib/gi18n.h>

#include "vouch-backward-plan.h"
#include "vouch-plans.h"

#include "vouch-field-row.h"
#include "vouch-rows.h"

/**
 * VouchTargetRow:
 *
 * One portfolio in the growth plan: the day by which it shall be sent, and the way there.
 */
struct _VouchTargetRow {
  AdwExpanderRow parent_instance;

  VouchPage *page; /* it holds this row */
  char *portfolio;
  GtkWidget *day;
  GPtrArray *steps; /* the rows of the steps */
};

G_DEFINE_FINAL_TYPE (VouchTargetRow, vouch_target_row, ADW_TYPE_EXPANDER_ROW)

typedef struct {
  char *portfolio;
  VouchDay day;
} Wish;

static void
free_wish (gpointer data)
{
  g_free (((Wish *) data)->portfolio);
  g_free (data);
}

static gpointer
set_target (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  Wish *wish = data;

  return GINT_TO_POINTER (
      vouch_plans_set_target (workspace, wish->portfolio, wish->day, cancellable, error));
}

static void
day_edited_cb (VouchTargetRow *self)
{
  g_autofree char *text = vouch_field_row_dup_text (VOUCH_FIELD_ROW (self->day));
  VouchDay day = VOUCH_DAY_NONE;
  Wish *wish;

  if (*text != '\0' && !vouch_day_parse (text, &day))
    return;
  wish = g_new0 (Wish, 1);
  wish->portfolio = g_strdup (self->portfolio);
  wish->day = day;
  vouch_page_run (self->page, set_target, wish, free_wish, NULL, NULL);
}

static void
add_row (VouchTargetRow *self, GtkWidget *row)
{
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  g_ptr_array_add (self->steps, row);
}

static void
add_step (VouchTargetRow *self, VouchPlanStep *step)
{
  g_autofree char *words = vouch_plan_step_describe (step);
  g_autofree char *day = NULL;
  g_autoptr (GString) when = g_string_new (NULL);

  if (vouch_plan_step_get_done (step)) {
    add_row (self, vouch_rows_text (words, _ ("✓ done")));
    return;
  }
  day = vouch_day_format_for_people (vouch_plan_step_get_latest (step));
  if (vouch_plan_step_get_kind (step) == VOUCH_PLAN_STEP_KIND_DECISION)
    g_string_append (when, day);
  else
    /* Translators: the last day for something. */
    g_string_append_printf (when, C_ ("last day", "by %s"), day);
  if (vouch_plan_step_get_optional (step))
    g_string_append_printf (when, " · %s", _ ("if you like"));
  if (vouch_plan_step_get_reason (step) != NULL)
    g_string_append_printf (when, "\n%s", vouch_plan_step_get_reason (step));
  add_row (self, vouch_rows_text (words, when->str));
}

static void
show_way (VouchTargetRow *self, VouchBackwardPlan *way)
{
  GPtrArray *steps = vouch_backward_plan_get_steps (way);

  if (vouch_backward_plan_get_conflict (way) != NULL)
    add_row (self,
             vouch_rows_text (_ ("! Not by that day"), vouch_backward_plan_get_conflict (way)));
  for (guint i = 0; i < steps->len; i++)
    add_step (self, g_ptr_array_index (steps, i));
}

static char *
sum_up (VouchBackwardPlan *way)
{
  g_autofree char *day = NULL;
  GPtrArray *steps;

  if (way == NULL)
    return g_strdup (_ ("No day yet"));
  if (vouch_backward_plan_get_conflict (way) != NULL)
    return g_strdup_printf ("! %s", vouch_backward_plan_get_conflict (way));
  day = vouch_day_format_for_people (vouch_backward_plan_get_send (way));
  steps = vouch_backward_plan_get_steps (way);
  for (guint i = 0; i < steps->len; i++)
    if (!vouch_plan_step_get_done (steps->pdata[i])) {
      g_autofree char *words = vouch_plan_step_describe (steps->pdata[i]);
      g_autofree char *first =
          vouch_day_format_for_people (vouch_plan_step_get_latest (steps->pdata[i]));

      /* Translators: the day of sending; then the next step and its last day. */
      return g_strdup_printf (_ ("Send by %s. Next: %s, by %s."), day, words, first);
    }
  return g_strdup (day);
}

static void
vouch_target_row_finalize (GObject *object)
{
  VouchTargetRow *self = VOUCH_TARGET_ROW (object);

  g_ptr_array_unref (self->steps);
  g_free (self->portfolio);

  G_OBJECT_CLASS (vouch_target_row_parent_class)->finalize (object);
}

static void
vouch_target_row_class_init (VouchTargetRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_target_row_finalize;
}

static void
vouch_target_row_init (VouchTargetRow *self)
{
  self->steps = g_ptr_array_new ();
  self->day = vouch_field_row_new_date (_ ("I want to send by"));
  g_signal_connect_object (self->day, "edited", G_CALLBACK (day_edited_cb), self,
                           G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->day);
}

/**
 * vouch_target_row_new:
 * @page: the page that the row is on.
 * @portfolio: id of a portfolio.
 *
 * Returns: (transfer floating): a row, to be filled by vouch_target_row_show().
 */
GtkWidget *
vouch_target_row_new (VouchPage *page, const char *portfolio)
{
  VouchTargetRow *self = g_object_new (VOUCH_TYPE_TARGET_ROW, "use-markup", FALSE, NULL);

  self->page = page;
  self->portfolio = g_strdup (portfolio);
  return GTK_WIDGET (self);
}

/**
 * vouch_target_row_get_portfolio:
 * @self: a row.
 *
 * Returns: (transfer none): id of its portfolio.
 */
const char *
vouch_target_row_get_portfolio (VouchTargetRow *self)
{
  g_return_val_if_fail (VOUCH_IS_TARGET_ROW (self), NULL);

  return self->portfolio;
}

/**
 * vouch_target_row_show:
 * @self: a row.
 * @portfolio: its portfolio.
 * @state: what was read.
 *
 * Shows the day and the steps.
 */
void
vouch_target_row_show (VouchTargetRow *self,
                       VouchPortfolioSummary *portfolio,
                       VouchPlanState *state)
{
  VouchBackwardPlan *way;
  VouchDay day;
  g_autofree char *text = NULL;
  g_autofree char *subtitle = NULL;

  g_return_if_fail (VOUCH_IS_TARGET_ROW (self));

  way = g_hash_table_lookup (state->ways, self->portfolio);
  day = GPOINTER_TO_UINT (g_hash_table_lookup (state->targets, self->portfolio));
  text = day != VOUCH_DAY_NONE ? vouch_day_format (day) : NULL;
  subtitle = sum_up (way);
  vouch_field_row_show (VOUCH_FIELD_ROW (self->day), text);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 vouch_portfolio_summary_get_title (portfolio));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  for (guint i = 0; i < self->steps->len; i++)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self), g_ptr_array_index (self->steps, i));
  g_ptr_array_set_size (self->steps, 0);
  if (way != NULL)
    show_way (self, way);
}
