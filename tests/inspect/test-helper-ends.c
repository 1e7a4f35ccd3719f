/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "vouch-error.h"
#include "vouch-reader-inspector.h"

/* What the end of a helper means: a file that is bad, a computer that is busy, or nothing at all. */

typedef struct {
  char *folder;
  char *path;
  VouchInspector *inspector;
  int source;
  int target;
} Fixture;

/* A helper that does what a script says. */
static void
write_helper (Fixture *fixture, const char *script)
{
  g_assert_true (g_file_set_contents (fixture->path, script, -1, NULL));
  g_assert_cmpint (g_chmod (fixture->path, 0755), ==, 0);
}

static void
set_up (Fixture *fixture, const char *script)
{
  g_autofree char *copy = NULL;

  fixture->folder = g_dir_make_tmp ("vouch-ends-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "reader", NULL);
  write_helper (fixture, script);
  fixture->inspector = VOUCH_INSPECTOR (vouch_reader_inspector_new_for_helper (fixture->path));
  fixture->source = open (fixture->path, O_RDONLY | O_CLOEXEC);
  fixture->target = g_file_open_tmp ("vouch-ends-XXXXXX", &copy, NULL);
  g_assert_cmpint (fixture->source, >=, 0);
  g_assert_cmpint (fixture->target, >=, 0);
  g_unlink (copy);
}

static void
tear_down (Fixture *fixture)
{
  close (fixture->source);
  close (fixture->target);
  g_assert_finalize_object (fixture->inspector);
  g_unlink (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
test_errors (void)
{
  static const struct {
    const char *script;
    int code;
  } ends[] = {
    { "#!/usr/bin/sh\nexit 3\n", VOUCH_ERROR_INVALID },
    { "#!/usr/bin/sh\nexit 4\n", VOUCH_ERROR_CORRUPT },
    { "#!/usr/bin/sh\nexit 5\n", VOUCH_ERROR_NO_SPACE },
    { "#!/usr/bin/sh\nkill -SEGV $$\n", VOUCH_ERROR_CORRUPT },
    /* A disk that takes ten seconds for a write says nothing about the file. */
    { "#!/usr/bin/sh\nexit 70\n", VOUCH_ERROR_DEVICE },
  };
  const VouchDerivation clean = { .clean = TRUE };
  const VouchEncoding encoding = { "mp4", 0, 1000, 64, 36, 25, 100000, 0, 0, 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++) {
    Fixture fixture = { 0 };
    g_autoptr (GError) derived = NULL;
    g_autoptr (GError) encoded = NULL;
    VouchFacts *facts = NULL;
    VouchEncodeWork work = { .step = VOUCH_ENCODE_PICTURE, .encoding = &encoding, .sound_fd = -1 };

    set_up (&fixture, ends[i].script);
    work.source_fd = fixture.source;
    work.target_fd = fixture.target;
    g_assert_false (vouch_inspector_derive (fixture.inspector, fixture.source, fixture.target,
                                            &clean, &facts, NULL, &derived));
    g_test_message ("%s", derived->message);
    g_assert_error (derived, VOUCH_ERROR, ends[i].code);
    g_assert_false (vouch_inspector_encode (fixture.inspector, &work, NULL, &encoded));
    g_assert_error (encoded, VOUCH_ERROR, ends[i].code);
    tear_down (&fixture);
  }
}

/* One that goes down says nothing about what can be written here, and is asked again. */
static void
test_list_again (void)
{
  static const struct {
    const char *script;
    guint n; /* how many kinds there are; 0: none was told, 9: an error */
  } asked[] = {
    { "#!/usr/bin/sh\necho 'sound wav'\nkill -SEGV $$\n", 9 },
    { "#!/usr/bin/sh\necho 'sound wav'\nexit 70\n", 9 },
    { "#!/usr/bin/sh\nexit 0\n", 0 },
    { "#!/usr/bin/sh\necho 'sound wav'\necho 'picture mp4'\n", 1 },
    /* What was found out once stays. */
    { "#!/usr/bin/sh\nexit 70\n", 1 },
  };
  Fixture fixture = { 0 };

  set_up (&fixture, asked[0].script);
  for (gsize i = 0; i < G_N_ELEMENTS (asked); i++) {
    g_autoptr (GError) error = NULL;
    g_auto (GStrv) formats = NULL;

    write_helper (&fixture, asked[i].script);
    formats = vouch_inspector_list_formats (fixture.inspector, FALSE, NULL, &error);
    if (asked[i].n == 9) {
      g_assert_null (formats);
      g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE);
    } else {
      g_assert_no_error (error);
      g_assert_cmpuint (g_strv_length (formats), ==, asked[i].n);
    }
  }
  tear_down (&fixture);
}

/* What the writer says went in has to be found by whoever reads the copy, in each stream. */
static void
test_streams (void)
{
  static const struct {
    const char *written;
    const char *found;
    gboolean whole;
  } copies[] = {
    { "\"soundEndMs\":9950,\"pictureEndMs\":9960", "\"soundEndMs\":9940,\"pictureEndMs\":9960",
      TRUE },
    { "\"soundEndMs\":9950,\"pictureEndMs\":9960", "\"soundEndMs\":4960,\"pictureEndMs\":9960",
      FALSE },
    { "\"soundEndMs\":9950,\"pictureEndMs\":9960", "\"soundEndMs\":9950,\"pictureEndMs\":4000",
      FALSE },
    { "\"soundEndMs\":9950", "\"pictureEndMs\":9950", FALSE },
    { "\"size\":1", "\"soundEndMs\":4960,\"pictureEndMs\":9960", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (copies); i++) {
    const VouchDerivation part = { TRUE, TRUE, 5000, 15000, NULL };
    g_autofree char *script = g_strdup_printf (
        "#!/usr/bin/sh\n[ $1 = derive ] && echo '{\"state\":\"pending\",%s}' && exit 0\n"
        "echo '{\"state\":\"known\",\"readableToEnd\":true,\"durationMs\":9960,%s}'\n",
        copies[i].written, copies[i].found);
    Fixture fixture = { 0 };
    g_autoptr (VouchFacts) facts = NULL;
    g_autoptr (GError) error = NULL;

    set_up (&fixture, script);
    g_assert_cmpint (copies[i].whole, ==,
                     vouch_inspector_derive (fixture.inspector, fixture.source, fixture.target,
                                             &part, &facts, NULL, &error));
    if (!copies[i].whole)
      g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT);
    tear_down (&fixture);
  }
}

static void
ignore (gint64 position_ms, VouchGlance *frame, gboolean is_heard, gpointer data)
{
}

/* A decoder that goes down in the middle is told; one that comes to the end is the end. */
static void
test_playing (void)
{
  static const struct {
    const char *script;
    gboolean played;
  } plays[] = {
    { "#!/usr/bin/sh\n[ $1 = play ] && exit 0\nexit 7\n", TRUE },
    { "#!/usr/bin/sh\n[ $1 = play ] && exit 4\nexit 7\n", FALSE },
    { "#!/usr/bin/sh\n[ $1 = play ] && kill -SEGV $$\nexit 7\n", FALSE },
  };
  const VouchPlaying what = { 0, 300, 64, 64, 100 };

  for (gsize i = 0; i < G_N_ELEMENTS (plays); i++) {
    Fixture fixture = { 0 };
    g_autoptr (GError) error = NULL;

    set_up (&fixture, plays[i].script);
    g_assert_cmpint (plays[i].played, ==,
                     vouch_inspector_play (fixture.inspector, fixture.source, &what, ignore, NULL,
                                           NULL, &error));
    if (!plays[i].played)
      g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT);
    tear_down (&fixture);
  }
}

/* A name of any bytes is only a hint. */
static void
test_name (void)
{
  static const char *const names[] = { "\xc3\xa9.csv", "\xe9.csv", "-.csv" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (VouchReaderInspector) inspector = vouch_reader_inspector_new ();
    g_autofree char *path = g_build_filename (g_getenv ("VOUCH_SAMPLES"), "table.csv", NULL);
    int fd = open (path, O_RDONLY | O_CLOEXEC);
    g_autoptr (GError) error = NULL;
    g_autoptr (VouchFacts) facts = NULL;

    g_assert_cmpint (fd, >=, 0);
    facts = vouch_inspector_read_facts (VOUCH_INSPECTOR (inspector), fd, names[i], NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (vouch_facts_get_format (facts), ==, "csv");
    close (fd);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("LC_ALL", "C", TRUE);
  g_test_add_func ("/helper-ends/errors", test_errors);
  g_test_add_func ("/helper-ends/list-again", test_list_again);
  g_test_add_func ("/helper-ends/streams", test_streams);
  g_test_add_func ("/helper-ends/playing", test_playing);
  g_test_add_func ("/helper-ends/name", test_name);
  return g_test_run ();
}
