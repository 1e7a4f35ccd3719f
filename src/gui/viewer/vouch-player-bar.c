/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-player-bar"

#include "config.h"
#include "vouch-player-bar.h"

#include <glib/gi18n.h>

#include "vouch-text.h"

#include "vouch-wrap-layout.h"

static const int speeds[] = { 50, 75, 100, 125, 150, 175, 200 };

/**
 * VouchPlayerBar:
 *
 * The buttons of a player, where it is, and how fast it plays. The buttons are actions of the view
 * around it.
 */
struct _VouchPlayerBar {
  GtkWidget parent_instance;

  gboolean showing; /* the speed is shown, not chosen */
  GtkButton *play;
  GtkLabel *time;
  GtkDropDown *speed;
  GtkWidget *mark;
};

G_DEFINE_FINAL_TYPE (VouchPlayerBar, vouch_player_bar, GTK_TYPE_WIDGET)

static guint
index_of (int percent)
{
  for (guint i = 0; i < G_N_ELEMENTS (speeds); i++)
    if (speeds[i] >= percent)
      return i;
  return G_N_ELEMENTS (speeds) - 1;
}

static void
speed_cb (VouchPlayerBar *self)
{
  guint selected = gtk_drop_down_get_selected (self->speed);

  if (!self->showing && selected < G_N_ELEMENTS (speeds))
    gtk_widget_activate_action (GTK_WIDGET (self), "recording.speed", "i", speeds[selected]);
}

static void
vouch_player_bar_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (vouch_player_bar_parent_class)->dispose (object);
}

static void
vouch_player_bar_class_init (VouchPlayerBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_player_bar_dispose;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/viewer/vouch-player-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchPlayerBar, play);
  gtk_widget_class_bind_template_child (widget_class, VouchPlayerBar, time);
  gtk_widget_class_bind_template_child (widget_class, VouchPlayerBar, speed);
  gtk_widget_class_bind_template_child (widget_class, VouchPlayerBar, mark);
}

/* Back is on the left and on is on the right everywhere, as on every player. */
static void
keep_direction (GtkWidget *widget)
{
  gtk_widget_set_direction (widget, GTK_TEXT_DIR_LTR);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    keep_direction (child);
}

static void
add_speeds (VouchPlayerBar *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (speeds); i++) {
    /* Translators: how fast a recording is played, as in 1.25×. */
    g_autofree char *text = g_strdup_printf (_ ("%g×"), speeds[i] / 100.0);

    gtk_string_list_append (words, text);
  }
  gtk_drop_down_set_model (self->speed, G_LIST_MODEL (words));
  gtk_drop_down_set_selected (self->speed, index_of (100));
  /* The button inside is what takes the focus, and has no name of its own. */
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->speed))),
      GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("How fast it plays"), -1);
}

static void
vouch_player_bar_init (VouchPlayerBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self), vouch_wrap_layout_new (6));
  keep_direction (GTK_WIDGET (self));
  add_speeds (self);
  g_signal_connect_object (self->speed, "notify::selected", G_CALLBACK (speed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
show_play (VouchPlayerBar *self, gboolean playing)
{
  const char *name = playing ? _ ("Pause") : _ ("Play");

  gtk_button_set_icon_name (self->play, playing ? "media-playback-pause-symbolic"
                                                : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->play), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

/**
 * vouch_player_bar_show:
 * @self: a bar.
 * @player: what plays.
 *
 * Shows whether it plays, where it is and how fast.
 */
void
vouch_player_bar_show (VouchPlayerBar *self, VouchPlayer *player)
{
  g_autofree char *now = NULL;
  g_autofree char *all = NULL;
  g_autofree char *words = NULL;

  g_return_if_fail (VOUCH_IS_PLAYER_BAR (self));

  show_play (self, vouch_player_is_playing (player));
  now = vouch_text_format_duration (vouch_player_get_position (player));
  all = vouch_text_format_duration (vouch_player_get_duration (player));
  words = g_strdup_printf ("%s / %s", now, all);
  gtk_label_set_text (self->time, words);
  self->showing = TRUE;
  gtk_drop_down_set_selected (self->speed, index_of (vouch_player_get_speed (player)));
  self->showing = FALSE;
}

/**
 * vouch_player_bar_set_markable:
 * @self: a bar.
 * @markable: whether somebody keeps what is marked.
 *
 * Offers to mark moments.
 */
void
vouch_player_bar_set_markable (VouchPlayerBar *self, gboolean markable)
{
  g_return_if_fail (VOUCH_IS_PLAYER_BAR (self));

  gtk_widget_set_visible (self->mark, markable);
}

/**
 * vouch_player_bar_next_speed:
 * @percent: a speed.
 * @by: 1 for the next faster one, -1 for the next slower one.
 *
 * Returns: that speed, in percent; the same at either end.
 */
int
vouch_player_bar_next_speed (int percent, int by)
{
  int next = (int) index_of (percent) + by;

  return speeds[CLAMP (next, 0, (int) G_N_ELEMENTS (speeds) - 1)];
}
