/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-profile.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_STACK (vouch_stack_get_type ())
G_DECLARE_FINAL_TYPE (VouchStack, vouch_stack, VOUCH, STACK, GObject)

VouchStack *vouch_stack_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* URI of the stack. */
const char *vouch_stack_get_id (VouchStack *self);
void vouch_stack_set_id (VouchStack *self, const char *value);

/* Name for people. */
const char *vouch_stack_get_name (VouchStack *self);
void vouch_stack_set_name (VouchStack *self, const char *value);

/* Place of this definition in it, from 1; 0 when not said. */
guint vouch_stack_get_position (VouchStack *self);
void vouch_stack_set_position (VouchStack *self, guint value);

/* Name of the larger badge. */
const char *vouch_stack_get_badge_name (VouchStack *self);
void vouch_stack_set_badge_name (VouchStack *self, const char *value);

/* The members: id and name of each definition. */
GPtrArray *vouch_stack_get_members (VouchStack *self);
void vouch_stack_add_member (VouchStack *self, VouchProfile *value);

/* How many must be earned; 0 means all. */
guint vouch_stack_get_min_members (VouchStack *self);
void vouch_stack_set_min_members (VouchStack *self, guint value);

G_END_DECLS
