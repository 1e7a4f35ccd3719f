/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-credential-achievement"

#include "config.h"
#include "vouch-credential-achievement.h"

#include "vouch-accessors.h"

/**
 * VouchCredentialAchievement:
 *
 * What a credential says was achieved.
 */
struct _VouchCredentialAchievement {
  GObject parent_instance;

  char *id;
  char *name;
  char *version;
  char *description;
  char *criteria;
};

G_DEFINE_FINAL_TYPE (VouchCredentialAchievement, vouch_credential_achievement, G_TYPE_OBJECT)

static void
vouch_credential_achievement_finalize (GObject *object)
{
  VouchCredentialAchievement *self = VOUCH_CREDENTIAL_ACHIEVEMENT (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->version);
  g_free (self->description);
  g_free (self->criteria);

  G_OBJECT_CLASS (vouch_credential_achievement_parent_class)->finalize (object);
}

static void
vouch_credential_achievement_class_init (VouchCredentialAchievementClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_credential_achievement_finalize;
}

static void
vouch_credential_achievement_init (VouchCredentialAchievement *self)
{
}

/**
 * vouch_credential_achievement_new:
 *
 * Returns: (transfer full): an empty achievement, to be filled by its setters.
 */
VouchCredentialAchievement *
vouch_credential_achievement_new (void)
{
  return g_object_new (VOUCH_TYPE_CREDENTIAL_ACHIEVEMENT, NULL);
}

VOUCH_DEFINE_STRING (VouchCredentialAchievement, vouch_credential_achievement, id)
VOUCH_DEFINE_STRING (VouchCredentialAchievement, vouch_credential_achievement, name)
VOUCH_DEFINE_STRING (VouchCredentialAchievement, vouch_credential_achievement, version)
VOUCH_DEFINE_STRING (VouchCredentialAchievement, vouch_credential_achievement, description)
VOUCH_DEFINE_STRING (VouchCredentialAchievement, vouch_credential_achievement, criteria)
