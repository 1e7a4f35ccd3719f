/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_CHOSEN (vouch_chosen_get_type ())
G_DECLARE_FINAL_TYPE (VouchChosen, vouch_chosen, VOUCH, CHOSEN, GObject)

VouchChosen *vouch_chosen_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Id of the choice. */
const char *vouch_chosen_get_choice (VouchChosen *self);
void vouch_chosen_set_choice (VouchChosen *self, const char *value);

/* Ids of the options. */
const char *const *vouch_chosen_get_options (VouchChosen *self);
void vouch_chosen_set_options (VouchChosen *self, const char *const *value);

G_END_DECLS
