/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_EVIDENCE_USE (vouch_evidence_use_get_type ())
G_DECLARE_FINAL_TYPE (VouchEvidenceUse, vouch_evidence_use, VOUCH, EVIDENCE_USE, GObject)

VouchEvidenceUse *vouch_evidence_use_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Id of the item by which it is placed; NULL for a copy that was sent. */
const char *vouch_evidence_use_get_item (VouchEvidenceUse *self);
void vouch_evidence_use_set_item (VouchEvidenceUse *self, const char *value);

/* Id of the portfolio. */
const char *vouch_evidence_use_get_portfolio (VouchEvidenceUse *self);
void vouch_evidence_use_set_portfolio (VouchEvidenceUse *self, const char *value);

/* The portfolio's title. */
const char *vouch_evidence_use_get_portfolio_title (VouchEvidenceUse *self);
void vouch_evidence_use_set_portfolio_title (VouchEvidenceUse *self, const char *value);

/* Lower-case hex SHA-256 of the definition that the portfolio is pinned to. */
const char *vouch_evidence_use_get_definition (VouchEvidenceUse *self);
void vouch_evidence_use_set_definition (VouchEvidenceUse *self, const char *value);

/* Id of the requirement on which it is placed. */
const char *vouch_evidence_use_get_requirement (VouchEvidenceUse *self);
void vouch_evidence_use_set_requirement (VouchEvidenceUse *self, const char *value);

/* The requirement's title. */
const char *vouch_evidence_use_get_requirement_title (VouchEvidenceUse *self);
void vouch_evidence_use_set_requirement_title (VouchEvidenceUse *self, const char *value);

/* Id of the submission; NULL for a place in a draft. */
const char *vouch_evidence_use_get_submission (VouchEvidenceUse *self);
void vouch_evidence_use_set_submission (VouchEvidenceUse *self, const char *value);

/* Who it was sent to. */
const char *vouch_evidence_use_get_issuer (VouchEvidenceUse *self);
void vouch_evidence_use_set_issuer (VouchEvidenceUse *self, const char *value);

/* When it was sealed to be sent; 0 for a place in a draft. */
gint64 vouch_evidence_use_get_sent_ms (VouchEvidenceUse *self);
void vouch_evidence_use_set_sent_ms (VouchEvidenceUse *self, gint64 value);

G_END_DECLS
