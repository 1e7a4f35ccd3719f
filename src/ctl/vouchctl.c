/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouchctl"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "vouch-error.h"

#include "ctl-capture.h"
#include "ctl-credential.h"
#include "ctl-definition.h"
#include "ctl-evidence.h"
#include "ctl-home.h"
#include "ctl-issuer.h"
#include "ctl-judge.h"
#include "ctl-ledger.h"
#include "ctl-library.h"
#include "ctl-people.h"
#include "ctl-plan.h"
#include "ctl-portfolio.h"
#include "ctl-recording.h"
#include "ctl-shelf.h"
#include "ctl-search.h"
#include "ctl-talk.h"
#include "ctl-writing.h"

/*
 * vouchctl: everything a person can ask of Vouch, from a terminal. The answer goes to the standard
 * output and nothing else does; what went wrong goes to the standard error stream, and the exit
 * code says what a calling program can do next (ctl-exit.h).
 */

static const CtlCommand *const families[] = {
  ctl_library_commands,    ctl_definition_commands, ctl_portfolio_commands, ctl_evidence_commands,
  ctl_plan_commands,       ctl_judge_commands,      ctl_people_commands,    ctl_issuer_commands,
  ctl_credential_commands, ctl_shelf_commands,      ctl_search_commands,    ctl_writing_commands,
  ctl_ledger_commands,     ctl_home_commands,       ctl_talk_commands,      ctl_capture_commands,
  ctl_recording_commands,
};

static gboolean
take_option (const char *name, const char *value, gpointer data, GError **error)
{
  const char *plain = name + strspn (name, "-");

  if (value != NULL && !g_utf8_validate (value, -1, NULL) && !g_str_equal (plain, "library") &&
      !g_str_equal (plain, "file") && !g_str_has_suffix (plain, "-file"))
    return ctl_context_refuse (error, _ ("The value of %s is not written in UTF-8."), name);
  ctl_context_add_option (data, plain, value);
  return TRUE;
}

static GOptionEntry
make_entry (const char *name, const char *value)
{
  /* Taken as file names, so that no locale can garble a text. */
  return (GOptionEntry){
    .long_name = name,
    .flags = value != NULL ? G_OPTION_FLAG_FILENAME : G_OPTION_FLAG_NO_ARG,
    .arg = G_OPTION_ARG_CALLBACK,
    .arg_data = take_option,
    .arg_description = value,
  };
}

/* The entries lend their names to the option group; they live in @keep. */
static GArray *
make_entries (const char *options, GPtrArray *keep)
{
  GArray *entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));
  g_auto (GStrv) names = g_strsplit (options, " ", -1);

  for (guint i = 0; names[i] != NULL; i++) {
    char *equals = strchr (names[i], '=');
    char *value = equals != NULL ? g_strdup (equals + 1) : NULL;
    char *name =
        equals != NULL ? g_strndup (names[i], (gsize) (equals - names[i])) : g_strdup (names[i]);
    GOptionEntry entry = make_entry (name, value);

    g_ptr_array_add (keep, name);
    if (value != NULL)
      g_ptr_array_add (keep, value);
    if (*name != '\0')
      g_array_append_val (entries, entry);
  }
  return entries;
}

static void
add_options (GOptionContext *parser, CtlContext *context, const char *options, GPtrArray *keep)
{
  g_autofree char *all = g_strconcat ("library=DIR json ", options, NULL);
  g_autoptr (GArray) entries = make_entries (all, keep);
  GOptionGroup *group = g_option_group_new ("vouchctl", "", "", context, NULL);

  g_option_group_add_entries (group, (GOptionEntry *) entries->data);
  g_option_context_set_main_group (parser, group);
}

static gboolean
check_words (const CtlCommand *command, char **words, GError **error)
{
  int n = (int) g_strv_length (words);

  for (int i = 0; i < n; i++)
    if (!g_utf8_validate (words[i], -1, NULL) && strstr (command->words, "FILE") == NULL)
      return ctl_context_refuse (error, _ ("“%d” of the words is not written in UTF-8."), i + 1);
  if (n >= command->least && (command->most < 0 || n <= command->most))
    return TRUE;
  return ctl_context_refuse (error, _ ("It is called like this: vouchctl %s %s"), command->name,
                             command->words);
}

static gboolean
parse (const CtlCommand *command, CtlContext *context, char ***words, GError **error)
{
  g_autoptr (GOptionContext) parser = g_option_context_new (command->words);
  g_autoptr (GPtrArray) keep = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *name = g_strconcat ("vouchctl ", command->name, NULL);

  g_set_prgname (name);
  g_option_context_set_summary (parser, _ (command->summary));
  g_option_context_set_description (parser,
                                    _ ("“man vouchctl” says what each option is good for."));
  add_options (parser, context, command->options, keep);
  return g_option_context_parse_strv (parser, words, error) &&
         check_words (command, *words + 1, error);
}

