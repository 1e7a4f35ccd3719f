/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "vouch-error.h"
#include "vouch-glance-wire.h"
#include "vouch-reader-inspector.h"

/* What each sample of tests/support/make-samples.py looks like. */
typedef struct {
  const char *file;
  VouchGlanceForm form;
  int page;
  int width; /* 0: not looked at */
  int height;
  int pages;
  const char *words; /* (nullable): to be found in the text or the cells */
} Known;

#define PICTURE VOUCH_GLANCE_FORM_PICTURE
#define WAVEFORM VOUCH_GLANCE_FORM_WAVEFORM
#define TEXT VOUCH_GLANCE_FORM_TEXT
#define TABLE VOUCH_GLANCE_FORM_TABLE

static const Known known[] = {
  { "photo.jpg", PICTURE, 1, 192, 256, 0, NULL }, /* stored 4032×3024, to be turned */
  { "photo.heic", PICTURE, 1, 256, 192, 0, NULL },
  { "photo.webp", PICTURE, 1, 256, 192, 0, NULL },
  { "drawing.png", PICTURE, 1, 256, 192, 0, NULL },
  { "work.pdf", PICTURE, 1, 198, 256, 2, NULL },
  { "work.pdf", PICTURE, 2, 198, 256, 2, NULL },
  { "work.pdf", TEXT, 1, 0, 0, 2, "Reading log" },
  { "scan.pdf", PICTURE, 1, 0, 0, 1, NULL },
  { "lesson.mp4", PICTURE, 1, 144, 256, 0, NULL }, /* turned */
  { "lesson.mov", PICTURE, 1, 256, 144, 0, NULL },
  { "lesson.webm", PICTURE, 1, 256, 144, 0, NULL },
  { "lesson.mkv", PICTURE, 1, 256, 144, 0, NULL },
  { "lesson.3gp", PICTURE, 1, 0, 0, 0, NULL },
  { "lesson.ogv", PICTURE, 1, 256, 144, 0, NULL },
  { "uneven.mp4", PICTURE, 1, 256, 144, 0, NULL },
  { "lesson.m4a", WAVEFORM, 1, 200, 1, 0, NULL },
  { "lesson.opus", WAVEFORM, 1, 200, 1, 0, NULL },
  { "lesson.mp4", WAVEFORM, 1, 200, 1, 0, NULL },
  { "plan.docx", TEXT, 1, 0, 0, 1, "wait time" },
  { "plan.odt", TEXT, 1, 0, 0, 1, "wait time" },
  { "plan.docx", PICTURE, 1, 180, 256, 1, NULL },
  { "notes.txt", TEXT, 1, 0, 0, 1, "Three words" },
  { "table.csv", TABLE, 1, 3, 3, 1, "post" },
  { "table.xlsx", TABLE, 1, 3, 3, 1, "post" },
  { "table.ods", TABLE, 1, 3, 3, 1, "post" },
};

static VouchGlanceWish
wish_for (const char *file, VouchGlanceForm form, int page)
{
  VouchGlanceWish wish = { form, 256, 256, page, -1, g_str_has_suffix (file, ".csv") };

  if (form == WAVEFORM)
    wish.width = 200;
  return wish;
}

static int
open_sample (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("VOUCH_SAMPLES"), name, NULL);
  int fd = open (path, O_RDONLY | O_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  return fd;
}

static void
collect (guint index, VouchGlance *glance, gpointer data)
{
  GPtrArray *glances = data;

  g_assert_cmpuint (index, ==, glances->len);
  g_ptr_array_add (glances, g_object_ref (glance));
}

