/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-chip-box"

#include "config.h"
#include "vouch-chip-box.h"

#include "vouch-chip.h"
#include "vouch-wrap-layout.h"

/**
 * VouchChipBox:
 *
 * The chips of one requirement, and below them the whole sentence of the one that has the keyboard
 * focus, or of the first that is still open.
 */
struct _VouchChipBox {
  GtkWidget parent_instance;

  GtkBox *chips;
  GtkLabel *sentence;
};

G_DEFINE_FINAL_TYPE (VouchChipBox, vouch_chip_box, GTK_TYPE_WIDGET)

static VouchChip *
chip_at (VouchChipBox *self, guint index)
{
  GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips));

  while (chip != NULL && index-- > 0)
    chip = gtk_widget_get_next_sibling (chip);
  return chip != NULL ? VOUCH_CHIP (chip) : NULL;
}

static void
show_sentence (VouchChipBox *self, VouchFinding *finding)
{
  gtk_label_set_text (self->sentence, finding != NULL ? vouch_finding_get_message (finding) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->sentence), finding != NULL);
}

static void
show_first_open (VouchChipBox *self)
{
  VouchChip *chip;

  for (guint i = 0; (chip = chip_at (self, i)) != NULL; i++)
    if (gtk_widget_get_focus_child (GTK_WIDGET (self->chips)) == GTK_WIDGET (chip)) {
      show_sentence (self, vouch_chip_get_finding (chip));
      return;
    }
  for (guint i = 0; (chip = chip_at (self, i)) != NULL; i++)
    if (vouch_finding_is_open (vouch_chip_get_finding (chip))) {
      show_sentence (self, vouch_chip_get_finding (chip));
      return;
    }
  show_sentence (self, NULL);
}

static void
focus_cb (VouchChipBox *self, GParamSpec *pspec, GtkEventControllerFocus *focus)
{
  VouchChip *chip = VOUCH_CHIP (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (focus)));

  if (gtk_event_controller_focus_contains_focus (focus))
    show_sentence (self, vouch_chip_get_finding (chip));
  else
    show_first_open (self);
}

static void
add_chip (VouchChipBox *self, VouchFinding *finding)
{
  GtkWidget *chip = vouch_chip_new (finding);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "notify::contains-focus", G_CALLBACK (focus_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (chip, focus);
  gtk_box_append (self->chips, chip);
}

static void
vouch_chip_box_dispose (GObject *object)
{
  VouchChipBox *self = VOUCH_CHIP_BOX (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (vouch_chip_box_parent_class)->dispose (object);
}

static void
vouch_chip_box_class_init (VouchChipBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_chip_box_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
vouch_chip_box_init (VouchChipBox *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->chips = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  gtk_widget_set_layout_manager (GTK_WIDGET (self->chips), vouch_wrap_layout_new (6));
  gtk_widget_set_parent (GTK_WIDGET (self->chips), GTK_WIDGET (self));
  self->sentence = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->sentence, TRUE);
  gtk_label_set_xalign (self->sentence, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->sentence), FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->sentence), GTK_WIDGET (self));
}

/**
 * vouch_chip_box_new:
 *
 * Returns: (transfer floating): an empty box of chips.
 */
GtkWidget *
vouch_chip_box_new (void)
{
  return g_object_new (VOUCH_TYPE_CHIP_BOX, NULL);
}

/* What no definition asks for and every file passes is worth a chip only while it does not. */
static gboolean
is_worth_a_chip (VouchFinding *finding)
{
  switch (vouch_finding_get_kind (finding)) {
  case VOUCH_CONSTRAINT_KIND_READABLE:
  case VOUCH_CONSTRAINT_KIND_NOT_EMPTY:
  case VOUCH_CONSTRAINT_KIND_UNCHANGED: return vouch_finding_is_open (finding);
  default: return vouch_finding_get_result (finding) != VOUCH_RESULT_NOT_APPLICABLE;
  }
}

/* What asks for most comes first; the order of the definition holds among the same. */
static int
rank_of (VouchFinding *finding)
{
  gboolean required = vouch_finding_get_severity (finding) == VOUCH_SEVERITY_REQUIRED;

  if (!vouch_finding_is_open (finding))
    return 3;
  if (!required)
    return 2;
  return vouch_finding_get_fix (finding) == VOUCH_FIX_WAIT ? 1 : 0;
}

/**
 * vouch_chip_box_set_findings:
 * @self: a box of chips.
 * @findings: (element-type VouchFinding): what is shown; checks that do not apply are left out.
 *
 * Shows @findings, what asks for most first. Chips that are there already are kept, so that the
 * keyboard focus stays.
 */
void
vouch_chip_box_set_findings (VouchChipBox *self, GPtrArray *findings)
{
  guint shown = 0;

  g_return_if_fail (VOUCH_IS_CHIP_BOX (self));

  for (int rank = 0; rank <= 3; rank++)
    for (guint i = 0; i < findings->len; i++) {
      VouchFinding *finding = g_ptr_array_index (findings, i);
      VouchChip *chip = chip_at (self, shown);

      if (!is_worth_a_chip (finding) || rank_of (finding) != rank)
        continue;
      if (chip != NULL)
        vouch_chip_set_finding (chip, finding);
      else
        add_chip (self, finding);
      shown++;
    }
  while (chip_at (self, shown) != NULL)
    gtk_box_remove (self->chips, GTK_WIDGET (chip_at (self, shown)));
  gtk_widget_set_visible (GTK_WIDGET (self->chips), shown > 0);
  gtk_widget_set_visible (GTK_WIDGET (self), shown > 0);
  show_first_open (self);
}
