/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-render"

#include "config.h"
#include "vouch-render.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vouch-error.h"
#include "vouch-store-objects.h"
#include "vouch-store-scratch.h"

#include "vouch-workspace-private.h"

/*
 * A copy that fits. Where the coding can stay it is put into another file, or cut, without being coded
 * anew. Otherwise sound and picture are coded one after the other into files of parts, which are joined
 * in the end. How far that is stands in a note, written each ten seconds of the copy after what it speaks
 * of is on the disk: a kill or a shutdown costs at most those ten seconds, or the sound, and the next try
 * goes on from there.
 *
 * The size is aimed at with some headroom. A copy that is too large all the same is coded once more, by
 * what was measured; if that does not do either, it is said how small it could be. What does not fit never
 * leaves this file. Whatever comes out is read again by another reader before it counts.
 */

#define MARK_MS 10000
#define GROUP "render"
#define MAX_TRIES 2
/* So much shorter than the part may a copy be: a key frame at its begin, a packet at its end. */
#define MAX_LOSS_MS 2500
/* So much may sound or picture that was coded anew lack at its end: a few packets, the last picture. */
#define MAX_STREAM_LOSS_MS 1000

typedef struct {
  VouchWorkspace *workspace;
  VouchStore *store;
  const VouchRender *what;
  VouchJob *job;
  char *key;
  VouchEncoding encoding;
  int tries;
  gint64 sound_bytes; /* -1 until the sound is coded */
  gint64 picture_bytes;
  guint64 mark;
  gboolean picture_done;
  gint64 smallest_bytes;
  int source_fd;
  gint64 before_ms; /* of the steps that are done, for the progress */
  GError *note_error;
} Render;

static gint64
length_ms (const Render *self)
{
  return self->what->part.end_ms - self->what->part.start_ms;
}

/* Coding a picture takes about ten times as long as the sound that belongs to it. */
static gint64
step_weight (VouchEncodeStep step)
{
  return step == VOUCH_ENCODE_PICTURE ? 10 : 1;
}

/* Jobs count bytes: here those that the copy will have. */
static void
report (Render *self, VouchEncodeStep step, gint64 reached_ms)
{
  const VouchEncoding *encoding = &self->encoding;
  double steps = (encoding->channels > 0) + (encoding->width > 0 ? 10 : 0);
  double all = (double) (encoding->picture_bits + encoding->sound_bits) / 8 *
               (double) length_ms (self) / 1000;
  double done = (double) (self->before_ms + reached_ms * step_weight (step)) /
                (steps * (double) length_ms (self));

  vouch_job_report (self->job, (gint64) (CLAMP (done, 0, 1) * all), (gint64) all);
}

static gboolean
keep_note (Render *self, GError **error)
{
  g_autoptr (GKeyFile) note = g_key_file_new ();
  g_autofree char *encoding = vouch_encoding_to_text (&self->encoding);
  g_autofree char *text = NULL;

  g_key_file_set_string (note, GROUP, "encoding", encoding);
  g_key_file_set_integer (note, GROUP, "tries", self->tries);
  g_key_file_set_int64 (note, GROUP, "sound", self->sound_bytes);
  g_key_file_set_int64 (note, GROUP, "picture", self->picture_bytes);
  g_key_file_set_uint64 (note, GROUP, "mark", self->mark);
  g_key_file_set_boolean (note, GROUP, "done", self->picture_done);
  text = g_key_file_to_data (note, NULL, NULL);
  return vouch_store_keep_scratch_note (self->store, self->key, text, error);
}

