/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-rubric-pane"

#include "config.h"
#include "vouch-rubric-pane.h"

#include "vouch-rows.h"

/* The rubric as it stands beside the portfolio: the same text that the assessor uses. */

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

/**
 * vouch_rubric_pane_fill:
 * @box: an empty or filled box.
 * @definition: a definition.
 *
 * Shows every criterion with every level and its words.
 */
void
vouch_rubric_pane_fill (GtkBox *box, VouchDefinition *definition)
{
  GPtrArray *criteria = vouch_rubric_get_criteria (vouch_definition_get_rubric (definition));

  vouch_rows_clear_box (box);
  for (guint i = 0; i < criteria->len; i++) {
    VouchCriterion *criterion = g_ptr_array_index (criteria, i);
    GPtrArray *levels = vouch_criterion_get_levels (criterion);
    GtkWidget *group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

    gtk_box_append (GTK_BOX (group), make_label (vouch_criterion_get_title (criterion), "heading"));
    for (guint j = levels->len; j > 0; j--) {
      VouchCriterionLevel *level = g_ptr_array_index (levels, j - 1);
      VouchLevel *on_scale = vouch_scale_find_level (vouch_criterion_get_scale (criterion),
                                                     vouch_criterion_level_get_level (level));

      gtk_box_append (GTK_BOX (group),
                      make_label (vouch_level_get_quality (on_scale), "caption-heading"));
      gtk_box_append (GTK_BOX (group),
                      make_label (vouch_criterion_level_get_description (level), "body"));
    }
    gtk_box_append (box, group);
  }
}
