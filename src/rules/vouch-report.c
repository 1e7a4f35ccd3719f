/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-report"

#include "config.h"
#include "vouch-report.h"

#include "vouch-accessors.h"

VOUCH_DEFINE_ENUM_NAMES (VouchProgress,
                         vouch_progress,
                         { "empty", VOUCH_PROGRESS_EMPTY },
                         { "started", VOUCH_PROGRESS_STARTED },
                         { "complete", VOUCH_PROGRESS_COMPLETE })

/**
 * VouchReport:
 *
 * What the completeness check found.
 */
struct _VouchReport {
  GObject parent_instance;

  gboolean ready;
  GPtrArray *findings;
  GPtrArray *parts;
  GPtrArray *requirements;
};

G_DEFINE_FINAL_TYPE (VouchReport, vouch_report, G_TYPE_OBJECT)

static void
part_status_free (VouchPartStatus *status)
{
  g_free (status->id);
  g_strfreev (status->waits_for);
  g_free (status);
}

static void
requirement_status_free (VouchRequirementStatus *status)
{
  g_free (status->id);
  g_free (status->part);
  g_free (status);
}

static void
vouch_report_finalize (GObject *object)
{
  VouchReport *self = VOUCH_REPORT (object);

  g_ptr_array_unref (self->findings);
  g_ptr_array_unref (self->parts);
  g_ptr_array_unref (self->requirements);

  G_OBJECT_CLASS (vouch_report_parent_class)->finalize (object);
}

static void
vouch_report_class_init (VouchReportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_report_finalize;
}

static void
vouch_report_init (VouchReport *self)
{
  self->findings = g_ptr_array_new_with_free_func (g_object_unref);
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_status_free);
  self->requirements = g_ptr_array_new_with_free_func ((GDestroyNotify) requirement_status_free);
}

/**
 * vouch_report_new:
 *
 * Returns: (transfer full): an empty report.
 */
VouchReport *
vouch_report_new (void)
{
  return g_object_new (VOUCH_TYPE_REPORT, NULL);
}

VOUCH_DEFINE_VALUE (VouchReport, vouch_report, gboolean, ready)
VOUCH_DEFINE_ARRAY (VouchReport, vouch_report, VouchFinding, findings, finding)

/**
 * vouch_report_get_parts:
 * @self: a report.
 *
 * Returns: (transfer none) (element-type VouchPartStatus): the parts by position.
 */
GPtrArray *
vouch_report_get_parts (VouchReport *self)
{
  g_return_val_if_fail (VOUCH_IS_REPORT (self), NULL);

  return self->parts;
}

/**
 * vouch_report_get_requirements:
 * @self: a report.
 *
 * Returns: (transfer none) (element-type VouchRequirementStatus): the requirements in the order of
 *   the definition.
 */
GPtrArray *
vouch_report_get_requirements (VouchReport *self)
{
  g_return_val_if_fail (VOUCH_IS_REPORT (self), NULL);

  return self->requirements;
}

/**
 * vouch_report_add_part:
 * @self: a report.
 * @id: id of a part.
 *
 * Returns: (transfer none): the status of the part, empty yet.
 */
VouchPartStatus *
vouch_report_add_part (VouchReport *self, const char *id)
{
  VouchPartStatus *status;

  g_return_val_if_fail (VOUCH_IS_REPORT (self), NULL);

  status = g_new0 (VouchPartStatus, 1);
  status->id = g_strdup (id);
  g_ptr_array_add (self->parts, status);
  return status;
}

/**
 * vouch_report_add_requirement:
 * @self: a report.
 * @id: id of a requirement.
 * @part: id of its part.
 *
 * Returns: (transfer none): the status of the requirement, empty yet.
 */
VouchRequirementStatus *
vouch_report_add_requirement (VouchReport *self, const char *id, const char *part)
{
  VouchRequirementStatus *status;

  g_return_val_if_fail (VOUCH_IS_REPORT (self), NULL);

  status = g_new0 (VouchRequirementStatus, 1);
  status->id = g_strdup (id);
  status->part = g_strdup (part);
  g_ptr_array_add (self->requirements, status);
  return status;
}

/**
 * vouch_report_find:
 * @self: a report.
 * @id: id of a finding.
 *
 * Returns: (transfer none) (nullable): the finding, or %NULL.
 */
VouchFinding *
vouch_report_find (VouchReport *self, const char *id)
{
  g_return_val_if_fail (VOUCH_IS_REPORT (self), NULL);

  for (guint i = 0; i < self->findings->len; i++)
    if (g_strcmp0 (vouch_finding_get_id (self->findings->pdata[i]), id) == 0)
      return self->findings->pdata[i];
  return NULL;
}

