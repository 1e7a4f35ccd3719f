/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_PROFILE (vouch_profile_get_type ())
G_DECLARE_FINAL_TYPE (VouchProfile, vouch_profile, VOUCH, PROFILE, GObject)

VouchProfile *vouch_profile_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* URI of the profile. */
const char *vouch_profile_get_id (VouchProfile *self);
void vouch_profile_set_id (VouchProfile *self, const char *value);

/* Name for people. */
const char *vouch_profile_get_name (VouchProfile *self);
void vouch_profile_set_name (VouchProfile *self, const char *value);

/* Home page; never fetched by itself. */
const char *vouch_profile_get_url (VouchProfile *self);
void vouch_profile_set_url (VouchProfile *self, const char *value);

/* Address to write to. */
const char *vouch_profile_get_email (VouchProfile *self);
void vouch_profile_set_email (VouchProfile *self, const char *value);

G_END_DECLS
