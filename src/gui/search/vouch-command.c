/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-command"

#include "config.h"
#include "vouch-command.h"

#include <glib/gi18n.h>

const VouchCommand vouch_commands[] = {
  { N_ ("Open a file…"), "win.choose-file", NULL, "<Control>o" },
  { N_ ("Record a lesson"), "win.record-lesson", NULL, "<Control><Shift>r" },
  { N_ ("Preferences"), "app.preferences", NULL, "<Control>comma" },
  { N_ ("Help"), "win.help", NULL, "F1" },
  { N_ ("Show keyboard shortcuts"), "win.show-help-overlay", NULL, "<Control>question" },
  { N_ ("About Vouch"), "app.about", NULL, NULL },
  { N_ ("Close the window"), "window.close", NULL, "<Control>w" },
  { N_ ("Quit"), "app.quit", NULL, "<Control>q" },
  { 0 },
};
