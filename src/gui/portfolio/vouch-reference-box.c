/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-reference-box"

#include "config.h"
#include "vouch-reference-box.h"

#include <glib/gi18n.h>

#include "vouch-citation-text.h"

#include "vouch-wrap-layout.h"

/**
 * VouchReferenceBox:
 *
 * What an answer refers to without saying where in its text, as chips at the end: pressing one opens
 * it, the button beside it takes it away.
 */
struct _VouchReferenceBox {
  GtkWidget parent_instance;

  GPtrArray *citations; /* (element-type VouchCitation) */
};

enum {
  SIGNAL_PRESSED,
  SIGNAL_TAKEN_AWAY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchReferenceBox, vouch_reference_box, GTK_TYPE_WIDGET)

static void
clear (VouchReferenceBox *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static void
open_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchReferenceBox *self = VOUCH_REFERENCE_BOX (widget);
  guint index = g_variant_get_uint32 (parameter);

  if (index < self->citations->len)
    g_signal_emit (self, signals[SIGNAL_PRESSED], 0, self->citations->pdata[index]);
}

static GtkWidget *
make_chip (const char *words, guint index)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *open = gtk_button_new_with_label (words);
  GtkWidget *remove = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *name = g_strdup_printf (_ ("Take the reference to %s away"), words);

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_add_css_class (open, "chip");
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (open))),
                           PANGO_ELLIPSIZE_END);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (open), "references.open");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (open), "u", index);
  gtk_widget_add_css_class (remove, "chip");
  gtk_widget_set_tooltip_text (remove, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (remove), "references.remove");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (remove), "u", index);
  gtk_box_append (GTK_BOX (box), open);
  gtk_box_append (GTK_BOX (box), remove);
  return box;
}

static void
take_out (VouchReferenceBox *self, guint index)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  for (guint i = 0; i < index; i++)
    child = gtk_widget_get_next_sibling (child);
  g_ptr_array_remove_index (self->citations, index);
  gtk_widget_unparent (child);
  child = gtk_widget_get_first_child (GTK_WIDGET (self));
  for (guint i = 0; child != NULL; i++, child = gtk_widget_get_next_sibling (child))
    for (GtkWidget *button = gtk_widget_get_first_child (child); button != NULL;
         button = gtk_widget_get_next_sibling (button))
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", i);
  gtk_widget_set_visible (GTK_WIDGET (self), self->citations->len > 0);
}

static void
remove_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchReferenceBox *self = VOUCH_REFERENCE_BOX (widget);
  guint index = g_variant_get_uint32 (parameter);
  g_autoptr (VouchCitation) citation = NULL;

  if (index >= self->citations->len)
    return;
  citation = g_object_ref (self->citations->pdata[index]);
  take_out (self, index);
  g_signal_emit (self, signals[SIGNAL_TAKEN_AWAY], 0, citation);
}

static void
vouch_reference_box_dispose (GObject *object)
{
  clear (VOUCH_REFERENCE_BOX (object));

  G_OBJECT_CLASS (vouch_reference_box_parent_class)->dispose (object);
}

static void
vouch_reference_box_finalize (GObject *object)
{
  g_ptr_array_unref (VOUCH_REFERENCE_BOX (object)->citations);

  G_OBJECT_CLASS (vouch_reference_box_parent_class)->finalize (object);
}

static void
vouch_reference_box_class_init (VouchReferenceBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_reference_box_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_reference_box_finalize;

  /* One was pressed, to be opened. */
  signals[SIGNAL_PRESSED] = g_signal_new ("pressed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, VOUCH_TYPE_CITATION);
  /* One is not there any more. */
  signals[SIGNAL_TAKEN_AWAY] =
      g_signal_new ("taken-away", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, VOUCH_TYPE_CITATION);

  gtk_widget_class_install_action (widget_class, "references.open", "u", open_cb);
  gtk_widget_class_install_action (widget_class, "references.remove", "u", remove_cb);
}

static void
vouch_reference_box_init (VouchReferenceBox *self)
{
  self->citations = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_set_layout_manager (GTK_WIDGET (self), vouch_wrap_layout_new (6));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * vouch_reference_box_get_citations:
 * @self: a box.
 *
 * Returns: (transfer none) (element-type VouchCitation): what it shows.
 */
GPtrArray *
vouch_reference_box_get_citations (VouchReferenceBox *self)
{
  g_return_val_if_fail (VOUCH_IS_REFERENCE_BOX (self), NULL);

  return self->citations;
}

/**
 * vouch_reference_box_drop:
 * @self: a box.
 * @citation: what the text refers to from now on.
 *
 * Leaves out what stands in the text, where it is better said.
 */
void
vouch_reference_box_drop (VouchReferenceBox *self, VouchCitation *citation)
{
  g_return_if_fail (VOUCH_IS_REFERENCE_BOX (self) && VOUCH_IS_CITATION (citation));

  /* Chips are there only when the portfolio is known. */
  for (guint i = self->citations->len; i > 0; i--)
    if (gtk_widget_get_first_child (GTK_WIDGET (self)) != NULL &&
        vouch_citation_refers_alike (self->citations->pdata[i - 1], citation))
      take_out (self, i - 1);
}

static gboolean
shows_already (VouchReferenceBox *self, GPtrArray *outside)
{
  for (guint i = 0; i < outside->len && i < self->citations->len; i++)
    if (!vouch_citation_refers_alike (outside->pdata[i], self->citations->pdata[i]))
      return FALSE;
  return outside->len == self->citations->len;
}

/**
 * vouch_reference_box_set_citations:
 * @self: a box.
 * @portfolio: (nullable): the portfolio they refer into, %NULL when it is not known.
 * @citations: (element-type VouchCitation): what an answer refers to; those with a place in its text
 *   are left out.
 *
 * Shows them. The keyboard focus stays where nothing is different.
 */
void
vouch_reference_box_set_citations (VouchReferenceBox *self,
                                   VouchPortfolio *portfolio,
                                   GPtrArray *citations)
{
  g_autoptr (GPtrArray) outside = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (VOUCH_IS_REFERENCE_BOX (self) && citations != NULL);

  for (guint i = 0; i < citations->len; i++)
    if (vouch_citation_get_text_start (citations->pdata[i]) < 0)
      g_ptr_array_add (outside, g_object_ref (citations->pdata[i]));
  if (shows_already (self, outside))
    return;
  clear (self);
  g_ptr_array_unref (self->citations);
  self->citations = g_ptr_array_ref (outside);
  for (guint i = 0; portfolio != NULL && i < outside->len; i++) {
    g_autofree char *words = vouch_citation_text_describe (
        portfolio, outside->pdata[i], vouch_citation_get_at_ms (outside->pdata[i]));

    gtk_widget_set_parent (make_chip (words, i), GTK_WIDGET (self));
  }
  gtk_widget_set_visible (GTK_WIDGET (self), portfolio != NULL && outside->len > 0);
}
