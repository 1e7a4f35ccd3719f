/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-portfolio.h"

G_BEGIN_DECLS

/**
 * VouchCoverage:
 *
 * The rows of a rubric against the requirements of a portfolio: what is there for each, and where
 * the gaps are.
 */
typedef struct _VouchCoverage VouchCoverage;

/**
 * VouchCoverageCell:
 * @requirement: what is asked for.
 * @expected: whether the definition says that it feeds the criterion.
 * @items: (element-type VouchItem): what is placed on it and speaks to the criterion.
 * @n_moments: how many marked places on those items name the criterion.
 *
 * Where a criterion and a requirement meet.
 */
typedef struct {
  VouchRequirement *requirement;
  gboolean expected;
  GPtrArray *items;
  guint n_moments;
} VouchCoverageCell;

VouchCoverage *vouch_coverage_new (VouchPortfolio *portfolio) G_GNUC_WARN_UNUSED_RESULT;
void vouch_coverage_free (VouchCoverage *self);

/* (element-type VouchCriterion) rows and (element-type VouchRequirement) columns, in the order of
 * the definition. */
GPtrArray *vouch_coverage_get_criteria (VouchCoverage *self);
GPtrArray *vouch_coverage_get_requirements (VouchCoverage *self);
const VouchCoverageCell *vouch_coverage_get_cell (VouchCoverage *self, guint row, guint column);
guint vouch_coverage_count (VouchCoverage *self, guint row);
gboolean vouch_coverage_is_expected (VouchRequirement *requirement, VouchCriterion *criterion);
gboolean vouch_coverage_item_speaks (VouchDefinition *definition,
                                     VouchItem *item,
                                     VouchCriterion *criterion);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchCoverage, vouch_coverage_free)

G_END_DECLS