/* Takes up what was broken off. A note that fits nothing, or none, means to begin anew. */
static void
recall (Render *self)
{
  g_autofree char *text = vouch_store_load_scratch_note (self->store, self->key);
  g_autoptr (GKeyFile) note = g_key_file_new ();
  g_autofree char *word = NULL;
  VouchEncoding encoding;

  self->tries = 1;
  self->sound_bytes = -1;
  if (text == NULL || !g_key_file_load_from_data (note, text, strlen (text), G_KEY_FILE_NONE, NULL))
    return;
  word = g_key_file_get_string (note, GROUP, "encoding", NULL);
  if (!vouch_encoding_from_text (word, &encoding) || encoding.start_ms != self->encoding.start_ms ||
      encoding.end_ms != self->encoding.end_ms ||
      !g_str_equal (encoding.format, self->encoding.format))
    return;
  self->encoding = encoding;
  self->tries = CLAMP (g_key_file_get_integer (note, GROUP, "tries", NULL), 1, MAX_TRIES);
  self->sound_bytes = g_key_file_get_int64 (note, GROUP, "sound", NULL);
  self->picture_bytes = MAX (0, g_key_file_get_int64 (note, GROUP, "picture", NULL));
  self->mark = g_key_file_get_uint64 (note, GROUP, "mark", NULL);
  self->picture_done = g_key_file_get_boolean (note, GROUP, "done", NULL);
}

static gboolean
hear_sound (gint64 reached_ms, guint64 mark, gint64 bytes, gpointer data)
{
  report (data, VOUCH_ENCODE_SOUND, reached_ms);
  return TRUE;
}

static gboolean
hear_picture (gint64 reached_ms, guint64 mark, gint64 bytes, gpointer data)
{
  Render *self = data;

  if (mark == 0) {
    report (self, VOUCH_ENCODE_PICTURE, reached_ms);
    return TRUE;
  }
  self->mark = mark;
  self->picture_bytes = bytes;
  return keep_note (self, &self->note_error);
}

static gint64
size_of (int fd)
{
  struct stat status = { 0 };

  return fstat (fd, &status) == 0 ? status.st_size : 0;
}

static gboolean
take_step (Render *self, VouchEncodeStep step, int fd, GCancellable *cancellable, GError **error)
{
  gboolean picture = step == VOUCH_ENCODE_PICTURE;
  const VouchEncodeWork work = { .step = step,
                                 .encoding = &self->encoding,
                                 .source_fd = self->source_fd,
                                 .sound_fd = -1,
                                 .target_fd = fd,
                                 .mark_ms = MARK_MS,
                                 .first_mark = picture ? self->mark : 0,
                                 .func = picture ? hear_picture : hear_sound,
                                 .data = self };
  gboolean done = vouch_inspector_encode (vouch_workspace_get_inspector (self->workspace), &work,
                                          cancellable, error);

  if (self->note_error != NULL) {
    g_clear_error (error);
    g_propagate_error (error, g_steal_pointer (&self->note_error));
    return FALSE;
  }
  if (done && picture) {
    self->picture_bytes = size_of (fd);
    self->picture_done = TRUE;
  } else if (done) {
    self->sound_bytes = size_of (fd);
  }
  self->before_ms += step_weight (step) * length_ms (self);
  return done && keep_note (self, error);
}

static void
forget_stream (Render *self, VouchEncodeStep step)
{
  if (step == VOUCH_ENCODE_PICTURE) {
    self->picture_bytes = 0;
    self->picture_done = FALSE;
    self->mark = 0;
  } else {
    self->sound_bytes = -1;
  }
}

/* Codes one stream, as far as it is not there. */
static gboolean
code_stream (Render *self, VouchEncodeStep step, int *fd, GCancellable *cancellable, GError **error)
{
  gboolean picture = step == VOUCH_ENCODE_PICTURE;
  gboolean there = picture ? self->picture_done : self->sound_bytes >= 0;
  gint64 keep = picture ? self->picture_bytes : MAX (0, self->sound_bytes);

  *fd =
      vouch_store_open_scratch (self->store, self->key, picture ? "picture" : "sound", keep, error);
  if (*fd < 0)
    return FALSE;
  /* What was kept is not there any more, or the note spoke of more than was ever written. */
  if (size_of (*fd) < keep) {
    forget_stream (self, step);
    there = FALSE;
  }
  if (!there)
    return take_step (self, step, *fd, cancellable, error);
  self->before_ms += step_weight (step) * length_ms (self);
  return TRUE;
}

