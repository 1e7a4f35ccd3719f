/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VouchCommand:
 * @title: what it does, translated when it is shown.
 * @action: its action.
 * @target: (nullable): the action's parameter, a text.
 * @keys: (nullable): its accelerator.
 *
 * Something that can be done from anywhere in the window.
 */
typedef struct {
  const char *title;
  const char *action;
  const char *target;
  const char *keys;
} VouchCommand;

/* What can be done from anywhere, but for going to the places; ends with an empty one. A new action of
 * the window or the application gets its line in vouch-command.c. */
extern const VouchCommand vouch_commands[];

G_END_DECLS
