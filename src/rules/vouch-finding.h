/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-constraint.h"
#include "vouch-hit.h"

G_BEGIN_DECLS

/**
 * VouchResult:
 *
 * What a check came to, weakest claim first.
 */
typedef enum {
  VOUCH_RESULT_NOT_APPLICABLE,
  VOUCH_RESULT_MET,
  VOUCH_RESULT_CONFIRMED,
  VOUCH_RESULT_NEEDS_CONFIRMATION,
  VOUCH_RESULT_NEEDS_INFORMATION,
  VOUCH_RESULT_NOT_MET,
} VouchResult;

const char *vouch_result_to_string (VouchResult value);
gboolean vouch_result_from_string (const char *name, VouchResult *value);
gboolean vouch_result_is_open (VouchResult result);

/**
 * VouchFix:
 *
 * Where a finding is mended: what the button beside it does.
 */
typedef enum {
  VOUCH_FIX_NONE,
  VOUCH_FIX_ATTACH,
  VOUCH_FIX_REMOVE,
  VOUCH_FIX_REPLACE,
  VOUCH_FIX_RANGE,
  VOUCH_FIX_ATTRIBUTE,
  VOUCH_FIX_DATE,
  VOUCH_FIX_MOMENTS,
  VOUCH_FIX_CITE,
  VOUCH_FIX_PEOPLE,
  VOUCH_FIX_PERMISSION,
  VOUCH_FIX_CONFIRM,
  VOUCH_FIX_WRITE,
  VOUCH_FIX_CHOOSE,
  VOUCH_FIX_WAIT,
  VOUCH_FIX_UNLOCK,
  VOUCH_FIX_CAPTIONS,
} VouchFix;

const char *vouch_fix_to_string (VouchFix value);
gboolean vouch_fix_from_string (const char *name, VouchFix *value);

#define VOUCH_TYPE_FINDING (vouch_finding_get_type ())
G_DECLARE_FINAL_TYPE (VouchFinding, vouch_finding, VOUCH, FINDING, GObject)

VouchFinding *vouch_finding_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Stable id, unique in the report. */
const char *vouch_finding_get_id (VouchFinding *self);
void vouch_finding_set_id (VouchFinding *self, const char *value);

/* Ids of the part, the requirement and the criterion it is about; NULL where there is none. */
const char *vouch_finding_get_part (VouchFinding *self);
void vouch_finding_set_part (VouchFinding *self, const char *value);
const char *vouch_finding_get_requirement (VouchFinding *self);
void vouch_finding_set_requirement (VouchFinding *self, const char *value);
const char *vouch_finding_get_criterion (VouchFinding *self);
void vouch_finding_set_criterion (VouchFinding *self, const char *value);

/* The kind, and its name as the definition spells it. */
VouchConstraintKind vouch_finding_get_kind (VouchFinding *self);
void vouch_finding_set_kind (VouchFinding *self, VouchConstraintKind value);
const char *vouch_finding_get_kind_name (VouchFinding *self);
void vouch_finding_set_kind_name (VouchFinding *self, const char *value);

/* Whether it blocks, and what it came to. */
VouchSeverity vouch_finding_get_severity (VouchFinding *self);
void vouch_finding_set_severity (VouchFinding *self, VouchSeverity value);
VouchResult vouch_finding_get_result (VouchFinding *self);
void vouch_finding_set_result (VouchFinding *self, VouchResult value);

/* One plain sentence or two, and a few words for a chip. */
const char *vouch_finding_get_message (VouchFinding *self);
void vouch_finding_set_message (VouchFinding *self, const char *value);
const char *vouch_finding_get_label (VouchFinding *self);
void vouch_finding_set_label (VouchFinding *self, const char *value);

/* Ids of the items concerned. */
const char *const *vouch_finding_get_items (VouchFinding *self);
void vouch_finding_set_items (VouchFinding *self, const char *const *value);

/* Digest of what the earner is asked to confirm; NULL where there is nothing to confirm. */
const char *vouch_finding_get_basis (VouchFinding *self);
void vouch_finding_set_basis (VouchFinding *self, const char *value);

/* Where it is mended, and for an attribute which one. */
VouchFix vouch_finding_get_fix (VouchFinding *self);
void vouch_finding_set_fix (VouchFinding *self, VouchFix value);
const char *vouch_finding_get_attribute (VouchFinding *self);
void vouch_finding_set_attribute (VouchFinding *self, const char *value);

/* Where something stands that could tell who somebody is (element-type VouchHit). */
GPtrArray *vouch_finding_get_hits (VouchFinding *self);
void vouch_finding_add_hit (VouchFinding *self, VouchHit *value);

gboolean vouch_finding_is_open (VouchFinding *self);

G_END_DECLS
