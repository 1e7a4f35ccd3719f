/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The frame around a marked region: a dark line between light ones, which shows on any picture. */
#define G_LOG_DOMAIN "vouch-region-frame"

#include "config.h"
#include "vouch-region-frame.h"

#define BADGE 22
#define LINE 2
#define CHOSEN_LINE 4

static void
append_frame (GtkSnapshot *snapshot, const graphene_rect_t *box, const GdkRGBA *color, float line)
{
  GskRoundedRect outline;
  const float widths[] = { line, line, line, line };
  const GdkRGBA colors[] = { *color, *color, *color, *color };

  gsk_rounded_rect_init_from_rect (&outline, box, 3);
  gtk_snapshot_append_border (snapshot, &outline, widths, colors);
}

static void
append_words (GtkWidget *widget,
              GtkSnapshot *snapshot,
              const graphene_rect_t *box,
              const char *words)
{
  static const GdkRGBA white = { 1, 1, 1, 1 }, shade = { 0, 0, 0, 0.8f };
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, words);
  int width = 0, height = 0;
  graphene_rect_t label;

  pango_layout_set_width (layout, (int) (MAX (box->size.width, 60) * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_get_pixel_size (layout, &width, &height);
  /* No wider than the words, so that they begin at the edge in any direction of writing. */
  pango_layout_set_width (layout, width * PANGO_SCALE);
  label = GRAPHENE_RECT_INIT (box->origin.x, box->origin.y, (float) MAX (width + 10, BADGE),
                              (float) height + 4);
  gtk_snapshot_append_color (snapshot, &shade, &label);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (box->origin.x + 5, box->origin.y + 2));
  gtk_snapshot_append_layout (snapshot, layout, &white);
  gtk_snapshot_restore (snapshot);
}

/**
 * vouch_region_frame_append:
 * @widget: what is drawn.
 * @snapshot: its snapshot.
 * @box: where the region is in it.
 * @words: (nullable): what stands in its corner.
 * @is_chosen: whether it stands out among the others, by a second frame around the first.
 *
 * Draws the frame of a region.
 */
void
vouch_region_frame_append (GtkWidget *widget,
                           GtkSnapshot *snapshot,
                           const graphene_rect_t *box,
                           const char *words,
                           gboolean is_chosen)
{
  static const GdkRGBA light = { 1, 1, 1, 0.95f }, dark = { 0, 0, 0, 0.85f };
  const float line = is_chosen ? CHOSEN_LINE : LINE;
  graphene_rect_t outer = *box, inner;

  if (is_chosen)
    graphene_rect_inset (&outer, -2 * line, -2 * line);
  inner = GRAPHENE_RECT_INIT (outer.origin.x + line, outer.origin.y + line,
                              MAX (outer.size.width - 2 * line, 1),
                              MAX (outer.size.height - 2 * line, 1));
  append_frame (snapshot, &outer, &dark, line);
  append_frame (snapshot, &inner, &light, line);
  if (words != NULL)
    append_words (widget, snapshot, &inner, words);
}
