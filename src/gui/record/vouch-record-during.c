/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-record-during"

#include "config.h"
#include "vouch-record-during.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-capture-words.h"
#include "vouch-text.h"

#include "vouch-level-meter.h"
#include "vouch-rows.h"
#include "vouch-wrap-layout.h"

#define MOST_LABELS 9

/**
 * VouchRecordDuring:
 *
 * What is on the screen of a classroom while a lesson is recorded: a large dim clock and little else.
 * What is asked is asked on the page, never by a window over it, and nothing waits for an answer.
 */
struct _VouchRecordDuring {
  GtkWidget parent_instance;

  VouchRecordSession *session;
  GStrv words; /* (nullable): what moments may be called */

  GtkWidget *leaving;
  GtkLabel *state;
  GtkLabel *clock;
  VouchLevelMeter *meter;
  GtkLabel *fault;
  GtkWidget *mark;
  GtkBox *labels;
  GtkLabel *last;
  GtkWidget *pausing;
  GtkLabel *pause_words;
  GtkButton *pause;
};

G_DEFINE_FINAL_TYPE (VouchRecordDuring, vouch_record_during, GTK_TYPE_WIDGET)

static gpointer
child (VouchRecordDuring *self, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (self), VOUCH_TYPE_RECORD_DURING, name);
}

static void
level_cb (VouchRecordDuring *self, double level_db, double peak_db)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    vouch_level_meter_set_level (self->meter, level_db, peak_db);
}

static void
marked_cb (VouchRecordDuring *self, gint64 at_ms, const char *label)
{
  g_autofree char *time = vouch_text_format_duration (at_ms);
  g_autofree char *words =
      label != NULL
          /* Translators: the moment that was marked last: its time, and what it is called. */
          ? g_strdup_printf (_ ("Last: %s “%s”"), time, label)
          : g_strdup_printf (_ ("Last: %s"), time);

  gtk_label_set_text (self->last, words);
}

static void
vouch_record_during_dispose (GObject *object)
{
  VouchRecordDuring *self = VOUCH_RECORD_DURING (object);
  GtkWidget *widget;

  g_clear_object (&self->session);
  while ((widget = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (widget);

  G_OBJECT_CLASS (vouch_record_during_parent_class)->dispose (object);
}

static void
vouch_record_during_finalize (GObject *object)
{
  g_strfreev (VOUCH_RECORD_DURING (object)->words);

  G_OBJECT_CLASS (vouch_record_during_parent_class)->finalize (object);
}

static void
vouch_record_during_class_init (VouchRecordDuringClass *klass)
{
  static const char *const seldom[] = { "go_on", "leaving_ways", "pause_not", "pause_ways",
                                        "stop" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_record_during_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_record_during_finalize;

  g_type_ensure (VOUCH_TYPE_LEVEL_METER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/record/vouch-record-during.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchRecordDuring, clock);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordDuring, fault);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordDuring, labels);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordDuring, last);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordDuring, leaving);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordDuring, mark);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordDuring, meter);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordDuring, pause);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordDuring, pause_words);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordDuring, pausing);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordDuring, state);
  for (gsize i = 0; i < G_N_ELEMENTS (seldom); i++)
    gtk_widget_class_bind_template_child_full (widget_class, seldom[i], FALSE, 0);
}

static void
vouch_record_during_init (VouchRecordDuring *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self->labels), vouch_wrap_layout_new (6));
  gtk_widget_set_layout_manager (child (self, "leaving_ways"), vouch_wrap_layout_new (6));
  gtk_widget_set_layout_manager (child (self, "pause_ways"), vouch_wrap_layout_new (6));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->clock), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("How long it is"), -1);
}

/**
 * vouch_record_during_set_session:
 * @self: a screen of a recording.
 * @session: the recorder.
 *
 * Gives it the recorder it shows. To be called once.
 */
void
vouch_record_during_set_session (VouchRecordDuring *self, VouchRecordSession *session)
{
  g_return_if_fail (VOUCH_IS_RECORD_DURING (self) && self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "level", G_CALLBACK (level_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "marked", G_CALLBACK (marked_cb), self, G_CONNECT_SWAPPED);
}

static void
add_label (VouchRecordDuring *self, guint number, const char *word)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_label_new (word);
  g_autofree char *key = g_strdup_printf ("%u", number);
  GtkWidget *cap = gtk_label_new (key);

  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (words), 28);
  gtk_widget_set_tooltip_text (button, word);
  gtk_widget_add_css_class (cap, "keycap");
  gtk_widget_add_css_class (button, "flat");
  gtk_box_append (GTK_BOX (box), cap);
  gtk_box_append (GTK_BOX (box), words);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, word, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "record.mark");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", number);
  gtk_box_append (self->labels, button);
}

/**
 * vouch_record_during_set_labels:
 * @self: a screen of a recording.
 * @labels: what moments may be called.
 *
 * Offers a key and a button for each, nine at most.
 */
void
vouch_record_during_set_labels (VouchRecordDuring *self, const char *const *labels)
{
  g_return_if_fail (VOUCH_IS_RECORD_DURING (self));

  g_strfreev (self->words);
  self->words = g_strdupv ((char **) labels);
  vouch_rows_clear_box (self->labels);
  for (guint i = 0; self->words[i] != NULL && i < MOST_LABELS; i++)
    add_label (self, i + 1, self->words[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->labels), self->words[0] != NULL);
}

