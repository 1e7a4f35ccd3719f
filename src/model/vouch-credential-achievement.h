/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_CREDENTIAL_ACHIEVEMENT (vouch_credential_achievement_get_type ())
G_DECLARE_FINAL_TYPE (VouchCredentialAchievement,
                      vouch_credential_achievement,
                      VOUCH,
                      CREDENTIAL_ACHIEVEMENT,
                      GObject)

VouchCredentialAchievement *vouch_credential_achievement_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* URI of the micro-credential at its issuer. */
const char *vouch_credential_achievement_get_id (VouchCredentialAchievement *self);
void vouch_credential_achievement_set_id (VouchCredentialAchievement *self, const char *value);

/* What it is called. */
const char *vouch_credential_achievement_get_name (VouchCredentialAchievement *self);
void vouch_credential_achievement_set_name (VouchCredentialAchievement *self, const char *value);

/* Version of the definition; NULL when not said. */
const char *vouch_credential_achievement_get_version (VouchCredentialAchievement *self);
void vouch_credential_achievement_set_version (VouchCredentialAchievement *self, const char *value);

/* What it means to hold it. */
const char *vouch_credential_achievement_get_description (VouchCredentialAchievement *self);
void
vouch_credential_achievement_set_description (VouchCredentialAchievement *self, const char *value);

/* What had to be met, as Markdown; NULL when not said. */
const char *vouch_credential_achievement_get_criteria (VouchCredentialAchievement *self);
void
vouch_credential_achievement_set_criteria (VouchCredentialAchievement *self, const char *value);

G_END_DECLS
