/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "vouch-capture-device.h"

#include "vouch-device-choice.h"

/* The list of microphones while they are plugged in and pulled out. */

typedef struct {
  GListStore *devices;
  GtkWidget *window;
  VouchDeviceChoice *choice;
  guint n_chosen;
  guint n_changed;
} Fixture;

static VouchCaptureDevice *
make_device (const char *id, VouchCaptureMedium medium)
{
  VouchCaptureDevice *device = vouch_capture_device_new ();

  vouch_capture_device_set_id (device, id);
  vouch_capture_device_set_name (device, id);
  vouch_capture_device_set_medium (device, medium);
  return device;
}

static void
plug_in (Fixture *fixture, const char *id, VouchCaptureMedium medium)
{
  g_autoptr (VouchCaptureDevice) device = make_device (id, medium);

  g_list_store_append (fixture->devices, device);
}

static void
pull_out (Fixture *fixture, const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->devices)); i++) {
    g_autoptr (VouchCaptureDevice) device =
        g_list_model_get_item (G_LIST_MODEL (fixture->devices), i);

    if (g_str_equal (vouch_capture_device_get_id (device), id)) {
      g_list_store_remove (fixture->devices, i);
      return;
    }
  }
  g_assert_not_reached ();
}

static void
count_cb (guint *n)
{
  ++*n;
}

static void
settle (void)
{
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

static void
set_up (Fixture *fixture, gconstpointer chosen)
{
  fixture->devices = g_list_store_new (VOUCH_TYPE_CAPTURE_DEVICE);
  plug_in (fixture, "built in", VOUCH_CAPTURE_MEDIUM_SOUND);
  plug_in (fixture, "camera", VOUCH_CAPTURE_MEDIUM_PICTURE);
  plug_in (fixture, "headset", VOUCH_CAPTURE_MEDIUM_SOUND);
  fixture->choice = g_object_new (VOUCH_TYPE_DEVICE_CHOICE, NULL);
  vouch_device_choice_watch (fixture->choice, G_LIST_MODEL (fixture->devices),
                             VOUCH_CAPTURE_MEDIUM_SOUND, chosen);
  g_signal_connect_swapped (fixture->choice, "chosen", G_CALLBACK (count_cb), &fixture->n_chosen);
  g_signal_connect_swapped (fixture->choice, "changed", G_CALLBACK (count_cb), &fixture->n_changed);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->choice));
  gtk_window_present (GTK_WINDOW (fixture->window));
  settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle ();
  g_object_unref (fixture->devices);
}

/* What is pulled out leaves the list, and what the person chose is taken again when it is back. */
static void
test_comes_and_goes (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (vouch_device_choice_count (fixture->choice), ==, 2);
  g_assert_cmpstr (vouch_device_choice_get_chosen (fixture->choice), ==, "headset");
  pull_out (fixture, "headset");
  g_assert_cmpuint (vouch_device_choice_count (fixture->choice), ==, 1);
  g_assert_null (vouch_device_choice_get_chosen (fixture->choice));
  plug_in (fixture, "another", VOUCH_CAPTURE_MEDIUM_SOUND);
  g_assert_null (vouch_device_choice_get_chosen (fixture->choice));
  plug_in (fixture, "headset", VOUCH_CAPTURE_MEDIUM_SOUND);
  g_assert_cmpstr (vouch_device_choice_get_chosen (fixture->choice), ==, "headset");
  g_assert_cmpuint (vouch_device_choice_count (fixture->choice), ==, 3);
  g_assert_cmpuint (fixture->n_changed, ==, 3);
  /* Nobody chose anything. */
  g_assert_cmpuint (fixture->n_chosen, ==, 0);
}

/* Who stands on the list stays there, also when it is open. */
static void
test_keeps_focus (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list = gtk_widget_get_first_child (GTK_WIDGET (fixture->choice));

  g_assert_true (gtk_widget_grab_focus (list));
  g_assert_nonnull (gtk_widget_get_focus_child (fixture->window));
  plug_in (fixture, "another", VOUCH_CAPTURE_MEDIUM_SOUND);
  settle ();
  g_assert_nonnull (gtk_widget_get_focus_child (GTK_WIDGET (fixture->choice)));
  pull_out (fixture, "headset");
  settle ();
  g_assert_nonnull (gtk_widget_get_focus_child (GTK_WIDGET (fixture->choice)));
  gtk_widget_activate (list);
  settle ();
  plug_in (fixture, "headset", VOUCH_CAPTURE_MEDIUM_SOUND);
  settle ();
  g_assert_nonnull (gtk_widget_get_focus_child (GTK_WIDGET (fixture->choice)));
  g_assert_cmpstr (vouch_device_choice_get_chosen (fixture->choice), ==, "headset");
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();
  g_test_add ("/devices/come-and-go", Fixture, "headset", set_up, test_comes_and_goes, tear_down);
  g_test_add ("/devices/keep-focus", Fixture, "headset", set_up, test_keeps_focus, tear_down);
  return g_test_run ();
}
