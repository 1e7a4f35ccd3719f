/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-fitting.h"
#include "vouch-ledger.h"
#include "vouch-people.h"
#include "vouch-portfolio.h"
#include "vouch-range.h"
#include "vouch-report.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_ITEM_STATE (vouch_item_state_get_type ())
G_DECLARE_FINAL_TYPE (VouchItemState, vouch_item_state, VOUCH, ITEM_STATE, GObject)

VouchItemState *vouch_item_state_load (VouchWorkspace *workspace,
                                       const char *item,
                                       GCancellable *cancellable,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

VouchPortfolio *vouch_item_state_get_portfolio (VouchItemState *self);
VouchDefinition *vouch_item_state_get_definition (VouchItemState *self);
VouchItem *vouch_item_state_get_item (VouchItemState *self);
VouchRequirement *vouch_item_state_get_requirement (VouchItemState *self);
VouchPeople *vouch_item_state_get_people (VouchItemState *self);
VouchLedger *vouch_item_state_get_ledger (VouchItemState *self);
VouchReport *vouch_item_state_get_report (VouchItemState *self);
const char *vouch_item_state_get_lock (VouchItemState *self);
const VouchFitting *vouch_item_state_get_fitting (VouchItemState *self);
GPtrArray *vouch_item_state_get_captions (VouchItemState *self);
GPtrArray *vouch_item_state_get_turns (VouchItemState *self);
VouchRange vouch_item_state_get_length (VouchItemState *self);
VouchDay vouch_item_state_get_today (VouchItemState *self);
VouchConstraint *vouch_item_state_find_constraint (VouchItemState *self, VouchConstraintKind kind);

G_END_DECLS