static VouchGlance *
show_fd (VouchReaderInspector *inspector, int fd, const VouchGlanceWish *wish)
{
  g_autoptr (GPtrArray) glances = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  VouchGlanceSource source = { fd, *wish };

  vouch_inspector_glance (VOUCH_INSPECTOR (inspector), &source, 1, collect, glances, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (glances->len, ==, 1);
  return g_object_ref (g_ptr_array_index (glances, 0));
}

static VouchGlance *
show (const char *file, const VouchGlanceWish *wish)
{
  g_autoptr (VouchReaderInspector) inspector = vouch_reader_inspector_new ();
  int fd = open_sample (file);
  VouchGlance *glance = show_fd (inspector, fd, wish);

  close (fd);
  return glance;
}

static gboolean
is_of_one_color (GBytes *pixels)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (pixels, &size);

  for (gsize i = 4; i < size; i += 4)
    if (memcmp (data, data + i, 4) != 0)
      return FALSE;
  return TRUE;
}

static void
check_content (const Known *expected, VouchGlance *glance)
{
  GBytes *data = vouch_glance_get_data (glance);
  g_autofree char *content = g_strndup (g_bytes_get_data (data, NULL), g_bytes_get_size (data));

  if (expected->form == PICTURE)
    g_assert_false (is_of_one_color (data));
  if (expected->form == WAVEFORM)
    g_assert_cmpint (vouch_glance_get_shape (glance)->duration_ms, >, 33000);
  if (expected->words != NULL)
    g_assert_nonnull (strstr (content, expected->words));
}

static void
test_known (gconstpointer data)
{
  const Known *expected = data;
  VouchGlanceWish wish = wish_for (expected->file, expected->form, expected->page);
  g_autoptr (VouchGlance) glance = show (expected->file, &wish);
  const VouchGlanceShape *shape = vouch_glance_get_shape (glance);

  g_assert_cmpstr (vouch_glance_get_problem (glance), ==, NULL);
  g_assert_cmpint (shape->form, ==, expected->form);
  if (expected->width > 0) {
    g_assert_cmpint (ABS (shape->width - expected->width), <=, 1);
    g_assert_cmpint (ABS (shape->height - expected->height), <=, 1);
  }
  g_assert_cmpint (shape->pages, ==, expected->pages);
  check_content (expected, glance);
}

/* Of a recording that shows a running number, two moments look different and one looks the same. */
static void
test_moment (void)
{
  VouchGlanceWish wish = { PICTURE, 320, 320, 1, 2000, FALSE };
  g_autoptr (VouchGlance) first = show ("lesson.mov", &wish);
  g_autoptr (VouchGlance) again = show ("lesson.mov", &wish);
  g_autoptr (VouchGlance) later = NULL;
  g_autoptr (VouchGlance) after_the_end = NULL;

  wish.time_ms = 20000;
  later = show ("lesson.mov", &wish);
  wish.time_ms = 3600 * 1000;
  after_the_end = show ("lesson.mov", &wish);
  g_assert_true (g_bytes_equal (vouch_glance_get_data (first), vouch_glance_get_data (again)));
  g_assert_false (g_bytes_equal (vouch_glance_get_data (first), vouch_glance_get_data (later)));
  g_assert_cmpstr (vouch_glance_get_problem (after_the_end), ==, NULL);
}

/* A waveform is loud where somebody speaks, and quiet in the pauses of the lesson. */
static void
test_waveform (void)
{
  VouchGlanceWish wish = { WAVEFORM, 330, 1, 1, -1, FALSE };
  g_autoptr (VouchGlance) glance = show ("lesson.wav", &wish);
  const guint8 *peaks = g_bytes_get_data (vouch_glance_get_data (glance), NULL);
  int loud = 0, quiet = 0;

  for (int i = 0; i < vouch_glance_get_shape (glance)->width; i++) {
    loud += peaks[i] > 60;
    quiet += peaks[i] < 4;
  }
  g_assert_cmpint (loud, >, 60);
  g_assert_cmpint (quiet, >, 100);
}

static void
test_whole_size (void)
{
  VouchGlanceWish wish = { PICTURE, VOUCH_GLANCE_MAX_SIDE, VOUCH_GLANCE_MAX_SIDE, 1, -1, FALSE };
  g_autoptr (VouchGlance) glance = show ("photo.jpg", &wish);

  g_assert_cmpint (vouch_glance_get_shape (glance)->width, ==, 3024);
  g_assert_cmpint (vouch_glance_get_shape (glance)->height, ==, 4032);
  g_assert_cmpint (vouch_glance_get_shape (glance)->whole_width, ==, 3024);
}

