/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-record-page"

#include "config.h"
#include "vouch-record-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-capture-brief.h"
#include "vouch-capture-words.h"
#include "vouch-recording.h"

#include "vouch-record-before.h"
#include "vouch-record-during.h"
#include "vouch-record-guard.h"
#include "vouch-record-keys.h"
#include "vouch-record-loading.h"
#include "vouch-record-parts.h"
#include "vouch-record-session.h"

/* The battery, and permissions that are added meanwhile. */
#define LOOK_AGAIN_S 30

/**
 * VouchRecordPage:
 *
 * A recording from the first look at the microphone to the evidence: one screen before it, one while it
 * is made, and then the recording's own page. Nobody leaves it by accident while it records; the window
 * may be hidden all the same.
 */
struct _VouchRecordPage {
  VouchPage parent_instance;

  char *requirement; /* (nullable); the portfolio is the subject */
  VouchRecordSession *session;
  VouchRecordGuard *guard;
  VouchCaptureBrief *brief; /* (nullable) */
  GListModel *devices;      /* (nullable) */
  GPtrArray *kept;          /* (nullable): what came of it */
  gboolean ended;           /* it ended by itself */
  gboolean ready;           /* devices and what there is to know are here */
  gboolean asking;          /* the desktop asks whether the camera may be used */
  guint look_again;

  GtkStack *stack;
  AdwStatusPage *nothing;
  AdwStatusPage *over;
  VouchRecordBefore *before;
  VouchRecordDuring *during;
};

G_DEFINE_FINAL_TYPE (VouchRecordPage, vouch_record_page, VOUCH_TYPE_PAGE)

static gboolean
is_shown (VouchRecordPage *self, const char *name)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), name) == 0;
}

static void
show (VouchRecordPage *self, const char *name)
{
  if (is_shown (self, name))
    return;
  vouch_record_parts_turn_to (self->stack, name);
  if (g_str_equal (name, "before"))
    vouch_record_before_focus (self->before);
  else if (g_str_equal (name, "during"))
    vouch_record_during_focus (self->during);
}

static void
kind_chosen_cb (VouchRecordPage *self)
{
  vouch_record_loading_remember (
      VOUCH_PAGE (self), VOUCH_RECORD_KIND_KEY,
      vouch_capture_kind_to_string (vouch_record_before_get_kind (self->before)));
  vouch_page_refresh (VOUCH_PAGE (self));
}

static void
device_chosen_cb (VouchRecordPage *self)
{
  vouch_record_loading_remember (
      VOUCH_PAGE (self), VOUCH_RECORD_MICROPHONE_KEY,
      vouch_record_before_get_device (self->before, VOUCH_CAPTURE_MEDIUM_SOUND));
  vouch_record_loading_remember (
      VOUCH_PAGE (self), VOUCH_RECORD_CAMERA_KEY,
      vouch_record_before_get_device (self->before, VOUCH_CAPTURE_MEDIUM_PICTURE));
}

/* What comes from the recorder. */

/* While the person is asked whether the camera may be used there is nothing to begin with. */
static void
allow_start (VouchRecordPage *self)
{
  VouchCaptureStatus status;
  gboolean answered;

  vouch_record_session_get_status (self->session, &status);
  answered = self->asking && !status.asking;
  self->asking = status.asking;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "record.start", !status.asking);
  if (answered && gtk_widget_get_focus_child (GTK_WIDGET (self->before)) == NULL)
    vouch_record_before_focus (self->before);
}

static void
opened_cb (VouchRecordPage *self)
{
  vouch_page_clear_problem (VOUCH_PAGE (self));
  allow_start (self);
  vouch_record_before_show_status (self->before);
  if (!vouch_record_session_is_under_way (self->session))
    show (self, "before");
}

static void
show_over (VouchRecordPage *self)
{
  GtkWidget *see =
      GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (self), VOUCH_TYPE_RECORD_PAGE, "see"));

  gtk_widget_set_visible (see, self->kept != NULL && self->kept->len > 0);
  show (self, "ended");
  gtk_widget_grab_focus (see);
}