static gboolean
join (Render *self,
      int picture_fd,
      int sound_fd,
      int target_fd,
      GCancellable *cancellable,
      GError **error)
{
  const VouchEncodeWork work = { .step = VOUCH_ENCODE_JOIN,
                                 .encoding = &self->encoding,
                                 .source_fd = picture_fd >= 0 ? picture_fd : sound_fd,
                                 .sound_fd = picture_fd >= 0 ? sound_fd : -1,
                                 .target_fd = target_fd };

  vouch_job_report_step (self->job, _ ("Putting the copy together"));
  return vouch_inspector_encode (vouch_workspace_get_inspector (self->workspace), &work,
                                 cancellable, error);
}

static gboolean
code_and_join (Render *self, int target_fd, GCancellable *cancellable, GError **error)
{
  int picture_fd = -1, sound_fd = -1;
  gboolean done = TRUE;

  self->before_ms = 0;
  vouch_job_report_step (self->job, self->tries > 1 ? _ ("Making the copy still smaller")
                                                    : _ ("Making a smaller copy"));
  if (self->encoding.channels > 0)
    done = code_stream (self, VOUCH_ENCODE_SOUND, &sound_fd, cancellable, error);
  if (done && self->encoding.width > 0)
    done = code_stream (self, VOUCH_ENCODE_PICTURE, &picture_fd, cancellable, error);
  done = done && join (self, picture_fd, sound_fd, target_fd, cancellable, error);
  if (picture_fd >= 0)
    close (picture_fd);
  if (sound_fd >= 0)
    close (sound_fd);
  return done;
}

static gboolean
begin_target (int target_fd, GError **error)
{
  if (ftruncate (target_fd, 0) == 0 && lseek (target_fd, 0, SEEK_SET) == 0)
    return TRUE;
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE,
                       _ ("The copy could not be written. Your original is safe."));
  return FALSE;
}

static gboolean
refuse (const Render *self, gint64 smallest_bytes, GError **error)
{
  g_autofree char *limit = g_format_size ((guint64) self->what->fit.max_bytes);
  g_autofree char *least = g_format_size ((guint64) smallest_bytes);

  if (smallest_bytes > 0)
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                 /* Translators: a title, and two sizes such as "25 MB". */
                 _ ("“%s” cannot be made to fit into %s: the smallest copy that can still be seen "
                    "and heard has about %s. Choose a shorter range; the original is safe."),
                 self->what->title, limit, least);
  else
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                 _ ("No copy of “%s” can be made that fits: its picture is smaller than what is "
                    "asked for. The original is safe."),
                 self->what->title);
  return FALSE;
}

static gboolean
is_too_large (const Render *self, int target_fd)
{
  return self->what->fit.max_bytes > 0 && size_of (target_fd) > self->what->fit.max_bytes;
}

/* Notes the second way before it begins, so that it is not tried a third time after a kill. */
static gboolean
try_smaller (Render *self, int target_fd, GError **error)
{
  gint64 measured = size_of (target_fd);

  if (self->tries >= MAX_TRIES ||
      !vouch_fit_plan_encode_smaller (&self->what->fit, measured,
                                      self->encoding.width > 0 ? MAX (0, self->sound_bytes) : 0,
                                      &self->encoding))
    return refuse (self, MAX (measured, self->smallest_bytes), error);
  self->tries++;
  if (self->encoding.width == 0)
    self->sound_bytes = -1;
  self->picture_bytes = 0;
  self->picture_done = FALSE;
  self->mark = 0;
  return keep_note (self, error) && begin_target (target_fd, error);
}

/* Whether sound or picture of what was coded ends before that of the part does. */
static gboolean
is_cut_short (const Render *self, gint64 original_ms, gint64 copy_ms)
{
  const VouchFitPart *part = &self->what->part;

  return original_ms != VOUCH_FACTS_UNKNOWN &&
         MAX (0, copy_ms) < MIN (original_ms, part->end_ms) - part->start_ms - MAX_STREAM_LOSS_MS;
}

