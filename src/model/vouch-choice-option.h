/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_CHOICE_OPTION (vouch_choice_option_get_type ())
G_DECLARE_FINAL_TYPE (VouchChoiceOption, vouch_choice_option, VOUCH, CHOICE_OPTION, GObject)

VouchChoiceOption *vouch_choice_option_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Local id. */
const char *vouch_choice_option_get_id (VouchChoiceOption *self);
void vouch_choice_option_set_id (VouchChoiceOption *self, const char *value);

/* Title for people. */
const char *vouch_choice_option_get_title (VouchChoiceOption *self);
void vouch_choice_option_set_title (VouchChoiceOption *self, const char *value);

/* Ids of the requirements it makes required. */
const char *const *vouch_choice_option_get_members (VouchChoiceOption *self);
void vouch_choice_option_set_members (VouchChoiceOption *self, const char *const *value);

G_END_DECLS
