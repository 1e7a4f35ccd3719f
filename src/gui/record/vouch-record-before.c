/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-record-before"

#include "config.h"
#include "vouch-record-before.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-device-choice.h"
#include "vouch-level-meter.h"
#include "vouch-record-row.h"
#include "vouch-record-words.h"
#include "vouch-rows.h"
#include "vouch-speech.h"
#include "vouch-wrap-layout.h"

/* How fast what was loud is forgotten: a pause in what somebody says is no silence. */
#define FALL_DB 1.0
#define NOTHING_DB -90.0

/**
 * VouchRecordBefore:
 *
 * One screen before a lesson: what it is for, and a sign beside each thing that could spoil it. It
 * opens the devices that are chosen, and shows what comes from them. `kind-chosen`, `device-chosen` and
 * `words-chosen` tell what the person wants to be remembered.
 */
struct _VouchRecordBefore {
  GtkWidget parent_instance;

  VouchRecordSession *session;
  VouchCaptureBrief *brief; /* (nullable) */
  char *taken;              /* (nullable): the camera that was asked for */
  char *words;              /* (nullable): the teacher's own for moments, as they are kept */
  double loudest_db;
  gboolean setting;

  GtkLabel *purpose;
  GtkBox *rules;
  GtkPicture *preview;
  VouchRecordRow *sound;
  VouchLevelMeter *meter;
  VouchRecordRow *picture;
  VouchRecordRow *space;
  VouchRecordRow *battery;
  VouchRecordRow *size;
  VouchRecordRow *people;
  GtkToggleButton *as_picture;
  VouchDeviceChoice *microphone;
  VouchDeviceChoice *camera;
};

enum { SIGNAL_KIND_CHOSEN, SIGNAL_DEVICE_CHOSEN, SIGNAL_WORDS_CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchRecordBefore, vouch_record_before, GTK_TYPE_WIDGET)

/* What is looked at once or twice only. */
static gpointer
child (VouchRecordBefore *self, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (self), VOUCH_TYPE_RECORD_BEFORE, name);
}

static void
show_kind (VouchRecordBefore *self)
{
  gboolean picture = vouch_record_before_get_kind (self) == VOUCH_CAPTURE_KIND_PICTURE;

  gtk_widget_set_visible (GTK_WIDGET (self->preview), picture);
  gtk_widget_set_visible (GTK_WIDGET (self->picture), picture);
  gtk_widget_set_visible (child (self, "camera_row"), picture);
  if (!picture)
    gtk_picture_set_paintable (self->preview, NULL);
}

static void
kind_cb (VouchRecordBefore *self)
{
  if (self->setting)
    return;
  show_kind (self);
  vouch_record_before_open (self);
  g_signal_emit (self, signals[SIGNAL_KIND_CHOSEN], 0);
}

static void
microphone_cb (VouchRecordBefore *self)
{
  vouch_record_session_choose (self->session, VOUCH_CAPTURE_MEDIUM_SOUND,
                               vouch_device_choice_get_chosen (self->microphone));
  g_signal_emit (self, signals[SIGNAL_DEVICE_CHOSEN], 0);
}

static void
take_camera (VouchRecordBefore *self)
{
  const char *chosen = vouch_device_choice_get_chosen (self->camera);

  g_free (self->taken);
  self->taken = g_strdup (chosen);
  vouch_record_session_choose (self->session, VOUCH_CAPTURE_MEDIUM_PICTURE, chosen);
}

/* The one that was chosen once is taken when it comes into the list, which may be only when the desktop
 * lets us see which cameras there are. */
static void
cameras_cb (VouchRecordBefore *self)
{
  const char *chosen = vouch_device_choice_get_chosen (self->camera);

  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && chosen != NULL &&
      g_strcmp0 (chosen, self->taken) != 0)
    take_camera (self);
}

static void
camera_cb (VouchRecordBefore *self)
{
  take_camera (self);
  g_signal_emit (self, signals[SIGNAL_DEVICE_CHOSEN], 0);
}

/* What is plugged in before anything could be opened is opened at once. */
static void
devices_cb (VouchRecordBefore *self)
{
  VouchCaptureStatus status;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      !vouch_record_session_get_status (self->session, &status))
    vouch_record_before_open (self);
}

static void
pre_roll_cb (VouchRecordBefore *self, GParamSpec *pspec, GtkSwitch *tick)
{
  gboolean on = gtk_switch_get_active (tick);

  vouch_record_session_set_pre_roll (self->session, on);
  gtk_widget_set_visible (child (self, "listening"), on);
}

