/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-record-guard"

#include "config.h"
#include "vouch-record-guard.h"

#include <glib/gi18n.h>

#define NOTE "recording"

/**
 * VouchRecordGuard:
 *
 * While something is recorded the session does not end, fall asleep or lock its screen by itself, and
 * whoever does not look at the window is told when something is the matter. Desktops that GTK does
 * not know how to ask are asked by the recorder itself (`vouch-capture-awake`).
 */
struct _VouchRecordGuard {
  GObject parent_instance;

  GtkApplication *application; /* (nullable) */
  GtkWindow *window;           /* (not owned) (nullable) */
  guint inhibited;             /* cookie, 0 when not */
  gboolean on;
};

G_DEFINE_FINAL_TYPE (VouchRecordGuard, vouch_record_guard, G_TYPE_OBJECT)

static void
vouch_record_guard_dispose (GObject *object)
{
  VouchRecordGuard *self = VOUCH_RECORD_GUARD (object);

  vouch_record_guard_end (self);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->application);

  G_OBJECT_CLASS (vouch_record_guard_parent_class)->dispose (object);
}

static void
vouch_record_guard_class_init (VouchRecordGuardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_record_guard_dispose;
}

static void
vouch_record_guard_init (VouchRecordGuard *self)
{
}

/**
 * vouch_record_guard_new:
 *
 * Returns: (transfer full): a guard that does nothing yet.
 */
VouchRecordGuard *
vouch_record_guard_new (void)
{
  return g_object_new (VOUCH_TYPE_RECORD_GUARD, NULL);
}

/**
 * vouch_record_guard_begin:
 * @self: a guard.
 * @widget: something in the window that records.
 *
 * Keeps the computer awake.
 */
void
vouch_record_guard_begin (VouchRecordGuard *self, GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  g_return_if_fail (VOUCH_IS_RECORD_GUARD (self));

  if (self->on)
    return;
  self->on = TRUE;
  g_set_weak_pointer (&self->window, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  if (self->window != NULL)
    g_set_object (&self->application, gtk_window_get_application (self->window));
  if (self->application != NULL)
    self->inhibited =
        gtk_application_inhibit (self->application, self->window,
                                 GTK_APPLICATION_INHIBIT_SUSPEND | GTK_APPLICATION_INHIBIT_IDLE |
                                     GTK_APPLICATION_INHIBIT_LOGOUT,
                                 _ ("A lesson is being recorded"));
}

/**
 * vouch_record_guard_end_loudly:
 * @self: a guard.
 *
 * Lets the computer sleep again, and lets stand what was told: whoever does not look at the window has
 * not seen yet that nothing is recorded any more.
 */
void
vouch_record_guard_end_loudly (VouchRecordGuard *self)
{
  g_return_if_fail (VOUCH_IS_RECORD_GUARD (self));

  self->on = FALSE;
  if (self->application != NULL && self->inhibited != 0)
    gtk_application_uninhibit (self->application, self->inhibited);
  self->inhibited = 0;
}

/**
 * vouch_record_guard_end:
 * @self: a guard.
 *
 * Lets the computer sleep again, and takes back what was told.
 */
void
vouch_record_guard_end (VouchRecordGuard *self)
{
  g_return_if_fail (VOUCH_IS_RECORD_GUARD (self));

  vouch_record_guard_end_loudly (self);
  vouch_record_guard_tell (self, NULL);
}

/**
 * vouch_record_guard_is_on:
 * @self: a guard.
 *
 * Returns: whether it began and did not end.
 */
gboolean
vouch_record_guard_is_on (VouchRecordGuard *self)
{
  g_return_val_if_fail (VOUCH_IS_RECORD_GUARD (self), FALSE);

  return self->on;
}

/**
 * vouch_record_guard_tell:
 * @self: a guard.
 * @text: (nullable): what is the matter; %NULL when all is well again.
 *
 * Tells whoever does not look at the window; takes back what was told.
 */
void
vouch_record_guard_tell (VouchRecordGuard *self, const char *text)
{
  g_autoptr (GNotification) note = NULL;

  g_return_if_fail (VOUCH_IS_RECORD_GUARD (self));

  if (self->application == NULL ||
      !g_application_get_is_registered (G_APPLICATION (self->application)))
    return;
  if (text == NULL) {
    g_application_withdraw_notification (G_APPLICATION (self->application), NOTE);
    return;
  }
  if (self->window != NULL && gtk_window_is_active (self->window))
    return;
  note = g_notification_new (_ ("The recording"));
  g_notification_set_body (note, text);
  g_notification_set_priority (note, G_NOTIFICATION_PRIORITY_URGENT);
  g_application_send_notification (G_APPLICATION (self->application), NOTE, note);
}
