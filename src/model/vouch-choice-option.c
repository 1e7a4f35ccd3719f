/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-choice-option"

#include "config.h"
#include "vouch-choice-option.h"

#include "vouch-accessors.h"

/**
 * VouchChoiceOption:
 *
 * One alternative of a choice.
 */
struct _VouchChoiceOption {
  GObject parent_instance;

  char *id;
  char *title;
  char **members;
};

G_DEFINE_FINAL_TYPE (VouchChoiceOption, vouch_choice_option, G_TYPE_OBJECT)

static void
vouch_choice_option_finalize (GObject *object)
{
  VouchChoiceOption *self = VOUCH_CHOICE_OPTION (object);

  g_free (self->id);
  g_free (self->title);
  g_strfreev (self->members);

  G_OBJECT_CLASS (vouch_choice_option_parent_class)->finalize (object);
}

static void
vouch_choice_option_class_init (VouchChoiceOptionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_choice_option_finalize;
}

static void
vouch_choice_option_init (VouchChoiceOption *self)
{
}

/**
 * vouch_choice_option_new:
 *
 * Returns: (transfer full): an empty choice option, to be filled by its setters.
 */
VouchChoiceOption *
vouch_choice_option_new (void)
{
  return g_object_new (VOUCH_TYPE_CHOICE_OPTION, NULL);
}

VOUCH_DEFINE_STRING (VouchChoiceOption, vouch_choice_option, id)
VOUCH_DEFINE_STRING (VouchChoiceOption, vouch_choice_option, title)
VOUCH_DEFINE_STRV (VouchChoiceOption, vouch_choice_option, members)
