/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-station-page"

#include "config.h"
#include "vouch-station-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-capture-brief.h"
#include "vouch-consent.h"
#include "vouch-portfolios.h"
#include "vouch-register.h"
#include "vouch-settings.h"
#include "vouch-text.h"
#include "vouch-voices.h"

#include "vouch-level-meter.h"
#include "vouch-record-loading.h"
#include "vouch-record-row.h"
#include "vouch-record-session.h"
#include "vouch-record-words.h"
#include "vouch-station-window.h"

/* Where no definition says how long an answer may be. */
#define USUAL_LIMIT_MS (2 * 60 * 1000)

/**
 * VouchStationPage:
 *
 * What a teacher sees before a student gets the computer: who answers, whether that is permitted, whether
 * the microphone hears, and the keys that lead back. Its subject is a portfolio and a question of it,
 * with a space between their ids.
 */
struct _VouchStationPage {
  VouchPage parent_instance;

  char *portfolio;
  char *requirement;
  VouchRecordSession *session; /* for the meter alone */
  VouchCaptureBrief *brief;    /* (nullable) */
  GStrv students;              /* (nullable): their keys */
  char *microphone;            /* (nullable) */
  char *language;              /* (nullable) */
  double loudest_db;
  gboolean can_read_aloud;

  GtkLabel *question;
  AdwComboRow *student;
  VouchRecordRow *permission;
  VouchRecordRow *sound;
  VouchLevelMeter *meter;
  VouchRecordRow *time;
};

G_DEFINE_FINAL_TYPE (VouchStationPage, vouch_station_page, VOUCH_TYPE_PAGE)

static gint64
get_limit (VouchStationPage *self)
{
  return self->brief->most_ms > 0 ? self->brief->most_ms : USUAL_LIMIT_MS;
}

static const char *
get_student (VouchStationPage *self)
{
  guint selected = adw_combo_row_get_selected (self->student);

  return self->students != NULL && selected < g_strv_length (self->students)
             ? self->students[selected]
             : NULL;
}

/* Loading. */

typedef struct {
  VouchCaptureBrief *brief;
  GPtrArray *keys;  /* of char * */
  GPtrArray *words; /* of char *: the same for people, with what they did */
  char *microphone;
  char *language;
  gboolean can_read_aloud;
} Loaded;

static void
loaded_free (gpointer data)
{
  Loaded *loaded = data;

  g_clear_pointer (&loaded->brief, vouch_capture_brief_unref);
  g_clear_pointer (&loaded->keys, g_ptr_array_unref);
  g_clear_pointer (&loaded->words, g_ptr_array_unref);
  g_free (loaded->microphone);
  g_free (loaded->language);
  g_free (loaded);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Loaded, loaded_free)

static gboolean
has_answered (VouchPortfolio *portfolio, const char *requirement, const char *student)
{
  GPtrArray *items = vouch_portfolio_get_items (portfolio);

  for (guint i = 0; i < items->len; i++)
    if (g_strcmp0 (vouch_item_get_requirement (items->pdata[i]), requirement) == 0 &&
        g_strcmp0 (vouch_item_get_attribute (items->pdata[i], "student"), student) == 0)
      return TRUE;
  return FALSE;
}

static void
list_students (Loaded *loaded, VouchPeople *people, VouchPortfolio *portfolio, const char *asked)
{
  GPtrArray *all = vouch_people_get_people (people);

  for (guint i = 0; i < all->len; i++) {
    const char *key = vouch_person_get_key (all->pdata[i]);

    if (vouch_person_get_role (all->pdata[i]) != VOUCH_PERSON_ROLE_STUDENT)
      continue;
    g_ptr_array_add (loaded->keys, g_strdup (key));
    g_ptr_array_add (loaded->words, has_answered (portfolio, asked, key)
                                        /* Translators: %s is the key of a student. */
                                        ? g_strdup_printf (_ ("%s · has answered"), key)
                                        : g_strdup (key));
  }
}

static gpointer
load (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  char **ids = data;
  g_autoptr (Loaded) loaded = g_new0 (Loaded, 1);
  g_autoptr (VouchPeople) people = NULL;
  g_autoptr (VouchPortfolio) portfolio = NULL;
  VouchDefinitionInfo *info;

  loaded->keys = g_ptr_array_new_with_free_func (g_free);
  loaded->words = g_ptr_array_new_with_free_func (g_free);
  loaded->brief = vouch_capture_brief_load (workspace, ids[0], ids[1], VOUCH_CAPTURE_KIND_SOUND,
                                            cancellable, error);
  if (loaded->brief == NULL)
    return NULL;
  people = vouch_register_load (workspace, cancellable, error);
  portfolio = people != NULL ? vouch_portfolios_load (workspace, ids[0], cancellable, error) : NULL;
  if (portfolio == NULL)
    return NULL;
  list_students (loaded, people, portfolio, ids[1]);
  info = vouch_definition_get_info (vouch_portfolio_get_definition (portfolio));
  loaded->language = g_strdup (info != NULL ? vouch_definition_info_get_language (info) : NULL);
  loaded->microphone = vouch_settings_get (workspace, VOUCH_RECORD_MICROPHONE_KEY);
  loaded->can_read_aloud = vouch_voices_can_read_aloud ();
  return g_steal_pointer (&loaded);
}

