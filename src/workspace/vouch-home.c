/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-home"

#include "config.h"
#include "vouch-home.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "vouch-backups.h"
#include "vouch-capture-aside.h"
#include "vouch-capture-list.h"
#include "vouch-capture-words.h"
#include "vouch-example.h"
#include "vouch-library-place.h"
#include "vouch-overview.h"
#include "vouch-settings.h"
#include "vouch-store-definitions.h"
#include "vouch-store-home.h"
#include "vouch-upcoming.h"

#include "vouch-workspace-private.h"

/*
 * What the first page shows. The portfolios come from the overview, which is kept until something is
 * written; the rest is one statement each. Nothing is loaded portfolio by portfolio.
 */

#define MOST_UNDER_WAY 8
#define MOST_NEWS 12
#define MOST_DATES 8
#define DAYS_LATE 30
#define DAYS_AHEAD 180
#define MOST_DUE 200

/* An hour of a classroom in H.264, and the copy of it that is sent. */
#define ROOM_FOR_A_LESSON ((gint64) 4 * 1024 * 1024 * 1024)

#define DAY_MS ((gint64) 24 * 60 * 60 * 1000)
#define BACKUP_IS_OLD_MS (7 * DAY_MS)

/* This was written in November 2026; no clock that is right says an earlier year than that. */
#define EARLIEST_MS G_GINT64_CONSTANT (1767225600000)

#define READ_KEY "home.read"
#define SEPARATOR "\x1f"

static void
news_free (gpointer data)
{
  VouchHomeNews *news = data;

  g_free (news->key);
  g_free (news->portfolio);
  g_free (news->credential);
  g_free (news->artifact);
  g_free (news->item);
  g_free (news->folder);
  g_free (news->words);
  g_free (news->title);
  g_free (news);
}

static void
date_free (gpointer data)
{
  VouchHomeDate *date = data;

  g_free (date->words);
  g_free (date->portfolio);
  g_free (date->portfolio_title);
  g_free (date->goal);
  g_free (date);
}

static GStrv
get_read (VouchWorkspace *workspace)
{
  g_autofree char *read = vouch_settings_get (workspace, READ_KEY);

  return g_strsplit (read != NULL ? read : "", SEPARATOR, -1);
}

static gboolean
load_next (VouchHome *self, VouchWorkspace *workspace, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) all = vouch_overview_list (workspace, cancellable, error);

  if (all == NULL)
    return FALSE;
  self->n_portfolios = all->len;
  for (guint i = 0; i < all->len; i++) {
    VouchPortfolioSummary *summary = g_ptr_array_index (all, i);

    if (vouch_portfolio_summary_get_standing (summary) == VOUCH_STANDING_EARNED)
      continue;
    self->n_under_way++;
    if (self->next->len < MOST_UNDER_WAY)
      g_ptr_array_add (self->next, g_object_ref (summary));
  }
  return TRUE;
}

static gboolean
load_news (VouchHome *self, VouchWorkspace *workspace, GError **error)
{
  g_autoptr (GPtrArray) all =
      vouch_store_list_news (vouch_workspace_get_store (workspace), MOST_NEWS, error);
  g_auto (GStrv) read = get_read (workspace);

  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++) {
    const VouchStoreNews *stored = g_ptr_array_index (all, i);
    VouchHomeNews *news = g_new0 (VouchHomeNews, 1);

    news->key = g_strdup (stored->key);
    news->portfolio = g_strdup (stored->portfolio);
    news->credential = g_strdup (stored->credential);
    news->title = g_strdup (stored->title);
    news->is_earned = stored->is_earned;
    news->is_read = g_strv_contains ((const char *const *) read, stored->key);
    news->when_ms = stored->when_ms;
    g_ptr_array_add (self->news, news);
  }
  return TRUE;
}

static int
compare_news (gconstpointer a, gconstpointer b)
{
  const VouchHomeNews *one = *(const VouchHomeNews *const *) a;
  const VouchHomeNews *other = *(const VouchHomeNews *const *) b;

  return one->when_ms == other->when_ms ? 0 : one->when_ms > other->when_ms ? -1 : 1;
}

/* Recordings that were cut off are brought in without anybody asking, and told like what came in. */
static gboolean
load_recovered (VouchHome *self, VouchWorkspace *workspace, GError **error)
{
  g_autoptr (GPtrArray) all = vouch_capture_list_recovered (workspace, NULL, error);
  g_auto (GStrv) read = get_read (workspace);

  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++) {
    VouchRecording *recording = g_ptr_array_index (all, i);
    VouchHomeNews *news = g_new0 (VouchHomeNews, 1);

    news->key = g_strconcat ("recovered:", vouch_recording_get_id (recording), NULL);
    news->artifact = g_strdup (vouch_recording_get_artifact (recording));
    news->item = g_strdup (vouch_recording_get_item (recording));
    news->words = vouch_capture_describe_recovered (recording);
    news->title = g_strdup (vouch_recording_get_title (recording));
    news->is_read = g_strv_contains ((const char *const *) read, news->key);
    news->when_ms =
        vouch_recording_get_started_ms (recording) + vouch_recording_get_duration_ms (recording);
    g_ptr_array_add (self->news, news);
  }
  return TRUE;
}