static void
set_text (GtkLabel *label, const char *text)
{
  if (!g_str_equal (gtk_label_get_text (label), text))
    gtk_label_set_text (label, text);
}

static char *
describe_state (const VouchCaptureStatus *status)
{
  g_autofree char *left = NULL;
  g_autofree char *moments = NULL;

  if (status->state == VOUCH_CAPTURE_STATE_PAUSED)
    return g_strdup (_ ("Paused. Nothing is recorded."));
  if (status->state != VOUCH_CAPTURE_STATE_RECORDING)
    return g_strdup (_ ("Keeping it…"));
  if (status->n_marks == 0)
    return g_strdup (_ ("● Recording"));
  moments =
      g_strdup_printf (ngettext ("%u moment", "%u moments", status->n_marks), status->n_marks);
  /* Translators: how many moments are marked. */
  return g_strdup_printf (_ ("● Recording · %s"), moments);
}

/* The focus is where something can be done; a button that cannot be pressed loses it. */
static void
show_paused (VouchRecordDuring *self, gboolean paused)
{
  const char *action = paused ? "record.resume" : "record.pause";

  if (g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (self->pause)), action) == 0)
    return;
  gtk_button_set_label (self->pause, paused ? C_ ("recording", "Go on") : _ ("Pause"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->pause), action);
  if (paused)
    gtk_widget_grab_focus (GTK_WIDGET (self->pause));
}

/**
 * vouch_record_during_show_status:
 * @self: a screen of a recording.
 * @kind: what is recorded.
 *
 * Shows how the recorder stands, and what is the matter.
 */
void
vouch_record_during_show_status (VouchRecordDuring *self, VouchCaptureKind kind)
{
  VouchCaptureStatus status;
  g_autofree char *clock = NULL;
  g_autofree char *state = NULL;
  const char *fault;

  g_return_if_fail (VOUCH_IS_RECORD_DURING (self));

  if (!vouch_record_session_get_status (self->session, &status))
    return;
  clock = vouch_text_format_duration (status.recorded_ms / 1000 * 1000);
  state = describe_state (&status);
  set_text (self->clock, clock);
  set_text (self->state, state);
  show_paused (self, status.state == VOUCH_CAPTURE_STATE_PAUSED);
  gtk_widget_set_sensitive (self->mark, status.state == VOUCH_CAPTURE_STATE_RECORDING);
  gtk_widget_set_sensitive (GTK_WIDGET (self->labels),
                            status.state == VOUCH_CAPTURE_STATE_RECORDING);
  fault = vouch_capture_describe_fault (status.fault, kind);
  set_text (self->fault, fault != NULL ? fault : "");
  /* Nothing comes any more that would let the meter fall. */
  if (status.fault == VOUCH_CAPTURE_FAULT_NO_MICROPHONE ||
      status.fault == VOUCH_CAPTURE_FAULT_NO_SOUND_SERVER)
    vouch_level_meter_set_level (self->meter, -90, -90);
  gtk_widget_set_visible (GTK_WIDGET (self->fault), fault != NULL);
}

/**
 * vouch_record_during_mark:
 * @self: a screen of a recording.
 * @number: which of the words; 0 for none.
 *
 * Marks this moment; nothing is done for a number that has no word.
 */
void
vouch_record_during_mark (VouchRecordDuring *self, guint number)
{
  g_return_if_fail (VOUCH_IS_RECORD_DURING (self));

  if (number == 0)
    vouch_record_session_mark (self->session, NULL);
  else if (self->words != NULL && number <= g_strv_length (self->words))
    vouch_record_session_mark (self->session, self->words[number - 1]);
}

/**
 * vouch_record_during_ask_pause:
 * @self: a screen of a recording.
 * @words: what a pause does.
 *
 * Says what a pause does before it is made. The recording goes on meanwhile.
 */
void
vouch_record_during_ask_pause (VouchRecordDuring *self, const char *words)
{
  g_return_if_fail (VOUCH_IS_RECORD_DURING (self));

  gtk_label_set_text (self->pause_words, words);
  gtk_widget_set_visible (self->pausing, TRUE);
  gtk_widget_grab_focus (child (self, "pause_not"));
}

/**
 * vouch_record_during_ask_leave:
 * @self: a screen of a recording.
 *
 * Says that the recording goes on, and what can be done. Nothing is stopped.
 */
void
vouch_record_during_ask_leave (VouchRecordDuring *self)
{
  g_return_if_fail (VOUCH_IS_RECORD_DURING (self));

  gtk_widget_set_visible (self->leaving, TRUE);
  gtk_widget_grab_focus (child (self, "go_on"));
}

/**
 * vouch_record_during_put_away:
 * @self: a screen of a recording.
 *
 * Puts away what was asked.
 */
void
vouch_record_during_put_away (VouchRecordDuring *self)
{
  g_return_if_fail (VOUCH_IS_RECORD_DURING (self));

  gtk_widget_set_visible (self->leaving, FALSE);
  gtk_widget_set_visible (self->pausing, FALSE);
  vouch_record_during_focus (self);
}

/**
 * vouch_record_during_focus:
 * @self: a screen of a recording.
 *
 * Gives the keyboard focus to what marks a moment; in a pause to what ends that.
 */
void
vouch_record_during_focus (VouchRecordDuring *self)
{
  g_return_if_fail (VOUCH_IS_RECORD_DURING (self));

  gtk_widget_grab_focus (gtk_widget_get_sensitive (self->mark) ? self->mark
                                                               : GTK_WIDGET (self->pause));
}