static const char *
check_coded (const Render *self, VouchFacts *facts)
{
  VouchFacts *original = self->what->part.facts;

  if (self->encoding.channels > 0 && is_cut_short (self, vouch_facts_get_sound_end_ms (original),
                                                   vouch_facts_get_sound_end_ms (facts)))
    return _ ("The sound of the copy is not whole.");
  if (self->encoding.width == 0)
    return NULL;
  if (is_cut_short (self, vouch_facts_get_picture_end_ms (original),
                    vouch_facts_get_picture_end_ms (facts)))
    return _ ("The picture of the copy is not whole.");
  if (vouch_facts_get_width (facts) != self->encoding.width ||
      vouch_facts_get_height (facts) != self->encoding.height)
    return _ ("The picture of the copy has another size than it should.");
  return NULL;
}

/* What came out is read by somebody else before it counts. */
static gboolean
check (const Render *self, int target_fd, gboolean coded, VouchFacts *facts, GError **error)
{
  const VouchFit *fit = &self->what->fit;
  const char *wrong = NULL;
  gint64 length = vouch_facts_get_duration_ms (facts);

  if (vouch_facts_get_state (facts) != VOUCH_FACTS_KNOWN ||
      !vouch_facts_get_readable_to_end (facts) || vouch_facts_get_empty (facts))
    wrong = _ ("The copy cannot be read to its end.");
  else if (vouch_facts_get_n_identifiers (facts) > 0)
    wrong = _ ("The copy still says who made it.");
  else if (fit->max_bytes > 0 && size_of (target_fd) > fit->max_bytes)
    wrong = _ ("The copy is larger than what is taken.");
  else if (!vouch_facts_fits_extension (facts, fit->format))
    wrong = _ ("The copy is of another kind than what is asked for.");
  else if (length > length_ms (self) + 1)
    wrong = _ ("The copy is longer than the part you chose.");
  else if (length < length_ms (self) - MAX (MAX_LOSS_MS, length_ms (self) / 20))
    wrong = _ ("The copy is shorter than the part you chose.");
  else if (coded)
    wrong = check_coded (self, facts);
  if (wrong == NULL)
    return TRUE;
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT,
               /* Translators: %s is a sentence that says what is wrong with the copy. */
               _ ("%s It was thrown away and nothing was sent. Your original is safe."), wrong);
  return FALSE;
}

static gboolean
measure (Render *self,
         int target_fd,
         gboolean coded,
         VouchFacts **facts,
         GCancellable *cancellable,
         GError **error)
{
  g_autofree char *name = g_strconcat ("copy.", self->what->fit.format, NULL);
  g_autoptr (VouchFacts) found = NULL;

  vouch_job_report_step (self->job, _ ("Reading the copy once more"));
  found = vouch_inspector_read_facts (vouch_workspace_get_inspector (self->workspace), target_fd,
                                      name, cancellable, error);
  if (found == NULL || !check (self, target_fd, coded, found, error))
    return FALSE;
  *facts = g_steal_pointer (&found);
  return TRUE;
}

static gboolean
make_by_coding (Render *self,
                int target_fd,
                VouchFacts **facts,
                GCancellable *cancellable,
                GError **error)
{
  const VouchRender *what = self->what;

  if (!vouch_fit_plan_encode (&what->fit, &what->part, &self->encoding, &self->smallest_bytes))
    return refuse (self, self->smallest_bytes, error);
  recall (self);
  while (begin_target (target_fd, error) && code_and_join (self, target_fd, cancellable, error)) {
    if (!is_too_large (self, target_fd))
      return measure (self, target_fd, TRUE, facts, cancellable, error);
    if (!try_smaller (self, target_fd, error))
      return FALSE;
  }
  return FALSE;
}

