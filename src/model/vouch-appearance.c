/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-appearance"

#include "config.h"
#include "vouch-appearance.h"

#include "vouch-accessors.h"

VOUCH_DEFINE_ENUM_NAMES (VouchAppearanceState,
                         vouch_appearance_state,
                         { "unknown", VOUCH_APPEARANCE_STATE_UNKNOWN },
                         { "nobody", VOUCH_APPEARANCE_STATE_NOBODY },
                         { "listed", VOUCH_APPEARANCE_STATE_LISTED })

/**
 * VouchAppearance:
 *
 * Who can be seen or heard in an item.
 */
struct _VouchAppearance {
  GObject parent_instance;

  VouchAppearanceState state;
  char **people;
  char **masked;
};

G_DEFINE_FINAL_TYPE (VouchAppearance, vouch_appearance, G_TYPE_OBJECT)

static void
vouch_appearance_finalize (GObject *object)
{
  VouchAppearance *self = VOUCH_APPEARANCE (object);

  g_strfreev (self->people);
  g_strfreev (self->masked);

  G_OBJECT_CLASS (vouch_appearance_parent_class)->finalize (object);
}

static void
vouch_appearance_class_init (VouchAppearanceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_appearance_finalize;
}

static void
vouch_appearance_init (VouchAppearance *self)
{
}

/**
 * vouch_appearance_new:
 *
 * Returns: (transfer full): an empty appearance, to be filled by its setters.
 */
VouchAppearance *
vouch_appearance_new (void)
{
  return g_object_new (VOUCH_TYPE_APPEARANCE, NULL);
}

VOUCH_DEFINE_VALUE (VouchAppearance, vouch_appearance, VouchAppearanceState, state)
VOUCH_DEFINE_STRV (VouchAppearance, vouch_appearance, people)
VOUCH_DEFINE_STRV (VouchAppearance, vouch_appearance, masked)
