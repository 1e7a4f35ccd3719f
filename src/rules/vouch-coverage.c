/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-coverage"

#include "config.h"
#include "vouch-coverage.h"

#include "vouch-text.h"

struct _VouchCoverage {
  GPtrArray *criteria;
  GPtrArray *requirements;
  GPtrArray *cells; /* of VouchCoverageCell, row by row */
};

static void
cell_free (gpointer data)
{
  VouchCoverageCell *cell = data;

  g_ptr_array_unref (cell->items);
  g_free (cell);
}

static guint
count_moments (VouchItem *item, const char *criterion)
{
  GPtrArray *moments = vouch_item_get_moments (item);
  guint n = 0;

  for (guint i = 0; i < moments->len; i++)
    n += g_strcmp0 (vouch_moment_get_criterion (moments->pdata[i]), criterion) == 0;
  return n;
}

/**
 * vouch_coverage_is_expected:
 * @requirement: what is asked for.
 * @criterion: a row of the rubric.
 *
 * Returns: whether the definition says, on either side, that the one feeds the other.
 */
gboolean
vouch_coverage_is_expected (VouchRequirement *requirement, VouchCriterion *criterion)
{
  g_return_val_if_fail (VOUCH_IS_REQUIREMENT (requirement), FALSE);
  g_return_val_if_fail (VOUCH_IS_CRITERION (criterion), FALSE);

  return g_strv_contains (vouch_criterion_get_evidence_from (criterion),
                          vouch_requirement_get_id (requirement)) ||
         g_strv_contains (vouch_requirement_get_criteria (requirement),
                          vouch_criterion_get_id (criterion));
}

static gboolean
names (VouchItem *item, VouchCriterion *criterion)
{
  const char *id = vouch_criterion_get_id (criterion);

  return g_strv_contains (vouch_item_get_criteria (item), id) || count_moments (item, id) > 0;
}

/**
 * vouch_coverage_item_speaks:
 * @definition: the definition of the portfolio.
 * @item: an item of it.
 * @criterion: a row of the rubric.
 *
 * Returns: whether the item or a marked place on it names the criterion, or the item is placed on a
 *   requirement that feeds it.
 */
gboolean
vouch_coverage_item_speaks (VouchDefinition *definition, VouchItem *item, VouchCriterion *criterion)
{
  VouchRequirement *requirement;

  g_return_val_if_fail (VOUCH_IS_ITEM (item), FALSE);

  if (names (item, criterion) || g_strv_contains (vouch_criterion_get_evidence_from (criterion),
                                                  vouch_item_get_requirement (item)))
    return TRUE;
  requirement = vouch_definition_find_requirement (definition, vouch_item_get_requirement (item));
  return requirement != NULL && vouch_coverage_is_expected (requirement, criterion);
}

/* An answer that was begun and is blank says nothing yet. */
static gboolean
is_filled (VouchItem *item)
{
  return vouch_item_get_artifact (item) != NULL ||
         !vouch_text_is_blank (vouch_item_get_text (item));
}

/* (element-type VouchItem) by id of the requirement, in the order of the portfolio. */
static GHashTable *
sort_items (VouchPortfolio *portfolio)
{
  GHashTable *by_place =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  GPtrArray *items = vouch_portfolio_get_items (portfolio);

  for (guint i = 0; i < items->len; i++) {
    VouchItem *item = g_ptr_array_index (items, i);
    const char *place = vouch_item_get_requirement (item);
    GPtrArray *list = place != NULL ? g_hash_table_lookup (by_place, place) : NULL;

    if (place == NULL || !is_filled (item))
      continue;
    if (list == NULL) {
      list = g_ptr_array_new ();
      g_hash_table_insert (by_place, (gpointer) place, list);
    }
    g_ptr_array_add (list, item);
  }
  return by_place;
}

