/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-text-size"

#include "config.h"
#include "vouch-text-size.h"

/**
 * vouch_text_size_of:
 * @widget: a widget.
 *
 * What is drawn or measured beside words has to grow with them.
 *
 * Returns: how much larger words are than usual, from 1 to 3.
 */
double
vouch_text_size_of (GtkWidget *widget)
{
  PangoContext *context;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), 1);

  context = gtk_widget_get_pango_context (widget);
  return CLAMP (pango_cairo_context_get_resolution (context) / 96, 1, 3);
}