/* Showing. */

static gboolean
is_permitted (VouchStationPage *self, const char *student)
{
  for (guint i = 0; i < self->brief->classes->len; i++) {
    const VouchClassCover *cover = g_ptr_array_index (self->brief->classes, i);

    if (g_strv_contains ((const char *const *) cover->without, student))
      return FALSE;
  }
  return TRUE;
}

static void
show_permission (VouchStationPage *self)
{
  const char *student = get_student (self);
  g_autofree char *words = NULL;
  VouchSign sign = VOUCH_SIGN_OPEN;

  if (self->brief == NULL)
    return;
  if (student == NULL) {
    words = g_strdup (_ ("Nobody is in your class list yet. Add your class under People."));
  } else if (is_permitted (self, student)) {
    sign = VOUCH_SIGN_COMPLETE;
    words = g_strdup (_ ("The voice may be recorded for this."));
  } else {
    sign = VOUCH_SIGN_LOOK;
    words = g_strdup_printf (
        _ ("%s has no permission for sound. You can record it, and not send it."), student);
  }
  vouch_record_row_say (self->permission, sign, words);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "station.hand-over", student != NULL);
}

static void
show_students (VouchStationPage *self, GPtrArray *keys, GPtrArray *words)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  g_autofree char *before = g_strdup (get_student (self));
  guint selected = 0;

  for (guint i = 0; i < keys->len; i++) {
    gtk_string_list_append (list, words->pdata[i]);
    if (g_strcmp0 (keys->pdata[i], before) == 0)
      selected = i;
  }
  g_strfreev (self->students);
  g_ptr_array_add (keys, NULL);
  self->students = g_strdupv ((char **) keys->pdata);
  adw_combo_row_set_model (self->student, G_LIST_MODEL (list));
  adw_combo_row_set_selected (self->student, selected);
}

static void
open_microphone (VouchStationPage *self)
{
  VouchCaptureStatus status;

  if (self->brief != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      !vouch_record_session_get_status (self->session, &status))
    vouch_record_session_open (self->session, VOUCH_CAPTURE_KIND_SOUND, self->microphone, NULL);
}

static void
show_loaded (VouchPage *page, gpointer result)
{
  VouchStationPage *self = VOUCH_STATION_PAGE (page);
  Loaded *loaded = result;
  gboolean first = self->brief == NULL;
  g_autofree char *limit = NULL;
  g_autofree char *words = NULL;

  g_clear_pointer (&self->brief, vouch_capture_brief_unref);
  self->brief = vouch_capture_brief_ref (loaded->brief);
  g_free (self->microphone);
  self->microphone = loaded->microphone != NULL && *loaded->microphone != '\0'
                         ? g_strdup (loaded->microphone)
                         : NULL;
  g_free (self->language);
  self->language = g_strdup (loaded->language);
  self->can_read_aloud = loaded->can_read_aloud;
  vouch_page_set_subtitle (page, self->brief->portfolio_title);
  gtk_label_set_text (self->question, vouch_requirement_get_title (self->brief->requirement));
  limit = vouch_text_format_duration (get_limit (self));
  words = g_strdup_printf (_ ("An answer may take %s. A ring empties until then."), limit);
  vouch_record_row_say (self->time, VOUCH_SIGN_COMPLETE, words);
  show_students (self, loaded->keys, loaded->words);
  show_permission (self);
  open_microphone (self);
  if (first)
    gtk_widget_grab_focus (GTK_WIDGET (self->student));
}

static void
vouch_station_page_refresh (VouchPage *page)
{
  VouchStationPage *self = VOUCH_STATION_PAGE (page);
  char **ids = g_new0 (char *, 3);

  ids[0] = g_strdup (self->portfolio);
  ids[1] = g_strdup (self->requirement);
  vouch_page_run (page, load, ids, (GDestroyNotify) g_strfreev, loaded_free, show_loaded);
}

/* The microphone, as long as somebody looks. */

static void
changed_cb (VouchStationPage *self)
{
  VouchCaptureStatus status;
  VouchSign sign = VOUCH_SIGN_OPEN;
  g_autofree char *device = NULL;
  g_autofree char *words = NULL;

  if (!vouch_record_session_get_status (self->session, &status))
    return;
  self->loudest_db = MAX (status.peak_db, self->loudest_db - 1);
  device = vouch_record_session_get_device_name (self->session, VOUCH_CAPTURE_MEDIUM_SOUND);
  words = vouch_record_words_sound (&status, self->loudest_db, device, &sign);
  vouch_record_row_say (self->sound, sign, words);
}

