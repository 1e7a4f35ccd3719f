/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-reader-inspector"

#include "config.h"
#include "vouch-reader-inspector.h"

#include <glib/gi18n-lib.h>
#include <sys/stat.h>

#include "vouch-browse.h"
#include "vouch-error.h"
#include "vouch-facts-json.h"
#include "vouch-paths.h"
#include "vouch-playback.h"
#include "vouch-glance-wire.h"
#include "vouch-reader-encode.h"
#include "vouch-reader-protocol.h"
#include "vouch-reader-run.h"
#include "vouch-sound-map-wire.h"

/**
 * VouchReaderInspector:
 *
 * Looks into files by starting the program `vouch-reader` for each one. Whatever a file does to the
 * reader, here it only becomes a sentence in the facts. The reader limits itself; this side adds
 * bubblewrap where the system has it, a bound on time and output, and a second, independent look at
 * every copy that was made.
 */
struct _VouchReaderInspector {
  GObject parent_instance;

  char *helper;
  GMutex lock;
  char **formats[2]; /* (nullable) (mutex lock): what can be written, without and with a picture */
};

/* The largest record there is: a picture, and what of the next has come with its last piece. */
#define MAX_GLANCE                                                                                 \
  ((gsize) VOUCH_GLANCE_MAX_SIDE * VOUCH_GLANCE_MAX_SIDE * 4 + VOUCH_GLANCE_WIRE_HEAD + 65536)

static const char *
get_version (VouchInspector *inspector)
{
  return VOUCH_READER_VERSION;
}

static VouchFacts *
facts_from_run (const VouchHelperRun *run, int fd)
{
  VouchFacts *facts = NULL;
  struct stat status = { 0 };

  if (run->end == VOUCH_HELPER_EXITED && run->exit_code == VOUCH_READER_EXIT_DONE &&
      run->output->len > 0)
    facts = vouch_facts_from_json ((const char *) run->output->data, run->output->len, NULL);
  if (facts == NULL)
    facts = vouch_facts_new_unreadable (VOUCH_READER_VERSION, vouch_reader_run_explain (run));
  /* The size is no matter of opinion. */
  if (fstat (fd, &status) == 0)
    vouch_facts_set_size (facts, status.st_size);
  vouch_facts_set_reader_version (facts, VOUCH_READER_VERSION);
  return facts;
}

static VouchFacts *
read_facts (VouchInspector *inspector,
            int fd,
            const char *file_name_hint,
            GCancellable *cancellable,
            GError **error)
{
  VouchReaderInspector *self = VOUCH_READER_INSPECTOR (inspector);
  const char *arguments[] = { "facts", file_name_hint != NULL ? "--name" : NULL, file_name_hint,
                              NULL };
  VouchHelperRun run = { .fds = &fd, .n_fds = 1, .max_output = VOUCH_READER_MAX_OUTPUT };
  VouchFacts *facts = NULL;

  if (vouch_reader_run (self->helper, &run, arguments, cancellable, error) &&
      !vouch_reader_run_refused (&run, error))
    facts = facts_from_run (&run, fd);
  g_byte_array_unref (run.output);
  return facts;
}

/* Nothing in a packet is longer, and no player minds. */
#define STREAM_SLACK_MS 500

/* Whether sound or picture of a copy ends before what went into it does. */
static gboolean
is_cut_short (gint64 written_ms, gint64 found_ms)
{
  return written_ms != VOUCH_FACTS_UNKNOWN && MAX (0, found_ms) < written_ms - STREAM_SLACK_MS;
}

static const char *
compare_streams (VouchFacts *facts, VouchFacts *written)
{
  if (written == NULL)
    return NULL;
  if (is_cut_short (vouch_facts_get_sound_end_ms (written), vouch_facts_get_sound_end_ms (facts)))
    return _ ("The sound of the copy is not whole.");
  if (is_cut_short (vouch_facts_get_picture_end_ms (written),
                    vouch_facts_get_picture_end_ms (facts)))
    return _ ("The picture of the copy is not whole.");
  return NULL;
}

