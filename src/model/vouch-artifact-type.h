/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VouchArtifactType:
 *
 * What sort of artifact an evidence entry asks for.
 */
typedef enum {
  VOUCH_ARTIFACT_TYPE_OTHER,
  VOUCH_ARTIFACT_TYPE_LESSON_PLAN,
  VOUCH_ARTIFACT_TYPE_PLANNING_DOCUMENT,
  VOUCH_ARTIFACT_TYPE_INSTRUCTIONAL_MATERIAL,
  VOUCH_ARTIFACT_TYPE_CLASSROOM_RECORDING,
  VOUCH_ARTIFACT_TYPE_STUDENT_RECORDING,
  VOUCH_ARTIFACT_TYPE_CLASSROOM_IMAGE,
  VOUCH_ARTIFACT_TYPE_STUDENT_WORK,
  VOUCH_ARTIFACT_TYPE_ASSESSMENT,
  VOUCH_ARTIFACT_TYPE_ASSESSMENT_DATA,
  VOUCH_ARTIFACT_TYPE_OBSERVATION,
  VOUCH_ARTIFACT_TYPE_COMMENTARY,
  VOUCH_ARTIFACT_TYPE_COMMUNICATION,
} VouchArtifactType;

const char *vouch_artifact_type_to_string (VouchArtifactType value);
gboolean vouch_artifact_type_from_string (const char *name, VouchArtifactType *value);

/**
 * VouchTiming:
 *
 * When evidence is best collected.
 */
typedef enum {
  VOUCH_TIMING_ANY_TIME,
  VOUCH_TIMING_BEGINNING_OF_YEAR,
  VOUCH_TIMING_END_OF_YEAR,
  VOUCH_TIMING_DURING_BREAK,
  VOUCH_TIMING_IMPLEMENTATION_PERIOD,
} VouchTiming;

const char *vouch_timing_to_string (VouchTiming value);
gboolean vouch_timing_from_string (const char *name, VouchTiming *value);

G_END_DECLS
