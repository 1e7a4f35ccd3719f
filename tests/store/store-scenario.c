/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * store-scenario run LIBRARY SOURCES [naive]
 * store-scenario verify LIBRARY < what the run said
 *
 * The run does what a teacher does: attach, write, remove, bring back, submit.  After each step
 * that the library called done it prints a line, which is what the teacher was told.  A step that
 * could not be done is tried once more, as a person would.  Verify opens the library as the next
 * start does and looks whether everything that was said is true, and nothing half made is left.
 *
 * "naive" attaches as a program does that trusts the disk: copy into place, then a row.
 */

#include "config.h"
#include "store-fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vouch-file.h"
#include "vouch-hash.h"
#include "vouch-sql.h"
#include "vouch-store-backup.h"
#include "vouch-store-bin.h"
#include "vouch-store-care.h"
#include "vouch-store-definitions.h"
#include "vouch-store-facts.h"
#include "vouch-store-issuers.h"
#include "vouch-store-items.h"
#include "vouch-store-load.h"
#include "vouch-store-objects.h"
#include "vouch-store-portfolios.h"
#include "vouch-store-schema.h"
#include "vouch-store-submissions.h"
#include "vouch-store-texts.h"

#define PORTFOLIO "019aaaaa-0000-7000-8000-000000000001"
#define ANSWER "019aaaaa-0000-7000-8000-000000000002"
#define SUBMISSION "019aaaaa-0000-7000-8000-000000000003"
#define ITEM_OF "019aaaaa-0000-7000-8000-1000000000%02u"

typedef struct {
  VouchStore *store;
  const char *library;
  const char *sources;
  gboolean naive;
} Scene;

typedef gboolean (*Step) (Scene *scene, guint number, GError **error);

static void G_GNUC_PRINTF (1, 2) say (const char *format, ...)
{
  va_list args;

  va_start (args, format);
  vprintf (format, args);
  va_end (args);
  fflush (stdout);
}

static gboolean
open_library (Scene *scene, guint number, GError **error)
{
  g_autoptr (VouchClock) clock = vouch_clock_new_fixed (FIXTURE_NOW_MS);

  scene->store =
      vouch_store_open (scene->library, clock, &store_fixture_formats, VOUCH_STORE_CREATE, error);
  if (scene->store == NULL)
    return FALSE;
  say ("opened\n");
  return TRUE;
}

static gboolean
begin_portfolio (Scene *scene, guint number, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a definition", 12);
  g_autoptr (VouchDefinition) definition = store_fixture_formats.read_definition (bytes, NULL);
  g_autoptr (VouchPortfolio) portfolio = vouch_portfolio_new ();
  g_autofree char *sha256 = vouch_store_add_definition (scene->store, definition, bytes, error);

  vouch_portfolio_set_id (portfolio, PORTFOLIO);
  vouch_portfolio_set_definition (portfolio, definition);
  if (sha256 == NULL || !vouch_store_add_portfolio (scene->store, portfolio, error))
    return FALSE;
  say ("portfolio %s\n", PORTFOLIO);
  return TRUE;
}

static gboolean
copy_plainly (const char *from, const char *to, GError **error)
{
  g_autofree char *bytes = NULL;
  g_autofree char *folder = g_path_get_dirname (to);
  gsize length, done = 0;
  int fd;

  g_mkdir_with_parents (folder, 0700);
  if (!g_file_get_contents (from, &bytes, &length, error))
    return FALSE;
  fd = open (to, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  while (fd >= 0 && done < length) {
    gssize n = write (fd, bytes + done, length - done);

    if (n < 0)
      break;
    done += (gsize) n;
  }
  close (fd);
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "could not copy");
  if (done == length)
    g_clear_error (error);
  return done == length;
}

