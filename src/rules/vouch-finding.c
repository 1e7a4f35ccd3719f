/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-finding"

#include "config.h"
#include "vouch-finding.h"

#include "vouch-accessors.h"

VOUCH_DEFINE_ENUM_NAMES (VouchResult,
                         vouch_result,
                         { "notApplicable", VOUCH_RESULT_NOT_APPLICABLE },
                         { "met", VOUCH_RESULT_MET },
                         { "confirmed", VOUCH_RESULT_CONFIRMED },
                         { "needsConfirmation", VOUCH_RESULT_NEEDS_CONFIRMATION },
                         { "needsInformation", VOUCH_RESULT_NEEDS_INFORMATION },
                         { "notMet", VOUCH_RESULT_NOT_MET })

VOUCH_DEFINE_ENUM_NAMES (VouchFix,
                         vouch_fix,
                         { "none", VOUCH_FIX_NONE },
                         { "attach", VOUCH_FIX_ATTACH },
                         { "remove", VOUCH_FIX_REMOVE },
                         { "replace", VOUCH_FIX_REPLACE },
                         { "range", VOUCH_FIX_RANGE },
                         { "attribute", VOUCH_FIX_ATTRIBUTE },
                         { "date", VOUCH_FIX_DATE },
                         { "moments", VOUCH_FIX_MOMENTS },
                         { "cite", VOUCH_FIX_CITE },
                         { "people", VOUCH_FIX_PEOPLE },
                         { "permission", VOUCH_FIX_PERMISSION },
                         { "confirm", VOUCH_FIX_CONFIRM },
                         { "write", VOUCH_FIX_WRITE },
                         { "choose", VOUCH_FIX_CHOOSE },
                         { "wait", VOUCH_FIX_WAIT },
                         { "unlock", VOUCH_FIX_UNLOCK },
                         { "captions", VOUCH_FIX_CAPTIONS })

/**
 * VouchFinding:
 *
 * One line of the completeness check.
 *
 * Ids stay the same as long as the definition does, so that a confirmation finds its finding again:
 *
 * - `REQUIREMENT/KIND` for a constraint, the checks that always apply included; a second constraint
 *   of the same kind on the same requirement ends in `.2`, a third in `.3`, counted in the order of
 *   the requirement's own constraints and then of the global ones that apply to it;
 * - `PART/CHOICE/choice` for a choice;
 * - `rubric/CRITERION/criterionCoverage` for a row of the rubric.
 */
struct _VouchFinding {
  GObject parent_instance;

  char *id;
  char *part;
  char *requirement;
  char *criterion;
  VouchConstraintKind kind;
  char *kind_name;
  VouchSeverity severity;
  VouchResult result;
  char *message;
  char *label;
  char **items;
  char *basis;
  VouchFix fix;
  char *attribute;
  GPtrArray *hits;
};

G_DEFINE_FINAL_TYPE (VouchFinding, vouch_finding, G_TYPE_OBJECT)

static void
vouch_finding_finalize (GObject *object)
{
  VouchFinding *self = VOUCH_FINDING (object);

  g_free (self->id);
  g_free (self->part);
  g_free (self->requirement);
  g_free (self->criterion);
  g_free (self->kind_name);
  g_free (self->message);
  g_free (self->label);
  g_strfreev (self->items);
  g_free (self->basis);
  g_free (self->attribute);
  g_ptr_array_unref (self->hits);

  G_OBJECT_CLASS (vouch_finding_parent_class)->finalize (object);
}

static void
vouch_finding_class_init (VouchFindingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_finding_finalize;
}

static void
vouch_finding_init (VouchFinding *self)
{
  self->hits = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * vouch_finding_new:
 *
 * Returns: (transfer full): an empty finding, to be filled by its setters.
 */
VouchFinding *
vouch_finding_new (void)
{
  return g_object_new (VOUCH_TYPE_FINDING, NULL);
}

VOUCH_DEFINE_STRING (VouchFinding, vouch_finding, id)
VOUCH_DEFINE_STRING (VouchFinding, vouch_finding, part)
VOUCH_DEFINE_STRING (VouchFinding, vouch_finding, requirement)
VOUCH_DEFINE_STRING (VouchFinding, vouch_finding, criterion)
VOUCH_DEFINE_VALUE (VouchFinding, vouch_finding, VouchConstraintKind, kind)
VOUCH_DEFINE_STRING (VouchFinding, vouch_finding, kind_name)
VOUCH_DEFINE_VALUE (VouchFinding, vouch_finding, VouchSeverity, severity)
VOUCH_DEFINE_VALUE (VouchFinding, vouch_finding, VouchResult, result)
VOUCH_DEFINE_STRING (VouchFinding, vouch_finding, message)
VOUCH_DEFINE_STRING (VouchFinding, vouch_finding, label)
VOUCH_DEFINE_STRV (VouchFinding, vouch_finding, items)
VOUCH_DEFINE_STRING (VouchFinding, vouch_finding, basis)
VOUCH_DEFINE_VALUE (VouchFinding, vouch_finding, VouchFix, fix)
VOUCH_DEFINE_STRING (VouchFinding, vouch_finding, attribute)
VOUCH_DEFINE_ARRAY (VouchFinding, vouch_finding, VouchHit, hits, hit)

/**
 * vouch_result_is_open:
 * @result: a result.
 *
 * Returns: whether something is left to do: not met, or waiting for information or confirmation.
 */
gboolean
vouch_result_is_open (VouchResult result)
{
  return result >= VOUCH_RESULT_NEEDS_CONFIRMATION;
}

/**
 * vouch_finding_is_open:
 * @self: a finding.
 *
 * Returns: whether something is left to do.
 */
gboolean
vouch_finding_is_open (VouchFinding *self)
{
  g_return_val_if_fail (VOUCH_IS_FINDING (self), FALSE);

  return vouch_result_is_open (self->result);
}
