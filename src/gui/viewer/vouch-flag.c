/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-flag"

#include "config.h"
#include "vouch-flag.h"

#include <glib/gi18n.h>

#include "vouch-text.h"

/* As many colours as can be told apart; the number and the words tell the rest. */
#define N_COLORS 6
#define MOST_CHARACTERS 18

/**
 * VouchFlag:
 *
 * A marked moment above the waveform: its number and words, in the colour of its criterion. Pressed, it
 * goes there.
 */
struct _VouchFlag {
  GtkButton parent_instance;

  gint64 time_ms;
  guint number;
  char *words; /* (nullable) */
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (VouchFlag, vouch_flag, GTK_TYPE_BUTTON)

static void
vouch_flag_finalize (GObject *object)
{
  g_free (VOUCH_FLAG (object)->words);

  G_OBJECT_CLASS (vouch_flag_parent_class)->finalize (object);
}

static void
vouch_flag_class_init (VouchFlagClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_flag_finalize;
}

static void
vouch_flag_init (VouchFlag *self)
{
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (self->label, MOST_CHARACTERS);
  gtk_button_set_child (GTK_BUTTON (self), GTK_WIDGET (self->label));
  gtk_widget_add_css_class (GTK_WIDGET (self), "flag");
  gtk_widget_add_css_class (GTK_WIDGET (self), "caption");
}

static int
find_criterion (VouchRubric *rubric, const char *id)
{
  GPtrArray *criteria = rubric != NULL ? vouch_rubric_get_criteria (rubric) : NULL;

  for (guint i = 0; criteria != NULL && id != NULL && i < criteria->len; i++)
    if (g_strcmp0 (vouch_criterion_get_id (g_ptr_array_index (criteria, i)), id) == 0)
      return (int) i;
  return -1;
}

static gboolean
is_said (const char *text)
{
  return text != NULL && *text != '\0';
}

static void
take_words (VouchFlag *self, VouchMoment *moment, const char *criterion)
{
  g_autofree char *time = vouch_text_format_duration (self->time_ms);
  const char *label = vouch_moment_get_label (moment);
  g_autofree char *all = NULL;

  self->words = g_strdup (is_said (label) ? label : criterion);
  if (is_said (label) && criterion != NULL)
    all = g_strdup_printf ("%u  %s  %s · %s", self->number, time, label, criterion);
  else if (self->words != NULL)
    all = g_strdup_printf ("%u  %s  %s", self->number, time, self->words);
  else
    all = g_strdup_printf ("%u  %s", self->number, time);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), all);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
}

/**
 * vouch_flag_new:
 * @moment: a marked moment.
 * @rubric: (nullable): the criteria it may name.
 * @number: its number in the list.
 *
 * Returns: (transfer floating): its flag.
 */
GtkWidget *
vouch_flag_new (VouchMoment *moment, VouchRubric *rubric, guint number)
{
  VouchFlag *self = g_object_new (VOUCH_TYPE_FLAG, NULL);
  int criterion = find_criterion (rubric, vouch_moment_get_criterion (moment));
  const char *title = NULL;

  self->time_ms = vouch_moment_get_start_ms (moment);
  self->number = number;
  if (criterion >= 0) {
    g_autofree char *color = g_strdup_printf ("criterion-%d", criterion % N_COLORS + 1);

    title = vouch_criterion_get_title (
        g_ptr_array_index (vouch_rubric_get_criteria (rubric), (guint) criterion));
    gtk_widget_add_css_class (GTK_WIDGET (self), color);
  }
  take_words (self, moment, title);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "recording.seek");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "x", self->time_ms);
  vouch_flag_set_short (self, FALSE);
  return GTK_WIDGET (self);
}

/**
 * vouch_flag_get_time:
 * @self: a flag.
 *
 * Returns: the moment it stands at.
 */
gint64
vouch_flag_get_time (VouchFlag *self)
{
  g_return_val_if_fail (VOUCH_IS_FLAG (self), 0);

  return self->time_ms;
}

/**
 * vouch_flag_set_short:
 * @self: a flag.
 * @is_short: whether there is only room for its number.
 *
 * Leaves its words out, or shows them.
 */
void
vouch_flag_set_short (VouchFlag *self, gboolean is_short)
{
  g_autofree char *text = NULL;

  g_return_if_fail (VOUCH_IS_FLAG (self));

  if (is_short || self->words == NULL)
    text = g_strdup_printf ("%u", self->number);
  else
    text = g_strdup_printf ("%u  %s", self->number, self->words);
  if (g_strcmp0 (gtk_label_get_text (self->label), text) != 0)
    gtk_label_set_text (self->label, text);
}

/**
 * vouch_flag_list_new:
 * @moments: (element-type VouchMoment): what is marked, in the order of their numbers.
 * @rubric: (nullable): the criteria they may name.
 *
 * Returns: (transfer full) (element-type VouchFlag): a flag for each that has a place in the recording.
 */
GPtrArray *
vouch_flag_list_new (GPtrArray *moments, VouchRubric *rubric)
{
  GPtrArray *flags = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < moments->len; i++) {
    VouchMoment *moment = g_ptr_array_index (moments, i);

    if (vouch_moment_get_start_ms (moment) >= 0)
      g_ptr_array_add (flags, g_object_ref_sink (vouch_flag_new (moment, rubric, i + 1)));
  }
  return flags;
}

/* The tooltip says everything that a flag does, but for its colour, which follows from the criterion. */
static gboolean
is_like (VouchFlag *flag, VouchFlag *other)
{
  return flag->time_ms == other->time_ms &&
         g_strcmp0 (gtk_widget_get_tooltip_text (GTK_WIDGET (flag)),
                    gtk_widget_get_tooltip_text (GTK_WIDGET (other))) == 0;
}

/**
 * vouch_flag_list_equal:
 * @flags: (element-type VouchFlag): some flags.
 * @others: (element-type VouchFlag): others.
 *
 * Returns: whether they say the same, one by one.
 */
gboolean
vouch_flag_list_equal (GPtrArray *flags, GPtrArray *others)
{
  gboolean equal = flags->len == others->len;

  for (guint i = 0; equal && i < flags->len; i++)
    equal = is_like (g_ptr_array_index (flags, i), g_ptr_array_index (others, i));
  return equal;
}

/**
 * vouch_flag_list_find_focus:
 * @flags: (element-type VouchFlag): some flags.
 *
 * Returns: on which of them somebody stands; -1 for none.
 */
int
vouch_flag_list_find_focus (GPtrArray *flags)
{
  for (guint i = 0; i < flags->len; i++)
    if (gtk_widget_is_focus (g_ptr_array_index (flags, i)))
      return (int) i;
  return -1;
}

/**
 * vouch_flag_list_grab_focus:
 * @flags: (element-type VouchFlag): some flags.
 * @index: on which of them somebody stood, before they were made anew.
 *
 * Lets her stand on the one that is there now, or on the last.
 *
 * Returns: whether there is any.
 */
gboolean
vouch_flag_list_grab_focus (GPtrArray *flags, guint index)
{
  return flags->len > 0 &&
         gtk_widget_grab_focus (g_ptr_array_index (flags, MIN (index, flags->len - 1)));
}
