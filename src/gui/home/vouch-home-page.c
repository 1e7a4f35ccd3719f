/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-home-page"

#include "config.h"
#include "vouch-home-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-error.h"
#include "vouch-example.h"
#include "vouch-home.h"
#include "vouch-job-queue.h"
#include "vouch-library-care.h"
#include "vouch-overview.h"

#include "vouch-home-safe.h"
#include "vouch-ring.h"
#include "vouch-rows.h"
#include "vouch-undo.h"

/**
 * VouchHomePage:
 *
 * What now: portfolios under way with their next step, what came in, what is coming up, and what is
 * safe. It shows its frame at once and is filled from the workspace. With nothing made yet it offers
 * three ways in.
 */
struct _VouchHomePage {
  VouchPage parent_instance;

  VouchHome *home; /* (nullable): what is shown */

  GtkStack *stack;
  GtkLabel *greeting;
  GtkWidget *next_group;
  GtkListBox *next;
  GtkWidget *news_group;
  GtkListBox *news;
  GtkWidget *dates_group;
  GtkListBox *dates;
  GtkWidget *safe_group;
  VouchHomeSafe *safe;
};

G_DEFINE_FINAL_TYPE (VouchHomePage, vouch_home_page, VOUCH_TYPE_PAGE)

static const char *
greet (gint64 now_ms)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (now_ms / 1000);
  int hour = g_date_time_get_hour (now);

  if (hour >= 5 && hour < 12)
    return _ ("Good morning");
  return hour >= 12 && hour < 18 ? _ ("Good afternoon") : _ ("Good evening");
}

