/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-evidence-cell"

#include "config.h"
#include "vouch-evidence-cell.h"

#include "vouch-evidence-words.h"
#include "vouch-thumbnail.h"

/**
 * VouchEvidenceCell:
 *
 * One file in a grid (upright, with a large picture) or in a list (lying, with a small one). A view
 * of ten thousand files has a few hundred of these and shows one file after another in each.
 */
struct _VouchEvidenceCell {
  GtkWidget parent_instance;

  VouchWorkspace *workspace;
  GtkOrientation orientation;

  VouchThumbnail *picture;
  GtkLabel *title;
  GtkLabel *about;
  GtkLabel *use;
};

G_DEFINE_FINAL_TYPE (VouchEvidenceCell, vouch_evidence_cell, GTK_TYPE_WIDGET)

static void
vouch_evidence_cell_dispose (GObject *object)
{
  VouchEvidenceCell *self = VOUCH_EVIDENCE_CELL (object);
  GtkWidget *child;

  g_clear_object (&self->workspace);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (vouch_evidence_cell_parent_class)->dispose (object);
}

static void
vouch_evidence_cell_class_init (VouchEvidenceCellClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_evidence_cell_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "evidence");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
vouch_evidence_cell_init (VouchEvidenceCell *self)
{
}

static GtkLabel *
make_label (const char *css_class, gboolean upright)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  /* A cell asks for the same room whatever it says, so that a view need not measure all of them. */
  gtk_label_set_width_chars (GTK_LABEL (label), upright ? 18 : 12);
  gtk_label_set_max_width_chars (GTK_LABEL (label), upright ? 18 : 48);
  if (css_class != NULL) {
    gtk_widget_add_css_class (label, "dim-label");
    gtk_widget_add_css_class (label, css_class);
  }
  return GTK_LABEL (label);
}

static void
fill (VouchEvidenceCell *self)
{
  gboolean upright = self->orientation == GTK_ORIENTATION_VERTICAL;
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, upright ? 2 : 0);

  self->picture = VOUCH_THUMBNAIL (vouch_thumbnail_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->picture), "thumbnail");
  gtk_widget_set_size_request (GTK_WIDGET (self->picture), upright ? 160 : 64, upright ? 112 : 48);
  gtk_widget_set_valign (GTK_WIDGET (self->picture), GTK_ALIGN_CENTER);
  self->title = make_label (NULL, upright);
  self->about = make_label ("caption", upright);
  self->use = make_label ("caption", upright);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->about));
  gtk_widget_set_parent (GTK_WIDGET (self->picture), GTK_WIDGET (self));
  gtk_widget_set_parent (words, GTK_WIDGET (self));
  if (upright)
    gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->use));
  else
    gtk_widget_set_parent (GTK_WIDGET (self->use), GTK_WIDGET (self));
}

/**
 * vouch_evidence_cell_new:
 * @workspace: the workspace that has the files.
 * @orientation: upright for a grid, lying for a list.
 *
 * Returns: (transfer floating): an empty cell.
 */
GtkWidget *
vouch_evidence_cell_new (VouchWorkspace *workspace, GtkOrientation orientation)
{
  VouchEvidenceCell *self = g_object_new (VOUCH_TYPE_EVIDENCE_CELL, NULL);
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  self->workspace = g_object_ref (workspace);
  self->orientation = orientation;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), orientation);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout),
                              orientation == GTK_ORIENTATION_VERTICAL ? 6 : 12);
  fill (self);
  return GTK_WIDGET (self);
}

/**
 * vouch_evidence_cell_show:
 * @self: a cell.
 * @evidence: (nullable): a file, or %NULL when the cell is not needed for now.
 *
 * Shows a file in the cell, in place of the one before.
 */
void
vouch_evidence_cell_show (VouchEvidenceCell *self, VouchEvidence *evidence)
{
  g_autofree char *about = NULL;
  g_autofree char *use = NULL;

  g_return_if_fail (VOUCH_IS_EVIDENCE_CELL (self));

  if (evidence == NULL) {
    /* What is still being loaded for it need not be loaded any more. */
    vouch_thumbnail_show (self->picture, self->workspace, NULL, NULL, VOUCH_MEDIA_NONE);
    return;
  }
  about = vouch_evidence_words_about (evidence);
  use = vouch_evidence_words_use (evidence);
  gtk_label_set_text (self->title, vouch_evidence_get_name (evidence));
  gtk_label_set_text (self->about, about);
  gtk_label_set_text (self->use, use);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), vouch_evidence_get_name (evidence));
  vouch_thumbnail_show (self->picture, self->workspace, vouch_evidence_get_artifact (evidence),
                        vouch_evidence_get_file_name (evidence),
                        vouch_evidence_get_media (evidence));
}
