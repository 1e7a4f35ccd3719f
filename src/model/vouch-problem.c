/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-problem"

#include "config.h"
#include "vouch-problem.h"

#include "vouch-accessors.h"

/**
 * VouchProblem:
 *
 * A problem as a server reports it (RFC 9457).
 */
struct _VouchProblem {
  GObject parent_instance;

  guint status;
  char *code;
  char *title;
  char *detail;
  GPtrArray *places;
};

G_DEFINE_FINAL_TYPE (VouchProblem, vouch_problem, G_TYPE_OBJECT)

static void
vouch_problem_finalize (GObject *object)
{
  VouchProblem *self = VOUCH_PROBLEM (object);

  g_free (self->code);
  g_free (self->title);
  g_free (self->detail);
  g_ptr_array_unref (self->places);

  G_OBJECT_CLASS (vouch_problem_parent_class)->finalize (object);
}

static void
vouch_problem_class_init (VouchProblemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_problem_finalize;
}

static void
vouch_problem_init (VouchProblem *self)
{
  self->places = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * vouch_problem_new:
 *
 * Returns: (transfer full): an empty problem, to be filled by its setters.
 */
VouchProblem *
vouch_problem_new (void)
{
  return g_object_new (VOUCH_TYPE_PROBLEM, NULL);
}

VOUCH_DEFINE_VALUE (VouchProblem, vouch_problem, guint, status)
VOUCH_DEFINE_STRING (VouchProblem, vouch_problem, code)
VOUCH_DEFINE_STRING (VouchProblem, vouch_problem, title)
VOUCH_DEFINE_STRING (VouchProblem, vouch_problem, detail)
VOUCH_DEFINE_ARRAY (VouchProblem, vouch_problem, VouchProblemPlace, places, place)
