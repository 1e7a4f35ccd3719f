/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-coverage-pane"

#include "config.h"
#include "vouch-coverage-pane.h"

#include <glib/gi18n.h>

#include "vouch-wrap-layout.h"

/**
 * VouchCoveragePane:
 *
 * Criteria against what is asked for: what is there, and where the gaps are. As a grid to be walked
 * through with the arrow keys, and the same in words. The names of the criteria stay in sight while
 * the columns are scrolled.
 */
struct _VouchCoveragePane {
  GtkWidget parent_instance;

  GtkWidget *root;
  GtkWidget *tools;
  GtkBox *names;
  GtkGrid *grid;
  GtkBox *words;
  char *shown; /* what the pane says, to leave it alone while that is true */
};

G_DEFINE_FINAL_TYPE (VouchCoveragePane, vouch_coverage_pane, GTK_TYPE_WIDGET)

static void
vouch_coverage_pane_dispose (GObject *object)
{
  VouchCoveragePane *self = VOUCH_COVERAGE_PANE (object);

  g_clear_pointer (&self->root, gtk_widget_unparent);

  G_OBJECT_CLASS (vouch_coverage_pane_parent_class)->dispose (object);
}

static void
vouch_coverage_pane_finalize (GObject *object)
{
  g_free (VOUCH_COVERAGE_PANE (object)->shown);

  G_OBJECT_CLASS (vouch_coverage_pane_parent_class)->finalize (object);
}

static void
vouch_coverage_pane_class_init (VouchCoveragePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_coverage_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_coverage_pane_finalize;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/portfolio/vouch-coverage-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchCoveragePane, grid);
  gtk_widget_class_bind_template_child (widget_class, VouchCoveragePane, names);
  gtk_widget_class_bind_template_child (widget_class, VouchCoveragePane, root);
  gtk_widget_class_bind_template_child (widget_class, VouchCoveragePane, tools);
  gtk_widget_class_bind_template_child (widget_class, VouchCoveragePane, words);
}

static void
vouch_coverage_pane_init (VouchCoveragePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->tools, vouch_wrap_layout_new (12));
}

static GtkWidget *
make_label (const char *text, const char *style, int width_chars)
{
  return g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode",
                       PANGO_WRAP_WORD_CHAR, "xalign", 0.0, "yalign", 1.0, "lines", 3, "ellipsize",
                       PANGO_ELLIPSIZE_END, "width-chars", width_chars, "max-width-chars",
                       width_chars, "css-classes", (const char *[]){ style, NULL }, NULL);
}

/* "✓ 2", "○" for a gap where something is expected, "·" where nothing is. */
static char *
cell_sign (const VouchCoverageCell *cell)
{
  if (cell->items->len > 0)
    return g_strdup_printf ("✓ %u", cell->items->len);
  return g_strdup (cell->expected ? "○" : "·");
}

static char *
cell_words (const VouchCoverageCell *cell)
{
  g_autofree char *items = NULL;

  if (cell->items->len == 0)
    return g_strdup (cell->expected ? _ ("Open: nothing here yet")
                                    : _ ("Nothing is expected here"));
  items = g_strdup_printf (ngettext ("Complete: %u item", "Complete: %u items", cell->items->len),
                           cell->items->len);
  if (cell->n_moments == 0)
    return g_steal_pointer (&items);
  return g_strdup_printf (ngettext ("%s, %u marked place", "%s, %u marked places", cell->n_moments),
                          items, cell->n_moments);
}

static GtkWidget *
make_cell (VouchCriterion *criterion, const VouchCoverageCell *cell)
{
  g_autofree char *sign = cell_sign (cell);
  g_autofree char *words = cell_words (cell);
  g_autofree char *name = NULL;
  const char *item = cell->items->len > 0 ? vouch_item_get_id (cell->items->pdata[0]) : "";
  GtkWidget *button = gtk_button_new_with_label (sign);

  /* Translators: a criterion, what is asked for, and what is there, read out by a screen reader. */
  name = g_strdup_printf (_ ("%s, %s: %s"), vouch_criterion_get_title (criterion),
                          vouch_requirement_get_title (cell->requirement), words);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "numeric");
  gtk_widget_add_css_class (button, cell->items->len > 0 ? "covered"
                                    : cell->expected     ? "gap"
                                                         : "blank");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)",
                                    vouch_requirement_get_id (cell->requirement), item);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "portfolio.go-item");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_tooltip_text (button, name);
  return button;
}

