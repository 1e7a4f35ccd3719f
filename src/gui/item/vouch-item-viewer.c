/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-item-viewer"

#include "config.h"
#include "vouch-item-viewer.h"

#include "vouch-item-moments.h"
#include "vouch-viewer.h"

/**
 * VouchItemViewer:
 *
 * The file of an item, shown, with what is marked in it. `mark` carries a place that the person marked
 * there.
 */
struct _VouchItemViewer {
  VouchItemSection parent_instance;

  VouchViewer *viewer;
};

enum {
  SIGNAL_MARK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchItemViewer, vouch_item_viewer, VOUCH_TYPE_ITEM_SECTION)

static void
vouch_item_viewer_update (VouchItemSection *section, VouchItemState *state)
{
  VouchItemViewer *self = VOUCH_ITEM_VIEWER (section);
  VouchItem *item = vouch_item_state_get_item (state);
  const char *artifact = vouch_item_get_artifact (item);
  VouchRecordingView *recording = vouch_viewer_get_recording (self->viewer);
  VouchRange length = vouch_item_state_get_length (state);
  g_autoptr (GPtrArray) sorted = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), artifact != NULL);
  if (artifact == NULL)
    return;
  sorted = vouch_item_moments_sort (vouch_item_get_moments (item));
  vouch_viewer_show (self->viewer,
                     vouch_item_saver_get_workspace (vouch_item_section_get_saver (section)),
                     artifact, vouch_item_get_file_name (item), vouch_item_get_media (item));
  vouch_viewer_set_marks (self->viewer, sorted,
                          vouch_definition_get_rubric (vouch_item_state_get_definition (state)));
  vouch_recording_view_set_captions (recording, vouch_item_state_get_captions (state));
  vouch_recording_view_set_limits (recording, &length);
  vouch_recording_view_set_range (recording, vouch_item_get_start_ms (item),
                                  vouch_item_get_end_ms (item));
}

static void
range_cb (VouchItemViewer *self, gint64 start_ms, gint64 end_ms)
{
  VouchItemSaver *saver = vouch_item_section_get_saver (VOUCH_ITEM_SECTION (self));

  vouch_item_edit_set_range (vouch_item_saver_edit (saver), start_ms, end_ms, NULL);
}

static void
mark_cb (VouchItemViewer *self, VouchMoment *moment)
{
  g_signal_emit (self, signals[SIGNAL_MARK], 0, moment);
}

static void
vouch_item_viewer_class_init (VouchItemViewerClass *klass)
{
  VOUCH_ITEM_SECTION_CLASS (klass)->update = vouch_item_viewer_update;

  signals[SIGNAL_MARK] = g_signal_new ("mark", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, VOUCH_TYPE_MOMENT);
}

static void
vouch_item_viewer_init (VouchItemViewer *self)
{
  self->viewer = VOUCH_VIEWER (vouch_viewer_new ());
  vouch_viewer_set_markable (self->viewer, TRUE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->viewer));
  g_signal_connect_object (self->viewer, "mark", G_CALLBACK (mark_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (vouch_viewer_get_recording (self->viewer), "range-changed",
                           G_CALLBACK (range_cb), self, G_CONNECT_SWAPPED);
}

/**
 * vouch_item_viewer_get_recording:
 * @self: the section.
 *
 * Returns: (transfer none): what plays a recording in it.
 */
VouchRecordingView *
vouch_item_viewer_get_recording (VouchItemViewer *self)
{
  g_return_val_if_fail (VOUCH_IS_ITEM_VIEWER (self), NULL);

  return vouch_viewer_get_recording (self->viewer);
}

/**
 * vouch_item_viewer_go_to:
 * @self: the section.
 * @moment: a marked place.
 *
 * Shows that place.
 */
void
vouch_item_viewer_go_to (VouchItemViewer *self, VouchMoment *moment)
{
  g_return_if_fail (VOUCH_IS_ITEM_VIEWER (self));

  vouch_viewer_go_to (self->viewer, moment);
}

/**
 * vouch_item_viewer_change:
 * @self: the section.
 * @moment: a marked region.
 *
 * Lets the region be drawn anew.
 */
void
vouch_item_viewer_change (VouchItemViewer *self, VouchMoment *moment)
{
  g_return_if_fail (VOUCH_IS_ITEM_VIEWER (self));

  vouch_viewer_change (self->viewer, moment);
}