static void
take_notice (VouchRecordPage *self, const VouchCaptureStatus *status)
{
  if (status->state != VOUCH_CAPTURE_STATE_FAILED || self->ended)
    return;
  self->ended = TRUE;
  adw_status_page_set_description (
      self->over,
      vouch_capture_describe_fault (status->fault, vouch_record_before_get_kind (self->before)));
  vouch_record_session_stop (self->session);
}

static void
changed_cb (VouchRecordPage *self)
{
  VouchCaptureStatus status;

  if (!vouch_record_session_get_status (self->session, &status))
    return;
  take_notice (self, &status);
  if (status.state < VOUCH_CAPTURE_STATE_RECORDING) {
    allow_start (self);
    vouch_record_before_show_status (self->before);
    return;
  }
  if (!is_shown (self, "during") && self->kept == NULL) {
    vouch_record_guard_begin (self->guard, GTK_WIDGET (self));
    show (self, "during");
  }
  vouch_record_during_show_status (self->during, vouch_record_before_get_kind (self->before));
}

static void
noticed_cb (VouchRecordPage *self, int fault)
{
  const char *words =
      vouch_capture_describe_fault (fault, vouch_record_before_get_kind (self->before));

  /* That it ended stays told until somebody comes. */
  if (vouch_record_guard_is_on (self->guard) && (words != NULL || !self->ended))
    vouch_record_guard_tell (self->guard, words);
  changed_cb (self);
}

/* It was recorded, and is not evidence yet. */
static void
show_not_kept (VouchRecordPage *self, const GError *problem)
{
  g_autofree char *fault =
      self->ended ? g_strdup (adw_status_page_get_description (self->over)) : NULL;

  self->ended = TRUE;
  vouch_record_parts_say_not_kept (self->over, fault, problem);
  vouch_record_guard_tell (self->guard, problem->message);
  vouch_record_guard_end_loudly (self->guard);
  show_over (self);
}

static void
problem_cb (VouchRecordPage *self, const GError *problem)
{
  VouchCaptureStatus status;
  gboolean picture = vouch_record_before_get_kind (self->before) == VOUCH_CAPTURE_KIND_PICTURE;

  if (vouch_record_session_get_status (self->session, &status)) {
    vouch_page_show_problem (VOUCH_PAGE (self), problem);
    if (is_shown (self, "opening"))
      show (self, "before");
    return;
  }
  if (vouch_record_guard_is_on (self->guard)) {
    show_not_kept (self, problem);
    return;
  }
  vouch_record_parts_say_nothing (self->nothing, problem, picture);
  gtk_widget_set_visible (GTK_WIDGET (gtk_widget_get_template_child (
                              GTK_WIDGET (self), VOUCH_TYPE_RECORD_PAGE, "without_picture")),
                          picture && (self->brief == NULL || self->brief->takes_sound));
  show (self, "nothing");
}

/* Straight to the recording's own page, which takes the place of this one. */
static void
see_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (VouchRecordPage) self = g_object_ref (VOUCH_RECORD_PAGE (widget));
  GtkWidget *navigation = gtk_widget_get_parent (widget);
  VouchRecording *recording;

  if (self->kept == NULL || self->kept->len == 0 || navigation == NULL)
    return;
  recording = g_ptr_array_index (self->kept, 0);
  gtk_widget_activate_action (widget, "navigation.back", NULL);
  if (vouch_recording_get_item (recording) != NULL)
    gtk_widget_activate_action (navigation, "win.show-item", "s",
                                vouch_recording_get_item (recording));
  else
    gtk_widget_activate_action (navigation, "win.show-evidence", "s",
                                vouch_recording_get_artifact (recording));
}

static void
kept_cb (VouchRecordPage *self, GPtrArray *kept)
{
  g_clear_pointer (&self->kept, g_ptr_array_unref);
  if (kept->len > 0 || self->ended)
    self->kept = g_ptr_array_ref (kept);
  if (self->ended)
    vouch_record_guard_end_loudly (self->guard);
  else
    vouch_record_guard_end (self->guard);
  if (self->kept == NULL)
    /* It was stopped before a sound of it came: it is as if it had not begun. */
    gtk_widget_activate_action (GTK_WIDGET (self), "record.open", NULL);
  else if (self->ended || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_over (self);
  else
    see_cb (GTK_WIDGET (self), NULL, NULL);
}

/* What the person wants. */

static void
open_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchRecordPage *self = VOUCH_RECORD_PAGE (widget);

  show (self, "opening");
  vouch_record_before_open (self->before);
}