/* And those that could not be: nothing else would say so. */
static void
load_aside (VouchHome *self, VouchWorkspace *workspace)
{
  g_autoptr (GPtrArray) all = vouch_capture_aside_list (workspace);
  g_auto (GStrv) read = get_read (workspace);

  for (guint i = 0; i < all->len; i++) {
    const VouchCaptureAside *aside = g_ptr_array_index (all, i);
    VouchHomeNews *news = g_new0 (VouchHomeNews, 1);

    news->key = g_strconcat ("unreadable:", aside->id, NULL);
    news->folder = g_strdup (aside->folder);
    news->words = vouch_capture_aside_describe (aside);
    news->is_read = g_strv_contains ((const char *const *) read, news->key);
    news->when_ms = aside->when_ms;
    g_ptr_array_add (self->news, news);
  }
}

/* The latest of all kinds. */
static void
sort_news (VouchHome *self)
{
  g_ptr_array_sort (self->news, compare_news);
  if (self->news->len > MOST_NEWS)
    g_ptr_array_set_size (self->news, MOST_NEWS);
}

static VouchHomeDate *
add_date (VouchHome *self,
          VouchDay day,
          const char *words,
          const char *portfolio,
          const char *portfolio_title)
{
  VouchHomeDate *date = g_new0 (VouchHomeDate, 1);

  date->day = day;
  date->words = g_strdup (words);
  date->portfolio = g_strdup (portfolio);
  date->portfolio_title = g_strdup (portfolio_title);
  g_ptr_array_add (self->dates, date);
  return date;
}

/* The next day on which a window opens or closes. */
static void
add_windows (VouchHome *self, const VouchStoreDue *due, VouchDefinition *definition, VouchDay today)
{
  GPtrArray *windows =
      vouch_submission_policy_get_windows (vouch_definition_get_submission_policy (definition));

  for (guint i = 0; i < windows->len; i++) {
    VouchWindow *window = g_ptr_array_index (windows, i);

    if (vouch_window_get_opens (window) > today)
      add_date (self, vouch_window_get_opens (window), _ ("Sending opens"), due->portfolio,
                due->portfolio_title);
    if (vouch_window_get_opens (window) <= today && vouch_window_get_closes (window) >= today)
      add_date (self, vouch_window_get_closes (window), _ ("Last day to send"), due->portfolio,
                due->portfolio_title);
  }
}

static int
compare_dates (gconstpointer a, gconstpointer b)
{
  const VouchHomeDate *one = *(const VouchHomeDate *const *) a;
  const VouchHomeDate *other = *(const VouchHomeDate *const *) b;

  if (one->day != other->day)
    return one->day < other->day ? -1 : 1;
  return strcmp (one->words, other->words);
}

/* What the growth plan has not done yet: from what is a little late to half a year ahead. */
static gboolean
load_plan (VouchHome *self, VouchWorkspace *workspace, VouchDay today, GError **error)
{
  g_autoptr (GPtrArray) all =
      vouch_plan_upcoming (workspace, today - DAYS_LATE, today + DAYS_AHEAD, NULL, error);

  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++) {
    VouchUpcoming *one = g_ptr_array_index (all, i);
    VouchHomeDate *date;

    if (one->is_done)
      continue;
    date = add_date (self, one->day, one->words, one->portfolio, one->portfolio_title);
    date->goal = g_strdup (one->goal);
    date->is_last_day = one->is_last_day;
  }
  return TRUE;
}

static gboolean
load_dates (VouchHome *self, VouchWorkspace *workspace, GError **error)
{
  VouchStore *store = vouch_workspace_get_store (workspace);
  VouchDay today = vouch_clock_today (vouch_workspace_get_clock (workspace));
  g_autoptr (GPtrArray) all = vouch_store_list_due (store, MOST_DUE, error);

  if (all == NULL || !load_plan (self, workspace, today, error))
    return FALSE;
  for (guint i = 0; i < all->len; i++) {
    const VouchStoreDue *due = g_ptr_array_index (all, i);
    g_autoptr (VouchDefinition) definition =
        vouch_store_load_definition (store, due->definition, error);

    if (definition == NULL)
      return FALSE;
    add_windows (self, due, definition, today);
  }
  g_ptr_array_sort (self->dates, compare_dates);
  if (self->dates->len > MOST_DATES)
    g_ptr_array_set_size (self->dates, MOST_DATES);
  return TRUE;
}

