/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-chip"

#include "config.h"
#include "vouch-chip.h"

#include <glib/gi18n.h>

#include "vouch-signs.h"

/**
 * VouchChip:
 *
 * One check of a requirement: a sign, a few words, and as a button the way to where it is mended. The
 * whole sentence is its accessible description and its tooltip; colour only repeats the sign.
 */
struct _VouchChip {
  GtkWidget parent_instance;

  VouchFinding *finding;

  GtkButton *button;
  GtkLabel *sign;
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (VouchChip, vouch_chip, GTK_TYPE_WIDGET)

static void
vouch_chip_dispose (GObject *object)
{
  VouchChip *self = VOUCH_CHIP (object);

  g_clear_object (&self->finding);
  if (self->button != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->button));
  self->button = NULL;

  G_OBJECT_CLASS (vouch_chip_parent_class)->dispose (object);
}

static void
vouch_chip_class_init (VouchChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_chip_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/portfolio/vouch-chip.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchChip, button);
  gtk_widget_class_bind_template_child (widget_class, VouchChip, label);
  gtk_widget_class_bind_template_child (widget_class, VouchChip, sign);
}

static void
vouch_chip_init (VouchChip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * vouch_chip_new:
 * @finding: a finding.
 *
 * Returns: (transfer floating): a chip that shows @finding.
 */
GtkWidget *
vouch_chip_new (VouchFinding *finding)
{
  VouchChip *self = g_object_new (VOUCH_TYPE_CHIP, NULL);

  vouch_chip_set_finding (self, finding);
  return GTK_WIDGET (self);
}

/**
 * vouch_chip_get_finding:
 * @self: a chip.
 *
 * Returns: (transfer none): the finding it shows.
 */
VouchFinding *
vouch_chip_get_finding (VouchChip *self)
{
  g_return_val_if_fail (VOUCH_IS_CHIP (self), NULL);

  return self->finding;
}

/**
 * vouch_chip_set_finding:
 * @self: a chip.
 * @finding: a finding.
 *
 * Shows @finding in place of the former one, keeping the keyboard focus where it is.
 */
void
vouch_chip_set_finding (VouchChip *self, VouchFinding *finding)
{
  VouchSign sign;
  const char *words;
  g_autofree char *name = NULL;

  g_return_if_fail (VOUCH_IS_CHIP (self));
  g_return_if_fail (VOUCH_IS_FINDING (finding));

  g_set_object (&self->finding, finding);
  sign = vouch_sign_of_finding (finding);
  words = vouch_finding_get_label (finding) != NULL ? vouch_finding_get_label (finding)
                                                    : vouch_finding_get_message (finding);
  gtk_label_set_text (self->sign, vouch_sign_get_glyph (sign));
  gtk_label_set_text (self->label, words);
  gtk_widget_set_css_classes (GTK_WIDGET (self->button),
                              (const char *[]){ "chip", vouch_sign_get_style (sign), NULL });
  /* Translators: the state of a check and what it is about, read out by a screen reader, as in
   * "Open: 4 of 5 moments". */
  name = g_strdup_printf (_ ("%s: %s"), vouch_sign_get_word (sign), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  vouch_finding_get_message (finding), -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), vouch_finding_get_message (finding));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "portfolio.mend");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "s",
                                    vouch_finding_get_id (finding));
}
