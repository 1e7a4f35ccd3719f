/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-item-range"

#include "config.h"
#include "vouch-item-range.h"

#include <glib/gi18n.h>

#include "vouch-describe.h"
#include "vouch-error.h"
#include "vouch-text.h"

#include "vouch-field-row.h"
#include "vouch-rows.h"

/**
 * VouchItemRange:
 *
 * Which stretch of a recording is sent, against the limits of the requirement.
 */
struct _VouchItemRange {
  VouchItemSection parent_instance;

  VouchFieldRow *start;
  VouchFieldRow *end;
  AdwActionRow *sent;
};

G_DEFINE_FINAL_TYPE (VouchItemRange, vouch_item_range, VOUCH_TYPE_ITEM_SECTION)

static gboolean
is_in_order (VouchItemRange *self)
{
  gint64 end = vouch_field_row_get_time (self->end);

  return end < 0 || end > MAX (vouch_field_row_get_time (self->start), 0);
}

static gint64
whole_ms (VouchItemRange *self)
{
  VouchItemState *state = vouch_item_section_get_state (VOUCH_ITEM_SECTION (self));
  VouchFacts *facts = vouch_item_get_facts (vouch_item_state_get_item (state));

  return facts != NULL ? vouch_facts_get_duration_ms (facts) : VOUCH_FACTS_UNKNOWN;
}

static char *
sent_words (VouchItemRange *self)
{
  gint64 whole = whole_ms (self);
  gint64 start = vouch_field_row_get_time (self->start);
  gint64 end = vouch_field_row_get_time (self->end);
  gint64 last = end >= 0 && (whole < 0 || end < whole) ? end : whole;
  g_autofree char *of = NULL;
  g_autofree char *sent = NULL;

  if (whole < 0)
    return g_strdup (_ ("The file is still being read."));
  if (last <= MAX (start, 0))
    return g_strdup (_ ("The end of the stretch comes after its start."));
  of = vouch_text_format_duration (whole);
  sent = vouch_text_format_duration (last - MAX (start, 0));
  if (start <= 0 && last == whole)
    /* Translators: the length of a recording. */
    return g_strdup_printf (_ ("All of it will be sent: %s."), of);
  /* Translators: the length of the chosen stretch, and of the whole recording. */
  return g_strdup_printf (_ ("%s of %s will be sent. Nothing outside it leaves this computer."),
                          sent, of);
}

static void
show_sent (VouchItemRange *self)
{
  g_autofree char *words = sent_words (self);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->sent), words);
}

static void
edited_cb (VouchItemRange *self)
{
  VouchItemSaver *saver = vouch_item_section_get_saver (VOUCH_ITEM_SECTION (self));
  gint64 start = vouch_field_row_get_time (self->start);
  gint64 end = vouch_field_row_get_time (self->end);

  show_sent (self);
  if (!vouch_field_row_is_valid (self->start) || !vouch_field_row_is_valid (self->end) ||
      !is_in_order (self) || (whole_ms (self) > 0 && start >= whole_ms (self)))
    return;
  vouch_item_edit_set_range (vouch_item_saver_edit (saver), start, end, NULL);
}

static void
show_limits (VouchItemRange *self, VouchItemState *state)
{
  VouchConstraint *limit = vouch_item_state_find_constraint (state, VOUCH_CONSTRAINT_KIND_DURATION);
  g_autofree char *words = limit != NULL ? vouch_describe_constraint (limit) : NULL;
  /* Translators: the limits of a recording's length, as in "5:00 to 15:00". */
  g_autofree char *text = words != NULL ? g_strdup_printf (_ ("Asked for: %s"), words) : NULL;

  adw_action_row_set_subtitle (self->sent, text != NULL ? text : "");
}

static void
vouch_item_range_update (VouchItemSection *section, VouchItemState *state)
{
  VouchItemRange *self = VOUCH_ITEM_RANGE (section);
  VouchItem *item = vouch_item_state_get_item (state);
  VouchMedia media = vouch_item_get_media (item);
  gboolean recording = vouch_item_get_artifact (item) != NULL &&
                       (media == VOUCH_MEDIA_AUDIO || media == VOUCH_MEDIA_VIDEO);

  gtk_widget_set_visible (GTK_WIDGET (section), recording);
  if (!recording)
    return;
  if (is_in_order (self)) {
    vouch_field_row_show_time (self->start, vouch_item_get_start_ms (item));
    vouch_field_row_show_time (self->end, vouch_item_get_end_ms (item));
  }
  show_limits (self, state);
  show_sent (self);
}

static gboolean
vouch_item_range_flush (VouchItemSection *section, GError **error)
{
  VouchItemRange *self = VOUCH_ITEM_RANGE (section);

  if (!vouch_field_row_check (self->start, error) || !vouch_field_row_check (self->end, error))
    return FALSE;
  if (is_in_order (self))
    return TRUE;
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                       _ ("The end of the stretch comes after its start. Choose a later end, or "
                          "leave it empty to send the recording to its end."));
  return FALSE;
}

static void
vouch_item_range_class_init (VouchItemRangeClass *klass)
{
  VOUCH_ITEM_SECTION_CLASS (klass)->flush = vouch_item_range_flush;
  VOUCH_ITEM_SECTION_CLASS (klass)->update = vouch_item_range_update;
}

static void
vouch_item_range_init (VouchItemRange *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);

  adw_preferences_group_set_title (group, _ ("What is sent of it"));
  self->start = VOUCH_FIELD_ROW (vouch_field_row_new_time (_ ("From, or empty for its beginning")));
  self->end = VOUCH_FIELD_ROW (vouch_field_row_new_time (_ ("To, or empty for its end")));
  self->sent = ADW_ACTION_ROW (vouch_rows_text ("", NULL));
  adw_preferences_group_add (group, GTK_WIDGET (self->start));
  adw_preferences_group_add (group, GTK_WIDGET (self->end));
  adw_preferences_group_add (group, GTK_WIDGET (self->sent));
  g_signal_connect_object (self->start, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->end, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
}
