/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-finding.h"
#include "vouch-portfolio.h"

G_BEGIN_DECLS

/**
 * VouchMendPlace:
 * @VOUCH_MEND_NOWHERE: there is no such place; for a finding of another definition.
 * @VOUCH_MEND_CARD: the card of the requirement, at the item when one is named.
 * @VOUCH_MEND_FILES: the choice of a file for the requirement.
 * @VOUCH_MEND_WRITE: the caret in the answer, or in a new one.
 * @VOUCH_MEND_ITEM: the page of the item.
 * @VOUCH_MEND_CHOICE: the alternatives of the part.
 * @VOUCH_MEND_CONFIRM: the question only the teacher can answer.
 * @VOUCH_MEND_PEOPLE: the class lists.
 * @VOUCH_MEND_COVERAGE: what there is for each row of the rubric.
 *
 * Where something is mended.
 */
typedef enum {
  VOUCH_MEND_NOWHERE,
  VOUCH_MEND_CARD,
  VOUCH_MEND_FILES,
  VOUCH_MEND_WRITE,
  VOUCH_MEND_ITEM,
  VOUCH_MEND_CHOICE,
  VOUCH_MEND_CONFIRM,
  VOUCH_MEND_PEOPLE,
  VOUCH_MEND_COVERAGE,
} VouchMendPlace;

/**
 * VouchMend:
 * @place: the kind of place.
 * @requirement: (nullable): id of the requirement.
 * @item: (nullable): id of the item.
 * @part: (nullable): id of the part.
 *
 * The way from a finding to where it is mended; the ids belong to the finding and the portfolio.
 */
typedef struct {
  VouchMendPlace place;
  const char *requirement;
  const char *item;
  const char *part;
} VouchMend;

VouchMend vouch_mend_find (VouchPortfolio *portfolio, VouchFinding *finding);

G_END_DECLS
