/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "vouch-bundle-json.h"
#include "vouch-bundle-names.h"
#include "vouch-bundle-source.h"
#include "vouch-error.h"
#include "vouch-zip-reader.h"
#include "vouch-zip-writer.h"

/* Archives as Vouch writes them, and what strangers make of them. */

typedef struct {
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("vouch-zip-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "a.zip", NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_unlink (f->path);
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_free (f->path);
  g_free (f->folder);
}

static void
add (VouchZipWriter *writer, const char *name, const char *content)
{
  g_autoptr (GError) error = NULL;

  vouch_zip_writer_begin (writer, name, strlen (content), G_GINT64_CONSTANT (1795340000000),
                          &error);
  g_assert_no_error (error);
  if (*content != '\0')
    vouch_zip_writer_write (writer, content, strlen (content), &error);
  g_assert_no_error (error);
  vouch_zip_writer_end (writer, &error);
  g_assert_no_error (error);
}

static void
write_good (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchNewFile) file = vouch_new_file_begin (f->folder, &error);
  g_autoptr (VouchZipWriter) writer = vouch_zip_writer_new (file);

  add (writer, "vouch.json", "{}");
  add (writer, "files/01-ä.txt", "hello world");
  add (writer, "files/02-b.txt", "");
  g_assert_true (vouch_zip_writer_finish (writer, &error));
  g_assert_true (vouch_new_file_finish (file, f->path, 0600, &error));
  g_assert_no_error (error);
}

static GByteArray *
read_bytes (Fixture *f)
{
  char *text;
  gsize length;

  g_assert_true (g_file_get_contents (f->path, &text, &length, NULL));
  return g_byte_array_new_take ((guint8 *) text, length);
}

static void
write_bytes (Fixture *f, GByteArray *bytes)
{
  g_assert_true (
      g_file_set_contents (f->path, (const char *) bytes->data, (gssize) bytes->len, NULL));
}

static void
test_round (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchBundleSource) source = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) none = NULL;

  write_good (f);
  source = vouch_bundle_source_open (f->path, &error);
  g_assert_no_error (error);
  bytes = vouch_bundle_source_load (source, "files/01-ä.txt", 100, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "hello world", 11);
  none = vouch_bundle_source_load (source, "files/01-ä.txt", 10, &error);
  g_assert_null (none);
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  g_clear_error (&error);
  none = vouch_bundle_source_load (source, "../a.zip", 10, &error);
  g_assert_null (none);
}

/* A size that does not fit into four bytes: headers only, the content would be a hole. */
static void
test_large (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchNewFile) file = vouch_new_file_begin (f->folder, &error);
  g_autoptr (GByteArray) end = g_byte_array_new ();
  const guint64 size = G_GUINT64_CONSTANT (5) << 30;
  const guint64 start = VOUCH_ZIP_LOCAL_SIZE + 1 + 20;
  g_autoptr (GPtrArray) entries = NULL;
  int fd = vouch_new_file_get_fd (file);

  vouch_zip_put (end, 4, VOUCH_ZIP_LOCAL);
  for (guint i = 0; i < 14; i++)
    vouch_zip_put (end, 1, i == 3 ? 8 : 0);
  vouch_zip_put (end, 8, G_MAXUINT64);
  vouch_zip_put (end, 2, 1);
  vouch_zip_put (end, 2, 20);
  g_byte_array_append (end, (const guint8 *) "a", 1);
  vouch_zip_put (end, 4, 1 | 16 << 16);
  vouch_zip_put (end, 8, size);
  vouch_zip_put (end, 8, size);
  g_assert_cmpuint (end->len, ==, start);
  g_assert_cmpint (pwrite (fd, end->data, end->len, 0), ==, (gssize) end->len);
  g_byte_array_set_size (end, 0);
  vouch_zip_put (end, 4, VOUCH_ZIP_CENTRAL);
  vouch_zip_put (end, 2, 45);
  for (guint i = 0; i < 14; i++)
    vouch_zip_put (end, 1, i == 3 ? 8 : 0);
  vouch_zip_put (end, 8, G_MAXUINT64);
  vouch_zip_put (end, 2, 1);
  vouch_zip_put (end, 2, 28);
  for (guint i = 0; i < 10; i++)
    vouch_zip_put (end, 1, 0);
  vouch_zip_put (end, 4, VOUCH_ZIP_LARGE);
  g_byte_array_append (end, (const guint8 *) "a", 1);
  vouch_zip_put (end, 4, 1 | 24 << 16);
  vouch_zip_put (end, 8, size);
  vouch_zip_put (end, 8, size);
  vouch_zip_put (end, 8, 0);
  {
    guint64 directory = end->len;

    vouch_zip_put (end, 4, VOUCH_ZIP_END_64);
    vouch_zip_put (end, 8, 44);
    vouch_zip_put (end, 4, 45 | 45 << 16);
    vouch_zip_put (end, 8, 0);
    vouch_zip_put (end, 8, 1);
    vouch_zip_put (end, 8, 1);
    vouch_zip_put (end, 8, directory);
    vouch_zip_put (end, 8, start + size);
    vouch_zip_put (end, 4, VOUCH_ZIP_LOCATOR_64);
    vouch_zip_put (end, 4, 0);
    vouch_zip_put (end, 8, start + size + directory);
    vouch_zip_put (end, 4, 1);
    vouch_zip_put (end, 4, VOUCH_ZIP_END);
    vouch_zip_put (end, 4, 0);
    vouch_zip_put (end, 4, 0xffffffff);
    vouch_zip_put (end, 4, directory);
    vouch_zip_put (end, 4, VOUCH_ZIP_LARGE);
    vouch_zip_put (end, 2, 0);
  }
  g_assert_cmpint (pwrite (fd, end->data, end->len, (off_t) (start + size)), ==, (gssize) end->len);
  entries = vouch_zip_list (fd, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpuint (((VouchZipEntry *) entries->pdata[0])->size, ==, size);
  g_assert_cmpint (vouch_zip_find_content (fd, entries->pdata[0], &error), ==, (gint64) start);
  g_assert_no_error (error);
}