static void
words_cb (VouchRecordBefore *self)
{
  g_signal_emit (self, signals[SIGNAL_WORDS_CHOSEN], 0);
}

/* Words count without Enter, too. */
static void
words_left_cb (VouchRecordBefore *self)
{
  if (vouch_record_before_has_new_words (self))
    words_cb (self);
}

static void
level_cb (VouchRecordBefore *self, double level_db, double peak_db)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    vouch_level_meter_set_level (self->meter, level_db, peak_db);
}

static void
picture_cb (VouchRecordBefore *self, GdkTexture *texture)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_picture_set_paintable (self->preview, GDK_PAINTABLE (texture));
}

static void
mapped_cb (VouchRecordBefore *self)
{
  if (self->session != NULL)
    vouch_record_session_set_preview (self->session, gtk_widget_get_mapped (GTK_WIDGET (self)));
}

static void
vouch_record_before_dispose (GObject *object)
{
  VouchRecordBefore *self = VOUCH_RECORD_BEFORE (object);
  GtkWidget *widget;

  g_clear_object (&self->session);
  g_clear_pointer (&self->brief, vouch_capture_brief_unref);
  while ((widget = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (widget);

  G_OBJECT_CLASS (vouch_record_before_parent_class)->dispose (object);
}

static void
vouch_record_before_finalize (GObject *object)
{
  g_free (VOUCH_RECORD_BEFORE (object)->taken);
  g_free (VOUCH_RECORD_BEFORE (object)->words);

  G_OBJECT_CLASS (vouch_record_before_parent_class)->finalize (object);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name, VOUCH_TYPE_RECORD_BEFORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 0);
}

static void
vouch_record_before_class_init (VouchRecordBeforeClass *klass)
{
  static const char *const seldom[] = { "as_sound", "camera_row", "kind_row", "listening",
                                        "pre_roll", "record",     "words" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_record_before_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_record_before_finalize;

  signals[SIGNAL_KIND_CHOSEN] = add_signal ("kind-chosen");
  signals[SIGNAL_DEVICE_CHOSEN] = add_signal ("device-chosen");
  signals[SIGNAL_WORDS_CHOSEN] = add_signal ("words-chosen");

  g_type_ensure (VOUCH_TYPE_DEVICE_CHOICE);
  g_type_ensure (VOUCH_TYPE_LEVEL_METER);
  g_type_ensure (VOUCH_TYPE_RECORD_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/record/vouch-record-before.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchRecordBefore, as_picture);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordBefore, battery);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordBefore, camera);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordBefore, meter);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordBefore, microphone);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordBefore, people);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordBefore, picture);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordBefore, preview);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordBefore, purpose);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordBefore, rules);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordBefore, size);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordBefore, sound);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordBefore, space);
  for (gsize i = 0; i < G_N_ELEMENTS (seldom); i++)
    gtk_widget_class_bind_template_child_full (widget_class, seldom[i], FALSE, 0);
}