static gboolean
load_safety (VouchHomeSafety *safety, VouchWorkspace *workspace, GError **error)
{
  VouchStorePulse pulse;
  g_autoptr (VouchDiskCopy) copy = NULL;

  if (!vouch_store_take_pulse (vouch_workspace_get_store (workspace), &pulse, error))
    return FALSE;
  safety->now_ms = vouch_clock_now_ms (vouch_workspace_get_clock (workspace));
  safety->saved_ms = pulse.changed_ms;
  safety->backup_ms = pulse.backup_ms;
  safety->damaged = pulse.damaged;
  safety->free_bytes = vouch_library_place_measure_room (vouch_workspace_get_folder (workspace));
  safety->is_nearly_full = safety->free_bytes >= 0 && safety->free_bytes < ROOM_FOR_A_LESSON;
  /* A snapshot is taken when the program ends; while nothing is written none is due. */
  safety->is_backup_old =
      safety->saved_ms > 0 && safety->saved_ms - safety->backup_ms > BACKUP_IS_OLD_MS &&
      (safety->backup_ms > 0 || safety->now_ms - safety->saved_ms > BACKUP_IS_OLD_MS);
  copy = vouch_backups_load_disk_copy (workspace);
  safety->is_disk_copy_due = copy->is_due;
  safety->is_clock_wrong = safety->now_ms < EARLIEST_MS ||
                           safety->now_ms < safety->saved_ms - DAY_MS ||
                           safety->now_ms < safety->backup_ms - DAY_MS;
  return TRUE;
}

/**
 * vouch_home_load:
 * @workspace: a workspace.
 * @cancellable: (nullable): to stop it.
 * @error: what the store says.
 *
 * Returns: (transfer full) (nullable): what the first page shows.
 */
VouchHome *
vouch_home_load (VouchWorkspace *workspace, GCancellable *cancellable, GError **error)
{
  g_autoptr (VouchHome) self = g_atomic_rc_box_new0 (VouchHome);

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);

  self->next = g_ptr_array_new_with_free_func (g_object_unref);
  self->news = g_ptr_array_new_with_free_func (news_free);
  self->dates = g_ptr_array_new_with_free_func (date_free);
  self->examples = vouch_example_list (workspace);
  if (!load_next (self, workspace, cancellable, error) || !load_news (self, workspace, error) ||
      !load_recovered (self, workspace, error) || !load_dates (self, workspace, error) ||
      !load_safety (&self->safety, workspace, error))
    return NULL;
  load_aside (self, workspace);
  sort_news (self);
  return g_steal_pointer (&self);
}

/**
 * vouch_home_ref:
 * @self: what the first page shows.
 *
 * Returns: (transfer full): the same once more.
 */
VouchHome *
vouch_home_ref (VouchHome *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_home (gpointer data)
{
  VouchHome *self = data;

  g_ptr_array_unref (self->next);
  g_ptr_array_unref (self->news);
  g_ptr_array_unref (self->dates);
  g_strfreev (self->examples);
}

/**
 * vouch_home_unref:
 * @self: (nullable): what the first page shows.
 *
 * Frees it when nobody else holds it.
 */
void
vouch_home_unref (VouchHome *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_home);
}

/**
 * vouch_home_count_portfolios:
 * @workspace: a workspace.
 *
 * Returns: how many portfolios are not in the bin; 0 when that cannot be read.
 */
guint
vouch_home_count_portfolios (VouchWorkspace *workspace)
{
  VouchStorePulse pulse;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), 0);

  if (vouch_store_take_pulse (vouch_workspace_get_store (workspace), &pulse, &error))
    return pulse.portfolios;
  g_message ("The portfolios were not counted: %s", error->message);
  return 0;
}

/**
 * vouch_home_mark_read:
 * @workspace: a workspace.
 * @key: key of something that came in.
 * @error: %VOUCH_ERROR_BUSY when nothing can be changed, %VOUCH_ERROR_NO_SPACE or
 *   %VOUCH_ERROR_DEVICE.
 *
 * Remembers that it was looked at.
 *
 * Returns: whether that is remembered.
 */
gboolean
vouch_home_mark_read (VouchWorkspace *workspace, const char *key, GError **error)
{
  g_auto (GStrv) read = NULL;
  g_autoptr (GString) words = g_string_new (key);
  guint n = 1;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && key != NULL, FALSE);

  read = get_read (workspace);
  if (g_strv_contains ((const char *const *) read, key))
    return TRUE;
  /* What is no longer shown need not be remembered. */
  for (guint i = 0; read[i] != NULL && n < 4 * MOST_NEWS; i++, n++)
    g_string_append_printf (words, "%s%s", SEPARATOR, read[i]);
  return vouch_settings_set (workspace, READ_KEY, words->str, error);
}