static void
sound_alone_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchRecordPage *self = VOUCH_RECORD_PAGE (widget);

  vouch_record_before_set_kind (self->before, VOUCH_CAPTURE_KIND_SOUND);
  kind_chosen_cb (self);
  open_cb (widget, NULL, NULL);
}

static void
start_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchRecordPage *self = VOUCH_RECORD_PAGE (widget);
  VouchCaptureStatus status;

  /* A camera takes a second or two to open; it records then. */
  if (vouch_record_session_start (self->session) &&
      !vouch_record_session_get_status (self->session, &status))
    show (self, "opening");
}

static void
mark_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  vouch_record_during_mark (VOUCH_RECORD_PAGE (widget)->during, g_variant_get_uint32 (parameter));
}

/* Only where a break costs something does it need words before. The key that makes a pause ends it. */
static void
pause_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchRecordPage *self = VOUCH_RECORD_PAGE (widget);
  VouchCaptureStatus status;

  if (vouch_record_session_get_status (self->session, &status) &&
      status.state == VOUCH_CAPTURE_STATE_PAUSED)
    vouch_record_session_set_paused (self->session, FALSE);
  else if (self->brief != NULL && self->brief->is_unedited)
    vouch_record_during_ask_pause (self->during, vouch_capture_describe_pause ());
  else
    vouch_record_session_set_paused (self->session, TRUE);
}

static void
pause_now_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchRecordPage *self = VOUCH_RECORD_PAGE (widget);

  vouch_record_during_put_away (self->during);
  vouch_record_session_set_paused (self->session, TRUE);
}

static void
resume_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  vouch_record_session_set_paused (VOUCH_RECORD_PAGE (widget)->session, FALSE);
}

static void
stay_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  vouch_record_during_put_away (VOUCH_RECORD_PAGE (widget)->during);
}

static void
hide_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  vouch_record_during_put_away (VOUCH_RECORD_PAGE (widget)->during);
  if (GTK_IS_WINDOW (root))
    gtk_window_minimize (GTK_WINDOW (root));
}

static void
stop_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  vouch_record_session_stop (VOUCH_RECORD_PAGE (widget)->session);
}

/* The microphone is open as long as somebody sees that it is. */
static void
mapped_cb (VouchRecordPage *self)
{
  if (self->session == NULL || !self->ready || self->kept != NULL || self->ended ||
      vouch_record_session_is_under_way (self->session))
    return;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    open_cb (GTK_WIDGET (self), NULL, NULL);
  else
    vouch_record_session_close (self->session);
}

/* Filling it. */

static void
show_loaded (VouchPage *page, gpointer result)
{
  VouchRecordPage *self = VOUCH_RECORD_PAGE (page);
  VouchRecordLoading *loaded = result;

  vouch_capture_brief_ref (loaded->brief);
  g_clear_pointer (&self->brief, vouch_capture_brief_unref);
  self->brief = loaded->brief;
  vouch_page_set_subtitle (page, self->brief->portfolio_title);
  vouch_record_during_set_labels (self->during, (const char *const *) self->brief->labels);
  if (loaded->devices != NULL && !self->ready) {
    self->ready = TRUE;
    self->devices = g_object_ref (loaded->devices);
    vouch_record_before_set_kind (self->before, loaded->kind);
    vouch_record_before_set_devices (self->before, self->devices, loaded->microphone,
                                     loaded->camera);
    if (gtk_widget_get_mapped (GTK_WIDGET (self)))
      vouch_record_before_open (self->before);
  }
  vouch_record_before_show_brief (self->before, self->brief);
}

static void
look (VouchRecordPage *self)
{
  vouch_record_loading_begin (VOUCH_PAGE (self), self->requirement,
                              vouch_record_before_get_kind (self->before), !self->ready,
                              show_loaded);
}

