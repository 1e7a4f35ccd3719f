/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-rubric-pane"

#include "config.h"
#include "vouch-rubric-pane.h"

#include <glib/gi18n.h>

#include "vouch-gaps.h"

#include "vouch-item-row.h"
#include "vouch-rows.h"

/**
 * VouchRubricPane:
 *
 * The rubric as it stands beside the portfolio: the same text that the assessor uses, where the
 * teacher placed herself, and the evidence that speaks to each criterion.
 */
struct _VouchRubricPane {
  GtkWidget parent_instance;

  GtkBox *box;
  char *shown; /* what the pane says, to leave it alone while that is true */
};

G_DEFINE_FINAL_TYPE (VouchRubricPane, vouch_rubric_pane, GTK_TYPE_WIDGET)

static void
vouch_rubric_pane_dispose (GObject *object)
{
  VouchRubricPane *self = VOUCH_RUBRIC_PANE (object);

  if (self->box != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->box));
  self->box = NULL;

  G_OBJECT_CLASS (vouch_rubric_pane_parent_class)->dispose (object);
}

static void
vouch_rubric_pane_finalize (GObject *object)
{
  g_free (VOUCH_RUBRIC_PANE (object)->shown);

  G_OBJECT_CLASS (vouch_rubric_pane_parent_class)->finalize (object);
}

static void
vouch_rubric_pane_class_init (VouchRubricPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_rubric_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_rubric_pane_finalize;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_REGION);
}

static void
vouch_rubric_pane_init (VouchRubricPane *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 24));
  gtk_widget_set_parent (GTK_WIDGET (self->box), GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Rubric"), -1);
}

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
add_levels (GtkWidget *box, VouchCriterion *criterion, const char *own)
{
  GPtrArray *levels = vouch_criterion_get_levels (criterion);

  for (guint i = levels->len; i > 0; i--) {
    VouchCriterionLevel *level = g_ptr_array_index (levels, i - 1);
    const char *id = vouch_criterion_level_get_level (level);
    VouchLevel *on_scale = vouch_scale_find_level (vouch_criterion_get_scale (criterion), id);
    const char *quality = on_scale != NULL ? vouch_level_get_quality (on_scale) : id;
    GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
    gboolean is_own = g_strcmp0 (id, own) == 0;
    /* Translators: a level of the rubric, at which the teacher placed herself. */
    g_autofree char *marked = is_own ? g_strdup_printf (_ ("%s ● you are here"), quality) : NULL;

    add_label (card, marked != NULL ? marked : quality, "caption-heading");
    gtk_label_set_selectable (
        GTK_LABEL (add_label (card, vouch_criterion_level_get_description (level), NULL)), TRUE);
    gtk_widget_add_css_class (card, is_own ? "own-level" : "other-level");
    gtk_box_append (GTK_BOX (box), card);
  }
}

static void
add_evidence_row (GtkWidget *box, const VouchCoverageCell *cell, VouchItem *item, const char *id)
{
  GPtrArray *moments = vouch_item_get_moments (item);
  g_autofree char *title = vouch_item_get_artifact (item) != NULL
                               ? vouch_item_row_get_title (item)
                               : g_strdup (vouch_requirement_get_title (cell->requirement));
  g_autofree char *text = NULL;
  GtkWidget *button, *label;
  guint named = 0;

  for (guint i = 0; i < moments->len; i++)
    named += g_strcmp0 (vouch_moment_get_criterion (moments->pdata[i]), id) == 0;
  if (named > 0)
    text = g_strdup_printf (ngettext ("%s · %u marked place", "%s · %u marked places", named),
                            title, named);
  button = gtk_button_new ();
  label = gtk_label_new (text != NULL ? text : title);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (GTK_LABEL (label)), -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "evidence");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)",
                                    vouch_requirement_get_id (cell->requirement),
                                    vouch_item_get_id (item));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "portfolio.go-item");
  gtk_box_append (GTK_BOX (box), button);
}

