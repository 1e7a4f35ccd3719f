/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-profile"

#include "config.h"
#include "vouch-profile.h"

#include "vouch-accessors.h"

/**
 * VouchProfile:
 *
 * Who developed or awards a micro-credential (Open Badges Profile).
 */
struct _VouchProfile {
  GObject parent_instance;

  char *id;
  char *name;
  char *url;
  char *email;
};

G_DEFINE_FINAL_TYPE (VouchProfile, vouch_profile, G_TYPE_OBJECT)

static void
vouch_profile_finalize (GObject *object)
{
  VouchProfile *self = VOUCH_PROFILE (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->url);
  g_free (self->email);

  G_OBJECT_CLASS (vouch_profile_parent_class)->finalize (object);
}

static void
vouch_profile_class_init (VouchProfileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_profile_finalize;
}

static void
vouch_profile_init (VouchProfile *self)
{
}

/**
 * vouch_profile_new:
 *
 * Returns: (transfer full): an empty profile, to be filled by its setters.
 */
VouchProfile *
vouch_profile_new (void)
{
  return g_object_new (VOUCH_TYPE_PROFILE, NULL);
}

VOUCH_DEFINE_STRING (VouchProfile, vouch_profile, id)
VOUCH_DEFINE_STRING (VouchProfile, vouch_profile, name)
VOUCH_DEFINE_STRING (VouchProfile, vouch_profile, url)
VOUCH_DEFINE_STRING (VouchProfile, vouch_profile, email)