/* Where the records of the directory begin, and where the end record does. */
static guint
find_record (GByteArray *bytes, guint32 signature, guint number)
{
  for (guint i = 0; i + 4 <= bytes->len; i++)
    if (vouch_zip_take (bytes->data + i, 4) == signature && number-- == 0)
      return i;
  g_assert_not_reached ();
}

static void
set_number (GByteArray *bytes, guint at, guint n_bytes, guint64 value)
{
  for (guint i = 0; i < n_bytes; i++)
    bytes->data[at + i] = (guint8) (value >> (8 * i));
}

typedef enum { CENTRAL, LOCAL, END, NAME, LOCAL_NAME, N_PLACES } Place;

/* What is written over what: a number, or a text where there is one. */
typedef struct {
  Place place;
  guint at;
  guint n_bytes; /* 0: nothing more */
  guint64 value;
  const char *text;
} Over;

static const struct {
  const char *name;
  Over overs[3];
} spoilings[] = {
  { "parent", { { NAME, 0, 7, 0, "../../x" } } },
  { "absolute", { { NAME, 0, 1, '/' } } },
  { "nul", { { NAME, 7, 1, '\0' } } },
  { "utf8", { { NAME, 7, 1, 0xff } } },
  { "backslash", { { NAME, 7, 1, '\\' } } },
  { "hidden", { { NAME, 6, 1, '.' } } },
  { "symlink", { { CENTRAL, 38, 4, (guint64) 0120777 << 16 } } },
  { "encrypted", { { CENTRAL, 8, 2, 1 } } },
  { "later-sizes", { { CENTRAL, 8, 2, 8 } } },
  { "method", { { CENTRAL, 10, 2, 99 } } },
  /* What unpacks to a great deal says two sizes, or is compressed. */
  { "bomb", { { CENTRAL, 24, 4, 0x7fffffff } } },
  { "both-sizes", { { CENTRAL, 20, 4, 0x7fffffff }, { CENTRAL, 24, 4, 0x7fffffff } } },
  { "overlap", { { CENTRAL, 42, 4, 0 } } },
  { "offset", { { CENTRAL, 42, 4, 0x7ffffff0 } } },
  { "count", { { END, 10, 2, 60000 } } },
  { "few", { { END, 10, 2, 2 } } },
  { "directory", { { END, 16, 4, 5 } } },
  { "large", { { END, 16, 4, VOUCH_ZIP_LARGE } } },
  { "comment", { { END, 20, 2, 3 } } },
  { "name-length", { { CENTRAL, 28, 2, 0xffff } } },
  { "local-name", { { LOCAL_NAME, 7, 1, '9' } } },
  { "local-size", { { LOCAL, 18, 4, 3 } } },
  { "local-method", { { LOCAL, 8, 2, 8 } } },
  { "crc", { { CENTRAL, 16, 4, 1 }, { LOCAL, 14, 4, 1 } } },
};

static void
spoil (GByteArray *bytes, const Over *over)
{
  guint central = find_record (bytes, VOUCH_ZIP_CENTRAL, 1);
  guint local = find_record (bytes, VOUCH_ZIP_LOCAL, 1);
  const guint places[N_PLACES] = { central, local, find_record (bytes, VOUCH_ZIP_END, 0),
                                   central + VOUCH_ZIP_CENTRAL_SIZE, local + VOUCH_ZIP_LOCAL_SIZE };

  if (over->text != NULL)
    memcpy (bytes->data + places[over->place] + over->at, over->text, over->n_bytes);
  else
    set_number (bytes, places[over->place] + over->at, over->n_bytes, over->value);
}

/* It is told, at the latest when the file in it is read. */
static void
check_refused (Fixture *f, GByteArray *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchBundleSource) source = NULL;
  g_autoptr (GBytes) content = NULL;

  write_bytes (f, bytes);
  source = vouch_bundle_source_open (f->path, &error);
  if (source != NULL)
    content = vouch_bundle_source_load (source, "files/01-ä.txt", 100, &error);
  g_assert_null (content);
  g_assert_nonnull (error);
  g_assert_true (error->domain == VOUCH_ERROR);
}

