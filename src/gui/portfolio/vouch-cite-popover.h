/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-portfolio.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_CITE_POPOVER (vouch_cite_popover_get_type ())
G_DECLARE_FINAL_TYPE (VouchCitePopover, vouch_cite_popover, VOUCH, CITE_POPOVER, GtkPopover)

GtkWidget *vouch_cite_popover_new (void) G_GNUC_WARN_UNUSED_RESULT;
void vouch_cite_popover_ask (VouchCitePopover *self,
                             VouchPortfolio *portfolio,
                             VouchItem *response,
                             const GdkRectangle *place);

G_END_DECLS