/* The copy is believed only after it was read again by a reader that did not write it. */
static gboolean
check_copy (VouchFacts *facts, VouchFacts *written, const VouchDerivation *what, GError **error)
{
  const char *wrong = NULL;
  g_autofree char *found = NULL;
  const char *value = NULL;

  if (vouch_facts_get_state (facts) != VOUCH_FACTS_KNOWN ||
      !vouch_facts_get_readable_to_end (facts) || vouch_facts_get_empty (facts))
    wrong = _ ("The copy cannot be read to its end.");
  else if (vouch_facts_get_n_identifiers (facts) > 0) {
    const char *key = vouch_facts_get_identifier (facts, 0, &value);

    /* Translators: %1$s is a kind of information such as "author", %2$s what the file says. */
    wrong = found =
        g_strdup_printf (_ ("The copy still says who made it (%1$s: %2$s)."), key, value);
  } else if (what->has_range && vouch_facts_get_duration_ms (facts) > what->end_ms - what->start_ms)
    wrong = _ ("The copy is longer than the part you chose.");
  else
    wrong = compare_streams (facts, written);

  if (wrong == NULL)
    return TRUE;
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT,
               /* Translators: %s is a sentence that says what is wrong with the copy. */
               _ ("%s It was thrown away and nothing was sent. Your original is safe."), wrong);
  return FALSE;
}

static gboolean
derive (VouchInspector *inspector,
        int source_fd,
        int target_fd,
        const VouchDerivation *what,
        VouchFacts **result_facts,
        GCancellable *cancellable,
        GError **error)
{
  VouchReaderInspector *self = VOUCH_READER_INSPECTOR (inspector);
  g_autofree char *start = g_strdup_printf ("%" G_GINT64_FORMAT, what->start_ms);
  g_autofree char *end = g_strdup_printf ("%" G_GINT64_FORMAT, what->end_ms);
  g_autofree char *as = g_strdup_printf ("--as=%s", what->format != NULL ? what->format : "");
  const char *arguments[] = { "derive", "--clean", as,  what->has_range ? "--start" : NULL,
                              start,    "--end",   end, NULL };
  const int fds[] = { source_fd, target_fd };
  VouchHelperRun run = { .fds = fds, .n_fds = 2, .max_output = VOUCH_READER_MAX_OUTPUT };
  g_autoptr (VouchFacts) facts = NULL;
  g_autoptr (VouchFacts) written = NULL;
  gboolean done = FALSE;

  if (what->has_range && (what->start_ms < 0 || what->end_ms <= what->start_ms)) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                         _ ("The part you chose is empty. Choose an end after the start."));
    return FALSE;
  }
  if (vouch_reader_run (self->helper, &run, arguments, cancellable, error) &&
      !vouch_reader_run_refused (&run, error)) {
    done = run.end == VOUCH_HELPER_EXITED && run.exit_code == VOUCH_READER_EXIT_DONE;
    if (!done)
      vouch_reader_run_set_error (&run, error);
    else if (run.output->len > 0)
      written = vouch_facts_from_json ((const char *) run.output->data, run.output->len, NULL);
  }
  g_byte_array_unref (run.output);
  if (!done)
    return FALSE;

  facts = read_facts (inspector, target_fd, what->file_name_hint, cancellable, error);
  if (facts == NULL || !check_copy (facts, written, what, error))
    return FALSE;
  *result_facts = g_steal_pointer (&facts);
  return TRUE;
}

typedef struct {
  const VouchGlanceSource *sources;
  guint n_sources;
  guint shown; /* how many of all have their glance */
  guint first; /* the first file that the running helper was given */
  VouchGlanceFunc func;
  gpointer data;
} Showing;

static void
hand_on (Showing *showing, VouchGlance *glance)
{
  showing->func (showing->shown++, glance, showing->data);
}

static gboolean
take_glances (GByteArray *output, gpointer data)
{
  Showing *showing = data;

  while (showing->shown < showing->n_sources) {
    g_autoptr (VouchGlance) glance = NULL;
    gssize length =
        vouch_glance_wire_read (output->data, output->len, showing->shown - showing->first,
                                &showing->sources[showing->shown].wish, &glance);

    if (length <= 0)
      return length == 0;
    g_byte_array_remove_range (output, 0, (guint) length);
    hand_on (showing, glance);
  }
  return output->len == 0;
}