static void
test_cut (Fixture *f, gconstpointer data)
{
  g_autoptr (GByteArray) bytes = NULL;

  write_good (f);
  bytes = read_bytes (f);
  g_byte_array_set_size (bytes, bytes->len - 9);
  check_refused (f, bytes);
}

static void
test_without_head (Fixture *f, gconstpointer data)
{
  g_autoptr (GByteArray) bytes = NULL;

  write_good (f);
  bytes = read_bytes (f);
  g_byte_array_remove_range (bytes, 0, 5);
  check_refused (f, bytes);
}

/* The name of the second file, shorter by a byte, is the name of the third. */
static void
test_twice (Fixture *f, gconstpointer data)
{
  g_autoptr (GByteArray) bytes = NULL;
  guint next;

  write_good (f);
  bytes = read_bytes (f);
  next = find_record (bytes, VOUCH_ZIP_CENTRAL, 2);
  memcpy (bytes->data + next + VOUCH_ZIP_CENTRAL_SIZE, "vouch.json", 10);
  set_number (bytes, next + 28, 2, 10);
  set_number (bytes, next + 30, 2, 4);
  check_refused (f, bytes);
}

static void
test_other_content (Fixture *f, gconstpointer data)
{
  g_autoptr (GByteArray) bytes = NULL;

  write_good (f);
  bytes = read_bytes (f);
  bytes->data[find_record (bytes, VOUCH_ZIP_LOCAL, 1) + VOUCH_ZIP_LOCAL_SIZE + 16] ^= 1;
  check_refused (f, bytes);
}

static void
test_spoiled (Fixture *f, gconstpointer data)
{
  const Over *over = spoilings[GPOINTER_TO_UINT (data)].overs;
  g_autoptr (GByteArray) bytes = NULL;

  write_good (f);
  bytes = read_bytes (f);
  for (; over->n_bytes > 0; over++)
    spoil (bytes, over);
  check_refused (f, bytes);
}

/* Every byte that is changed is told or does not matter, and nothing is read beyond its end. */
static void
test_flipped (Fixture *f, gconstpointer data)
{
  g_autoptr (GByteArray) bytes = NULL;
  guint n_read = 0;

  write_good (f);
  bytes = read_bytes (f);
  for (guint i = 0; i < bytes->len; i++) {
    g_autoptr (VouchBundleSource) source = NULL;
    g_autoptr (GBytes) content = NULL;

    bytes->data[i] ^= 0x41;
    write_bytes (f, bytes);
    bytes->data[i] ^= 0x41;
    source = vouch_bundle_source_open (f->path, NULL);
    if (source != NULL)
      content = vouch_bundle_source_load (source, "files/01-ä.txt", 100, NULL);
    if (content != NULL) {
      g_assert_cmpmem (g_bytes_get_data (content, NULL), g_bytes_get_size (content), "hello world",
                       11);
      n_read++;
    }
  }
  g_assert_cmpuint (n_read, <, bytes->len);
}

static void
test_names (void)
{
  static const char *const bad[] = { "",      ".",      "..",        "/a",       "a/",
                                     "a//b",  "a/../b", "a\\b",      "files/.x", "a/b/c",
                                     "con:x", "a\nb",   "\u202eexe", "a\x7f" };
  g_autofree char *odd = vouch_bundle_make_name ("files", 3, "../we/ird:\u202e na?me.MP4");
  g_autofree char *none = vouch_bundle_make_name ("files", 4, NULL);
  g_autofree char *text = g_strnfill (500, 'x');
  g_autofree char *many = vouch_bundle_make_name ("files", 5, text);
  g_autofree char *broken = vouch_bundle_make_name ("files", 6, "\xff\xfe.wav");
  const char *const good[] = { "vouch.json", odd, none, many, broken };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (vouch_bundle_name_is_plain (bad[i]));
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (vouch_bundle_name_is_plain (good[i]));
  g_assert_cmpstr (odd, ==, "files/03-ird-- na-me.MP4");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/zip/round", Fixture, NULL, set_up, test_round, tear_down);
  g_test_add ("/zip/large", Fixture, NULL, set_up, test_large, tear_down);
  g_test_add ("/zip/flipped", Fixture, NULL, set_up, test_flipped, tear_down);
  for (guint i = 0; i < G_N_ELEMENTS (spoilings); i++) {
    g_autofree char *path = g_strconcat ("/zip/spoiled/", spoilings[i].name, NULL);

    g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_spoiled, tear_down);
  }
  g_test_add ("/zip/cut", Fixture, NULL, set_up, test_cut, tear_down);
  g_test_add ("/zip/without-head", Fixture, NULL, set_up, test_without_head, tear_down);
  g_test_add ("/zip/twice", Fixture, NULL, set_up, test_twice, tear_down);
  g_test_add ("/zip/other-content", Fixture, NULL, set_up, test_other_content, tear_down);
  g_test_add_func ("/zip/names", test_names);
  return g_test_run ();
}
