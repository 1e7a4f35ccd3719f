/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-caption.h"
#include "vouch-confirmation.h"
#include "vouch-definition.h"
#include "vouch-goal.h"
#include "vouch-item.h"
#include "vouch-self-assessment.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_PORTFOLIO (vouch_portfolio_get_type ())
G_DECLARE_FINAL_TYPE (VouchPortfolio, vouch_portfolio, VOUCH, PORTFOLIO, GObject)

VouchPortfolio *vouch_portfolio_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* UUID. */
const char *vouch_portfolio_get_id (VouchPortfolio *self);
void vouch_portfolio_set_id (VouchPortfolio *self, const char *value);

/* Title for people. */
const char *vouch_portfolio_get_title (VouchPortfolio *self);
void vouch_portfolio_set_title (VouchPortfolio *self, const char *value);

/* The pinned definition. */
VouchDefinition *vouch_portfolio_get_definition (VouchPortfolio *self);
void vouch_portfolio_set_definition (VouchPortfolio *self, VouchDefinition *value);

/* When it was begun. */
gint64 vouch_portfolio_get_created_ms (VouchPortfolio *self);
void vouch_portfolio_set_created_ms (VouchPortfolio *self, gint64 value);

/* When anything in it was last changed. */
gint64 vouch_portfolio_get_changed_ms (VouchPortfolio *self);
void vouch_portfolio_set_changed_ms (VouchPortfolio *self, gint64 value);

/* What is attached and written, oldest first; nothing that is in the bin. */
GPtrArray *vouch_portfolio_get_items (VouchPortfolio *self);
void vouch_portfolio_add_item (VouchPortfolio *self, VouchItem *value);

/* What is said in a recording that is placed here, by the file; NULL when nothing is written down. */
GPtrArray *vouch_portfolio_get_captions (VouchPortfolio *self, const char *artifact);
void
vouch_portfolio_add_caption (VouchPortfolio *self, const char *artifact, VouchCaption *caption);

/* Ids of the chosen options of all choices. */
const char *const *vouch_portfolio_get_chosen (VouchPortfolio *self);
void vouch_portfolio_set_chosen (VouchPortfolio *self, const char *const *value);

/* What the earner confirmed. */
GPtrArray *vouch_portfolio_get_confirmations (VouchPortfolio *self);
void vouch_portfolio_add_confirmation (VouchPortfolio *self, VouchConfirmation *value);

/* Her levels, oldest first. */
GPtrArray *vouch_portfolio_get_self_assessments (VouchPortfolio *self);
void vouch_portfolio_add_self_assessment (VouchPortfolio *self, VouchSelfAssessment *value);

/* Her goals. */
GPtrArray *vouch_portfolio_get_goals (VouchPortfolio *self);
void vouch_portfolio_add_goal (VouchPortfolio *self, VouchGoal *value);

/* SHA-256 of every original in any of its submissions. */
const char *const *vouch_portfolio_get_submitted (VouchPortfolio *self);
void vouch_portfolio_set_submitted (VouchPortfolio *self, const char *const *value);

VouchItem *vouch_portfolio_find_item (VouchPortfolio *self, const char *id);

G_END_DECLS
