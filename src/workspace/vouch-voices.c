/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-voices"

#include "config.h"
#include "vouch-voices.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vouch-appearance.h"
#include "vouch-error.h"

#include "vouch-evidence-change.h"
#include "vouch-workspace-private.h"

/* Students who answer aloud, and the computer that reads a question to them. */

/* What a question may be at most, for a program that is handed it as a word. */
#define MOST_BYTES 4096

/**
 * vouch_voices_sign:
 * @workspace: a workspace that may be written.
 * @artifact: SHA-256 of a recording of the library.
 * @student: the pseudonym key of who is heard in it.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND or %VOUCH_ERROR_INVALID; then nothing was changed.
 *
 * Says who answered. It is the one who is heard, and nobody else is.
 *
 * Returns: whether that is recorded.
 */
gboolean
vouch_voices_sign (VouchWorkspace *workspace,
                   const char *artifact,
                   const char *student,
                   GCancellable *cancellable,
                   GError **error)
{
  const char *const artifacts[] = { artifact, NULL };
  const char *const people[] = { student, NULL };
  g_autoptr (VouchItemEdit) edit = vouch_item_edit_new ();
  g_autoptr (VouchAppearance) appearance = vouch_appearance_new ();
  g_autoptr (GPtrArray) before = NULL;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), FALSE);
  g_return_val_if_fail (artifact != NULL && student != NULL, FALSE);

  vouch_appearance_set_state (appearance, VOUCH_APPEARANCE_STATE_LISTED);
  vouch_appearance_set_people (appearance, people);
  if (!vouch_item_edit_set_attribute (edit, "student", student, error))
    return FALSE;
  before = vouch_evidence_edit (workspace, artifacts, edit, appearance, cancellable, error);
  return before != NULL;
}

/* Speech-dispatcher speaks as the person chose; espeak-ng always does. */
static const char *const readers[] = { "spd-say", "espeak-ng" };

/**
 * vouch_voices_can_read_aloud:
 *
 * Looks for speech-dispatcher, which speaks as the person chose, and for espeak-ng, which always does.
 *
 * Returns: whether this computer can read something aloud.
 */
gboolean
vouch_voices_can_read_aloud (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++) {
    g_autofree char *path = g_find_program_in_path (readers[i]);

    if (path != NULL)
      return TRUE;
  }
  return FALSE;
}

static void
stop_cb (GCancellable *cancellable, GSubprocess *reader)
{
  g_subprocess_force_exit (reader);
}

/* spd-say hands the words over to a server, which goes on speaking when it is gone: into the answer of a
 * child, whose recording begins just now. */
static void
hush (const char *reader)
{
  g_autofree char *path = g_str_equal (reader, "spd-say") ? g_find_program_in_path (reader) : NULL;
  g_autoptr (GSubprocess) husher = NULL;

  if (path != NULL)
    husher =
        g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                          NULL, path, "--cancel", NULL);
  if (husher != NULL)
    g_subprocess_wait (husher, NULL, NULL);
}

/* The text is a word of its own after "--": nothing in it can be taken for an option. */
static GSubprocess *
begin_reading (const char *reader, const char *text, const char *language)
{
  gboolean is_server = g_str_equal (reader, "spd-say");
  g_autofree char *path = g_find_program_in_path (reader);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  if (path == NULL)
    return NULL;
  g_ptr_array_add (words, path);
  if (is_server)
    g_ptr_array_add (words, "--wait");
  if (language != NULL && *language != '\0') {
    g_ptr_array_add (words, is_server ? "-l" : "-v");
    g_ptr_array_add (words, (char *) language);
  }
  g_ptr_array_add (words, "--");
  g_ptr_array_add (words, (char *) text);
  g_ptr_array_add (words, NULL);
  return g_subprocess_newv ((const char *const *) words->pdata,
                            G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                            NULL);
}

static gboolean
read_with (const char *reader, const char *text, const char *language, GCancellable *cancellable)
{
  g_autoptr (GSubprocess) process = begin_reading (reader, text, language);
  gulong stopping = 0;

  if (process == NULL)
    return FALSE;
  if (cancellable != NULL)
    stopping = g_cancellable_connect (cancellable, G_CALLBACK (stop_cb), g_object_ref (process),
                                      g_object_unref);
  g_subprocess_wait (process, NULL, NULL);
  if (stopping != 0)
    g_cancellable_disconnect (cancellable, stopping);
  return g_subprocess_get_successful (process);
}

/* "en" of "en-GB": both programs know that, and not each place. */
static char *
take_language (const char *language)
{
  return language != NULL && g_ascii_isalpha (*language)
             ? g_strndup (language, strcspn (language, "-_"))
             : NULL;
}

/**
 * vouch_voices_read_aloud:
 * @text: what to read.
 * @language: (nullable): the language it is in, such as "en".
 * @cancellable: (nullable): to be quiet.
 * @error: %VOUCH_ERROR_DEVICE when this computer cannot; %VOUCH_ERROR_CANCELLED.
 *
 * Reads something aloud, and comes back when it is read.
 *
 * Returns: whether it was read.
 */
gboolean
vouch_voices_read_aloud (const char *text,
                         const char *language,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autofree char *short_text = NULL;
  g_autofree char *voice = take_language (language);

  g_return_val_if_fail (text != NULL, FALSE);

  short_text = g_utf8_make_valid (text, (gssize) strnlen (text, MOST_BYTES));
  /* A speech server that is installed and does not work leaves it to the other. */
  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++) {
    gboolean read = read_with (readers[i], short_text, voice, cancellable);

    if (vouch_workspace_is_stopped (cancellable, error)) {
      hush (readers[i]);
      return FALSE;
    }
    if (read)
      return TRUE;
  }
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE,
                       _ ("This computer could not read it aloud just now."));
  return FALSE;
}