static gpointer
keep_words (VouchWorkspace *workspace, gpointer words, GCancellable *cancellable, GError **error)
{
  return vouch_capture_brief_set_labels (workspace, words, error) ? g_strdup (words) : NULL;
}

/* They are offered at once, also when the recording began meanwhile. */
static void
words_kept (VouchPage *page, gpointer result)
{
  VouchRecordPage *self = VOUCH_RECORD_PAGE (page);

  vouch_record_before_set_kept_words (self->before, result);
  look (self);
}

static void
words_chosen_cb (VouchRecordPage *self)
{
  vouch_page_run (VOUCH_PAGE (self), keep_words,
                  g_strdup (vouch_record_before_get_words (self->before)), g_free, g_free,
                  words_kept);
}

/* While it records nothing of this is looked at, and the disk belongs to the recording. */
static void
vouch_record_page_refresh (VouchPage *page)
{
  VouchRecordPage *self = VOUCH_RECORD_PAGE (page);

  if (vouch_record_guard_is_on (self->guard) || self->session == NULL)
    return;
  look (self);
}

static gboolean
look_again_cb (gpointer data)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (data)))
    vouch_page_refresh (VOUCH_PAGE (data));
  return G_SOURCE_CONTINUE;
}

/* What is being recorded is neither left nor closed: it is said what can be done. */
static gboolean
vouch_record_page_flush (VouchPage *page, GError **error)
{
  VouchRecordPage *self = VOUCH_RECORD_PAGE (page);

  if (vouch_record_before_has_new_words (self->before) &&
      !vouch_capture_brief_set_labels (vouch_page_get_workspace (page),
                                       vouch_record_before_get_words (self->before), error))
    return FALSE;
  vouch_record_before_set_kept_words (self->before, vouch_record_before_get_words (self->before));
  if (self->kept != NULL || !vouch_record_session_is_under_way (self->session))
    return TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    vouch_record_during_ask_leave (self->during);
  else
    vouch_page_toast (page, _ ("A recording goes on below this page. Go back to it to stop it."));
  /* Nothing went wrong; the page says what there is to say. */
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "recording");
  return FALSE;
}

static void
vouch_record_page_dispose (GObject *object)
{
  VouchRecordPage *self = VOUCH_RECORD_PAGE (object);

  g_clear_handle_id (&self->look_again, g_source_remove);
  if (self->guard != NULL)
    vouch_record_guard_end (self->guard);
  if (self->session != NULL)
    vouch_record_session_close (self->session);
  g_clear_object (&self->guard);
  g_clear_object (&self->session);
  g_clear_object (&self->devices);
  g_clear_pointer (&self->brief, vouch_capture_brief_unref);
  g_clear_pointer (&self->kept, g_ptr_array_unref);

  G_OBJECT_CLASS (vouch_record_page_parent_class)->dispose (object);
}

static void
vouch_record_page_finalize (GObject *object)
{
  g_free (VOUCH_RECORD_PAGE (object)->requirement);

  G_OBJECT_CLASS (vouch_record_page_parent_class)->finalize (object);
}

static void
vouch_record_page_class_init (VouchRecordPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_record_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_record_page_finalize;
  VOUCH_PAGE_CLASS (klass)->refresh = vouch_record_page_refresh;
  VOUCH_PAGE_CLASS (klass)->flush = vouch_record_page_flush;

  g_type_ensure (VOUCH_TYPE_RECORD_BEFORE);
  g_type_ensure (VOUCH_TYPE_RECORD_DURING);
  gtk_widget_class_install_action (widget_class, "record.hide", NULL, hide_cb);
  gtk_widget_class_install_action (widget_class, "record.mark", "u", mark_cb);
  gtk_widget_class_install_action (widget_class, "record.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "record.pause", NULL, pause_cb);
  gtk_widget_class_install_action (widget_class, "record.pause-now", NULL, pause_now_cb);
  gtk_widget_class_install_action (widget_class, "record.resume", NULL, resume_cb);
  gtk_widget_class_install_action (widget_class, "record.see", NULL, see_cb);
  gtk_widget_class_install_action (widget_class, "record.sound-alone", NULL, sound_alone_cb);
  gtk_widget_class_install_action (widget_class, "record.start", NULL, start_cb);
  gtk_widget_class_install_action (widget_class, "record.stay", NULL, stay_cb);
  gtk_widget_class_install_action (widget_class, "record.stop", NULL, stop_cb);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/record/vouch-record-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchRecordPage, before);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordPage, during);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordPage, over);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordPage, stack);
  gtk_widget_class_bind_template_child_full (widget_class, "see", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "without_picture", FALSE, 0);
}

