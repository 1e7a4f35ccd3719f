/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-scale"

#include "config.h"
#include "vouch-scale.h"

/**
 * vouch_scale_of:
 * @widget: a widget.
 *
 * What is drawn or measured beside words has to grow with them.
 *
 * Returns: how much larger words are than usual, from 1 to 3.
 */
double
vouch_scale_of (GtkWidget *widget)
{
  PangoContext *context;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), 1);

  context = gtk_widget_get_pango_context (widget);
  return CLAMP (pango_cairo_context_get_resolution (context) / 96, 1, 3);
}
