/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-artifact-type"

#include "config.h"
#include "vouch-artifact-type.h"

#include "vouch-accessors.h"

VOUCH_DEFINE_ENUM_NAMES (VouchArtifactType,
                         vouch_artifact_type,
                         { "other", VOUCH_ARTIFACT_TYPE_OTHER },
                         { "lessonPlan", VOUCH_ARTIFACT_TYPE_LESSON_PLAN },
                         { "planningDocument", VOUCH_ARTIFACT_TYPE_PLANNING_DOCUMENT },
                         { "instructionalMaterial", VOUCH_ARTIFACT_TYPE_INSTRUCTIONAL_MATERIAL },
                         { "classroomRecording", VOUCH_ARTIFACT_TYPE_CLASSROOM_RECORDING },
                         { "studentRecording", VOUCH_ARTIFACT_TYPE_STUDENT_RECORDING },
                         { "classroomImage", VOUCH_ARTIFACT_TYPE_CLASSROOM_IMAGE },
                         { "studentWork", VOUCH_ARTIFACT_TYPE_STUDENT_WORK },
                         { "assessment", VOUCH_ARTIFACT_TYPE_ASSESSMENT },
                         { "assessmentData", VOUCH_ARTIFACT_TYPE_ASSESSMENT_DATA },
                         { "observation", VOUCH_ARTIFACT_TYPE_OBSERVATION },
                         { "commentary", VOUCH_ARTIFACT_TYPE_COMMENTARY },
                         { "communication", VOUCH_ARTIFACT_TYPE_COMMUNICATION })

VOUCH_DEFINE_ENUM_NAMES (VouchTiming,
                         vouch_timing,
                         { "anyTime", VOUCH_TIMING_ANY_TIME },
                         { "beginningOfYear", VOUCH_TIMING_BEGINNING_OF_YEAR },
                         { "endOfYear", VOUCH_TIMING_END_OF_YEAR },
                         { "duringBreak", VOUCH_TIMING_DURING_BREAK },
                         { "implementationPeriod", VOUCH_TIMING_IMPLEMENTATION_PERIOD })