static void
print_usage (FILE *stream)
{
  fprintf (stream, "%s\n\n", _ ("Usage: vouchctl [--library DIR] [--json] COMMAND …"));
  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    for (const CtlCommand *command = families[i]; command->name != NULL; command++) {
      g_autofree char *call = g_strdup_printf ("%s %s", command->name, command->words);

      /* Counted in letters: some are more than a byte. */
      fprintf (stream, "  %s%*s %s\n", call, MAX (0, 38 - (int) g_utf8_strlen (call, -1)), "",
               _ (command->summary));
    }
  fprintf (stream, "\n%s\n",
           _ ("Exit codes: 0 done · 1 not ready, or the check says so · 2 usage · 3 bad input · "
              "4 environment · 5 the issuer said no"));
}

static const CtlCommand *
find_command (const char *first, const char *second, guint *n_words)
{
  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    for (const CtlCommand *command = families[i]; command->name != NULL; command++) {
      g_auto (GStrv) words = g_strsplit (command->name, " ", 2);

      if (g_strcmp0 (words[0], first) != 0 ||
          (words[1] != NULL && g_strcmp0 (words[1], second) != 0))
        continue;
      *n_words = words[1] != NULL ? 2 : 1;
      return command;
    }
  return NULL;
}

/* Takes the words of the command out of the command line, wherever the common options stand. */
static const CtlCommand *
take_command (GPtrArray *arguments)
{
  guint places[2] = { 0 };
  guint found = 0, n_words = 0;
  const CtlCommand *command;

  for (guint i = 1; i < arguments->len - 1 && found < 2; i++) {
    const char *word = g_ptr_array_index (arguments, i);

    if (g_str_equal (word, "--library"))
      i++;
    else if (*word != '-')
      places[found++] = i;
  }
  if (found == 0)
    return NULL;
  command = find_command (g_ptr_array_index (arguments, places[0]),
                          found > 1 ? g_ptr_array_index (arguments, places[1]) : NULL, &n_words);
  while (command != NULL && n_words > 0)
    g_ptr_array_remove_index (arguments, places[--n_words]);
  return command;
}

static CtlExit
tell (CtlContext *context, const GError *error, CtlExit exit_code)
{
  ctl_context_say (context, "vouchctl: %s", error->message);
  return exit_code;
}

static CtlExit
run (const CtlCommand *command, CtlContext *context, char **words)
{
  g_autoptr (GError) error = NULL;
  CtlExit exit_code = CTL_EXIT_DONE;

  if (!ctl_context_open (context, command->access, &error)) {
    /* A library that is damaged is what its check is there to say. */
    if (g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT) &&
        g_str_equal (command->name, "library check"))
      return tell (context, error, CTL_EXIT_NOT_READY);
    return tell (context, error, CTL_EXIT_ENVIRONMENT);
  }
  if (!command->run (context, (const char *const *) words, &exit_code, &error))
    return tell (context, error, ctl_exit_of_error (error));
  if (fflush (stdout) != 0 || ferror (stdout)) {
    ctl_context_say (context, "vouchctl: %s", _ ("The answer could not be written."));
    return CTL_EXIT_ENVIRONMENT;
  }
  return exit_code;
}

static GPtrArray *
copy_arguments (int argc, char **argv)
{
  GPtrArray *arguments = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; i < argc; i++)
    g_ptr_array_add (arguments, g_strdup (argv[i]));
  g_ptr_array_add (arguments, NULL);
  return arguments;
}

static CtlExit
explain (int argc, char **argv)
{
  gboolean asked = FALSE;

  for (int i = 1; i < argc; i++) {
    if (g_str_equal (argv[i], "--version")) {
      puts ("vouchctl " VOUCH_VERSION);
      return CTL_EXIT_DONE;
    }
    asked = asked || g_str_equal (argv[i], "--help") || g_str_equal (argv[i], "-h");
  }
  print_usage (asked ? stdout : stderr);
  return asked ? CTL_EXIT_DONE : CTL_EXIT_USAGE;
}

int
main (int argc, char **argv)
{
  g_autoptr (CtlContext) context = ctl_context_new ();
  g_autoptr (GPtrArray) arguments = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = NULL;
  const CtlCommand *command;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE); /* ngettext asks the default domain. */
  arguments = copy_arguments (argc, argv);
  command = take_command (arguments);
  if (command == NULL)
    return explain (argc, argv);
  words = g_strdupv ((char **) arguments->pdata);
  if (!parse (command, context, &words, &error))
    return tell (context, error, ctl_exit_of_error (error));
  return run (command, context, words + 1);
}
