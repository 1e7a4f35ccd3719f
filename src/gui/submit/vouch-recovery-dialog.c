/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-recovery-dialog"

#include "config.h"
#include "vouch-recovery-dialog.h"

#include <glib/gi18n.h>

/**
 * vouch_recovery_dialog_new:
 * @parent: the window.
 * @recovery_code: the code that opens the person's key where the keyring does not know it.
 *
 * Shows the recovery code, which is never shown again. Its response `kept` says that it is written
 * down.
 *
 * Returns: (transfer none): a dialog to be presented; GTK owns it.
 */
AdwMessageDialog *
vouch_recovery_dialog_new (GtkWindow *parent, const char *recovery_code)
{
  GtkWidget *dialog = adw_message_dialog_new (
      parent, _ ("Your recovery code"),
      _ ("A key was made for you: it signs what you send and proves that your badges are yours. "
         "Write this code down and keep it away from this computer. Should this computer be lost, "
         "the code opens the key in a copy of your library. It is shown only now."));
  GtkWidget *code = gtk_label_new (recovery_code);

  gtk_label_set_selectable (GTK_LABEL (code), TRUE);
  gtk_label_set_wrap (GTK_LABEL (code), TRUE);
  gtk_label_set_justify (GTK_LABEL (code), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (code, "title-3");
  gtk_widget_add_css_class (code, "monospace");
  gtk_accessible_update_property (GTK_ACCESSIBLE (code), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  recovery_code, -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), code);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "kept",
                                   _ ("I have _written it down"));
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "kept",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "kept");
  return ADW_MESSAGE_DIALOG (dialog);
}