static void
level_cb (VouchStationPage *self, double level_db, double peak_db)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    vouch_level_meter_set_level (self->meter, level_db, peak_db);
}

static void
problem_cb (VouchStationPage *self, const GError *problem)
{
  vouch_record_row_say (self->sound, VOUCH_SIGN_LOOK, problem->message);
}

static void
mapped_cb (VouchStationPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    open_microphone (self);
  else if (self->session != NULL)
    vouch_record_session_close (self->session);
}

/* The teacher is back, and the next student is chosen first. */
static void
back_cb (VouchStationPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self->student));
}

static void
hand_over_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchStationPage *self = VOUCH_STATION_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  const char *student = get_student (self);
  GtkWidget *station;
  VouchStationTask task;

  if (student == NULL || self->brief == NULL || !GTK_IS_WINDOW (root))
    return;
  task = (VouchStationTask){
    .portfolio = self->portfolio,
    .requirement = self->requirement,
    .question = vouch_requirement_get_title (self->brief->requirement),
    .language = self->language,
    .student = student,
    .microphone = self->microphone,
    .limit_ms = get_limit (self),
    .can_read_aloud = self->can_read_aloud,
  };
  vouch_record_session_close (self->session);
  station = vouch_station_window_new (GTK_WINDOW (root),
                                      vouch_page_get_workspace (VOUCH_PAGE (self)), &task);
  g_signal_connect_object (station, "undone", G_CALLBACK (vouch_page_show_problem), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (station, "destroy", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (station));
}

static void
vouch_station_page_dispose (GObject *object)
{
  VouchStationPage *self = VOUCH_STATION_PAGE (object);

  if (self->session != NULL)
    vouch_record_session_close (self->session);
  g_clear_object (&self->session);
  g_clear_pointer (&self->brief, vouch_capture_brief_unref);

  G_OBJECT_CLASS (vouch_station_page_parent_class)->dispose (object);
}

static void
vouch_station_page_finalize (GObject *object)
{
  VouchStationPage *self = VOUCH_STATION_PAGE (object);

  g_free (self->portfolio);
  g_free (self->requirement);
  g_strfreev (self->students);
  g_free (self->microphone);
  g_free (self->language);

  G_OBJECT_CLASS (vouch_station_page_parent_class)->finalize (object);
}

static void
vouch_station_page_class_init (VouchStationPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_station_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_station_page_finalize;
  VOUCH_PAGE_CLASS (klass)->refresh = vouch_station_page_refresh;

  g_type_ensure (VOUCH_TYPE_LEVEL_METER);
  g_type_ensure (VOUCH_TYPE_RECORD_ROW);
  gtk_widget_class_install_action (widget_class, "station.hand-over", NULL, hand_over_cb);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/station/vouch-station-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchStationPage, meter);
  gtk_widget_class_bind_template_child (widget_class, VouchStationPage, permission);
  gtk_widget_class_bind_template_child (widget_class, VouchStationPage, question);
  gtk_widget_class_bind_template_child (widget_class, VouchStationPage, sound);
  gtk_widget_class_bind_template_child (widget_class, VouchStationPage, student);
  gtk_widget_class_bind_template_child (widget_class, VouchStationPage, time);
}

static void
vouch_station_page_init (VouchStationPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->loudest_db = -90;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "station.hand-over", FALSE);
  g_signal_connect_object (self->student, "notify::selected", G_CALLBACK (show_permission), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "map", G_CALLBACK (mapped_cb), self, G_CONNECT_AFTER);
  g_signal_connect_object (self, "unmap", G_CALLBACK (mapped_cb), self, G_CONNECT_AFTER);
}

/**
 * vouch_station_page_new:
 * @workspace: the workspace.
 * @target: ids of a portfolio and of a question of it, with a space between.
 *
 * Returns: (transfer floating): what is seen before a student gets the computer.
 */
VouchPage *
vouch_station_page_new (VouchWorkspace *workspace, const char *target)
{
  VouchPage *page = vouch_page_new (VOUCH_TYPE_STATION_PAGE, workspace, target);
  VouchStationPage *self = VOUCH_STATION_PAGE (page);
  g_auto (GStrv) ids = g_strsplit (target, " ", 2);

  self->portfolio = g_strdup (ids[0]);
  self->requirement = g_strdup (ids[0] != NULL ? ids[1] : NULL);
  self->session = vouch_record_session_new (workspace, NULL, NULL);
  g_signal_connect_object (self->session, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "level", G_CALLBACK (level_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "problem", G_CALLBACK (problem_cb), self,
                           G_CONNECT_SWAPPED);
  return page;
}
