/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-attach LIBRARY [FILE]: makes a library, or opens it and takes one file in, as attaching does. */

#include "config.h"

#include "vouch-store-objects.h"

int
main (int argc, char *argv[])
{
  g_autoptr (VouchClock) clock = vouch_clock_new ();
  g_autoptr (VouchStore) store = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sha256 = NULL;

  if (argc < 2)
    return 2;
  store = vouch_store_open (argv[1], clock, NULL, VOUCH_STORE_CREATE, &error);
  if (store != NULL && argc == 2)
    return 0;
  if (store != NULL)
    sha256 = vouch_store_add_object (store, argv[2], NULL, NULL, NULL, NULL, &error);
  if (sha256 == NULL) {
    g_printerr ("%s\n", error->message);
    return 1;
  }
  g_print ("%s\n", sha256);
  return 0;
}
