/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-media.h"

G_BEGIN_DECLS

/**
 * VouchConstraintKind:
 *
 * The kinds of constraint. The five after the extension are checks that always apply;
 * no definition may name them.
 */
typedef enum {
  VOUCH_CONSTRAINT_KIND_FILE_FORMAT,
  VOUCH_CONSTRAINT_KIND_FILE_SIZE,
  VOUCH_CONSTRAINT_KIND_LINKS,
  VOUCH_CONSTRAINT_KIND_DURATION,
  VOUCH_CONSTRAINT_KIND_WORDS,
  VOUCH_CONSTRAINT_KIND_CHARACTERS,
  VOUCH_CONSTRAINT_KIND_PAGES,
  VOUCH_CONSTRAINT_KIND_PAGE_FORMAT,
  VOUCH_CONSTRAINT_KIND_CONTINUITY,
  VOUCH_CONSTRAINT_KIND_AUDIO,
  VOUCH_CONSTRAINT_KIND_PICTURE,
  VOUCH_CONSTRAINT_KIND_ON_SCREEN,
  VOUCH_CONSTRAINT_KIND_PARTICIPANTS,
  VOUCH_CONSTRAINT_KIND_TRANSCRIPT,
  VOUCH_CONSTRAINT_KIND_DATE_WINDOW,
  VOUCH_CONSTRAINT_KIND_ELAPSED,
  VOUCH_CONSTRAINT_KIND_SEQUENCE,
  VOUCH_CONSTRAINT_KIND_DISTINCT,
  VOUCH_CONSTRAINT_KIND_SAME,
  VOUCH_CONSTRAINT_KIND_SPREAD,
  VOUCH_CONSTRAINT_KIND_PRE_POST,
  VOUCH_CONSTRAINT_KIND_CITES,
  VOUCH_CONSTRAINT_KIND_ANNOTATION,
  VOUCH_CONSTRAINT_KIND_CRITERION_COVERAGE,
  VOUCH_CONSTRAINT_KIND_TEMPLATE,
  VOUCH_CONSTRAINT_KIND_CONSENT,
  VOUCH_CONSTRAINT_KIND_DEIDENTIFICATION,
  VOUCH_CONSTRAINT_KIND_ORIGINALITY,
  VOUCH_CONSTRAINT_KIND_MANUAL,
  VOUCH_CONSTRAINT_KIND_EXTENSION,
  VOUCH_CONSTRAINT_KIND_QUANTITY,
  VOUCH_CONSTRAINT_KIND_CHOICE,
  VOUCH_CONSTRAINT_KIND_READABLE,
  VOUCH_CONSTRAINT_KIND_NOT_EMPTY,
  VOUCH_CONSTRAINT_KIND_UNCHANGED,
} VouchConstraintKind;

const char *vouch_constraint_kind_to_string (VouchConstraintKind value);
gboolean vouch_constraint_kind_from_string (const char *name, VouchConstraintKind *value);

/**
 * VouchSeverity:
 *
 * A required constraint blocks, an advised one is advice.
 */
typedef enum {
  VOUCH_SEVERITY_REQUIRED,
  VOUCH_SEVERITY_ADVISED,
} VouchSeverity;

const char *vouch_severity_to_string (VouchSeverity value);
gboolean vouch_severity_from_string (const char *name, VouchSeverity *value);

/**
 * VouchScope:
 *
 * Every item by itself, or all items of the requirement added up.
 */
typedef enum {
  VOUCH_SCOPE_EACH,
  VOUCH_SCOPE_TOTAL,
} VouchScope;

const char *vouch_scope_to_string (VouchScope value);
gboolean vouch_scope_from_string (const char *name, VouchScope *value);

#define VOUCH_TYPE_CONSTRAINT (vouch_constraint_get_type ())
G_DECLARE_FINAL_TYPE (VouchConstraint, vouch_constraint, VOUCH, CONSTRAINT, GObject)

VouchConstraint *vouch_constraint_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* The kind. */
VouchConstraintKind vouch_constraint_get_kind (VouchConstraint *self);
void vouch_constraint_set_kind (VouchConstraint *self, VouchConstraintKind value);

/* Whether it blocks or advises. */
VouchSeverity vouch_constraint_get_severity (VouchConstraint *self);
void vouch_constraint_set_severity (VouchConstraint *self, VouchSeverity value);

/* Text for people. */
const char *vouch_constraint_get_note (VouchConstraint *self);
void vouch_constraint_set_note (VouchConstraint *self, const char *value);

/* The media it applies to; empty means all. */
VouchMediaSet vouch_constraint_get_media (VouchConstraint *self);
void vouch_constraint_set_media (VouchConstraint *self, VouchMediaSet value);

void vouch_constraint_set_kind_name (VouchConstraint *self, const char *kind_name);
const char *vouch_constraint_get_kind_name (VouchConstraint *self);

/* The parameters, under the names that the definition format gives them. */
void vouch_constraint_set_number (VouchConstraint *self, const char *name, double value);
void vouch_constraint_set_text (VouchConstraint *self, const char *name, const char *value);
void vouch_constraint_set_list (VouchConstraint *self, const char *name, const char *const *value);
gboolean vouch_constraint_has (VouchConstraint *self, const char *name);
gboolean vouch_constraint_get_number (VouchConstraint *self, const char *name, double *value);
gboolean vouch_constraint_get_flag (VouchConstraint *self, const char *name, gboolean fallback);
const char *vouch_constraint_get_text (VouchConstraint *self, const char *name);
const char *const *vouch_constraint_get_list (VouchConstraint *self, const char *name);
VouchScope vouch_constraint_get_scope (VouchConstraint *self);
gboolean vouch_constraint_applies_to (VouchConstraint *self, VouchMedia media);

G_END_DECLS