static void
vouch_record_before_init (VouchRecordBefore *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->loudest_db = NOTHING_DB;
  gtk_widget_set_layout_manager (GTK_WIDGET (self->rules), vouch_wrap_layout_new (6));
  vouch_speech_entry_row (child (self, "words"));
  g_signal_connect_object (self->as_picture, "toggled", G_CALLBACK (kind_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->microphone, "chosen", G_CALLBACK (microphone_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->microphone, "changed", G_CALLBACK (devices_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->camera, "chosen", G_CALLBACK (camera_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->camera, "changed", G_CALLBACK (cameras_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (child (self, "pre_roll"), "notify::active", G_CALLBACK (pre_roll_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (child (self, "words"), "apply", G_CALLBACK (words_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (words_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (child (self, "words"), focus);
  g_signal_connect_object (self, "map", G_CALLBACK (mapped_cb), self, G_CONNECT_AFTER);
  g_signal_connect_object (self, "unmap", G_CALLBACK (mapped_cb), self, G_CONNECT_AFTER);
}

/**
 * vouch_record_before_set_session:
 * @self: a screen before a recording.
 * @session: the recorder.
 *
 * Gives it the recorder whose devices it opens. To be called once.
 */
void
vouch_record_before_set_session (VouchRecordBefore *self, VouchRecordSession *session)
{
  g_return_if_fail (VOUCH_IS_RECORD_BEFORE (self) && self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "level", G_CALLBACK (level_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "picture", G_CALLBACK (picture_cb), self, G_CONNECT_SWAPPED);
  mapped_cb (self);
}

/**
 * vouch_record_before_set_devices:
 * @self: a screen before a recording.
 * @devices: a list model of #VouchCaptureDevice.
 * @microphone: (nullable): id of what was used last.
 * @camera: (nullable): id of what was used last.
 *
 * Offers what is there. To be called once.
 */
void
vouch_record_before_set_devices (VouchRecordBefore *self,
                                 GListModel *devices,
                                 const char *microphone,
                                 const char *camera)
{
  g_return_if_fail (VOUCH_IS_RECORD_BEFORE (self));

  vouch_device_choice_watch (self->microphone, devices, VOUCH_CAPTURE_MEDIUM_SOUND, microphone);
  vouch_device_choice_watch (self->camera, devices, VOUCH_CAPTURE_MEDIUM_PICTURE, camera);
}

/**
 * vouch_record_before_set_kind:
 * @self: a screen before a recording.
 * @kind: what is recorded.
 *
 * Shows what is recorded, and opens nothing.
 */
void
vouch_record_before_set_kind (VouchRecordBefore *self, VouchCaptureKind kind)
{
  g_return_if_fail (VOUCH_IS_RECORD_BEFORE (self));

  self->setting = TRUE;
  gtk_toggle_button_set_active (
      kind == VOUCH_CAPTURE_KIND_PICTURE ? self->as_picture : child (self, "as_sound"), TRUE);
  self->setting = FALSE;
  show_kind (self);
}

static void
say (VouchRecordRow *row, VouchSign sign, const char *words)
{
  gtk_widget_set_visible (GTK_WIDGET (row), words != NULL);
  if (words != NULL)
    vouch_record_row_say (row, sign, words);
}

static void
show_rules (VouchRecordBefore *self)
{
  vouch_rows_clear_box (self->rules);
  for (guint i = 0; self->brief->rules[i] != NULL; i++) {
    GtkWidget *rule = gtk_label_new (self->brief->rules[i]);

    gtk_label_set_wrap (GTK_LABEL (rule), TRUE);
    gtk_label_set_xalign (GTK_LABEL (rule), 0);
    gtk_widget_add_css_class (rule, "rule");
    gtk_box_append (self->rules, rule);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->rules), self->brief->rules[0] != NULL);
}

/**
 * vouch_record_before_show_brief:
 * @self: a screen before a recording.
 * @brief: what there is to know.
 *
 * Shows what it is for and who may be recorded.
 */
void
vouch_record_before_show_brief (VouchRecordBefore *self, VouchCaptureBrief *brief)
{
  g_autofree char *purpose = NULL;
  g_autofree char *people = NULL;
  g_autofree char *battery = NULL;
  g_autofree char *words = NULL;
  VouchSign sign = VOUCH_SIGN_OPEN;

  g_return_if_fail (VOUCH_IS_RECORD_BEFORE (self) && brief != NULL);

  vouch_capture_brief_ref (brief);
  g_clear_pointer (&self->brief, vouch_capture_brief_unref);
  self->brief = brief;
  if (brief->requirement != NULL)
    /* Translators: what a recording is made for: something that a portfolio asks for. */
    purpose = g_strdup_printf (_ ("For: %s"), vouch_requirement_get_title (brief->requirement));
  gtk_label_set_text (self->purpose,
                      purpose != NULL ? purpose : _ ("For your evidence. You can use it later."));
  show_rules (self);
  gtk_widget_set_visible (child (self, "kind_row"), brief->takes_sound && brief->takes_picture);
  people = vouch_record_words_people (brief, &sign);
  say (self->people, sign, people);
  battery = vouch_record_words_battery (brief, &sign);
  say (self->battery, sign, battery);
  words = g_strjoinv (", ", brief->own_labels);
  if (gtk_widget_get_focus_child (child (self, "words")) == NULL &&
      !vouch_record_before_has_new_words (self)) {
    gtk_editable_set_text (child (self, "words"), words);
    vouch_record_before_set_kept_words (self, words);
  }
  vouch_record_before_show_status (self);
}

/**
 * vouch_record_before_show_status:
 * @self: a screen before a recording.
 *
 * Shows how the recorder stands.
 */
void
vouch_record_before_show_status (VouchRecordBefore *self)
{
  VouchCaptureStatus status;
  VouchSign sign = VOUCH_SIGN_OPEN;
  g_autofree char *microphone = NULL;
  g_autofree char *camera = NULL;
  g_autofree char *sound = NULL;
  g_autofree char *space = NULL;
  g_autofree char *size = NULL;

  g_return_if_fail (VOUCH_IS_RECORD_BEFORE (self));

  if (!vouch_record_session_get_status (self->session, &status))
    return;
  self->loudest_db = MAX (status.peak_db, self->loudest_db - FALL_DB);
  microphone = vouch_record_session_get_device_name (self->session, VOUCH_CAPTURE_MEDIUM_SOUND);
  sound = vouch_record_words_sound (&status, self->loudest_db, microphone, &sign);
  vouch_record_row_say (self->sound, sign, sound);
  if (vouch_record_before_get_kind (self) == VOUCH_CAPTURE_KIND_PICTURE) {
    g_autofree char *picture = NULL;

    camera = vouch_record_session_get_device_name (self->session, VOUCH_CAPTURE_MEDIUM_PICTURE);
    picture = vouch_record_words_picture (&status, camera, &sign);
    /* Somebody may take a while to answer; until then there is nothing to show. */
    gtk_widget_set_visible (GTK_WIDGET (self->preview), !status.asking);
    vouch_record_row_say (self->picture, sign, picture);
  }
  space = vouch_record_words_space (&status, self->brief, &sign);
  vouch_record_row_say (self->space, sign, space);
  size = self->brief != NULL ? vouch_record_words_size (&status, self->brief, &sign) : NULL;
  say (self->size, sign, size);
}

/**
 * vouch_record_before_open:
 * @self: a screen before a recording.
 *
 * Opens the devices that are chosen.
 */
void
vouch_record_before_open (VouchRecordBefore *self)
{
  g_return_if_fail (VOUCH_IS_RECORD_BEFORE (self) && self->session != NULL);

  g_free (self->taken);
  self->taken = g_strdup (vouch_device_choice_get_chosen (self->camera));
  vouch_record_session_open (self->session, vouch_record_before_get_kind (self),
                             vouch_device_choice_get_chosen (self->microphone),
                             vouch_device_choice_get_chosen (self->camera));
}

/**
 * vouch_record_before_get_kind:
 * @self: a screen before a recording.
 *
 * Returns: what is recorded.
 */
VouchCaptureKind
vouch_record_before_get_kind (VouchRecordBefore *self)
{
  g_return_val_if_fail (VOUCH_IS_RECORD_BEFORE (self), VOUCH_CAPTURE_KIND_SOUND);

  return gtk_toggle_button_get_active (self->as_picture) ? VOUCH_CAPTURE_KIND_PICTURE
                                                         : VOUCH_CAPTURE_KIND_SOUND;
}

/**
 * vouch_record_before_get_device:
 * @self: a screen before a recording.
 * @medium: the microphone or the camera.
 *
 * Returns: (transfer none) (nullable): id of what is chosen, whether it is there or not; %NULL for the
 *   computer's choice.
 */
const char *
vouch_record_before_get_device (VouchRecordBefore *self, VouchCaptureMedium medium)
{
  g_return_val_if_fail (VOUCH_IS_RECORD_BEFORE (self), NULL);

  return vouch_device_choice_get_wanted (medium == VOUCH_CAPTURE_MEDIUM_SOUND ? self->microphone
                                                                              : self->camera);
}

/**
 * vouch_record_before_get_words:
 * @self: a screen before a recording.
 *
 * Returns: (transfer none): what the teacher wants to call moments, as it is typed.
 */
const char *
vouch_record_before_get_words (VouchRecordBefore *self)
{
  g_return_val_if_fail (VOUCH_IS_RECORD_BEFORE (self), NULL);

  return gtk_editable_get_text (child (self, "words"));
}

/**
 * vouch_record_before_has_new_words:
 * @self: a screen before a recording.
 *
 * Returns: whether words are typed that are not kept yet.
 */
gboolean
vouch_record_before_has_new_words (VouchRecordBefore *self)
{
  g_return_val_if_fail (VOUCH_IS_RECORD_BEFORE (self), FALSE);

  return g_strcmp0 (vouch_record_before_get_words (self), self->words != NULL ? self->words : "") !=
         0;
}

/**
 * vouch_record_before_set_kept_words:
 * @self: a screen before a recording.
 * @words: what the teacher wants to call moments.
 *
 * Says that these are kept. What is typed by now is not touched.
 */
void
vouch_record_before_set_kept_words (VouchRecordBefore *self, const char *words)
{
  g_return_if_fail (VOUCH_IS_RECORD_BEFORE (self) && words != NULL);

  g_free (self->words);
  self->words = g_strdup (words);
}

/**
 * vouch_record_before_focus:
 * @self: a screen before a recording.
 *
 * Gives the keyboard focus to what begins it.
 */
void
vouch_record_before_focus (VouchRecordBefore *self)
{
  g_return_if_fail (VOUCH_IS_RECORD_BEFORE (self));

  gtk_widget_grab_focus (child (self, "record"));
}