static char *
add_naively (Scene *scene, const char *source, GError **error)
{
  g_autofree char *bytes = NULL;
  g_autofree char *sha256 = NULL;
  g_autofree char *path = NULL;
  g_autofree char *database = vouch_store_get_path (scene->store, "library.db");
  g_autoptr (VouchSql) sql = NULL;
  gsize length;

  if (!g_file_get_contents (source, &bytes, &length, error))
    return NULL;
  sha256 = vouch_hash_of_bytes (bytes, length);
  path = vouch_store_get_object_path (scene->store, sha256);
  sql = vouch_sql_open (database, VOUCH_SQL_DEFAULT, VOUCH_STORE_APPLICATION_ID,
                        VOUCH_STORE_SCHEMA_VERSION, error);
  if (sql == NULL || !copy_plainly (source, path, error) ||
      !vouch_sql_run (sql, error,
                      "INSERT OR IGNORE INTO object (sha256, size, added_ms) VALUES (?, ?, 0)",
                      "tI", sha256, (gint64) length))
    return NULL;
  return g_steal_pointer (&sha256);
}

static gboolean
attach (Scene *scene, guint number, GError **error)
{
  g_autofree char *name = g_strdup_printf ("source-%u", number);
  g_autofree char *source = g_build_filename (scene->sources, name, NULL);
  g_autofree char *id = g_strdup_printf (ITEM_OF, number);
  g_autoptr (VouchItem) item = vouch_item_new ();
  g_autofree char *sha256 =
      scene->naive ? add_naively (scene, source, error)
                   : vouch_store_add_object (scene->store, source, NULL, NULL, NULL, NULL, error);

  if (sha256 == NULL)
    return FALSE;
  vouch_item_set_id (item, id);
  vouch_item_set_requirement (item, "lesson-audio");
  vouch_item_set_artifact (item, sha256);
  vouch_item_set_attribute (item, "lesson", name);
  if (!vouch_store_add_item (scene->store, PORTFOLIO, item, error)) {
    vouch_store_abandon_object (scene->store, sha256, NULL);
    return FALSE;
  }
  say ("attached %s %s\n", id, sha256);
  return TRUE;
}

static gboolean
write_answer (Scene *scene, guint number, GError **error)
{
  g_autofree char *text = g_strdup_printf ("I waited %u seconds", number);
  g_autoptr (VouchItem) item = vouch_item_new ();

  vouch_item_set_id (item, ANSWER);
  vouch_item_set_requirement (item, "reflection");
  vouch_item_set_text (item, text);
  if (number == 1 ? !vouch_store_add_item (scene->store, PORTFOLIO, item, error)
                  : !vouch_store_set_item_text (scene->store, ANSWER, text, error))
    return FALSE;
  say ("wrote %s\n", text);
  return TRUE;
}

static gboolean
remove_and_restore (Scene *scene, guint number, GError **error)
{
  g_autofree char *id = g_strdup_printf (ITEM_OF, number);

  if (!vouch_store_remove_item (scene->store, id, error))
    return FALSE;
  say ("removed %s\n", id);
  if (!vouch_store_restore_item (scene->store, id, error))
    return FALSE;
  say ("restored %s\n", id);
  return TRUE;
}

static gboolean
add_clean_copy (Scene *scene, const char *original, GHashTable *sent, GError **error)
{
  g_autoptr (VouchNewFile) file = vouch_store_new_object (scene->store, error);
  g_autofree char *sha256 = NULL;

  if (file == NULL || !vouch_new_file_write (file, original, 64, error))
    return FALSE;
  sha256 = vouch_store_take_object (scene->store, file, NULL, NULL, error);
  if (sha256 == NULL)
    return FALSE;
  if (!vouch_store_add_derived (scene->store, original, "clean", sha256, NULL, error)) {
    vouch_store_abandon_object (scene->store, sha256, NULL);
    return FALSE;
  }
  g_hash_table_insert (sent, g_steal_pointer (&sha256), g_strdup (original));
  return TRUE;
}

