/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-power"

#include "config.h"
#include "vouch-power.h"

#include <string.h>

/*
 * The kernel tells of each supply by a folder of small files: Documentation/ABI/testing/sysfs-class-power.
 * A battery of scope "Device" is that of a mouse or a pen, and says nothing of the computer.
 */
#define FOLDER "/sys/class/power_supply"

static char *
read_word (const char *folder, const char *supply, const char *name)
{
  g_autofree char *path = g_build_filename (folder, supply, name, NULL);
  char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return NULL;
  return g_strstrip (text);
}

static gboolean
says (const char *folder, const char *supply, const char *name, const char *word)
{
  g_autofree char *text = read_word (folder, supply, name);

  return g_strcmp0 (text, word) == 0;
}

static gboolean
read_percent (const char *folder, const char *supply, guint *percent)
{
  g_autofree char *text = read_word (folder, supply, "capacity");
  guint64 value = 0;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, 100, &value, NULL))
    return FALSE;
  *percent = (guint) value;
  return TRUE;
}

/**
 * vouch_power_look:
 * @folder: (nullable) (type filename): where the supplies are told of; %NULL for those of this computer.
 * @power: (out): what it lives on; no battery when that cannot be told.
 *
 * Looks how full the battery is. A battery that says nothing of itself is left out.
 */
void
vouch_power_look (const char *folder, VouchPower *power)
{
  const char *around = folder != NULL ? folder : FOLDER;
  g_autoptr (GDir) dir = g_dir_open (around, 0, NULL);
  guint sum = 0, n = 0, percent;
  const char *supply;

  g_return_if_fail (power != NULL);

  *power = (VouchPower){ 0 };
  while (dir != NULL && (supply = g_dir_read_name (dir)) != NULL) {
    if (says (around, supply, "scope", "Device"))
      continue;
    if (!says (around, supply, "type", "Battery")) {
      power->is_plugged_in |= says (around, supply, "online", "1");
    } else if (read_percent (around, supply, &percent)) {
      sum += percent;
      n++;
      power->is_plugged_in |= says (around, supply, "status", "Charging");
    }
  }
  power->has_battery = n > 0;
  power->percent = n > 0 ? sum / n : 0;
}