static VouchCoverageCell *
make_cell (VouchCriterion *criterion, VouchRequirement *requirement, GPtrArray *items)
{
  VouchCoverageCell *cell = g_new0 (VouchCoverageCell, 1);

  cell->requirement = requirement;
  cell->expected = vouch_coverage_is_expected (requirement, criterion);
  cell->items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; items != NULL && i < items->len; i++) {
    VouchItem *item = g_ptr_array_index (items, i);

    if (!cell->expected && !names (item, criterion))
      continue;
    g_ptr_array_add (cell->items, g_object_ref (item));
    cell->n_moments += count_moments (item, vouch_criterion_get_id (criterion));
  }
  return cell;
}

static void
add_requirements (VouchCoverage *self, VouchDefinition *definition)
{
  GPtrArray *parts = vouch_definition_get_parts (definition);

  for (guint i = 0; i < parts->len; i++) {
    GPtrArray *requirements = vouch_part_get_requirements (parts->pdata[i]);

    for (guint n = 0; n < requirements->len; n++)
      g_ptr_array_add (self->requirements, g_object_ref (requirements->pdata[n]));
  }
}

/**
 * vouch_coverage_new:
 * @portfolio: a portfolio with its definition.
 *
 * Looks at what there is for each row of the rubric.
 *
 * Returns: (transfer full): the coverage.
 */
VouchCoverage *
vouch_coverage_new (VouchPortfolio *portfolio)
{
  VouchCoverage *self = g_new0 (VouchCoverage, 1);
  VouchDefinition *definition = vouch_portfolio_get_definition (portfolio);
  VouchRubric *rubric = vouch_definition_get_rubric (definition);
  g_autoptr (GHashTable) by_place = sort_items (portfolio);

  self->criteria =
      rubric != NULL ? g_ptr_array_ref (vouch_rubric_get_criteria (rubric)) : g_ptr_array_new ();
  self->requirements = g_ptr_array_new_with_free_func (g_object_unref);
  self->cells = g_ptr_array_new_with_free_func (cell_free);
  add_requirements (self, definition);
  for (guint row = 0; row < self->criteria->len; row++)
    for (guint column = 0; column < self->requirements->len; column++) {
      VouchRequirement *requirement = g_ptr_array_index (self->requirements, column);

      g_ptr_array_add (
          self->cells,
          make_cell (self->criteria->pdata[row], requirement,
                     g_hash_table_lookup (by_place, vouch_requirement_get_id (requirement))));
    }
  return self;
}

/**
 * vouch_coverage_free:
 * @self: (nullable): a coverage.
 *
 * Frees it.
 */
void
vouch_coverage_free (VouchCoverage *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->criteria);
  g_ptr_array_unref (self->requirements);
  g_ptr_array_unref (self->cells);
  g_free (self);
}

/**
 * vouch_coverage_get_criteria:
 * @self: a coverage.
 *
 * Returns: (transfer none) (element-type VouchCriterion): the rows.
 */
GPtrArray *
vouch_coverage_get_criteria (VouchCoverage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->criteria;
}

/**
 * vouch_coverage_get_requirements:
 * @self: a coverage.
 *
 * Returns: (transfer none) (element-type VouchRequirement): the columns.
 */
GPtrArray *
vouch_coverage_get_requirements (VouchCoverage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->requirements;
}

/**
 * vouch_coverage_get_cell:
 * @self: a coverage.
 * @row: which criterion, from 0.
 * @column: which requirement, from 0.
 *
 * Returns: (transfer none): what is there where they meet.
 */
const VouchCoverageCell *
vouch_coverage_get_cell (VouchCoverage *self, guint row, guint column)
{
  g_return_val_if_fail (self != NULL && row < self->criteria->len, NULL);
  g_return_val_if_fail (column < self->requirements->len, NULL);

  return g_ptr_array_index (self->cells, row * self->requirements->len + column);
}

/**
 * vouch_coverage_count:
 * @self: a coverage.
 * @row: which criterion, from 0.
 *
 * Returns: how many items speak to the criterion.
 */
guint
vouch_coverage_count (VouchCoverage *self, guint row)
{
  guint n = 0;

  g_return_val_if_fail (self != NULL && row < self->criteria->len, 0);

  for (guint column = 0; column < self->requirements->len; column++)
    n += vouch_coverage_get_cell (self, row, column)->items->len;
  return n;
}
