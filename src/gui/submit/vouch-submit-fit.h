/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vouch-fittings.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_SUBMIT_FIT (vouch_submit_fit_get_type ())
G_DECLARE_FINAL_TYPE (VouchSubmitFit, vouch_submit_fit, VOUCH, SUBMIT_FIT, AdwPreferencesGroup)

void vouch_submit_fit_set_about (VouchSubmitFit *self,
                                 VouchWorkspace *workspace,
                                 const char *portfolio,
                                 const char *issuer);
void vouch_submit_fit_show (VouchSubmitFit *self, VouchFittings *seen, gboolean preparing);

G_END_DECLS