static gboolean
submit (Scene *scene, guint number, GError **error)
{
  g_autoptr (VouchPortfolio) portfolio =
      vouch_store_load_portfolio (scene->store, PORTFOLIO, error);
  g_autoptr (VouchIssuerAccount) issuer = vouch_issuer_account_new ();
  g_autoptr (VouchSubmission) submission = vouch_submission_new ();
  g_autoptr (GHashTable) sent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GPtrArray *items = portfolio != NULL ? vouch_portfolio_get_items (portfolio) : NULL;

  for (guint i = 0; items != NULL && i < items->len; i++) {
    const char *original = vouch_item_get_artifact (g_ptr_array_index (items, i));

    if (original != NULL && !add_clean_copy (scene, original, sent, error))
      return FALSE;
  }
  vouch_issuer_account_set_name (issuer, "practice");
  vouch_issuer_account_set_url (issuer, "http://127.0.0.1/");
  vouch_submission_set_id (submission, SUBMISSION);
  vouch_submission_set_portfolio (submission, PORTFOLIO);
  vouch_submission_set_issuer (submission, "practice");
  vouch_submission_set_attempt (submission, 1);
  vouch_submission_set_manifest (submission, "{}");
  if (items == NULL || !vouch_store_save_issuer (scene->store, issuer, error) ||
      !vouch_store_add_submission (scene->store, submission, sent, error))
    return FALSE;
  say ("submitted %u\n", g_hash_table_size (sent));
  return TRUE;
}

static gboolean
back_up (Scene *scene, guint number, GError **error)
{
  g_autofree char *backup = vouch_store_backup (scene->store, error);

  if (backup == NULL)
    return FALSE;
  say ("backup %s\n", backup);
  return TRUE;
}

static gboolean
remove_for_good (Scene *scene, guint number, GError **error)
{
  g_autofree char *id = g_strdup_printf (ITEM_OF, number);

  if (!vouch_store_remove_item (scene->store, id, error))
    return FALSE;
  say ("removed %s\n", id);
  return TRUE;
}

static gboolean
empty_bin (Scene *scene, guint number, GError **error)
{
  g_autofree char *id = g_strdup_printf (ITEM_OF, number);

  vouch_clock_advance (vouch_store_get_clock (scene->store),
                       G_GINT64_CONSTANT (31) * 24 * 60 * 60 * 1000);
  if (!vouch_store_collect (scene->store, NULL, error))
    return FALSE;
  say ("collected %s\n", id);
  return TRUE;
}

