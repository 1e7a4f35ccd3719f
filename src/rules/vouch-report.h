/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-finding.h"

G_BEGIN_DECLS

/**
 * VouchProgress:
 * @VOUCH_PROGRESS_EMPTY: nothing is attached.
 * @VOUCH_PROGRESS_STARTED: something is, and something is still open.
 * @VOUCH_PROGRESS_COMPLETE: nothing is open.
 *
 * How far a requirement or a part has come.
 */
typedef enum {
  VOUCH_PROGRESS_EMPTY,
  VOUCH_PROGRESS_STARTED,
  VOUCH_PROGRESS_COMPLETE,
} VouchProgress;

const char *vouch_progress_to_string (VouchProgress value);
gboolean vouch_progress_from_string (const char *name, VouchProgress *value);

/**
 * VouchRequirementStatus:
 * @id: the requirement.
 * @part: its part.
 * @state: how far it has come.
 * @count: how many items or answers count.
 * @needed: whether its part needs it: required, and not on an option that was not chosen.
 */
typedef struct {
  char *id;
  char *part;
  VouchProgress state;
  guint count;
  gboolean needed;
} VouchRequirementStatus;

/**
 * VouchPartStatus:
 * @id: the part.
 * @state: how far it has come.
 * @required: whether the portfolio needs it.
 * @waits_for: ids of the parts that should come first and are still open; advice about the order of
 *   the work, it never stops anybody.
 */
typedef struct {
  char *id;
  VouchProgress state;
  gboolean required;
  char **waits_for;
} VouchPartStatus;

#define VOUCH_TYPE_REPORT (vouch_report_get_type ())
G_DECLARE_FINAL_TYPE (VouchReport, vouch_report, VOUCH, REPORT, GObject)

VouchReport *vouch_report_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Whether all required parts are complete. */
gboolean vouch_report_get_ready (VouchReport *self);
void vouch_report_set_ready (VouchReport *self, gboolean value);

/* The findings in the order of the definition, the rubric's last. */
GPtrArray *vouch_report_get_findings (VouchReport *self);
void vouch_report_add_finding (VouchReport *self, VouchFinding *value);

/* (element-type VouchPartStatus), (element-type VouchRequirementStatus); both by position. */
GPtrArray *vouch_report_get_parts (VouchReport *self);
GPtrArray *vouch_report_get_requirements (VouchReport *self);
VouchPartStatus *vouch_report_add_part (VouchReport *self, const char *id);
VouchRequirementStatus *
vouch_report_add_requirement (VouchReport *self, const char *id, const char *part);

VouchFinding *vouch_report_find (VouchReport *self, const char *id);
VouchPartStatus *vouch_report_find_part (VouchReport *self, const char *id);
VouchRequirementStatus *vouch_report_find_requirement (VouchReport *self, const char *id);
GPtrArray *
vouch_report_list_findings (VouchReport *self, const char *requirement) G_GNUC_WARN_UNUSED_RESULT;
guint vouch_report_count_open (VouchReport *self, VouchSeverity severity);
void vouch_report_count_needed (VouchReport *self, guint *complete, guint *needed);
VouchFinding *vouch_report_get_next_step (VouchReport *self);

G_END_DECLS
