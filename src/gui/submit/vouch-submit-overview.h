/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vouch-history.h"
#include "vouch-preflight.h"

#include "vouch-submit-fit.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_SUBMIT_OVERVIEW (vouch_submit_overview_get_type ())
G_DECLARE_FINAL_TYPE (VouchSubmitOverview, vouch_submit_overview, VOUCH, SUBMIT_OVERVIEW, GtkWidget)

void vouch_submit_overview_show (VouchSubmitOverview *self,
                                 VouchPreflight *preflight,
                                 VouchHistory *history);
VouchSubmitFit *vouch_submit_overview_get_fit (VouchSubmitOverview *self);
void vouch_submit_overview_set_unmetered (VouchSubmitOverview *self, gboolean unmetered);
gboolean vouch_submit_overview_get_unmetered (VouchSubmitOverview *self);
char **vouch_submit_overview_list_confirmed (VouchSubmitOverview *self) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_submit_overview_get_note (VouchSubmitOverview *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_submit_overview_get_ready (VouchSubmitOverview *self);

G_END_DECLS