static void
add_row (VouchCoveragePane *self, VouchCoverage *coverage, guint row)
{
  VouchCriterion *criterion = vouch_coverage_get_criteria (coverage)->pdata[row];
  GtkSizeGroup *height = gtk_size_group_new (GTK_SIZE_GROUP_VERTICAL);
  GtkWidget *name = make_label (vouch_criterion_get_title (criterion), "heading", 18);

  gtk_label_set_yalign (GTK_LABEL (name), 0.5);
  gtk_box_append (self->names, name);
  gtk_size_group_add_widget (height, name);
  for (guint column = 0; column < vouch_coverage_get_requirements (coverage)->len; column++) {
    GtkWidget *cell = make_cell (criterion, vouch_coverage_get_cell (coverage, row, column));

    gtk_grid_attach (self->grid, cell, (int) column, (int) row + 1, 1, 1);
    gtk_size_group_add_widget (height, cell);
  }
  g_object_unref (height);
}

static void
add_head (VouchCoveragePane *self, VouchCoverage *coverage)
{
  GPtrArray *requirements = vouch_coverage_get_requirements (coverage);
  GtkSizeGroup *height = gtk_size_group_new (GTK_SIZE_GROUP_VERTICAL);
  GtkWidget *corner = make_label ("", "heading", 18);

  gtk_box_append (self->names, corner);
  gtk_size_group_add_widget (height, corner);
  for (guint column = 0; column < requirements->len; column++) {
    GtkWidget *title =
        make_label (vouch_requirement_get_title (requirements->pdata[column]), "caption", 12);

    gtk_widget_set_tooltip_text (title, vouch_requirement_get_title (requirements->pdata[column]));
    gtk_grid_attach (self->grid, title, (int) column, 0, 1, 1);
    gtk_size_group_add_widget (height, title);
  }
  g_object_unref (height);
}

/* One criterion in words: what there is, and what is expected and is not there. */
static char *
row_words (VouchCoverage *coverage, guint row)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint column = 0; column < vouch_coverage_get_requirements (coverage)->len; column++) {
    const VouchCoverageCell *cell = vouch_coverage_get_cell (coverage, row, column);
    g_autofree char *sign = cell_sign (cell);
    g_autofree char *words = cell_words (cell);

    if (cell->items->len > 0 || cell->expected)
      /* Translators: a sign, what is asked for, and what is there. */
      g_string_append_printf (text, _ ("%s  %s: %s"), sign,
                              vouch_requirement_get_title (cell->requirement), words);
    if (cell->items->len > 0 || cell->expected)
      g_string_append_c (text, '\n');
  }
  if (text->len == 0)
    g_string_append (text, _ ("○ Nothing speaks to this yet."));
  return g_strchomp (g_string_free (g_steal_pointer (&text), FALSE));
}

static void
add_words (VouchCoveragePane *self, VouchCoverage *coverage, guint row)
{
  VouchCriterion *criterion = vouch_coverage_get_criteria (coverage)->pdata[row];
  g_autofree char *text = row_words (coverage, row);

  for (guint i = 0; i < 2; i++)
    gtk_box_append (self->words,
                    g_object_new (GTK_TYPE_LABEL, "label",
                                  i == 0 ? vouch_criterion_get_title (criterion) : text, "xalign",
                                  0.0, "wrap", TRUE, "selectable", TRUE, "margin-top",
                                  i == 0 ? 12 : 0, "css-classes",
                                  (const char *[]){ i == 0 ? "heading" : "body", NULL }, NULL));
}

static void
clear (GtkWidget *widget)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (widget)) != NULL)
    gtk_widget_unparent (child);
}

static char *
describe (VouchCoverage *coverage)
{
  GString *text = g_string_new (NULL);

  for (guint row = 0; row < vouch_coverage_get_criteria (coverage)->len; row++) {
    g_autofree char *words = row_words (coverage, row);

    g_string_append_printf (text, "%s\n", words);
  }
  return g_string_free (text, FALSE);
}

/**
 * vouch_coverage_pane_update:
 * @self: a pane.
 * @coverage: what there is for each row of the rubric.
 *
 * Shows the coverage.
 */
void
vouch_coverage_pane_update (VouchCoveragePane *self, VouchCoverage *coverage)
{
  g_autofree char *text = describe (coverage);

  g_return_if_fail (VOUCH_IS_COVERAGE_PANE (self));

  if (g_strcmp0 (text, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&text);
  clear (GTK_WIDGET (self->names));
  clear (GTK_WIDGET (self->grid));
  clear (GTK_WIDGET (self->words));
  add_head (self, coverage);
  for (guint row = 0; row < vouch_coverage_get_criteria (coverage)->len; row++) {
    add_row (self, coverage, row);
    add_words (self, coverage, row);
  }
}