/* Every kind of broken file gives a picture of what is left, or a sentence; never less. */
static void
test_broken (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("VOUCH_SAMPLES"), "broken", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir)) {
    g_autofree char *file = g_build_filename ("broken", name, NULL);

    for (int form = PICTURE; form <= TABLE; form += TEXT) {
      VouchGlanceWish wish = wish_for (name, (VouchGlanceForm) form, 1);
      g_autoptr (VouchGlance) glance = show (file, &wish);

      if (vouch_glance_get_problem (glance) == NULL)
        g_assert_cmpuint (g_bytes_get_size (vouch_glance_get_data (glance)), >, 0);
      n++;
    }
  }
  g_assert_cmpuint (n, >, 20);
}

/* Bytes changed at random anywhere in each kind of file. */
static void
test_mutated (void)
{
  static const char *const files[] = { "photo.jpg",  "drawing.png", "work.pdf",
                                       "lesson.m4a", "plan.docx",   "table.xlsx" };
  g_autoptr (VouchReaderInspector) inspector = vouch_reader_inspector_new ();
  g_autoptr (GRand) dice = g_rand_new_with_seed (20261127);

  for (gsize i = 0; i < G_N_ELEMENTS (files) * 3; i++) {
    const char *name = files[i % G_N_ELEMENTS (files)];
    g_autofree char *path = g_build_filename (g_getenv ("VOUCH_SAMPLES"), name, NULL);
    g_autofree char *bytes = NULL;
    g_autoptr (VouchGlance) glance = NULL;
    VouchGlanceWish wish = wish_for (name, (VouchGlanceForm) (i % 4), 1);
    gsize size = 0;
    FILE *file = tmpfile ();

    g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
    for (int j = 0; j < 40; j++)
      bytes[g_rand_int_range (dice, 0, (gint32) size)] = (char) g_rand_int_range (dice, 0, 256);
    g_assert_cmpuint (fwrite (bytes, 1, size, file), ==, size);
    fflush (file);
    glance = show_fd (inspector, fileno (file), &wish);
    g_assert_nonnull (glance);
    fclose (file);
  }
}

