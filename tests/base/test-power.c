/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "vouch-power.h"

/* What the kernel says of supplies, written into a folder. */

typedef struct {
  char *folder;
  GPtrArray *paths; /* of what is to be removed, the last first */
} Supplies;

static void
set_up (Supplies *supplies, gconstpointer data)
{
  supplies->folder = g_dir_make_tmp ("vouch-power-XXXXXX", NULL);
  supplies->paths = g_ptr_array_new_with_free_func (g_free);
}

static void
tear_down (Supplies *supplies, gconstpointer data)
{
  for (guint i = supplies->paths->len; i > 0; i--)
    g_assert_cmpint (g_remove (supplies->paths->pdata[i - 1]), ==, 0);
  g_assert_cmpint (g_rmdir (supplies->folder), ==, 0);
  g_ptr_array_unref (supplies->paths);
  g_free (supplies->folder);
}

static void
add (Supplies *supplies, const char *supply, const char *name, const char *text)
{
  char *folder = g_build_filename (supplies->folder, supply, NULL);
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  if (g_mkdir (folder, 0700) == 0)
    g_ptr_array_add (supplies->paths, folder);
  else
    g_free (folder);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  g_ptr_array_add (supplies->paths, path);
}

static void
test_desktop (Supplies *supplies, gconstpointer data)
{
  VouchPower power = { TRUE, 7, TRUE };
  g_autofree char *nowhere = g_build_filename (supplies->folder, "nowhere", NULL);

  vouch_power_look (nowhere, &power);
  g_assert_false (power.has_battery);
  g_assert_false (power.is_plugged_in);
  add (supplies, "mouse", "type", "Battery\n");
  add (supplies, "mouse", "scope", "Device\n");
  add (supplies, "mouse", "capacity", "12\n");
  vouch_power_look (supplies->folder, &power);
  g_assert_false (power.has_battery);
}

static void
test_laptop (Supplies *supplies, gconstpointer data)
{
  VouchPower power;

  add (supplies, "BAT0", "type", "Battery\n");
  add (supplies, "BAT0", "capacity", "82\n");
  add (supplies, "BAT0", "status", "Discharging\n");
  add (supplies, "AC", "type", "Mains\n");
  add (supplies, "AC", "online", "0\n");
  vouch_power_look (supplies->folder, &power);
  g_assert_true (power.has_battery);
  g_assert_cmpuint (power.percent, ==, 82);
  g_assert_false (power.is_plugged_in);
  add (supplies, "USB", "type", "USB\n");
  add (supplies, "USB", "online", "1\n");
  vouch_power_look (supplies->folder, &power);
  g_assert_true (power.is_plugged_in);
}

static void
test_two_batteries (Supplies *supplies, gconstpointer data)
{
  VouchPower power;

  add (supplies, "BAT0", "type", "Battery\n");
  add (supplies, "BAT0", "capacity", "100\n");
  add (supplies, "BAT1", "type", "Battery\n");
  add (supplies, "BAT1", "capacity", "20\n");
  add (supplies, "BAT1", "status", "Charging\n");
  add (supplies, "BAT2", "type", "Battery\n");
  add (supplies, "BAT2", "capacity", "nobody knows\n");
  vouch_power_look (supplies->folder, &power);
  g_assert_true (power.has_battery);
  g_assert_cmpuint (power.percent, ==, 60);
  g_assert_true (power.is_plugged_in);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/power/desktop", Supplies, NULL, set_up, test_desktop, tear_down);
  g_test_add ("/power/laptop", Supplies, NULL, set_up, test_laptop, tear_down);
  g_test_add ("/power/two-batteries", Supplies, NULL, set_up, test_two_batteries, tear_down);
  return g_test_run ();
}