static void
clear (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

static const char *
step_words (VouchPortfolioSummary *summary)
{
  switch (vouch_portfolio_summary_get_standing (summary)) {
  case VOUCH_STANDING_EARNED: return C_ ("portfolio", "Earned.");
  case VOUCH_STANDING_DECIDED: return _ ("A decision came in.");
  case VOUCH_STANDING_SENT: return _ ("Sent. The assessor has it.");
  case VOUCH_STANDING_ON_ITS_WAY: return _ ("On its way to the issuer.");
  case VOUCH_STANDING_READY: return _ ("Complete. Ready to send.");
  case VOUCH_STANDING_OPEN:
  default: return vouch_portfolio_summary_get_next_step (summary);
  }
}

/* Where "Continue" leads: what waits for the teacher, not for the assessor. */
static const char *
continue_action (VouchPortfolioSummary *summary)
{
  switch (vouch_portfolio_summary_get_standing (summary)) {
  case VOUCH_STANDING_DECIDED: return "win.show-decision";
  case VOUCH_STANDING_READY: return "win.show-submit";
  case VOUCH_STANDING_OPEN: return "win.continue-portfolio";
  default: return NULL;
  }
}

static void
add_button (GtkWidget *row, const char *label, const char *action, const char *id, gboolean first)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *name =
      g_strdup_printf ("%s: %s", label, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  if (first)
    gtk_widget_add_css_class (button, "suggested-action");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
add_throw_away (GtkWidget *row, const char *id)
{
  GtkWidget *button = vouch_rows_button ("user-trash-symbolic", _ ("Throw the example away"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "home.throw-away");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
make_next_row (VouchHomePage *self, VouchPortfolioSummary *summary, gboolean first)
{
  const char *id = vouch_portfolio_summary_get_id (summary);
  const char *step = step_words (summary);
  /* Translators: how many of the things asked for are complete, as in "9 of 14". */
  g_autofree char *count =
      g_strdup_printf (_ ("%u of %u"), vouch_portfolio_summary_get_complete (summary),
                       vouch_portfolio_summary_get_needed (summary));
  g_autofree char *words = g_strjoin (" · ", count, step, NULL);
  GtkWidget *row = vouch_rows_text (vouch_portfolio_summary_get_title (summary), words);
  GtkWidget *ring = vouch_ring_new ();

  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  vouch_ring_set_progress (VOUCH_RING (ring), vouch_portfolio_summary_get_complete (summary),
                           vouch_portfolio_summary_get_needed (summary));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), ring);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-portfolio");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", id);
  if (g_strv_contains ((const char *const *) self->home->examples, id))
    add_throw_away (row, id);
  if (continue_action (summary) != NULL)
    add_button (row, _ ("Continue"), continue_action (summary), id, first);
  return row;
}

static void
show_next (VouchHomePage *self)
{
  gboolean first = TRUE;

  clear (self->next);
  for (guint i = 0; i < self->home->next->len; i++) {
    VouchPortfolioSummary *summary = g_ptr_array_index (self->home->next, i);

    gtk_list_box_append (self->next, make_next_row (self, summary, first));
    if (continue_action (summary) != NULL)
      first = FALSE;
  }
  if (self->home->n_under_way > self->home->next->len) {
    guint more = self->home->n_under_way - self->home->next->len;
    g_autofree char *words =
        g_strdup_printf (ngettext ("%u more under way", "%u more under way", more), more);

    gtk_list_box_append (self->next, vouch_rows_link (words, NULL, "win.show-place", "portfolios"));
  }
  if (self->home->next->len == 0)
    gtk_list_box_append (self->next, vouch_rows_link (_ ("Nothing is under way"),
                                                      _ ("Choose a micro-credential to begin."),
                                                      "win.show-place", "catalogue"));
  gtk_widget_set_visible (self->next_group, TRUE);
}

static char *
news_words (const VouchHomeNews *news)
{
  if (news->words != NULL)
    return g_strdup (news->words);
  if (news->credential != NULL)
    /* Translators: %s is the name of a badge. */
    return g_strdup_printf (_ ("Badge: %s"), news->title);
  return news->is_earned
             /* Translators: %s is the title of a portfolio. */
             ? g_strdup_printf (_ ("Decision on %s · earned"), news->title)
             : g_strdup_printf (_ ("Decision on %s · not yet"), news->title);
}

static void
show_news (VouchHomePage *self)
{
  clear (self->news);
  for (guint i = 0; i < self->home->news->len; i++) {
    const VouchHomeNews *news = g_ptr_array_index (self->home->news, i);
    g_autofree char *words = news_words (news);
    g_autofree char *day = vouch_day_format_for_people (vouch_day_from_time (news->when_ms));
    /* Translators: something that was not looked at yet; %s is the date on which it came in. */
    g_autofree char *unread = g_strdup_printf (_ ("New · %s"), day);
    GtkWidget *row =
        vouch_rows_link (words, news->is_read ? day : unread, "home.open-news", news->key);

    if (!news->is_read)
      gtk_widget_add_css_class (row, "unread");
    gtk_list_box_append (self->news, row);
  }
  gtk_widget_set_visible (self->news_group, self->home->news->len > 0);
}

/* It leads to its goal, else to its portfolio, else to the plan. */
static GtkWidget *
date_row (const VouchHomeDate *date, const char *words)
{
  if (date->goal != NULL)
    return vouch_rows_link (date->words, words, "win.show-goal", date->goal);
  if (date->portfolio != NULL)
    return vouch_rows_link (date->words, words, "win.show-portfolio", date->portfolio);
  return vouch_rows_link (date->words, words, "win.show-place", "plan");
}

static char *
describe_day (const VouchHomeDate *date, VouchDay today)
{
  g_autofree char *day = vouch_day_format_for_people (date->day);

  if (date->day < today)
    return g_strdup_printf (_ ("Was due %s"), day);
  /* Translators: the last day for something. */
  return date->is_last_day ? g_strdup_printf (C_ ("last day", "by %s"), day)
                           : g_steal_pointer (&day);
}

static void
show_dates (VouchHomePage *self)
{
  VouchDay today = vouch_day_from_time (self->home->safety.now_ms);

  clear (self->dates);
  for (guint i = 0; i < self->home->dates->len; i++) {
    const VouchHomeDate *date = g_ptr_array_index (self->home->dates, i);
    g_autofree char *due = describe_day (date, today);
    g_autofree char *words = g_strjoin (" · ", due, date->portfolio_title, NULL);

    gtk_list_box_append (self->dates, date_row (date, words));
  }
  gtk_widget_set_visible (self->dates_group, self->home->dates->len > 0);
}

static void
show_home (VouchPage *page, gpointer result)
{
  VouchHomePage *self = VOUCH_HOME_PAGE (page);
  gboolean is_first;

  g_clear_pointer (&self->home, vouch_home_unref);
  self->home = vouch_home_ref (result);
  is_first = self->home->n_portfolios == 0 && self->home->news->len == 0;
  show_next (self);
  show_news (self);
  show_dates (self);
  vouch_home_safe_show (self->safe, &self->home->safety);
  gtk_widget_set_visible (self->safe_group, TRUE);
  gtk_stack_set_visible_child_name (self->stack, is_first ? "first" : "full");
}

static gpointer
load_home (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  return vouch_home_load (workspace, cancellable, error);
}

static void
vouch_home_page_refresh (VouchPage *page)
{
  VouchClock *clock = vouch_workspace_get_clock (vouch_page_get_workspace (page));

  gtk_label_set_label (VOUCH_HOME_PAGE (page)->greeting, greet (vouch_clock_now_ms (clock)));
  vouch_page_run (page, load_home, NULL, NULL, (GDestroyNotify) vouch_home_unref, show_home);
}

static gpointer
mark_read (VouchWorkspace *workspace, gpointer key, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (vouch_home_mark_read (workspace, key, error));
}

typedef struct {
  VouchPage *page;
  char *folder;
} Showing;

/* Nothing on this computer may show folders; then it is said where it is. */
static void
launched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Showing *showing = data;
  g_autoptr (VouchPage) page = showing->page;
  g_autofree char *folder = showing->folder;
  g_autofree char *name = g_filename_display_name (folder);
  g_autoptr (GError) reason = NULL;
  g_autoptr (GError) error = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, &reason))
    return;
  g_message ("%s cannot be shown: %s", name, reason->message);
  g_set_error (&error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND,
               /* Translators: %s is the path of a folder. */
               _ ("No program on this computer shows folders. This one is at %s; nothing in it was "
                  "changed."),
               name);
  vouch_page_show_problem (page, error);
}

