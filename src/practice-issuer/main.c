/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-issuer"

#include "config.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "vouch-desk-accounts.h"
#include "vouch-desk-decide.h"
#include "vouch-desk-definitions.h"
#include "vouch-desk-list.h"
#include "vouch-error.h"
#include "vouch-lock.h"
#include "vouch-server.h"

/* vouch-issuer: the practice issuer. Exit codes are those of vouchctl: 0 done, 1 not ready, 2 wrong
 * usage, 3 bad input, 4 the environment (disk, address, another server on the same folder). */
enum { EXIT_DONE, EXIT_NOT_READY, EXIT_USAGE, EXIT_BAD_INPUT, EXIT_ENVIRONMENT };

/* The desk's own limit holds. */
#define UNLIMITED G_MININT64

typedef struct {
  char *listen;
  char *data;
  char *certificate;
  char *key;
  gint64 max_file;
  char **levels;
  char **feedback;
  char **scores;
  char **remarks;
  char *incomplete;
  char **rest;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->listen);
  g_free (options->data);
  g_free (options->certificate);
  g_free (options->key);
  g_strfreev (options->levels);
  g_strfreev (options->feedback);
  g_strfreev (options->scores);
  g_strfreev (options->remarks);
  g_free (options->incomplete);
  g_strfreev (options->rest);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static int
usage (const char *message)
{
  g_printerr ("vouch-issuer: %s\n", message);
  g_printerr (_ ("Run “vouch-issuer --help”, or see the manual page vouch-issuer(1).\n"));
  return EXIT_USAGE;
}

static int
complain (const GError *error)
{
  g_printerr ("vouch-issuer: %s\n", error->message);
  if (error->domain != VOUCH_ERROR)
    return EXIT_ENVIRONMENT;
  switch ((VouchError) error->code) {
  case VOUCH_ERROR_NOT_READY: return EXIT_NOT_READY;
  case VOUCH_ERROR_INVALID:
  case VOUCH_ERROR_NOT_FOUND:
  case VOUCH_ERROR_CONFLICT:
  case VOUCH_ERROR_TOO_NEW: return EXIT_BAD_INPUT;
  case VOUCH_ERROR_NO_SPACE:
  case VOUCH_ERROR_CORRUPT:
  case VOUCH_ERROR_OFFLINE:
  case VOUCH_ERROR_REJECTED:
  case VOUCH_ERROR_DEVICE:
  case VOUCH_ERROR_BUSY:
  case VOUCH_ERROR_CANCELLED:
  default: return EXIT_ENVIRONMENT;
  }
}

static gboolean
on_stop (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_CONTINUE;
}

static void
run_until_stopped (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  g_unix_signal_add (SIGTERM, on_stop, loop);
  g_unix_signal_add (SIGINT, on_stop, loop);
  g_main_loop_run (loop);
}

static int
serve (VouchDesk *desk, Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (options->data, "lock", NULL);
  g_autoptr (VouchLock) lock = vouch_lock_take (path, 0, NULL, &error);
  g_autoptr (VouchServer) server = NULL;
  g_autofree char *uri = NULL;

  if (lock == NULL)
    return complain (error);
  if (options->max_file != UNLIMITED)
    vouch_issuer_limits_set_max_file_bytes (vouch_desk_get_limits (desk), options->max_file);
  server = vouch_server_new (desk, g_getenv ("VOUCH_ISSUER_TRACE"));
  uri = vouch_server_listen (server, options->listen, options->certificate, options->key, &error);
  if (uri == NULL)
    return complain (error);
  g_print ("%s\n", uri);
  fflush (stdout);
  run_until_stopped ();
  return EXIT_DONE;
}

static int
add_definitions (VouchDesk *desk, char **files)
{
  int status = EXIT_DONE;

  for (guint i = 0; files[i] != NULL; i++) {
    g_autoptr (GError) error = NULL;

    if (vouch_desk_add_definition (desk, files[i], &error))
      continue;
    g_prefix_error (&error, "%s: ", files[i]);
    status = complain (error);
  }
  return status;
}

static int
make_token (VouchDesk *desk, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *token = vouch_desk_add_token (desk, name, &error);

  if (token == NULL)
    return complain (error);
  g_print ("%s\n", token);
  return EXIT_DONE;
}

/* CRITERION=TEXT, each criterion once. */
static GHashTable *
read_pairs (char **pairs)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; pairs != NULL && pairs[i] != NULL; i++) {
    const char *equals = strchr (pairs[i], '=');

    if (equals == NULL || equals == pairs[i] ||
        !g_hash_table_insert (table, g_strndup (pairs[i], (gsize) (equals - pairs[i])),
                              g_strdup (equals + 1))) {
      g_hash_table_unref (table);
      return NULL;
    }
  }
  return table;
}

static VouchScoring *
find_scoring (GPtrArray *scorings, const char *assessor)
{
  VouchScoring *scoring;

  for (guint i = 0; i < scorings->len; i++)
    if (g_str_equal (vouch_scoring_get_assessor (scorings->pdata[i]), assessor))
      return scorings->pdata[i];
  scoring = vouch_scoring_new ();
  vouch_scoring_set_assessor (scoring, assessor);
  g_ptr_array_add (scorings, scoring);
  return scoring;
}

static VouchCriterionDecision *
find_row (VouchScoring *scoring, const char *criterion)
{
  GPtrArray *rows = vouch_scoring_get_criteria (scoring);
  g_autoptr (VouchCriterionDecision) row = NULL;

  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (vouch_criterion_decision_get_criterion (rows->pdata[i]), criterion))
      return rows->pdata[i];
  row = vouch_criterion_decision_new ();
  vouch_criterion_decision_set_criterion (row, criterion);
  vouch_scoring_add_criterion (scoring, row);
  return row;
}