/* More files than one helper is given, and each gets its own glance. */
static void
test_batch (void)
{
  static const char *const names[] = { "photo.jpg", "work.pdf", "broken/noise.mp4", "drawing.png" };
  g_autoptr (VouchReaderInspector) inspector = vouch_reader_inspector_new ();
  g_autoptr (GPtrArray) glances = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  VouchGlanceSource sources[20] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++) {
    sources[i].fd = open_sample (names[i % 4]);
    sources[i].wish = wish_for ("", PICTURE, 1);
  }
  g_assert_true (vouch_inspector_glance (VOUCH_INSPECTOR (inspector), sources,
                                         G_N_ELEMENTS (sources), collect, glances, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (glances->len, ==, G_N_ELEMENTS (sources));
  for (guint i = 0; i < glances->len; i++) {
    const char *problem = vouch_glance_get_problem (g_ptr_array_index (glances, i));

    g_assert_true ((problem != NULL) == (i % 4 == 2));
    close (sources[i].fd);
  }
}

static char *
write_helper (const char *script)
{
  g_autofree char *name = g_strdup_printf ("vouch-helper-XXXXXX");
  char *path = g_build_filename (g_get_tmp_dir (), name, NULL);
  int fd = g_mkstemp_full (path, O_RDWR, 0700);

  g_assert_cmpint (write (fd, script, strlen (script)), ==, (gssize) strlen (script));
  close (fd);
  return path;
}

/* A helper that is killed half way, prints nonsense, or lies about sizes, makes no picture. */
static void
test_hostile_helper (gconstpointer script)
{
  g_autofree char *path = write_helper (script);
  g_autoptr (VouchReaderInspector) inspector = vouch_reader_inspector_new_for_helper (path);
  VouchGlanceWish wish = wish_for ("", PICTURE, 1);
  int fd = open_sample ("notes.txt");
  g_autoptr (VouchGlance) glance = show_fd (inspector, fd, &wish);

  g_assert_cmpstr (vouch_glance_get_problem (glance), !=, NULL);
  close (fd);
  g_unlink (path);
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (200 * 1000);
  g_cancellable_cancel (data);
  return NULL;
}

static void
test_cancel (void)
{
  g_autofree char *path = write_helper ("#!/usr/bin/sh\nexec sleep 60\n");
  g_autoptr (VouchReaderInspector) inspector = vouch_reader_inspector_new_for_helper (path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) glances = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  VouchGlanceSource source = { open_sample ("notes.txt"), wish_for ("", PICTURE, 1) };
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);

  g_assert_false (vouch_inspector_glance (VOUCH_INSPECTOR (inspector), &source, 1, collect, glances,
                                          cancellable, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CANCELLED);
  g_thread_join (thread);
  close (source.fd);
  g_unlink (path);
}

/* The parser of what a helper prints, fed with every lie about one number. */
static void
test_wire_lies (void)
{
  VouchGlanceWish wish = wish_for ("", PICTURE, 1);
  VouchGlanceShape shape = { .width = 2, .height = 2, .duration_ms = -1 };
  g_autoptr (GBytes) pixels = g_bytes_new ("0123456789abcdef", 16);
  g_autoptr (VouchGlance) honest = vouch_glance_new (&shape, pixels);
  g_autoptr (GBytes) head = vouch_glance_wire_write_head (0, honest);
  guint8 record[VOUCH_GLANCE_WIRE_HEAD + 16] = { 0 };

  for (gsize at = 0; at < VOUCH_GLANCE_WIRE_HEAD; at++)
    for (guint value = 0; value < 256; value++) {
      g_autoptr (VouchGlance) glance = NULL;
      gssize length;

      memcpy (record, g_bytes_get_data (head, NULL), VOUCH_GLANCE_WIRE_HEAD);
      record[at] = (guint8) value;
      length = vouch_glance_wire_read (record, sizeof record, 0, &wish, &glance);
      g_assert_cmpint (length, <=, (gssize) sizeof record);
      g_assert_true ((length > 0) == (glance != NULL));
      if (glance != NULL && vouch_glance_get_problem (glance) == NULL)
        g_assert_cmpuint (g_bytes_get_size (vouch_glance_get_data (glance)), ==,
                          (gsize) vouch_glance_get_shape (glance)->width *
                              (gsize) vouch_glance_get_shape (glance)->height * 4);
    }
  g_assert_cmpint (vouch_glance_wire_read (record, 20, 0, &wish, &(VouchGlance *){ NULL }), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++) {
    g_autofree char *name =
        g_strdup_printf ("/render/known/%s-%d-%d", known[i].file, known[i].form, known[i].page);

    g_test_add_data_func (name, &known[i], test_known);
  }
  g_test_add_func ("/render/moment", test_moment);
  g_test_add_func ("/render/waveform", test_waveform);
  g_test_add_func ("/render/whole-size", test_whole_size);
  g_test_add_func ("/render/broken", test_broken);
  g_test_add_func ("/render/mutated", test_mutated);
  g_test_add_func ("/render/batch", test_batch);
  g_test_add_data_func ("/render/helper/killed", "#!/usr/bin/sh\nprintf VGL1\nkill -9 $$\n",
                        test_hostile_helper);
  g_test_add_data_func ("/render/helper/nonsense", "#!/usr/bin/sh\nexec head -c 300000 /dev/zero\n",
                        test_hostile_helper);
  g_test_add_data_func ("/render/helper/silent", "#!/usr/bin/sh\nexit 0\n", test_hostile_helper);
  g_test_add_func ("/render/cancel", test_cancel);
  g_test_add_func ("/render/wire-lies", test_wire_lies);
  return g_test_run ();
}
