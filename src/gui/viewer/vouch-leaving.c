/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-leaving"

#include "config.h"
#include "vouch-leaving.h"

/* A widget that moves to another place in its window is out of sight for a moment, as one that is left. */

typedef struct {
  GWeakRef player;
  GWeakRef widget;
} Leaving;

static void
leaving_free (gpointer data)
{
  Leaving *leaving = data;

  g_weak_ref_clear (&leaving->player);
  g_weak_ref_clear (&leaving->widget);
  g_free (leaving);
}

static gboolean
leave_cb (gpointer data)
{
  Leaving *leaving = data;
  g_autoptr (VouchPlayer) player = g_weak_ref_get (&leaving->player);
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&leaving->widget);

  if (player != NULL && (widget == NULL || !gtk_widget_get_mapped (widget)))
    vouch_player_rest (player);
  return G_SOURCE_REMOVE;
}

/**
 * vouch_leaving_rest:
 * @player: a player.
 * @widget: what shows it, and goes out of sight.
 *
 * Lets the player rest as soon as nothing else is to do, unless @widget is seen again by then.
 */
void
vouch_leaving_rest (VouchPlayer *player, GtkWidget *widget)
{
  Leaving *leaving = NULL;

  g_return_if_fail (VOUCH_IS_PLAYER (player) && GTK_IS_WIDGET (widget));

  leaving = g_new0 (Leaving, 1);
  g_weak_ref_init (&leaving->player, player);
  g_weak_ref_init (&leaving->widget, widget);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, leave_cb, leaving, leaving_free);
}
