/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vouch-item-state.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_MOMENT_FORM (vouch_moment_form_get_type ())
G_DECLARE_FINAL_TYPE (
    VouchMomentForm, vouch_moment_form, VOUCH, MOMENT_FORM, AdwPreferencesGroup)

GtkWidget *vouch_moment_form_new (void) G_GNUC_WARN_UNUSED_RESULT;

void vouch_moment_form_prepare (VouchMomentForm *self, VouchItemState *state);
void vouch_moment_form_show (VouchMomentForm *self, VouchMoment *moment);
void vouch_moment_form_clear (VouchMomentForm *self);
gboolean vouch_moment_form_is_blank (VouchMomentForm *self);
VouchMoment *
vouch_moment_form_take (VouchMomentForm *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

char *vouch_moment_form_describe_place (VouchMoment *moment) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