/**
 * vouch_report_find_part:
 * @self: a report.
 * @id: id of a part.
 *
 * Returns: (transfer none) (nullable): its status, or %NULL.
 */
VouchPartStatus *
vouch_report_find_part (VouchReport *self, const char *id)
{
  g_return_val_if_fail (VOUCH_IS_REPORT (self), NULL);

  for (guint i = 0; i < self->parts->len; i++) {
    VouchPartStatus *status = g_ptr_array_index (self->parts, i);

    if (g_strcmp0 (status->id, id) == 0)
      return status;
  }
  return NULL;
}

/**
 * vouch_report_find_requirement:
 * @self: a report.
 * @id: id of a requirement.
 *
 * Returns: (transfer none) (nullable): its status, or %NULL.
 */
VouchRequirementStatus *
vouch_report_find_requirement (VouchReport *self, const char *id)
{
  g_return_val_if_fail (VOUCH_IS_REPORT (self), NULL);

  for (guint i = 0; i < self->requirements->len; i++) {
    VouchRequirementStatus *status = g_ptr_array_index (self->requirements, i);

    if (g_strcmp0 (status->id, id) == 0)
      return status;
  }
  return NULL;
}

/**
 * vouch_report_list_findings:
 * @self: a report.
 * @requirement: id of a requirement.
 *
 * Returns: (transfer full) (element-type VouchFinding): the findings about this requirement.
 */
GPtrArray *
vouch_report_list_findings (VouchReport *self, const char *requirement)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (VOUCH_IS_REPORT (self), found);

  for (guint i = 0; i < self->findings->len; i++) {
    VouchFinding *finding = g_ptr_array_index (self->findings, i);

    if (g_strcmp0 (vouch_finding_get_requirement (finding), requirement) == 0)
      g_ptr_array_add (found, g_object_ref (finding));
  }
  return found;
}

/**
 * vouch_report_count_open:
 * @self: a report.
 * @severity: whether to count what blocks or what is advice.
 *
 * Counts the findings with something left to do. A portfolio may be ready while a part that is not
 * required has been begun and left open; whoever sends it asks for no open required finding too.
 *
 * Returns: how many there are.
 */
guint
vouch_report_count_open (VouchReport *self, VouchSeverity severity)
{
  guint count = 0;

  g_return_val_if_fail (VOUCH_IS_REPORT (self), 0);

  for (guint i = 0; i < self->findings->len; i++) {
    VouchFinding *finding = g_ptr_array_index (self->findings, i);

    count += vouch_finding_is_open (finding) && vouch_finding_get_severity (finding) == severity;
  }
  return count;
}

/**
 * vouch_report_count_needed:
 * @self: a report.
 * @complete: (out): how many of the needed requirements are complete.
 * @needed: (out): how many requirements of required parts are needed.
 *
 * Gives the two numbers of "9 of 14".
 */
void
vouch_report_count_needed (VouchReport *self, guint *complete, guint *needed)
{
  g_return_if_fail (VOUCH_IS_REPORT (self));

  *complete = *needed = 0;
  for (guint i = 0; i < self->requirements->len; i++) {
    VouchRequirementStatus *status = g_ptr_array_index (self->requirements, i);
    VouchPartStatus *part = vouch_report_find_part (self, status->part);

    if (!status->needed || part == NULL || !part->required)
      continue;
    (*needed)++;
    *complete += status->state == VOUCH_PROGRESS_COMPLETE;
  }
}

/**
 * vouch_report_get_next_step:
 * @self: a report.
 *
 * Says what to do first: the first required finding that is open in the order of the definition,
 * passing over those that only ask for patience while something else can be done; then the first
 * piece of advice.
 *
 * Returns: (transfer none) (nullable): the finding, or %NULL when nothing is open.
 */
VouchFinding *
vouch_report_get_next_step (VouchReport *self)
{
  VouchFinding *best = NULL;
  int best_rank = 0;

  g_return_val_if_fail (VOUCH_IS_REPORT (self), NULL);

  for (guint i = 0; i < self->findings->len; i++) {
    VouchFinding *finding = g_ptr_array_index (self->findings, i);
    int rank = 1;

    if (!vouch_finding_is_open (finding))
      continue;
    if (vouch_finding_get_severity (finding) == VOUCH_SEVERITY_REQUIRED)
      rank = vouch_finding_get_fix (finding) == VOUCH_FIX_WAIT ? 2 : 3;
    if (rank > best_rank) {
      best = finding;
      best_rank = rank;
    }
  }
  return best;
}