/* Shows as many files as one helper may have, or up to the one that brings it down. */
static gboolean
show_some (VouchReaderInspector *self, Showing *showing, GCancellable *cancellable, GError **error)
{
  guint n = MIN (showing->n_sources - showing->shown, VOUCH_READER_MAX_FILES);
  guint last = showing->shown + n;
  g_autoptr (GPtrArray) arguments = g_ptr_array_new_with_free_func (g_free);
  int fds[VOUCH_READER_MAX_FILES] = { 0 };
  Showing part = *showing;
  VouchHelperRun run = {
    .fds = fds, .n_fds = n, .max_output = MAX_GLANCE, .take = take_glances, .take_data = &part
  };
  gboolean ran;

  part.first = showing->shown;
  part.n_sources = last;
  g_ptr_array_add (arguments, g_strdup ("render"));
  for (guint i = 0; i < n; i++) {
    const VouchGlanceWish *wish = &showing->sources[showing->shown + i].wish;

    fds[i] = showing->sources[showing->shown + i].fd;
    g_ptr_array_add (arguments, g_strdup_printf ("%d,%d,%d,%d,%" G_GINT64_FORMAT ",%d", wish->form,
                                                 wish->width, wish->height, wish->page,
                                                 wish->time_ms, wish->name_is_table));
  }
  g_ptr_array_add (arguments, NULL);
  ran = vouch_reader_run (self->helper, &run, (const char *const *) arguments->pdata, cancellable,
                          error) &&
        !vouch_reader_run_refused (&run, error);
  if (ran && part.shown < last) {
    g_autoptr (VouchGlance) problem = vouch_glance_new_problem (vouch_reader_run_explain (&run));

    hand_on (&part, problem);
  }
  showing->shown = part.shown;
  g_byte_array_unref (run.output);
  return ran;
}

static gboolean
glance (VouchInspector *inspector,
        const VouchGlanceSource *sources,
        guint n_sources,
        VouchGlanceFunc func,
        gpointer data,
        GCancellable *cancellable,
        GError **error)
{
  Showing showing = { .sources = sources, .n_sources = n_sources, .func = func, .data = data };

  while (showing.shown < n_sources)
    if (!show_some (VOUCH_READER_INSPECTOR (inspector), &showing, cancellable, error))
      return FALSE;
  return TRUE;
}

/* Each look at a growing map is a copy of it, and a screen shows no more of them a second. */
#define BETWEEN_LOOKS_US (200 * 1000)

typedef struct {
  VouchSoundMap *map;
  VouchListenFunc func;
  gpointer data;
  gint64 shown_us;
  gboolean dishonest;
} Hearing;

static void
show_hearing (Hearing *hearing)
{
  g_autoptr (VouchSoundMap) copy = NULL;

  if (hearing->func == NULL || g_get_monotonic_time () - hearing->shown_us < BETWEEN_LOOKS_US)
    return;
  copy = vouch_sound_map_copy (hearing->map);
  hearing->shown_us = g_get_monotonic_time ();
  hearing->func (copy, hearing->data);
}

static gboolean
take_parts (GByteArray *output, gpointer data)
{
  Hearing *hearing = data;

  while (!vouch_sound_map_get_complete (hearing->map)) {
    gssize length = vouch_sound_map_wire_read (output->data, output->len, hearing->map);

    hearing->dishonest |= length < 0;
    if (length <= 0)
      return length == 0;
    g_byte_array_remove_range (output, 0, (guint) length);
    show_hearing (hearing);
  }
  return output->len == 0;
}

/* What was heard before the helper went down is still what was heard. */
static gboolean
end_hearing (const VouchHelperRun *run, Hearing *hearing, GError **error)
{
  gboolean nothing = vouch_sound_map_get_heard_ms (hearing->map) == 0 || hearing->dishonest;

  if (vouch_sound_map_get_complete (hearing->map) && !hearing->dishonest)
    return TRUE;
  if (run->end == VOUCH_HELPER_EXITED && run->exit_code == VOUCH_READER_EXIT_NOT_POSSIBLE)
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                         _ ("There is no sound here that can be played. The recording may have "
                            "only a picture, or be damaged."));
  else if (nothing)
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT, vouch_reader_run_explain (run));
  else {
    vouch_sound_map_set_damaged (hearing->map, TRUE);
    vouch_sound_map_set_complete (hearing->map, TRUE);
    return TRUE;
  }
  return FALSE;
}

