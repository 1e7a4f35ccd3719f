/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-mend"

#include "config.h"
#include "vouch-mend.h"

#include "vouch-coverage.h"

/* The item a finding is about; else the first one there. */
static VouchItem *
find_item (VouchPortfolio *portfolio, VouchFinding *finding)
{
  const char *const *named = vouch_finding_get_items (finding);
  GPtrArray *items = vouch_portfolio_get_items (portfolio);

  for (guint i = 0; named[i] != NULL; i++) {
    VouchItem *item = vouch_portfolio_find_item (portfolio, named[i]);

    if (item != NULL)
      return item;
  }
  for (guint i = 0; i < items->len; i++)
    if (g_strcmp0 (vouch_item_get_requirement (items->pdata[i]),
                   vouch_finding_get_requirement (finding)) == 0)
      return g_ptr_array_index (items, i);
  return NULL;
}

static gboolean
takes_text (VouchRequirement *requirement)
{
  return vouch_requirement_get_kind (requirement) == VOUCH_REQUIREMENT_KIND_PROMPT &&
         vouch_media_set_contains (vouch_requirement_get_media (requirement), VOUCH_MEDIA_TEXT);
}

static gboolean
takes_files (VouchRequirement *requirement)
{
  return vouch_requirement_get_kind (requirement) == VOUCH_REQUIREMENT_KIND_EVIDENCE ||
         (vouch_requirement_get_media (requirement) & ~VOUCH_MEDIA_BIT (VOUCH_MEDIA_TEXT)) != 0;
}

/* The requirement a row of the rubric is to be fed by. */
static VouchMend
mend_criterion (VouchPortfolio *portfolio, VouchFinding *finding)
{
  VouchDefinition *definition = vouch_portfolio_get_definition (portfolio);
  VouchRubric *rubric = vouch_definition_get_rubric (definition);
  VouchCriterion *criterion =
      rubric != NULL ? vouch_rubric_find_criterion (rubric, vouch_finding_get_criterion (finding))
                     : NULL;
  GPtrArray *parts = vouch_definition_get_parts (definition);

  for (guint i = 0; criterion != NULL && i < parts->len; i++) {
    GPtrArray *requirements = vouch_part_get_requirements (parts->pdata[i]);

    for (guint n = 0; n < requirements->len; n++)
      if (vouch_coverage_is_expected (requirements->pdata[n], criterion))
        return (VouchMend){ .place = VOUCH_MEND_CARD,
                            .requirement = vouch_requirement_get_id (requirements->pdata[n]) };
  }
  return (VouchMend){ .place = criterion != NULL ? VOUCH_MEND_COVERAGE : VOUCH_MEND_NOWHERE };
}

/* Where there is nothing yet that could be mended, something is added first. */
static VouchMendPlace
add_first (VouchRequirement *requirement)
{
  return takes_text (requirement) ? VOUCH_MEND_WRITE : VOUCH_MEND_FILES;
}

static VouchMendPlace
choose_place (VouchFinding *finding, VouchRequirement *requirement, VouchItem *item)
{
  if (!vouch_finding_is_open (finding))
    return VOUCH_MEND_CARD;
  if (item != NULL && vouch_finding_get_hits (finding)->len > 0)
    return VOUCH_MEND_ITEM;
  switch (vouch_finding_get_fix (finding)) {
  case VOUCH_FIX_CONFIRM: return VOUCH_MEND_CONFIRM;
  case VOUCH_FIX_ATTACH:
    /* Beside an answer there is a choice: another one, or a file. */
    return takes_text (requirement) && item != NULL ? VOUCH_MEND_CARD : add_first (requirement);
  case VOUCH_FIX_REPLACE: return takes_files (requirement) ? VOUCH_MEND_FILES : VOUCH_MEND_WRITE;
  case VOUCH_FIX_WRITE: return takes_text (requirement) ? VOUCH_MEND_WRITE : VOUCH_MEND_CARD;
  case VOUCH_FIX_RANGE:
  case VOUCH_FIX_ATTRIBUTE:
  case VOUCH_FIX_DATE:
  case VOUCH_FIX_MOMENTS:
  case VOUCH_FIX_CAPTIONS:
  case VOUCH_FIX_CITE:
  case VOUCH_FIX_PEOPLE:
  case VOUCH_FIX_PERMISSION: return item != NULL ? VOUCH_MEND_ITEM : add_first (requirement);
  case VOUCH_FIX_CHOOSE: return VOUCH_MEND_CHOICE;
  case VOUCH_FIX_UNLOCK: return VOUCH_MEND_PEOPLE;
  case VOUCH_FIX_REMOVE:
  case VOUCH_FIX_WAIT:
  case VOUCH_FIX_NONE:
  default: return VOUCH_MEND_CARD;
  }
}

/**
 * vouch_mend_find:
 * @portfolio: a portfolio.
 * @finding: what the completeness check says about it.
 *
 * Says where a finding is mended. Every finding of the portfolio leads somewhere.
 *
 * Returns: the place.
 */
VouchMend
vouch_mend_find (VouchPortfolio *portfolio, VouchFinding *finding)
{
  VouchDefinition *definition = vouch_portfolio_get_definition (portfolio);
  const char *id = vouch_finding_get_requirement (finding);
  VouchRequirement *requirement;
  VouchItem *item;

  if (vouch_finding_get_kind (finding) == VOUCH_CONSTRAINT_KIND_CHOICE)
    return (VouchMend){ .place = VOUCH_MEND_CHOICE, .part = vouch_finding_get_part (finding) };
  if (id == NULL)
    return mend_criterion (portfolio, finding);
  requirement = vouch_definition_find_requirement (definition, id);
  if (requirement == NULL)
    return (VouchMend){ .place = VOUCH_MEND_NOWHERE };
  item = find_item (portfolio, finding);
  return (VouchMend){
    .place = choose_place (finding, requirement, item),
    .requirement = id,
    .item = item != NULL ? vouch_item_get_id (item) : NULL,
    .part = vouch_finding_get_part (finding),
  };
}
