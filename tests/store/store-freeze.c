/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * store-freeze: makes a library with the sample in it and prints the path of a snapshot of its
 * database.  freeze-library.py makes the fixture of a released version of it.
 */

#include "config.h"
#include "store-fixture.h"

#include "store-sample.h"
#include "vouch-store-backup.h"

int
main (int argc, char *argv[])
{
  StoreFixture fixture = { NULL };
  g_autofree char *snapshot = NULL;

  store_fixture_set_up (&fixture, NULL);
  store_sample_fill (fixture.store, fixture.portfolio, fixture.folder);
  snapshot = vouch_store_backup (fixture.store, NULL);
  g_print ("%s\n", snapshot);
  return snapshot != NULL ? 0 : 1;
}
