/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-record-row"

#include "config.h"
#include "vouch-record-row.h"

#include <glib/gi18n.h>

/**
 * VouchRecordRow:
 *
 * One thing to look at before a recording: a sign, what it is, and how it stands. The sign has its word
 * for a screen reader. It changes only when what it says does.
 */
struct _VouchRecordRow {
  AdwActionRow parent_instance;

  GtkLabel *sign;
};

G_DEFINE_FINAL_TYPE (VouchRecordRow, vouch_record_row, ADW_TYPE_ACTION_ROW)

static void
vouch_record_row_class_init (VouchRecordRowClass *klass)
{
}

static void
vouch_record_row_init (VouchRecordRow *self)
{
  AdwActionRow *row = ADW_ACTION_ROW (self);

  self->sign = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_width_chars (self->sign, 2);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_title_lines (row, 0);
  adw_action_row_set_subtitle_lines (row, 0);
  adw_action_row_add_prefix (row, GTK_WIDGET (self->sign));
}

/**
 * vouch_record_row_say:
 * @self: a row with its title.
 * @sign: how it stands.
 * @text: a few words.
 *
 * Says how it stands.
 */
void
vouch_record_row_say (VouchRecordRow *self, VouchSign sign, const char *text)
{
  g_autofree char *words = NULL;

  g_return_if_fail (VOUCH_IS_RECORD_ROW (self) && text != NULL);

  if (g_strcmp0 (adw_action_row_get_subtitle (ADW_ACTION_ROW (self)), text) == 0 &&
      g_str_equal (gtk_label_get_text (self->sign), vouch_sign_get_glyph (sign)))
    return;
  /* Translators: how something stands, and more about it, read out by a screen reader. */
  words = g_strdup_printf (_ ("%s: %s"),
                           sign == VOUCH_SIGN_COMPLETE ? C_ ("before a recording", "Good")
                                                       : vouch_sign_get_word (sign),
                           text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
  gtk_label_set_text (self->sign, vouch_sign_get_glyph (sign));
  gtk_widget_set_css_classes (GTK_WIDGET (self->sign),
                              (const char *[]){ "sign", vouch_sign_get_style (sign), NULL });
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->sign), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sign == VOUCH_SIGN_COMPLETE ? C_ ("before a recording", "Good")
                                                              : vouch_sign_get_word (sign),
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words,
                                  -1);
}
