/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-mend.h"
#include "vouch-part-box.h"
#include "vouch-portfolio-state.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_WORK_SCROLL (vouch_work_scroll_get_type ())
G_DECLARE_FINAL_TYPE (VouchWorkScroll, vouch_work_scroll, VOUCH, WORK_SCROLL, GObject)

VouchWorkScroll *
vouch_work_scroll_new (GtkScrolledWindow *scroll, GtkBox *parts) G_GNUC_WARN_UNUSED_RESULT;

void vouch_work_scroll_update (VouchWorkScroll *self,
                               VouchWorkspace *workspace,
                               VouchPortfolioState *state);
VouchRequirementCard *vouch_work_scroll_find_card (VouchWorkScroll *self, const char *requirement);
VouchPartBox *vouch_work_scroll_find_part (VouchWorkScroll *self, const char *part);
void vouch_work_scroll_go (VouchWorkScroll *self, const char *id, const char *item);
gboolean vouch_work_scroll_show_open (VouchWorkScroll *self, const VouchMend *way);
gboolean vouch_work_scroll_flush (VouchWorkScroll *self, GError **error);

G_END_DECLS
