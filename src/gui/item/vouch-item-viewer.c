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
  vouch_viewer_set_markable (self->viewer, vouch_item_state_get_lock (state) == NULL);
  vouch_viewer_set_marks (self->viewer, sorted,
                          vouch_definition_get_rubric (vouch_item_state_get_definition (state)));
  vouch_recording_view_set_captions (recording, vouch_item_state_get_captions (state));
  vouch_recording_view_set_limits (recording,
                                   vouch_item_state_get_lock (state) == NULL ? &length : NULL);
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

/**
 * vouch_item_viewer_name_place:
 * @citation: a reference to an item.
 *
 * Returns: (transfer full): what it refers to in the item, for vouch_item_viewer_show_place(); empty
 *   when that is the whole.
 */
char *
vouch_item_viewer_name_place (VouchCitation *citation)
{
  const char *moment;
  gint64 at_ms;

  g_return_val_if_fail (VOUCH_IS_CITATION (citation), NULL);

  moment = vouch_citation_get_moment (citation);
  at_ms = vouch_citation_get_at_ms (citation);
  if (moment == NULL && at_ms < 0 && vouch_citation_get_page (citation) == 0)
    return g_strdup ("");
  return g_strdup_printf ("place:%s:%" G_GINT64_FORMAT ":%u", moment != NULL ? moment : "", at_ms,
                          vouch_citation_get_page (citation));
}

/* What was marked may be gone since; its time or its page is still there. */
static VouchMoment *
find_place (VouchItem *item, char **words)
{
  GPtrArray *moments = vouch_item_get_moments (item);
  VouchMoment *moment = vouch_moment_new ();

  for (guint i = 0; i < moments->len; i++)
    if (g_strcmp0 (vouch_moment_get_id (moments->pdata[i]), words[1]) == 0) {
      g_object_unref (moment);
      return g_object_ref (moments->pdata[i]);
    }
  vouch_moment_set_form (moment, VOUCH_MOMENT_FORM_MOMENT);
  vouch_moment_set_start_ms (moment, g_ascii_strtoll (words[2], NULL, 10));
  vouch_moment_set_page (moment, (guint) g_ascii_strtoull (words[3], NULL, 10));
  return moment;
}

/**
 * vouch_item_viewer_show_place:
 * @self: the section, filled.
 * @place: a name that vouch_item_viewer_name_place() gave.
 *
 * Shows that place and gives the viewer the focus.
 *
 * Returns: whether it is the name of a place in what is shown.
 */
gboolean
vouch_item_viewer_show_place (VouchItemViewer *self, const char *place)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (VouchMoment) moment = NULL;
  VouchItemState *state;

  g_return_val_if_fail (VOUCH_IS_ITEM_VIEWER (self) && place != NULL, FALSE);

  words = g_strsplit (place, ":", -1);
  state = vouch_item_section_get_state (VOUCH_ITEM_SECTION (self));
  if (g_strv_length (words) != 4 || !g_str_equal (words[0], "place") || state == NULL ||
      !gtk_widget_get_visible (GTK_WIDGET (self)))
    return FALSE;
  moment = find_place (vouch_item_state_get_item (state), words);
  vouch_item_viewer_go_to (self, moment);
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
  return TRUE;
}