/* ASSESSOR:CRITERION=TEXT, any number of them. */
static gboolean
read_scores (char **entries,
             void (*set) (VouchCriterionDecision *row, const char *value),
             GPtrArray *scorings)
{
  for (guint i = 0; entries != NULL && entries[i] != NULL; i++) {
    const char *colon = strchr (entries[i], ':');
    const char *equals = colon != NULL ? strchr (colon, '=') : NULL;
    g_autofree char *assessor = NULL;
    g_autofree char *criterion = NULL;

    if (equals == NULL || colon == entries[i] || equals == colon + 1)
      return FALSE;
    assessor = g_strndup (entries[i], (gsize) (colon - entries[i]));
    criterion = g_strndup (colon + 1, (gsize) (equals - colon - 1));
    set (find_row (find_scoring (scorings, assessor), criterion), equals + 1);
  }
  return TRUE;
}

static int
decide (VouchDesk *desk, const char *submission, Options *options)
{
  g_autoptr (GHashTable) levels = read_pairs (options->levels);
  g_autoptr (GHashTable) feedback = read_pairs (options->feedback);
  g_autoptr (GPtrArray) scorings = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchDecision) decision = NULL;

  if (levels == NULL || feedback == NULL)
    return usage (_ ("A level is given as CRITERION=LEVEL and feedback as CRITERION=TEXT, each "
                     "criterion once."));
  if (!read_scores (options->scores, vouch_criterion_decision_set_level, scorings) ||
      !read_scores (options->remarks, vouch_criterion_decision_set_comment, scorings))
    return usage (_ ("What one of several assessors said is given as ASSESSOR:CRITERION=LEVEL and "
                     "ASSESSOR:CRITERION=TEXT."));
  decision =
      vouch_desk_decide (desk, submission, levels, feedback, scorings, options->incomplete, &error);
  if (decision == NULL)
    return complain (error);
  g_print ("%s\n", vouch_outcome_to_string (vouch_decision_get_outcome (decision)));
  return EXIT_DONE;
}

static int
show_submissions (VouchDesk *desk, char **rest, guint count)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = count == 0 ? vouch_desk_list_submissions (desk, &error)
                                     : vouch_desk_show_submission (desk, rest[0], &error);

  if (text == NULL)
    return complain (error);
  g_print ("%s", text);
  return EXIT_DONE;
}

static int
dispatch (VouchDesk *desk, Options *options)
{
  char **rest = options->rest;
  guint count = rest != NULL ? g_strv_length (rest) : 0;

  if (count == 0)
    return options->listen != NULL ? serve (desk, options)
                                   : usage (_ ("Say where to listen: --listen ADDR:PORT."));
  if (g_str_equal (rest[0], "definition") && count >= 3 && g_str_equal (rest[1], "add"))
    return add_definitions (desk, rest + 2);
  if (g_str_equal (rest[0], "token") && count == 2)
    return make_token (desk, rest[1]);
  if (g_str_equal (rest[0], "submissions") && count <= 2)
    return show_submissions (desk, rest + 1, count - 1);
  if (g_str_equal (rest[0], "decide") && count == 2)
    return decide (desk, rest[1], options);
  return usage (_ ("This command is not known, or something is missing after it."));
}

static gboolean
parse (Options *options, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "listen", 0, 0, G_OPTION_ARG_STRING, &options->listen,
      N_ ("Where to listen; port 0 picks one"), "ADDR:PORT" },
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &options->data, N_ ("The issuer's folder"), "DIR" },
    { "tls-cert", 0, 0, G_OPTION_ARG_FILENAME, &options->certificate, N_ ("Certificate, PEM"),
      "FILE" },
    { "tls-key", 0, 0, G_OPTION_ARG_FILENAME, &options->key, N_ ("Its key, PEM"), "FILE" },
    { "max-file", 0, 0, G_OPTION_ARG_INT64, &options->max_file, N_ ("Largest file taken"),
      "BYTES" },
    { "level", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->levels, N_ ("decide: a level"),
      "CRITERION=LEVEL" },
    { "feedback", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->feedback, N_ ("decide: a comment"),
      "CRITERION=TEXT" },
    { "score", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->scores,
      N_ ("decide: how one of several assessors scored"), "ASSESSOR:CRITERION=LEVEL" },
    { "remark", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->remarks,
      N_ ("decide: what one of several assessors said"), "ASSESSOR:CRITERION=TEXT" },
    { "incomplete", 0, 0, G_OPTION_ARG_STRING, &options->incomplete,
      N_ ("decide: send back without a judgement"), "TEXT" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->rest, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (
      _ ("[definition add FILE… | token NAME | submissions [SUBMISSION] | decide SUBMISSION]"));

  g_option_context_set_summary (context, _ ("A practice issuer for Vouch portfolios."));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  return g_option_context_parse (context, argc, argv, error);
}

int
main (int argc, char **argv)
{
  g_auto (Options) options = { .max_file = UNLIMITED };
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchDesk) desk = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  if (!parse (&options, &argc, &argv, &error))
    return usage (error->message);
  if (options.data == NULL)
    return usage (_ ("Say where the issuer's folder is: --data DIR."));
  if ((options.certificate == NULL) != (options.key == NULL))
    return usage (_ ("--tls-cert and --tls-key belong together."));
  if (options.max_file != UNLIMITED && options.max_file <= 0)
    return usage (_ ("--max-file is a number of bytes above 0."));
  desk = vouch_desk_open (options.data, &error);
  return desk != NULL ? dispatch (desk, &options) : complain (error);
}
