/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-choice-option.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_CHOICE (vouch_choice_get_type ())
G_DECLARE_FINAL_TYPE (VouchChoice, vouch_choice, VOUCH, CHOICE, GObject)

VouchChoice *vouch_choice_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Local id. */
const char *vouch_choice_get_id (VouchChoice *self);
void vouch_choice_set_id (VouchChoice *self, const char *value);

/* Title for people. */
const char *vouch_choice_get_title (VouchChoice *self);
void vouch_choice_set_title (VouchChoice *self, const char *value);

/* Fewest options to choose. */
guint vouch_choice_get_min_options (VouchChoice *self);
void vouch_choice_set_min_options (VouchChoice *self, guint value);

/* Most options to choose. */
guint vouch_choice_get_max_options (VouchChoice *self);
void vouch_choice_set_max_options (VouchChoice *self, guint value);

/* The alternatives. */
GPtrArray *vouch_choice_get_options (VouchChoice *self);
void vouch_choice_add_option (VouchChoice *self, VouchChoiceOption *value);

G_END_DECLS