static void
show_folder (VouchHomePage *self, const char *folder)
{
  Showing *showing = g_new0 (Showing, 1);
  g_autofree char *uri = NULL;

  showing->page = g_object_ref (VOUCH_PAGE (self));
  showing->folder = g_canonicalize_filename (folder, NULL);
  uri = g_filename_to_uri (showing->folder, NULL, NULL);
  g_app_info_launch_default_for_uri_async (uri, NULL, NULL, launched_cb, showing);
}

static void
open_news_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchHomePage *self = VOUCH_HOME_PAGE (widget);
  const char *key = g_variant_get_string (parameter, NULL);

  for (guint i = 0; self->home != NULL && i < self->home->news->len; i++) {
    const VouchHomeNews *news = g_ptr_array_index (self->home->news, i);

    if (!g_str_equal (news->key, key))
      continue;
    if (!vouch_workspace_get_read_only (vouch_page_get_workspace (VOUCH_PAGE (self))))
      vouch_page_run (VOUCH_PAGE (self), mark_read, g_strdup (key), g_free, NULL, NULL);
    if (news->item != NULL)
      gtk_widget_activate_action (widget, "win.show-item", "s", news->item);
    else if (news->artifact != NULL)
      gtk_widget_activate_action (widget, "win.show-evidence", "s", news->artifact);
    else if (news->folder != NULL)
      show_folder (self, news->folder);
    else if (news->credential != NULL)
      gtk_widget_activate_action (widget, "win.show-credential", "s", news->credential);
    else
      gtk_widget_activate_action (widget, "win.show-decision", "s", news->portfolio);
    return;
  }
}

/* What a job that is over has to say: a problem, or its result. */
static void
job_over_cb (VouchHomePage *self, GParamSpec *pspec, VouchJob *job)
{
  if (!vouch_job_is_over (job))
    return;
  if (vouch_job_get_error (job) != NULL && vouch_job_get_state (job) == VOUCH_JOB_INTERRUPTED)
    vouch_page_show_problem (VOUCH_PAGE (self), vouch_job_get_error (job));
  else if (vouch_job_get_result (job) != NULL && *vouch_job_get_result (job) != '\0')
    vouch_page_toast (VOUCH_PAGE (self), vouch_job_get_result (job));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "home.begin-example", TRUE);
  vouch_page_refresh (VOUCH_PAGE (self));
}

static void
queue (VouchHomePage *self, VouchJob *job)
{
  VouchWorkspace *workspace = vouch_page_get_workspace (VOUCH_PAGE (self));

  g_signal_connect_object (job, "notify::state", G_CALLBACK (job_over_cb), self, G_CONNECT_SWAPPED);
  vouch_job_queue_add (vouch_workspace_get_jobs (workspace), job);
}

static void
check_library_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (VouchJob) job =
      vouch_library_care_job_new (vouch_page_get_workspace (VOUCH_PAGE (widget)));

  queue (VOUCH_HOME_PAGE (widget), job);
}

