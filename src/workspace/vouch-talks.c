/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-talks"

#include "config.h"
#include "vouch-talks.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "vouch-error.h"
#include "vouch-sound-map-wire.h"
#include "vouch-store-glances.h"
#include "vouch-store-objects.h"
#include "vouch-store-talks.h"

#include "vouch-annotate.h"
#include "vouch-workspace-private.h"

/* All maps together with the small pictures; see vouch-glances.c. */
#define CACHE_BYTES ((guint64) 256 * 1024 * 1024)

/* Maps of before are made again by another number. */
#define MAP_VERSION 1

static char *
key_of (const char *artifact)
{
  return g_strdup_printf ("%s-sound-%d", artifact, MAP_VERSION);
}

/* What lies in the cache is believed no more than what comes from the reader. */
static VouchSoundMap *
load_kept (VouchWorkspace *workspace, const char *artifact)
{
  g_autofree char *key = key_of (artifact);
  g_autoptr (GBytes) bytes = vouch_store_load_glance (vouch_workspace_get_store (workspace), key);
  g_autoptr (VouchSoundMap) map = vouch_sound_map_new ();
  gsize size = 0;
  const guint8 *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  if (data == NULL || vouch_sound_map_wire_read (data, size, map) != (gssize) size ||
      !vouch_sound_map_get_complete (map))
    return NULL;
  return g_steal_pointer (&map);
}

static void
keep (VouchWorkspace *workspace, const char *artifact, VouchSoundMap *map)
{
  VouchStore *store = vouch_workspace_get_store (workspace);
  g_autofree char *key = key_of (artifact);
  g_autoptr (GBytes) bytes = vouch_sound_map_wire_write (map, 0, 0);
  g_autoptr (GError) problem = NULL;

  if (vouch_workspace_get_read_only (workspace))
    return;
  /* The person has her map; that it has to be made again next time is nothing to tell her. */
  if (!vouch_store_keep_glance (store, key, bytes, &problem) ||
      !vouch_store_trim_glances (store, CACHE_BYTES, &problem))
    g_debug ("%s", problem->message);
}

/**
 * vouch_talks_listen:
 * @workspace: a workspace.
 * @artifact: a recording of the library, by its SHA-256.
 * @func: (nullable) (scope call): hears what has been heard so far, a few times a second and first of
 *   all as soon as there is anything, on the calling thread.
 * @data: for @func.
 * @cancellable: (nullable): to stop it; what was heard so far is not kept.
 * @error: %VOUCH_ERROR_CANCELLED; %VOUCH_ERROR_INVALID when there is no sound that can be played;
 *   %VOUCH_ERROR_CORRUPT; %VOUCH_ERROR_NOT_FOUND; %VOUCH_ERROR_DEVICE.
 *
 * Listens to a recording, or remembers what was heard when it was listened to before.
 * vouch_pauses_find() tells who speaks when.
 *
 * Returns: (transfer full) (nullable): a map of its sound.
 */
VouchSoundMap *
vouch_talks_listen (VouchWorkspace *workspace,
                    const char *artifact,
                    VouchListenFunc func,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  VouchSoundMap *map;
  int fd;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && artifact != NULL, NULL);

  map = load_kept (workspace, artifact);
  if (map != NULL)
    return map;
  fd = vouch_store_open_object (vouch_workspace_get_store (workspace), artifact, error);
  if (fd < 0)
    return NULL;
  map = vouch_inspector_listen (vouch_workspace_get_inspector (workspace), fd, func, data,
                                cancellable, error);
  close (fd);
  if (map != NULL)
    keep (workspace, artifact, map);
  return map;
}

typedef struct {
  VouchWorkspace *workspace;
  char *artifact;
} Listening;

static void
listening_free (gpointer data)
{
  Listening *listening = data;

  g_object_unref (listening->workspace);
  g_free (listening->artifact);
  g_free (listening);
}

static void
report (VouchSoundMap *map, gpointer job)
{
  vouch_job_report (job, vouch_sound_map_get_heard_ms (map), vouch_sound_map_get_total_ms (map));
}

static char *
run_listening (VouchJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  Listening *listening = data;
  g_autoptr (VouchSoundMap) map = vouch_talks_listen (listening->workspace, listening->artifact,
                                                      report, job, cancellable, error);

  return map != NULL ? g_strdup (listening->artifact) : NULL;
}

/**
 * vouch_talks_listen_job_new:
 * @workspace: a workspace.
 * @artifact: a recording of the library.
 *
 * Returns: (transfer full): a job that listens to it, so that vouch_talks_listen() has its answer at
 *   once afterwards; its result is the file's SHA-256.
 */
VouchJob *
vouch_talks_listen_job_new (VouchWorkspace *workspace, const char *artifact)
{
  Listening *listening;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && artifact != NULL, NULL);

  listening = g_new0 (Listening, 1);
  listening->workspace = g_object_ref (workspace);
  listening->artifact = g_strdup (artifact);
  return vouch_job_new (_ ("Looking for pauses"), NULL, run_listening, listening, listening_free);
}