static VouchSoundMap *
listen (VouchInspector *inspector,
        int fd,
        VouchListenFunc func,
        gpointer data,
        GCancellable *cancellable,
        GError **error)
{
  static const char *const arguments[] = { "listen", NULL };
  g_autoptr (VouchSoundMap) map = vouch_sound_map_new ();
  Hearing hearing = { .map = map, .func = func, .data = data };
  VouchHelperRun run = { .fds = &fd,
                         .n_fds = 1,
                         .max_output = VOUCH_SOUND_MAP_WIRE_MAX_PART,
                         .take = take_parts,
                         .take_data = &hearing };
  gboolean heard = vouch_reader_run (VOUCH_READER_INSPECTOR (inspector)->helper, &run, arguments,
                                     cancellable, error) &&
                   !vouch_reader_run_refused (&run, error) && end_hearing (&run, &hearing, error);

  g_byte_array_unref (run.output);
  return heard ? g_steal_pointer (&map) : NULL;
}

static gboolean
play (VouchInspector *inspector,
      int fd,
      const VouchPlaying *what,
      VouchPlayFunc func,
      gpointer data,
      GCancellable *cancellable,
      GError **error)
{
  return vouch_playback_run (VOUCH_READER_INSPECTOR (inspector)->helper, fd, what, func, data,
                             cancellable, error);
}

static gboolean
encode (VouchInspector *inspector,
        const VouchEncodeWork *work,
        GCancellable *cancellable,
        GError **error)
{
  return vouch_reader_encode (VOUCH_READER_INSPECTOR (inspector)->helper, work, cancellable, error);
}

/* It stays the same while this program runs, once there is anything in it. */
static char **
list_formats (VouchInspector *inspector,
              gboolean with_picture,
              GCancellable *cancellable,
              GError **error)
{
  VouchReaderInspector *self = VOUCH_READER_INSPECTOR (inspector);
  char ***kept = &self->formats[with_picture ? 1 : 0];
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_auto (GStrv) found = NULL;

  if (*kept != NULL)
    return g_strdupv (*kept);
  found = vouch_reader_list_formats (self->helper, with_picture, cancellable, error);
  if (found != NULL && found[0] != NULL)
    *kept = g_strdupv (found);
  return g_steal_pointer (&found);
}

static gboolean
browse (VouchInspector *inspector,
        int fd,
        const VouchBrowsing *what,
        GCancellable *cancellable,
        GError **error)
{
  return vouch_browse_run (VOUCH_READER_INSPECTOR (inspector)->helper, fd, what, cancellable,
                           error);
}

static void
inspector_iface_init (VouchInspectorInterface *iface)
{
  iface->get_version = get_version;
  iface->read_facts = read_facts;
  iface->derive = derive;
  iface->glance = glance;
  iface->play = play;
  iface->browse = browse;
  iface->listen = listen;
  iface->encode = encode;
  iface->list_formats = list_formats;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (VouchReaderInspector,
                               vouch_reader_inspector,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (VOUCH_TYPE_INSPECTOR, inspector_iface_init))

static void
vouch_reader_inspector_finalize (GObject *object)
{
  VouchReaderInspector *self = VOUCH_READER_INSPECTOR (object);

  g_clear_pointer (&self->helper, g_free);
  g_strfreev (self->formats[0]);
  g_strfreev (self->formats[1]);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (vouch_reader_inspector_parent_class)->finalize (object);
}

static void
vouch_reader_inspector_class_init (VouchReaderInspectorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_reader_inspector_finalize;
}

static void
vouch_reader_inspector_init (VouchReaderInspector *self)
{
  g_mutex_init (&self->lock);
}

/**
 * vouch_reader_inspector_new:
 *
 * Returns: (transfer full): an inspector that uses the reader that came with this program.
 */
VouchReaderInspector *
vouch_reader_inspector_new (void)
{
  g_autofree char *helper = vouch_paths_helper ("vouch-reader");

  return vouch_reader_inspector_new_for_helper (helper);
}

/**
 * vouch_reader_inspector_new_for_helper:
 * @helper: (type filename): the absolute path of a program that speaks the reader's protocol.
 *
 * Returns: (transfer full): an inspector that uses that program.
 */
VouchReaderInspector *
vouch_reader_inspector_new_for_helper (const char *helper)
{
  VouchReaderInspector *self = NULL;

  g_return_val_if_fail (helper != NULL, NULL);

  self = g_object_new (VOUCH_TYPE_READER_INSPECTOR, NULL);
  self->helper = g_strdup (helper);
  return self;
}
