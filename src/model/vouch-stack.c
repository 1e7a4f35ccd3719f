/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-stack"

#include "config.h"
#include "vouch-stack.h"

#include "vouch-accessors.h"

/**
 * VouchStack:
 *
 * Definitions that together carry a larger badge; members may be unknown to this computer.
 */
struct _VouchStack {
  GObject parent_instance;

  char *id;
  char *name;
  guint position;
  char *badge_name;
  GPtrArray *members;
  guint min_members;
};

G_DEFINE_FINAL_TYPE (VouchStack, vouch_stack, G_TYPE_OBJECT)

static void
vouch_stack_finalize (GObject *object)
{
  VouchStack *self = VOUCH_STACK (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->badge_name);
  g_ptr_array_unref (self->members);

  G_OBJECT_CLASS (vouch_stack_parent_class)->finalize (object);
}

static void
vouch_stack_class_init (VouchStackClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_stack_finalize;
}

static void
vouch_stack_init (VouchStack *self)
{
  self->members = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * vouch_stack_new:
 *
 * Returns: (transfer full): an empty stack, to be filled by its setters.
 */
VouchStack *
vouch_stack_new (void)
{
  return g_object_new (VOUCH_TYPE_STACK, NULL);
}

VOUCH_DEFINE_STRING (VouchStack, vouch_stack, id)
VOUCH_DEFINE_STRING (VouchStack, vouch_stack, name)
VOUCH_DEFINE_VALUE (VouchStack, vouch_stack, guint, position)
VOUCH_DEFINE_STRING (VouchStack, vouch_stack, badge_name)
VOUCH_DEFINE_ARRAY (VouchStack, vouch_stack, VouchProfile, members, member)
VOUCH_DEFINE_VALUE (VouchStack, vouch_stack, guint, min_members)
