/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-card-ways"

#include "config.h"
#include "vouch-card-ways.h"

/* What can be put on a card, by what its requirement asks for. */

/**
 * vouch_card_takes_text:
 * @requirement: what is asked for.
 *
 * Returns: whether it is answered in writing.
 */
gboolean
vouch_card_takes_text (VouchRequirement *requirement)
{
  return vouch_requirement_get_kind (requirement) == VOUCH_REQUIREMENT_KIND_PROMPT &&
         vouch_media_set_contains (vouch_requirement_get_media (requirement), VOUCH_MEDIA_TEXT);
}

/**
 * vouch_card_takes_files:
 * @requirement: what is asked for.
 *
 * Returns: whether files are.
 */
gboolean
vouch_card_takes_files (VouchRequirement *requirement)
{
  VouchMediaSet media = vouch_requirement_get_media (requirement);

  return vouch_requirement_get_kind (requirement) == VOUCH_REQUIREMENT_KIND_EVIDENCE ||
         (media & ~VOUCH_MEDIA_BIT (VOUCH_MEDIA_TEXT)) != 0;
}

static gboolean
is_of_students (VouchRequirement *requirement)
{
  return vouch_requirement_get_respondent (requirement) == VOUCH_RESPONDENT_STUDENT;
}

/**
 * vouch_card_takes_recordings:
 * @requirement: what is asked for.
 *
 * Returns: whether a recording that the teacher makes could be it.
 */
gboolean
vouch_card_takes_recordings (VouchRequirement *requirement)
{
  VouchMediaSet media = vouch_requirement_get_media (requirement);

  return !is_of_students (requirement) && (vouch_media_set_contains (media, VOUCH_MEDIA_AUDIO) ||
                                           vouch_media_set_contains (media, VOUCH_MEDIA_VIDEO));
}

/**
 * vouch_card_takes_voices:
 * @requirement: what is asked for.
 *
 * Returns: whether students may answer aloud.
 */
gboolean
vouch_card_takes_voices (VouchRequirement *requirement)
{
  return is_of_students (requirement) &&
         vouch_media_set_contains (vouch_requirement_get_media (requirement), VOUCH_MEDIA_AUDIO);
}
