/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-prompt-purpose"

#include "config.h"
#include "vouch-prompt-purpose.h"

#include "vouch-accessors.h"

VOUCH_DEFINE_ENUM_NAMES (VouchPromptPurpose,
                         vouch_prompt_purpose,
                         { "other", VOUCH_PROMPT_PURPOSE_OTHER },
                         { "context", VOUCH_PROMPT_PURPOSE_CONTEXT },
                         { "goal", VOUCH_PROMPT_PURPOSE_GOAL },
                         { "plan", VOUCH_PROMPT_PURPOSE_PLAN },
                         { "analysis", VOUCH_PROMPT_PURPOSE_ANALYSIS },
                         { "reflection", VOUCH_PROMPT_PURPOSE_REFLECTION },
                         { "studentVoice", VOUCH_PROMPT_PURPOSE_STUDENT_VOICE })

VOUCH_DEFINE_ENUM_NAMES (VouchRespondent,
                         vouch_respondent,
                         { "earner", VOUCH_RESPONDENT_EARNER },
                         { "student", VOUCH_RESPONDENT_STUDENT },
                         { "family", VOUCH_RESPONDENT_FAMILY },
                         { "colleague", VOUCH_RESPONDENT_COLLEAGUE })
