/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-window"

#include "config.h"
#include "vouch-window.h"

#include "vouch-accessors.h"

/**
 * VouchWindow:
 *
 * A time span in which submissions are taken.
 */
struct _VouchWindow {
  GObject parent_instance;

  VouchDay opens;
  VouchDay closes;
};

G_DEFINE_FINAL_TYPE (VouchWindow, vouch_window, G_TYPE_OBJECT)

static void
vouch_window_class_init (VouchWindowClass *klass)
{
}

static void
vouch_window_init (VouchWindow *self)
{
}

/**
 * vouch_window_new:
 *
 * Returns: (transfer full): an empty window, to be filled by its setters.
 */
VouchWindow *
vouch_window_new (void)
{
  return g_object_new (VOUCH_TYPE_WINDOW, NULL);
}

VOUCH_DEFINE_VALUE (VouchWindow, vouch_window, VouchDay, opens)
VOUCH_DEFINE_VALUE (VouchWindow, vouch_window, VouchDay, closes)
