/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-problem-place"

#include "config.h"
#include "vouch-problem-place.h"

#include "vouch-accessors.h"

/**
 * VouchProblemPlace:
 *
 * One place of a request that a problem is about.
 */
struct _VouchProblemPlace {
  GObject parent_instance;

  char *pointer;
  char *code;
  char *message;
  char *slot;
  char *sha256;
};

G_DEFINE_FINAL_TYPE (VouchProblemPlace, vouch_problem_place, G_TYPE_OBJECT)

static void
vouch_problem_place_finalize (GObject *object)
{
  VouchProblemPlace *self = VOUCH_PROBLEM_PLACE (object);

  g_free (self->pointer);
  g_free (self->code);
  g_free (self->message);
  g_free (self->slot);
  g_free (self->sha256);

  G_OBJECT_CLASS (vouch_problem_place_parent_class)->finalize (object);
}

static void
vouch_problem_place_class_init (VouchProblemPlaceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_problem_place_finalize;
}

static void
vouch_problem_place_init (VouchProblemPlace *self)
{
}

/**
 * vouch_problem_place_new:
 *
 * Returns: (transfer full): an empty problem place, to be filled by its setters.
 */
VouchProblemPlace *
vouch_problem_place_new (void)
{
  return g_object_new (VOUCH_TYPE_PROBLEM_PLACE, NULL);
}

VOUCH_DEFINE_STRING (VouchProblemPlace, vouch_problem_place, pointer)
VOUCH_DEFINE_STRING (VouchProblemPlace, vouch_problem_place, code)
VOUCH_DEFINE_STRING (VouchProblemPlace, vouch_problem_place, message)
VOUCH_DEFINE_STRING (VouchProblemPlace, vouch_problem_place, slot)
VOUCH_DEFINE_STRING (VouchProblemPlace, vouch_problem_place, sha256)