static void
vouch_record_page_init (VouchRecordPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  vouch_record_parts_turn_to (self->stack, "opening");
  self->guard = vouch_record_guard_new ();
  self->look_again = g_timeout_add_seconds (LOOK_AGAIN_S, look_again_cb, self);
  vouch_record_keys_add (GTK_WIDGET (self->before), GTK_WIDGET (self->during));
  g_signal_connect_object (self, "map", G_CALLBACK (mapped_cb), self, G_CONNECT_AFTER);
  g_signal_connect_object (self, "unmap", G_CALLBACK (mapped_cb), self, G_CONNECT_AFTER);
  g_signal_connect_object (self->before, "kind-chosen", G_CALLBACK (kind_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->before, "device-chosen", G_CALLBACK (device_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->before, "words-chosen", G_CALLBACK (words_chosen_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * vouch_record_page_new:
 * @workspace: the workspace.
 * @portfolio: (nullable): id of the portfolio it is for.
 * @requirement: (nullable): id of what it is for there.
 *
 * Returns: (transfer floating): a page that records, once something is pressed.
 */
VouchPage *
vouch_record_page_new (VouchWorkspace *workspace, const char *portfolio, const char *requirement)
{
  VouchPage *page = vouch_page_new (VOUCH_TYPE_RECORD_PAGE, workspace, portfolio);
  VouchRecordPage *self = VOUCH_RECORD_PAGE (page);

  self->requirement = g_strdup (requirement);
  self->session = vouch_record_session_new (workspace, portfolio, requirement);
  vouch_record_before_set_session (self->before, self->session);
  vouch_record_during_set_session (self->during, self->session);
  g_signal_connect_object (self->session, "opened", G_CALLBACK (opened_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "noticed", G_CALLBACK (noticed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "problem", G_CALLBACK (problem_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "kept", G_CALLBACK (kept_cb), self, G_CONNECT_SWAPPED);
  return page;
}

/* What is being recorded is gone back to, whatever it is for; an idle page only for its own purpose. */
static gboolean
is_gone_back_to (VouchRecordPage *self, const char *portfolio, const char *requirement)
{
  return vouch_record_session_is_under_way (self->session) ||
         (self->kept == NULL && !self->ended && g_strcmp0 (self->requirement, requirement) == 0 &&
          g_strcmp0 (vouch_page_get_subject (VOUCH_PAGE (self)), portfolio) == 0);
}

/**
 * vouch_record_page_open:
 * @navigation: where to open it.
 * @workspace: the workspace.
 * @target: (nullable): `(ss)`: ids of a portfolio and of what it is for there; %NULL for the evidence.
 *
 * Opens a page that records. One that records, or waits for the same, is gone back to.
 */
void
vouch_record_page_open (VouchNavigation *navigation, VouchWorkspace *workspace, GVariant *target)
{
  const char *portfolio = NULL, *requirement = NULL;

  VouchPage *open;

  g_return_if_fail (VOUCH_IS_NAVIGATION (navigation));

  if (target != NULL)
    g_variant_get (target, "(&s&s)", &portfolio, &requirement);
  open = vouch_navigation_find (navigation, VOUCH_TYPE_RECORD_PAGE);
  if (open != NULL && is_gone_back_to (VOUCH_RECORD_PAGE (open), portfolio, requirement) &&
      vouch_navigation_return_to (navigation, VOUCH_TYPE_RECORD_PAGE))
    return;
  vouch_navigation_push (navigation, vouch_record_page_new (workspace, portfolio, requirement));
}
