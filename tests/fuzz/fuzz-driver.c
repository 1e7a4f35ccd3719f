/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "fuzz-driver"

#include "config.h"

#include <glib.h>

#include "fuzz-target.h"

/*
 * Stands in for libFuzzer: gives every file of the corpus folder named on the command line to the
 * fuzz target, each as a test of its own, and beginnings of it of every length up to a bound, since
 * a text that stops early is the commonest of all bad inputs.
 */

#define MAX_CUTS 400

static void
run_file (gconstpointer path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length;
  gsize step;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  step = length / MAX_CUTS + 1;
  for (gsize cut = 0; cut < length; cut += step) {
    /* An exact copy, so that AddressSanitizer sees a read past its end. */
    g_autofree uint8_t *beginning = g_memdup2 (text, MAX (cut, 1));

    LLVMFuzzerTestOneInput (beginning, cut);
  }
  LLVMFuzzerTestOneInput ((const uint8_t *) text, length);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  folder = g_dir_open (argv[1], 0, &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *test = g_strconcat ("/corpus/", name, NULL);

    g_test_add_data_func_full (test, g_build_filename (argv[1], name, NULL), run_file, g_free);
  }
  return g_test_run ();
}
