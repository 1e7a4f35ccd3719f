/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-chosen"

#include "config.h"
#include "vouch-chosen.h"

#include "vouch-accessors.h"

/**
 * VouchChosen:
 *
 * What was chosen in one choice of the definition.
 */
struct _VouchChosen {
  GObject parent_instance;

  char *choice;
  char **options;
};

G_DEFINE_FINAL_TYPE (VouchChosen, vouch_chosen, G_TYPE_OBJECT)

static void
vouch_chosen_finalize (GObject *object)
{
  VouchChosen *self = VOUCH_CHOSEN (object);

  g_free (self->choice);
  g_strfreev (self->options);

  G_OBJECT_CLASS (vouch_chosen_parent_class)->finalize (object);
}

static void
vouch_chosen_class_init (VouchChosenClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_chosen_finalize;
}

static void
vouch_chosen_init (VouchChosen *self)
{
}

/**
 * vouch_chosen_new:
 *
 * Returns: (transfer full): an empty chosen, to be filled by its setters.
 */
VouchChosen *
vouch_chosen_new (void)
{
  return g_object_new (VOUCH_TYPE_CHOSEN, NULL);
}

VOUCH_DEFINE_STRING (VouchChosen, vouch_chosen, choice)
VOUCH_DEFINE_STRV (VouchChosen, vouch_chosen, options)
