/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-signs"

#include "config.h"
#include "vouch-signs.h"

#include <glib/gi18n.h>

/* ℹ stands for the circled one, which common fonts lack. */
static const struct {
  const char *glyph;
  const char *word;
  const char *style;
} signs[] = {
  [VOUCH_SIGN_COMPLETE] = { "✓", N_ ("Complete"), "met" },
  [VOUCH_SIGN_OPEN] = { "○", N_ ("Open"), "open" },
  [VOUCH_SIGN_LOOK] = { "!", N_ ("Look here"), "look" },
  [VOUCH_SIGN_ADVICE] = { "ℹ", N_ ("Advice"), "advice" },
  [VOUCH_SIGN_NOT_NEEDED] = { "–", N_ ("Not needed"), "open" },
};

/**
 * vouch_sign_get_glyph:
 * @sign: a sign.
 *
 * Returns: (transfer none): what is seen.
 */
const char *
vouch_sign_get_glyph (VouchSign sign)
{
  return signs[sign].glyph;
}

/**
 * vouch_sign_get_word:
 * @sign: a sign.
 *
 * Returns: (transfer none): what is read out.
 */
const char *
vouch_sign_get_word (VouchSign sign)
{
  return _ (signs[sign].word);
}

/**
 * vouch_sign_get_style:
 * @sign: a sign.
 *
 * Returns: (transfer none): the style class that repeats it in colour.
 */
const char *
vouch_sign_get_style (VouchSign sign)
{
  return signs[sign].style;
}

/**
 * vouch_sign_of_finding:
 * @finding: a finding.
 *
 * Returns: its sign.
 */
VouchSign
vouch_sign_of_finding (VouchFinding *finding)
{
  switch (vouch_finding_get_result (finding)) {
  case VOUCH_RESULT_MET:
  case VOUCH_RESULT_CONFIRMED: return VOUCH_SIGN_COMPLETE;
  case VOUCH_RESULT_NEEDS_INFORMATION:
  case VOUCH_RESULT_NEEDS_CONFIRMATION: return VOUCH_SIGN_LOOK;
  case VOUCH_RESULT_NOT_MET:
    return vouch_finding_get_severity (finding) == VOUCH_SEVERITY_ADVISED ? VOUCH_SIGN_ADVICE
                                                                          : VOUCH_SIGN_OPEN;
  case VOUCH_RESULT_NOT_APPLICABLE:
  default: return VOUCH_SIGN_NOT_NEEDED;
  }
}

/* What is worst among the open findings: the sign that asks for most. */
static gboolean
has_open (VouchReport *report, const char *requirement, VouchSign sign)
{
  GPtrArray *findings = vouch_report_get_findings (report);

  for (guint i = 0; i < findings->len; i++) {
    VouchFinding *finding = g_ptr_array_index (findings, i);

    if (vouch_finding_is_open (finding) && vouch_sign_of_finding (finding) == sign &&
        g_strcmp0 (vouch_finding_get_requirement (finding), requirement) == 0)
      return TRUE;
  }
  return FALSE;
}

/**
 * vouch_sign_of_requirement:
 * @report: what the completeness check says.
 * @requirement: id of a requirement.
 *
 * Returns: how the requirement stands.
 */
VouchSign
vouch_sign_of_requirement (VouchReport *report, const char *requirement)
{
  VouchRequirementStatus *status = vouch_report_find_requirement (report, requirement);

  if (status == NULL)
    return VOUCH_SIGN_NOT_NEEDED;
  if (status->state == VOUCH_PROGRESS_COMPLETE)
    return has_open (report, requirement, VOUCH_SIGN_ADVICE) ? VOUCH_SIGN_ADVICE
                                                             : VOUCH_SIGN_COMPLETE;
  if (status->state == VOUCH_PROGRESS_STARTED && has_open (report, requirement, VOUCH_SIGN_LOOK))
    return VOUCH_SIGN_LOOK;
  if (status->state == VOUCH_PROGRESS_EMPTY && !status->needed)
    return VOUCH_SIGN_NOT_NEEDED;
  return VOUCH_SIGN_OPEN;
}

/**
 * vouch_sign_count_part:
 * @report: what the completeness check says.
 * @part: id of a part.
 * @complete: (out): how many of its requirements are complete.
 * @needed: (out): how many are needed or were begun.
 *
 * Gives the two numbers of "2 of 3".
 */
void
vouch_sign_count_part (VouchReport *report, const char *part, guint *complete, guint *needed)
{
  GPtrArray *requirements = vouch_report_get_requirements (report);

  *complete = *needed = 0;
  for (guint i = 0; i < requirements->len; i++) {
    VouchRequirementStatus *status = g_ptr_array_index (requirements, i);

    if (g_strcmp0 (status->part, part) != 0 ||
        (!status->needed && status->state == VOUCH_PROGRESS_EMPTY))
      continue;
    (*needed)++;
    *complete += status->state == VOUCH_PROGRESS_COMPLETE;
  }
}

/**
 * vouch_sign_of_part:
 * @report: what the completeness check says.
 * @part: id of a part.
 *
 * Returns: how the part stands: complete, or what is worst in it.
 */
VouchSign
vouch_sign_of_part (VouchReport *report, const char *part)
{
  GPtrArray *requirements = vouch_report_get_requirements (report);
  VouchPartStatus *status = vouch_report_find_part (report, part);

  if (status == NULL)
    return VOUCH_SIGN_NOT_NEEDED;
  if (status->state == VOUCH_PROGRESS_COMPLETE)
    return VOUCH_SIGN_COMPLETE;
  if (!status->required && status->state == VOUCH_PROGRESS_EMPTY)
    return VOUCH_SIGN_NOT_NEEDED;
  for (guint i = 0; i < requirements->len; i++) {
    VouchRequirementStatus *one = g_ptr_array_index (requirements, i);

    if (g_strcmp0 (one->part, part) == 0 &&
        vouch_sign_of_requirement (report, one->id) == VOUCH_SIGN_LOOK)
      return VOUCH_SIGN_LOOK;
  }
  return VOUCH_SIGN_OPEN;
}