/* The quick way, where nothing has to be coded anew. FALSE without an error when it does not do. */
static gboolean
make_by_copying (Render *self,
                 int target_fd,
                 VouchFacts **facts,
                 GCancellable *cancellable,
                 GError **error)
{
  const VouchRender *what = self->what;
  gint64 whole = vouch_facts_get_duration_ms (what->part.facts);
  VouchDerivation derivation = { .clean = TRUE,
                                 .has_range = what->part.start_ms > 0 || what->part.end_ms < whole,
                                 .start_ms = what->part.start_ms,
                                 .end_ms = what->part.end_ms,
                                 .format = what->fit.format };
  g_autoptr (GError) local = NULL;
  g_autoptr (VouchFacts) found = NULL;

  if (!vouch_fit_plan_may_keep_coding (&what->fit, &what->part) || !begin_target (target_fd, error))
    return FALSE;
  vouch_job_report_step (self->job, _ ("Making a copy"));
  if (vouch_inspector_derive (vouch_workspace_get_inspector (self->workspace), self->source_fd,
                              target_fd, &derivation, &found, cancellable, &local) &&
      check (self, target_fd, FALSE, found, &local)) {
    *facts = g_steal_pointer (&found);
    return TRUE;
  }
  /* What another way may mend is no reason to give up. */
  if (g_error_matches (local, VOUCH_ERROR, VOUCH_ERROR_INVALID) ||
      g_error_matches (local, VOUCH_ERROR, VOUCH_ERROR_CORRUPT))
    return FALSE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * vouch_render_key:
 * @what: a copy.
 *
 * Returns: (transfer full): under which name work on it is kept in between.
 */
char *
vouch_render_key (const VouchRender *what)
{
  g_autofree char *fit = vouch_fit_to_text (&what->fit);
  g_autofree char *text =
      g_strdup_printf ("%s %s %" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, what->artifact, fit,
                       what->part.start_ms, what->part.end_ms);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

/**
 * vouch_render_make:
 * @workspace: a workspace.
 * @what: the copy.
 * @target_fd: a file open for reading and writing; after an error its content is of no use.
 * @facts: (out) (transfer full): of the copy, which was read again after it was written.
 * @job: (nullable): hears how far it has come.
 * @cancellable: (nullable): to stop it; what is done so far is gone on with the next time.
 * @error: %VOUCH_ERROR_INVALID when there is no copy that fits, with the smallest possible size;
 *   %VOUCH_ERROR_CORRUPT, %VOUCH_ERROR_NO_SPACE, %VOUCH_ERROR_DEVICE, %VOUCH_ERROR_CANCELLED.
 *
 * Makes a copy of a recording that fits.
 *
 * Returns: whether it was made and passed its check.
 */
gboolean
vouch_render_make (VouchWorkspace *workspace,
                   const VouchRender *what,
                   int target_fd,
                   VouchFacts **facts,
                   VouchJob *job,
                   GCancellable *cancellable,
                   GError **error)
{
  Render self = { .workspace = workspace, .what = what, .job = job, .source_fd = -1 };
  GError *local = NULL;
  gboolean made = FALSE;

  g_return_val_if_fail (what != NULL && target_fd >= 0 && facts != NULL, FALSE);

  self.store = vouch_workspace_get_writable_store (workspace, error);
  if (self.store == NULL)
    return FALSE;
  self.source_fd = vouch_store_open_object (self.store, what->artifact, error);
  if (self.source_fd < 0)
    return FALSE;
  self.key = vouch_render_key (what);
  made = make_by_copying (&self, target_fd, facts, cancellable, &local) ||
         (local == NULL && make_by_coding (&self, target_fd, facts, cancellable, &local));
  /* What was stopped, or had no room, is gone on with; what is done or cannot be done is not. */
  if (made || g_error_matches (local, VOUCH_ERROR, VOUCH_ERROR_INVALID) ||
      g_error_matches (local, VOUCH_ERROR, VOUCH_ERROR_CORRUPT))
    vouch_store_remove_scratch (self.store, self.key);
  if (local != NULL)
    g_propagate_error (error, local);
  close (self.source_fd);
  g_free (self.key);
  return made;
}