/* What speaks to the criterion, or where it is expected to come from. */
static void
add_evidence (GtkWidget *box, VouchCoverage *coverage, guint row, const char *id)
{
  guint columns = vouch_coverage_get_requirements (coverage)->len;
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autofree char *text = NULL;
  guint shown = 0;

  add_label (box, _ ("Evidence"), "caption-heading");
  for (guint column = 0; column < columns; column++) {
    const VouchCoverageCell *cell = vouch_coverage_get_cell (coverage, row, column);

    for (guint i = 0; i < cell->items->len; i++, shown++)
      add_evidence_row (box, cell, cell->items->pdata[i], id);
    if (cell->expected)
      g_string_append_printf (expected, "%s%s", expected->len > 0 ? ", " : "",
                              vouch_requirement_get_title (cell->requirement));
  }
  if (shown > 0)
    return;
  if (expected->len > 0)
    /* Translators: titles of what the definition asks for. */
    text = g_strdup_printf (_ ("○ Nothing speaks to this yet. It is looked for in: %s."),
                            expected->str);
  add_label (box, text != NULL ? text : _ ("○ Nothing speaks to this yet."), "dim-label");
}

static void
add_criterion (VouchRubricPane *self, VouchPortfolioState *state, guint row)
{
  VouchCoverage *coverage = vouch_portfolio_state_get_coverage (state);
  VouchCriterion *criterion = vouch_coverage_get_criteria (coverage)->pdata[row];
  const char *id = vouch_criterion_get_id (criterion);
  VouchSelfAssessment *latest =
      vouch_gaps_find_latest (vouch_portfolio_state_get_portfolio (state), id);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  add_label (box, vouch_criterion_get_title (criterion), "heading");
  if (g_strv_contains (vouch_portfolio_state_get_retained (state), id))
    add_label (box, _ ("✓ Earned. It stays earned."), NULL);
  if (vouch_criterion_get_description (criterion) != NULL)
    add_label (box, vouch_criterion_get_description (criterion), "dim-label");
  add_levels (box, criterion, latest != NULL ? vouch_self_assessment_get_level (latest) : NULL);
  if (latest == NULL)
    add_label (box, _ ("You have not placed yourself here yet."), "dim-label");
  add_evidence (box, coverage, row, id);
  gtk_box_append (self->box, box);
}

/* All that the pane says, in one text to compare. */
static char *
describe (VouchPortfolioState *state)
{
  VouchCoverage *coverage = vouch_portfolio_state_get_coverage (state);
  GPtrArray *criteria = vouch_coverage_get_criteria (coverage);
  GString *text = g_string_new (NULL);

  for (guint row = 0; row < criteria->len; row++) {
    const char *id = vouch_criterion_get_id (criteria->pdata[row]);
    VouchSelfAssessment *latest =
        vouch_gaps_find_latest (vouch_portfolio_state_get_portfolio (state), id);

    g_string_append_printf (text, "%s %s %d\n", id,
                            latest != NULL ? vouch_self_assessment_get_level (latest) : "",
                            g_strv_contains (vouch_portfolio_state_get_retained (state), id));
    for (guint column = 0; column < vouch_coverage_get_requirements (coverage)->len; column++) {
      const VouchCoverageCell *cell = vouch_coverage_get_cell (coverage, row, column);

      for (guint i = 0; i < cell->items->len; i++)
        g_string_append_printf (text, "%s %s %u\n", vouch_item_get_id (cell->items->pdata[i]),
                                vouch_item_get_title (cell->items->pdata[i]), cell->n_moments);
    }
  }
  return g_string_free (text, FALSE);
}

/**
 * vouch_rubric_pane_update:
 * @self: a pane.
 * @state: the portfolio as it is stored.
 *
 * Shows every criterion with every level and its words, and the evidence there is for it.
 */
void
vouch_rubric_pane_update (VouchRubricPane *self, VouchPortfolioState *state)
{
  g_autofree char *text = describe (state);
  GPtrArray *criteria = vouch_coverage_get_criteria (vouch_portfolio_state_get_coverage (state));

  g_return_if_fail (VOUCH_IS_RUBRIC_PANE (self));

  if (g_strcmp0 (text, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&text);
  vouch_rows_clear_box (self->box);
  for (guint row = 0; row < criteria->len; row++)
    add_criterion (self, state, row);
  if (criteria->len == 0)
    add_label (GTK_WIDGET (self->box), _ ("This micro-credential has no rubric."), "dim-label");
}