/**
 * vouch_talks_list_turns:
 * @workspace: a workspace.
 * @artifact: a recording of the library.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full) (element-type VouchTurn) (nullable): what the teacher marked, by time.
 */
GPtrArray *
vouch_talks_list_turns (VouchWorkspace *workspace,
                        const char *artifact,
                        GCancellable *cancellable,
                        GError **error)
{
  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && artifact != NULL, NULL);

  return vouch_store_list_turns (vouch_workspace_get_store (workspace), artifact, error);
}

static gboolean
check_turns (GPtrArray *turns, GError **error)
{
  gint64 last = 0;

  for (guint i = 0; i < turns->len; i++) {
    VouchTurn *turn = g_ptr_array_index (turns, i);

    if (vouch_turn_get_start_ms (turn) < last ||
        vouch_turn_get_end_ms (turn) <= vouch_turn_get_start_ms (turn) ||
        vouch_turn_get_kind (turn) == VOUCH_TURN_KIND_NONE) {
      g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                           _ ("The end of a turn comes after its start, and turns do not "
                              "overlap. Nothing was changed."));
      return FALSE;
    }
    last = vouch_turn_get_end_ms (turn);
  }
  return TRUE;
}

/**
 * vouch_talks_set_turns:
 * @workspace: a workspace.
 * @artifact: a recording of the library.
 * @turns: (element-type VouchTurn): what is marked from now on, by time.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND; %VOUCH_ERROR_INVALID when they overlap; %VOUCH_ERROR_NO_SPACE;
 *   %VOUCH_ERROR_DEVICE. Nothing was changed then.
 *
 * Says which turns were questions and which were answers.
 *
 * Returns: (transfer full) (element-type VouchTurn) (nullable): what was marked before; setting that
 *   again takes this back.
 */
GPtrArray *
vouch_talks_set_turns (VouchWorkspace *workspace,
                       const char *artifact,
                       GPtrArray *turns,
                       GCancellable *cancellable,
                       GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (GPtrArray) before = NULL;

  g_return_val_if_fail (artifact != NULL && turns != NULL, NULL);

  if (store == NULL || !check_turns (turns, error))
    return NULL;
  before = vouch_store_list_turns (store, artifact, error);
  if (before == NULL || !vouch_store_set_turns (store, artifact, turns, error))
    return NULL;
  vouch_workspace_tell_changed (workspace, NULL);
  return g_steal_pointer (&before);
}

/**
 * vouch_talks_mark:
 * @workspace: a workspace.
 * @artifact: a recording of the library.
 * @start_ms: where the turn begins.
 * @end_ms: where it ends.
 * @kind: what it was; %VOUCH_TURN_KIND_NONE takes the marks away that lie there.
 * @cancellable: (nullable): to stop it.
 * @error: as for vouch_talks_set_turns().
 *
 * Marks one turn. Marks that it touches make room for it.
 *
 * Returns: (transfer full) (element-type VouchTurn) (nullable): what was marked before, for
 *   vouch_talks_set_turns() to take this back.
 */
GPtrArray *
vouch_talks_mark (VouchWorkspace *workspace,
                  const char *artifact,
                  gint64 start_ms,
                  gint64 end_ms,
                  VouchTurnKind kind,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && artifact != NULL, NULL);

  if (start_ms < 0 || end_ms <= start_ms) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                         _ ("The end of a turn comes after its start."));
    return NULL;
  }
  before = vouch_talks_list_turns (workspace, artifact, cancellable, error);
  if (before == NULL)
    return NULL;
  after = vouch_waits_mark (before, start_ms, end_ms, kind);
  return vouch_talks_set_turns (workspace, artifact, after, cancellable, error);
}

/**
 * vouch_talks_make_moment:
 * @workspace: a workspace.
 * @item: id of an item with the recording.
 * @wait: a wait in it.
 * @cancellable: (nullable): to stop it.
 * @error: as for vouch_annotate_add().
 *
 * Marks a wait as a moment, from the beginning of the turn before it to its end.
 *
 * Returns: (transfer full) (nullable): the moment's id, for vouch_annotate_remove() to take this back.
 */
char *
vouch_talks_make_moment (VouchWorkspace *workspace,
                         const char *item,
                         const VouchWait *wait,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (VouchMoment) moment = vouch_moment_new ();
  g_autofree char *words = NULL;

  g_return_val_if_fail (item != NULL && wait != NULL, NULL);

  words = vouch_waits_describe (wait);
  vouch_moment_set_form (moment, VOUCH_MOMENT_FORM_MOMENT);
  vouch_moment_set_start_ms (moment, wait->turn_ms);
  vouch_moment_set_end_ms (moment, wait->end_ms);
  vouch_moment_set_note (moment, words);
  return vouch_annotate_add (workspace, item, moment, cancellable, error);
}
