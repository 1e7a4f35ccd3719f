/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-choice"

#include "config.h"
#include "vouch-choice.h"

#include "vouch-accessors.h"

/**
 * VouchChoice:
 *
 * A decision between alternatives that the earner makes.
 */
struct _VouchChoice {
  GObject parent_instance;

  char *id;
  char *title;
  guint min_options;
  guint max_options;
  GPtrArray *options;
};

G_DEFINE_FINAL_TYPE (VouchChoice, vouch_choice, G_TYPE_OBJECT)

static void
vouch_choice_finalize (GObject *object)
{
  VouchChoice *self = VOUCH_CHOICE (object);

  g_free (self->id);
  g_free (self->title);
  g_ptr_array_unref (self->options);

  G_OBJECT_CLASS (vouch_choice_parent_class)->finalize (object);
}

static void
vouch_choice_class_init (VouchChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_choice_finalize;
}

static void
vouch_choice_init (VouchChoice *self)
{
  self->options = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * vouch_choice_new:
 *
 * Returns: (transfer full): an empty choice, to be filled by its setters.
 */
VouchChoice *
vouch_choice_new (void)
{
  return g_object_new (VOUCH_TYPE_CHOICE, NULL);
}

VOUCH_DEFINE_STRING (VouchChoice, vouch_choice, id)
VOUCH_DEFINE_STRING (VouchChoice, vouch_choice, title)
VOUCH_DEFINE_VALUE (VouchChoice, vouch_choice, guint, min_options)
VOUCH_DEFINE_VALUE (VouchChoice, vouch_choice, guint, max_options)
VOUCH_DEFINE_ARRAY (VouchChoice, vouch_choice, VouchChoiceOption, options, option)
