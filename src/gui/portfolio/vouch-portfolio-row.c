/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-portfolio-row"

#include "config.h"
#include "vouch-portfolio-row.h"

#include <glib/gi18n.h>

#include "vouch-day.h"

#include "vouch-ring.h"

/**
 * VouchPortfolioRow:
 *
 * One portfolio in a list: how far it is, the next step, and when it was last changed.
 */
struct _VouchPortfolioRow {
  GtkWidget parent_instance;

  VouchRing *ring;
  GtkLabel *count;
  GtkLabel *title;
  GtkLabel *step;
  GtkLabel *changed;
};

G_DEFINE_FINAL_TYPE (VouchPortfolioRow, vouch_portfolio_row, GTK_TYPE_WIDGET)

static void
vouch_portfolio_row_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (vouch_portfolio_row_parent_class)->dispose (object);
}

static void
vouch_portfolio_row_class_init (VouchPortfolioRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_portfolio_row_dispose;

  g_type_ensure (VOUCH_TYPE_RING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/portfolio/vouch-portfolio-row.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchPortfolioRow, changed);
  gtk_widget_class_bind_template_child (widget_class, VouchPortfolioRow, count);
  gtk_widget_class_bind_template_child (widget_class, VouchPortfolioRow, ring);
  gtk_widget_class_bind_template_child (widget_class, VouchPortfolioRow, step);
  gtk_widget_class_bind_template_child (widget_class, VouchPortfolioRow, title);
}

static void
vouch_portfolio_row_init (VouchPortfolioRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * vouch_portfolio_row_new:
 *
 * Returns: (transfer floating): an empty row.
 */
GtkWidget *
vouch_portfolio_row_new (void)
{
  return g_object_new (VOUCH_TYPE_PORTFOLIO_ROW, NULL);
}

/**
 * vouch_portfolio_row_describe:
 * @summary: a portfolio.
 *
 * Returns: (transfer full): where it is on its way, or the next step.
 */
char *
vouch_portfolio_row_describe (VouchPortfolioSummary *summary)
{
  const char *next = vouch_portfolio_summary_get_next_step (summary);

  switch (vouch_portfolio_summary_get_standing (summary)) {
  case VOUCH_STANDING_EARNED: return g_strdup (C_ ("portfolio", "Earned."));
  case VOUCH_STANDING_DECIDED: return g_strdup (_ ("A decision came in."));
  case VOUCH_STANDING_SENT: return g_strdup (_ ("Sent. The assessor has it."));
  case VOUCH_STANDING_ON_ITS_WAY: return g_strdup (_ ("On its way to the issuer."));
  case VOUCH_STANDING_READY: return g_strdup (_ ("Complete. Ready to send."));
  case VOUCH_STANDING_OPEN:
  default: return g_strdup (next != NULL ? next : "");
  }
}

/**
 * vouch_portfolio_row_set_summary:
 * @self: a row.
 * @summary: a portfolio.
 *
 * Shows it.
 */
void
vouch_portfolio_row_set_summary (VouchPortfolioRow *self, VouchPortfolioSummary *summary)
{
  guint complete = vouch_portfolio_summary_get_complete (summary);
  guint needed = vouch_portfolio_summary_get_needed (summary);
  /* Translators: how many of the things asked for are complete, as in "9 of 14". */
  g_autofree char *count = g_strdup_printf (_ ("%u of %u"), complete, needed);
  g_autofree char *step = vouch_portfolio_row_describe (summary);
  g_autofree char *day = vouch_day_format_for_people (
      vouch_day_from_time (vouch_portfolio_summary_get_changed_ms (summary)));

  g_return_if_fail (VOUCH_IS_PORTFOLIO_ROW (self));

  vouch_ring_set_progress (self->ring, complete, needed);
  gtk_label_set_text (self->count, count);
  gtk_label_set_text (self->title, vouch_portfolio_summary_get_title (summary));
  gtk_label_set_text (self->step, step);
  /* Where the window is narrow they may be cut short. */
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title),
                               vouch_portfolio_summary_get_title (summary));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->step), step);
  gtk_label_set_text (self->changed, day);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  vouch_portfolio_summary_get_title (summary),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, step, -1);
}
