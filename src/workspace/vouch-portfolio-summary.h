/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-decision.h"
#include "vouch-submission.h"

G_BEGIN_DECLS

/**
 * VouchStanding:
 * @VOUCH_STANDING_OPEN: something asked for is open.
 * @VOUCH_STANDING_READY: nothing is; it can be sent.
 * @VOUCH_STANDING_ON_ITS_WAY: it is being sent.
 * @VOUCH_STANDING_SENT: the issuer has it.
 * @VOUCH_STANDING_DECIDED: a decision came in, and something is not yet.
 * @VOUCH_STANDING_EARNED: it is earned.
 *
 * Where a portfolio is on its way.
 */
typedef enum {
  VOUCH_STANDING_OPEN,
  VOUCH_STANDING_READY,
  VOUCH_STANDING_ON_ITS_WAY,
  VOUCH_STANDING_SENT,
  VOUCH_STANDING_DECIDED,
  VOUCH_STANDING_EARNED,
} VouchStanding;

const char *vouch_standing_to_string (VouchStanding value);
gboolean vouch_standing_from_string (const char *name, VouchStanding *value);
VouchStanding vouch_standing_judge (VouchSubmission *last, VouchDecision *decision, gboolean ready);

#define VOUCH_TYPE_PORTFOLIO_SUMMARY (vouch_portfolio_summary_get_type ())
G_DECLARE_FINAL_TYPE (VouchPortfolioSummary,
                      vouch_portfolio_summary,
                      VOUCH,
                      PORTFOLIO_SUMMARY,
                      GObject)

VouchPortfolioSummary *vouch_portfolio_summary_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Id and title of the portfolio, and the name of the micro-credential. */
const char *vouch_portfolio_summary_get_id (VouchPortfolioSummary *self);
void vouch_portfolio_summary_set_id (VouchPortfolioSummary *self, const char *value);
const char *vouch_portfolio_summary_get_title (VouchPortfolioSummary *self);
void vouch_portfolio_summary_set_title (VouchPortfolioSummary *self, const char *value);
const char *vouch_portfolio_summary_get_credential (VouchPortfolioSummary *self);
void vouch_portfolio_summary_set_credential (VouchPortfolioSummary *self, const char *value);

/* The next step as a sentence; NULL when nothing is open. */
const char *vouch_portfolio_summary_get_next_step (VouchPortfolioSummary *self);
void vouch_portfolio_summary_set_next_step (VouchPortfolioSummary *self, const char *value);

/* How many of the things needed are complete, as in "9 of 14". */
guint vouch_portfolio_summary_get_complete (VouchPortfolioSummary *self);
void vouch_portfolio_summary_set_complete (VouchPortfolioSummary *self, guint value);
guint vouch_portfolio_summary_get_needed (VouchPortfolioSummary *self);
void vouch_portfolio_summary_set_needed (VouchPortfolioSummary *self, guint value);

VouchStanding vouch_portfolio_summary_get_standing (VouchPortfolioSummary *self);
void vouch_portfolio_summary_set_standing (VouchPortfolioSummary *self, VouchStanding value);

/* When something in it last changed, in milliseconds since 1970. */
gint64 vouch_portfolio_summary_get_changed_ms (VouchPortfolioSummary *self);
void vouch_portfolio_summary_set_changed_ms (VouchPortfolioSummary *self, gint64 value);

G_END_DECLS
