/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-reader"

#include "config.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "reader-browse.h"
#include "reader-derive.h"
#include "reader-encode.h"
#include "reader-facts.h"
#include "reader-listen.h"
#include "reader-play.h"
#include "reader-render.h"
#include "reader-sandbox.h"
#include "reader-sound.h"
#include "reader-watchdog.h"
#include "vouch-facts-json.h"
#include "vouch-reader-protocol.h"

/*
 * vouch-reader looks into one file of unknown origin, in a process of its own that can reach nothing
 * else. vouch-reader-protocol.h describes how it is called.
 */

#define PATIENCE_SECONDS 10

typedef struct {
  gboolean version;
  gboolean clean;
  gboolean silent;
  char *name;
  char *format; /* (nullable): into which kind of file a recording is put */
  gint64 start_ms;
  gint64 end_ms;
  char **wishes; /* what stands after `render` */
} Options;

/* A copy may be larger than its original, as when a short part of it is encoded anew. */
static gint64
largest_copy (void)
{
  struct stat status = { 0 };

  if (fstat (VOUCH_READER_SOURCE_FD, &status) != 0)
    return 0;
  return status.st_size * 4 + 64 * 1024 * 1024;
}

static gboolean
print_facts (VouchFacts *facts)
{
  g_autofree char *json = vouch_facts_to_json (facts);

  return fputs (json, stdout) >= 0 && fputc ('\n', stdout) >= 0 && fflush (stdout) == 0;
}

static int
run_facts (const Options *options)
{
  g_autoptr (ReaderInput) input = reader_input_new (VOUCH_READER_SOURCE_FD);
  g_autoptr (VouchFacts) facts = NULL;
  g_autofree char *name = NULL;

  if (input == NULL)
    return VOUCH_READER_EXIT_USAGE;
  name = options->name != NULL ? g_utf8_make_valid (options->name, -1) : NULL;
  facts = reader_facts_measure (input, name);
  return print_facts (facts) ? VOUCH_READER_EXIT_DONE : VOUCH_READER_EXIT_NO_SPACE;
}

static int
tell_end (int code, const char *problem)
{
  g_autoptr (VouchFacts) said = NULL;

  if (code == VOUCH_READER_EXIT_DONE || problem == NULL)
    return code;
  said = vouch_facts_new_unreadable (VOUCH_READER_VERSION, problem);
  print_facts (said);
  return code;
}

static int
run_derive (const Options *options)
{
  g_autoptr (ReaderInput) input = reader_input_new (VOUCH_READER_SOURCE_FD);
  ReaderRange range = { options->start_ms, options->end_ms };
  g_autoptr (VouchFacts) written = vouch_facts_new ();
  g_autofree char *problem = NULL;
  int code = VOUCH_READER_EXIT_USAGE;

  if (input == NULL || !options->clean || fcntl (VOUCH_READER_TARGET_FD, F_GETFD) < 0)
    return VOUCH_READER_EXIT_USAGE;
  code = reader_derive (input, VOUCH_READER_TARGET_FD, options->start_ms >= 0 ? &range : NULL,
                        options->format, written, &problem);
  if (code == VOUCH_READER_EXIT_DONE)
    return print_facts (written) ? code : VOUCH_READER_EXIT_NO_SPACE;
  return tell_end (code, problem != NULL ? problem : _ ("No copy could be made."));
}

static int
run_play (const Options *options)
{
  g_autoptr (ReaderInput) input = reader_input_new (VOUCH_READER_SOURCE_FD);

  return reader_play (input, options->wishes[0]);
}

static int
run_browse (const Options *options)
{
  g_autoptr (ReaderInput) input = reader_input_new (VOUCH_READER_SOURCE_FD);

  return reader_browse (input, options->wishes[0]);
}

static int
run_listen (void)
{
  g_autoptr (ReaderInput) input = reader_input_new (VOUCH_READER_SOURCE_FD);

  return reader_listen (input);
}

/* Long work stands back behind everything else that this computer does. */
#define BACKGROUND 10

static int
run_encode (const Options *options)
{
  const char *const *words = (const char *const *) options->wishes;
  g_autoptr (ReaderInput) input = NULL;
  g_autofree char *problem = NULL;
  int code = VOUCH_READER_EXIT_USAGE;

  if (g_strcmp0 (words[0], "list") == 0)
    return reader_encode_list ();
  if (words[0] == NULL || words[1] == NULL || fcntl (VOUCH_READER_TARGET_FD, F_GETFD) < 0)
    return code;
  input = reader_input_new (VOUCH_READER_SOURCE_FD);
  if (g_str_equal (words[0], "picture"))
    code = reader_encode_picture (input, words + 1, &problem);
  else if (g_str_equal (words[0], "sound"))
    code = reader_encode_sound (input, words + 1, &problem);
  else if (g_str_equal (words[0], "join"))
    code = reader_encode_join (words + 1, &problem);
  return tell_end (code, problem);
}