static int
run (Scene *scene)
{
  static const struct {
    Step step;
    guint number;
  } steps[] = {
    { open_library, 0 },
    { begin_portfolio, 0 },
    { attach, 1 },
    { write_answer, 1 },
    { attach, 2 },
    { write_answer, 2 },
    { attach, 3 },
    { write_answer, 3 },
    { attach, 4 },
    { write_answer, 4 },
    { remove_and_restore, 2 },
    { submit, 0 },
    { attach, 5 },
    { back_up, 0 },
    { remove_for_good, 5 },
    { empty_bin, 5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++) {
    for (guint attempt = 0; attempt < 2; attempt++) {
      g_autoptr (GError) error = NULL;

      if (steps[i].step (scene, steps[i].number, &error))
        break;
      say ("could not: %s\n", error->message);
      if (attempt == 1)
        return 3;
    }
  }
  g_clear_object (&scene->store);
  say ("closed\n");
  return 0;
}

static gboolean
expect (gboolean truth, const char *line)
{
  if (!truth)
    say ("not true any more: %s\n", line);
  return truth;
}

static gboolean
is_text_there (VouchStore *store, const char *text)
{
  g_autoptr (VouchPortfolio) portfolio = vouch_store_load_portfolio (store, PORTFOLIO, NULL);
  g_autoptr (GPtrArray) earlier = vouch_store_list_earlier_texts (store, ANSWER, NULL);
  VouchItem *item = portfolio != NULL ? vouch_portfolio_find_item (portfolio, ANSWER) : NULL;

  if (item != NULL && g_strcmp0 (vouch_item_get_text (item), text) == 0)
    return TRUE;
  for (guint i = 0; earlier != NULL && i < earlier->len; i++)
    if (g_str_equal (((VouchEarlierText *) g_ptr_array_index (earlier, i))->text, text))
      return TRUE;
  return FALSE;
}

static gboolean
is_submission_there (VouchStore *store, guint n_files)
{
  g_autoptr (VouchSubmission) submission = vouch_store_load_submission (store, SUBMISSION, NULL);
  g_autoptr (GHashTable) sent = vouch_store_list_sent (store, SUBMISSION, NULL);

  return submission != NULL && sent != NULL && g_hash_table_size (sent) == n_files;
}

/* What was attached is there, unless somebody was told that it was removed for good or the run
 * was about to say so. */
static gboolean
is_attached (VouchStore *store, const char *id, const char *sha256, GHashTable *removed)
{
  g_autofree char *portfolio = vouch_store_find_item (store, id, NULL);

  if (g_hash_table_contains (removed, id))
    return portfolio == NULL || vouch_store_verify_object (store, sha256, NULL, NULL);
  return portfolio != NULL && vouch_store_verify_object (store, sha256, NULL, NULL);
}

static gboolean
is_true (VouchStore *store, const char *line, GHashTable *removed)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 3);

  if (g_str_equal (words[0], "portfolio")) {
    g_autoptr (VouchPortfolio) portfolio = vouch_store_load_portfolio (store, words[1], NULL);

    return portfolio != NULL;
  }
  if (g_str_equal (words[0], "attached"))
    return is_attached (store, words[1], words[2], removed);
  if (g_str_equal (words[0], "wrote"))
    return is_text_there (store, line + strlen ("wrote "));
  if (g_str_equal (words[0], "submitted"))
    return is_submission_there (store, (guint) atoi (words[1]));
  if (g_str_equal (words[0], "backup"))
    return g_file_test (words[1], G_FILE_TEST_EXISTS);
  if (g_str_equal (words[0], "collected")) {
    g_autofree char *portfolio = vouch_store_find_item (store, words[1], NULL);

    return portfolio == NULL;
  }
  return TRUE;
}

static gboolean
find_half_made (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  gboolean found = FALSE;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (g_str_has_prefix (name, ".new-")) {
      say ("half made: %s\n", path);
      found = TRUE;
    }
    found = find_half_made (path) || found;
  }
  return found;
}

static gboolean
is_clean (VouchStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchStoreReport) report = vouch_store_check (store, NULL, NULL, NULL, &error);

  if (report == NULL)
    return expect (FALSE, error->message);
  for (guint i = 0; i < report->problems->len; i++)
    say ("problem: %s\n", (char *) g_ptr_array_index (report->problems, i));
  for (guint i = 0; i < report->notes->len; i++)
    say ("note: %s\n", (char *) g_ptr_array_index (report->notes, i));
  return report->problems->len == 0 && report->notes->len == 0;
}

static int
verify (Scene *scene)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) removed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  char line[1024];
  gboolean well;

  if (!open_library (scene, 0, &error)) {
    say ("cannot be opened: %s\n", error->message);
    return 1;
  }
  /* The last item goes for good in the end, with or without a word about it. */
  g_hash_table_add (removed, g_strdup_printf (ITEM_OF, 5u));
  well = is_clean (scene->store) && !find_half_made (scene->library);
  while (fgets (line, sizeof line, stdin) != NULL)
    well = expect (is_true (scene->store, g_strchomp (line), removed), line) && well;
  g_clear_object (&scene->store);
  return well ? 0 : 1;
}

int
main (int argc, char *argv[])
{
  Scene scene = { 0 };

  if (argc >= 4 && g_str_equal (argv[1], "run")) {
    scene.library = argv[2];
    scene.sources = argv[3];
    scene.naive = argc > 4;
    return run (&scene);
  }
  if (argc == 3 && g_str_equal (argv[1], "verify")) {
    scene.library = argv[2];
    return verify (&scene);
  }
  return 2;
}
