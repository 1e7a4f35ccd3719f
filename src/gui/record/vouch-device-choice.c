/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-device-choice"

#include "config.h"
#include "vouch-device-choice.h"

#include <glib/gi18n.h>

#include "vouch-speech.h"

/**
 * VouchDeviceChoice:
 *
 * Which microphone or camera. What is plugged in comes into the list, what is pulled out leaves it, and
 * what was chosen stays chosen: it is taken again when it comes back. `chosen` tells of a choice that
 * the person made, `changed` of devices that came or went.
 */
struct _VouchDeviceChoice {
  GtkWidget parent_instance;

  GListModel *devices; /* (nullable) */
  VouchCaptureMedium medium;
  char *wanted; /* (nullable): id; NULL for the computer's choice */
  GPtrArray *ids;
  GtkDropDown *list;
  gboolean filling;
};

enum { SIGNAL_CHOSEN, SIGNAL_CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchDeviceChoice, vouch_device_choice, GTK_TYPE_WIDGET)

static void
fill (VouchDeviceChoice *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  g_ptr_array_set_size (self->ids, 0);
  gtk_string_list_append (names, _ ("This computer’s choice"));
  g_ptr_array_add (self->ids, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (self->devices); i++) {
    g_autoptr (VouchCaptureDevice) device = g_list_model_get_item (self->devices, i);

    if (vouch_capture_device_get_medium (device) != self->medium)
      continue;
    if (g_strcmp0 (self->wanted, vouch_capture_device_get_id (device)) == 0)
      selected = self->ids->len;
    gtk_string_list_append (names, vouch_capture_device_get_name (device));
    g_ptr_array_add (self->ids, g_strdup (vouch_capture_device_get_id (device)));
  }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->list, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->list, selected);
  self->filling = FALSE;
}

static void
devices_cb (VouchDeviceChoice *self)
{
  fill (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
selected_cb (VouchDeviceChoice *self)
{
  guint selected = gtk_drop_down_get_selected (self->list);

  if (self->filling || selected >= self->ids->len)
    return;
  g_free (self->wanted);
  self->wanted = g_strdup (self->ids->pdata[selected]);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static void
vouch_device_choice_dispose (GObject *object)
{
  VouchDeviceChoice *self = VOUCH_DEVICE_CHOICE (object);

  g_clear_object (&self->devices);
  if (self->list != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->list));
  self->list = NULL;

  G_OBJECT_CLASS (vouch_device_choice_parent_class)->dispose (object);
}

static void
vouch_device_choice_finalize (GObject *object)
{
  VouchDeviceChoice *self = VOUCH_DEVICE_CHOICE (object);

  g_free (self->wanted);
  g_ptr_array_unref (self->ids);

  G_OBJECT_CLASS (vouch_device_choice_parent_class)->finalize (object);
}

static void
vouch_device_choice_class_init (VouchDeviceChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_device_choice_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_device_choice_finalize;

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", VOUCH_TYPE_DEVICE_CHOICE, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", VOUCH_TYPE_DEVICE_CHOICE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
vouch_device_choice_init (VouchDeviceChoice *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->list = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  g_signal_connect_object (self->list, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
}

/**
 * vouch_device_choice_watch:
 * @self: a choice.
 * @devices: a list model of #VouchCaptureDevice.
 * @medium: microphones or cameras.
 * @chosen: (nullable): id of what was chosen before.
 *
 * Offers what there is, and follows it. To be called once.
 */
void
vouch_device_choice_watch (VouchDeviceChoice *self,
                           GListModel *devices,
                           VouchCaptureMedium medium,
                           const char *chosen)
{
  g_return_if_fail (VOUCH_IS_DEVICE_CHOICE (self) && G_IS_LIST_MODEL (devices));
  g_return_if_fail (self->devices == NULL);

  self->devices = g_object_ref (devices);
  self->medium = medium;
  self->wanted = chosen != NULL && *chosen != '\0' ? g_strdup (chosen) : NULL;
  fill (self);
  vouch_speech_drop_down (self->list,
                          medium == VOUCH_CAPTURE_MEDIUM_SOUND ? _ ("Microphone") : _ ("Camera"));
  g_signal_connect_object (devices, "items-changed", G_CALLBACK (devices_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * vouch_device_choice_get_chosen:
 * @self: a choice.
 *
 * Returns: (transfer none) (nullable): id of the device; %NULL for the computer's choice, also while
 *   what is wanted is not there.
 */
const char *
vouch_device_choice_get_chosen (VouchDeviceChoice *self)
{
  guint selected;

  g_return_val_if_fail (VOUCH_IS_DEVICE_CHOICE (self), NULL);

  selected = gtk_drop_down_get_selected (self->list);
  return selected < self->ids->len ? self->ids->pdata[selected] : NULL;
}

/**
 * vouch_device_choice_get_wanted:
 * @self: a choice.
 *
 * Returns: (transfer none) (nullable): id of the device that was chosen last, also while it is not
 *   there; %NULL for the computer's choice.
 */
const char *
vouch_device_choice_get_wanted (VouchDeviceChoice *self)
{
  g_return_val_if_fail (VOUCH_IS_DEVICE_CHOICE (self), NULL);

  return self->wanted;
}

/**
 * vouch_device_choice_count:
 * @self: a choice.
 *
 * Returns: how many devices there are.
 */
guint
vouch_device_choice_count (VouchDeviceChoice *self)
{
  g_return_val_if_fail (VOUCH_IS_DEVICE_CHOICE (self), 0);

  return self->ids->len > 0 ? self->ids->len - 1 : 0;
}