static gint64
largest_of (const char *command, const Options *options)
{
  const char *const *words = (const char *const *) options->wishes;

  if (!g_str_equal (command, "encode"))
    return largest_copy ();
  setpriority (PRIO_PROCESS, 0, BACKGROUND);
  return words[0] != NULL ? reader_encode_largest (words + 1) : 0;
}

static gboolean
parse (int *argc, char ***argv, Options *options)
{
  const GOptionEntry entries[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->version, "Print the version", NULL },
    { "clean", 0, 0, G_OPTION_ARG_NONE, &options->clean, "Leave out what could identify", NULL },
    { "silent", 0, 0, G_OPTION_ARG_NONE, &options->silent, "Play so that nobody hears it", NULL },
    /* A name of whatever bytes it came with. */
    { "name", 0, 0, G_OPTION_ARG_FILENAME, &options->name, "The name the file came with", "NAME" },
    { "as", 0, 0, G_OPTION_ARG_STRING, &options->format, "Put it into such a file", "FORMAT" },
    { "start", 0, 0, G_OPTION_ARG_INT64, &options->start_ms, "Begin of the range", "MS" },
    { "end", 0, 0, G_OPTION_ARG_INT64, &options->end_ms, "End of the range", "MS" },
    { NULL },
  };
  g_autoptr (GOptionContext) context =
      g_option_context_new ("facts|derive|encode|render|play|browse|listen|sound|self-test");

  g_option_context_add_main_entries (context, entries, NULL);
  return g_option_context_parse (context, argc, argv, NULL) &&
         (options->start_ms < 0 || options->end_ms > options->start_ms);
}

/* Threads start only after the sandbox is entered, so that all of them are in it. */
static int
run (const char *command, const Options *options)
{
  gboolean facts = g_str_equal (command, "facts");
  gboolean derive = g_str_equal (command, "derive");
  gboolean render = g_str_equal (command, "render");
  gboolean play = g_str_equal (command, "play");
  gboolean browse = g_str_equal (command, "browse");
  gboolean listen = g_str_equal (command, "listen");
  gboolean encode = g_str_equal (command, "encode");

  if (g_str_equal (command, "sound"))
    return reader_sandbox_enter_for_sound () ? reader_sound (options->silent)
                                             : VOUCH_READER_EXIT_NO_SANDBOX;
  if (g_str_equal (command, "self-test-sound"))
    return reader_sandbox_enter_for_sound () && reader_sandbox_self_test_for_sound ()
               ? VOUCH_READER_EXIT_DONE
               : VOUCH_READER_EXIT_NO_SANDBOX;
  if (!facts && !derive && !render && !play && !browse && !listen && !encode &&
      !g_str_equal (command, "self-test"))
    return VOUCH_READER_EXIT_USAGE;
  if (!reader_sandbox_enter (render || play || browse || listen ? 0
                                                                : largest_of (command, options)))
    return VOUCH_READER_EXIT_NO_SANDBOX;
  reader_watchdog_start (PATIENCE_SECONDS);
  if (facts)
    return run_facts (options);
  if (derive)
    return run_derive (options);
  if (render)
    return reader_render (options->wishes);
  if (play)
    return run_play (options);
  if (browse)
    return run_browse (options);
  if (listen)
    return run_listen ();
  if (encode)
    return run_encode (options);
  return reader_sandbox_self_test () ? VOUCH_READER_EXIT_DONE : VOUCH_READER_EXIT_NO_SANDBOX;
}

#ifdef __SANITIZE_ADDRESS__
int __lsan_is_turned_off (void);

/**
 * __lsan_is_turned_off:
 *
 * Asked by the address sanitizer at the end (sanitizer/lsan_interface.h). It looks for leaks by
 * tracing the process, which the sandbox rightly refuses.
 *
 * Returns: 1, for no search.
 */
int
__lsan_is_turned_off (void)
{
  return 1;
}
#endif

int
main (int argc, char **argv)
{
  Options options = { .start_ms = -1, .end_ms = -1 };
  int code = VOUCH_READER_EXIT_USAGE;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE); /* ngettext asks the default domain. */
  /* Nothing is printed about a stranger's file but what is asked for. */
  g_log_set_writer_func (g_log_writer_default, NULL, NULL);

  if (!parse (&argc, &argv, &options))
    return VOUCH_READER_EXIT_USAGE;
  if (options.version)
    g_print ("%s\n", VOUCH_READER_VERSION);
  reader_watchdog_die_with_parent ();
  options.wishes = argc > 2 ? argv + 2 : argv + argc;
  code = options.version ? VOUCH_READER_EXIT_DONE : run (argc > 1 ? argv[1] : "", &options);
  g_free (options.name);
  g_free (options.format);
  return code;
}
