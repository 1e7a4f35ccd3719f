/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VouchPromptPurpose:
 *
 * What an answer is for.
 */
typedef enum {
  VOUCH_PROMPT_PURPOSE_OTHER,
  VOUCH_PROMPT_PURPOSE_CONTEXT,
  VOUCH_PROMPT_PURPOSE_GOAL,
  VOUCH_PROMPT_PURPOSE_PLAN,
  VOUCH_PROMPT_PURPOSE_ANALYSIS,
  VOUCH_PROMPT_PURPOSE_REFLECTION,
  VOUCH_PROMPT_PURPOSE_STUDENT_VOICE,
} VouchPromptPurpose;

const char *vouch_prompt_purpose_to_string (VouchPromptPurpose value);
gboolean vouch_prompt_purpose_from_string (const char *name, VouchPromptPurpose *value);

/**
 * VouchRespondent:
 *
 * Whose words an answer must be.
 */
typedef enum {
  VOUCH_RESPONDENT_EARNER,
  VOUCH_RESPONDENT_STUDENT,
  VOUCH_RESPONDENT_FAMILY,
  VOUCH_RESPONDENT_COLLEAGUE,
} VouchRespondent;

const char *vouch_respondent_to_string (VouchRespondent value);
gboolean vouch_respondent_from_string (const char *name, VouchRespondent *value);

G_END_DECLS