static void
begin_example_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (VouchJob) job = vouch_example_job_new (vouch_page_get_workspace (VOUCH_PAGE (widget)));

  gtk_widget_action_set_enabled (widget, "home.begin-example", FALSE);
  queue (VOUCH_HOME_PAGE (widget), job);
}

static gpointer
throw_away (VouchWorkspace *workspace, gpointer id, GCancellable *cancellable, GError **error)
{
  return vouch_example_throw_away (workspace, id, cancellable, error) ? g_strdup (id) : NULL;
}

static gpointer
take_back (VouchWorkspace *workspace, gpointer id, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (vouch_example_restore (workspace, id, cancellable, error));
}

static void
offer_undo (VouchPage *page, gpointer id)
{
  vouch_undo_offer (GTK_WIDGET (page), vouch_page_get_workspace (page),
                    _ ("The example is in the bin"), take_back, g_strdup (id), g_free);
}

static void
throw_away_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  vouch_page_run (VOUCH_PAGE (widget), throw_away, g_variant_dup_string (parameter, NULL), g_free,
                  g_free, offer_undo);
}

static gpointer
back_up (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  return vouch_library_care_back_up (workspace, cancellable, error);
}

static void
backed_up (VouchPage *page, gpointer path)
{
  vouch_page_toast (page, _ ("Backed up"));
  vouch_page_refresh (page);
}

static void
back_up_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  vouch_page_run (VOUCH_PAGE (widget), back_up, NULL, NULL, g_free, backed_up);
}

static void
show_folder_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  show_folder (VOUCH_HOME_PAGE (widget),
               vouch_workspace_get_folder (vouch_page_get_workspace (VOUCH_PAGE (widget))));
}

/* Whoever begins to type looks for something. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType modifiers,
                VouchHomePage *self)
{
  gunichar letter = gdk_keyval_to_unicode (key);
  char typed[7] = "";

  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0 ||
      !g_unichar_isalnum (letter))
    return GDK_EVENT_PROPAGATE;
  g_unichar_to_utf8 (letter, typed);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.search", "s", typed);
  return GDK_EVENT_STOP;
}

static void
vouch_home_page_finalize (GObject *object)
{
  g_clear_pointer (&VOUCH_HOME_PAGE (object)->home, vouch_home_unref);

  G_OBJECT_CLASS (vouch_home_page_parent_class)->finalize (object);
}

static void
vouch_home_page_class_init (VouchHomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = vouch_home_page_finalize;
  VOUCH_PAGE_CLASS (klass)->refresh = vouch_home_page_refresh;

  g_type_ensure (VOUCH_TYPE_HOME_SAFE);
  gtk_widget_class_install_action (widget_class, "home.back-up", NULL, back_up_cb);
  gtk_widget_class_install_action (widget_class, "home.begin-example", NULL, begin_example_cb);
  gtk_widget_class_install_action (widget_class, "home.check-library", NULL, check_library_cb);
  gtk_widget_class_install_action (widget_class, "home.open-news", "s", open_news_cb);
  gtk_widget_class_install_action (widget_class, "home.show-folder", NULL, show_folder_cb);
  gtk_widget_class_install_action (widget_class, "home.throw-away", "s", throw_away_cb);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/vouch-home-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchHomePage, dates);
  gtk_widget_class_bind_template_child (widget_class, VouchHomePage, dates_group);
  gtk_widget_class_bind_template_child (widget_class, VouchHomePage, greeting);
  gtk_widget_class_bind_template_child (widget_class, VouchHomePage, news);
  gtk_widget_class_bind_template_child (widget_class, VouchHomePage, news_group);
  gtk_widget_class_bind_template_child (widget_class, VouchHomePage, next);
  gtk_widget_class_bind_template_child (widget_class, VouchHomePage, next_group);
  gtk_widget_class_bind_template_child (widget_class, VouchHomePage, safe);
  gtk_widget_class_bind_template_child (widget_class, VouchHomePage, safe_group);
  gtk_widget_class_bind_template_child (widget_class, VouchHomePage, stack);
}

static void
vouch_home_page_init (VouchHomePage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * vouch_home_page_new:
 * @workspace: the workspace.
 *
 * Returns: (transfer floating): the first page.
 */
VouchPage *
vouch_home_page_new (VouchWorkspace *workspace)
{
  return vouch_page_new (VOUCH_TYPE_HOME_PAGE, workspace, NULL);
}
